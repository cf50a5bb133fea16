"""Title, body and declarations of articles → their metadata."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from searchkit.article import Extracted, without_clutter
from searchkit.metadata.authors import find_authors
from searchkit.metadata.clutter import find_clutter
from searchkit.metadata.day_order import OrderClues
from searchkit.metadata.declared import Declared, Metadata
from searchkit.metadata.language import find_language
from searchkit.metadata.last_lines import read_last_lines
from searchkit.metadata.masthead import read_masthead
from searchkit.metadata.places import find_places
from searchkit.metadata.publication import Known, find_publication
from searchkit.metadata.sources import find_source
from searchkit.values import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from searchkit.metadata.declared import Evidence


@value
class Undescribed:
    """An article of which nothing is known but what its file gives.

    Attributes:
        title: the headline; may be empty.
        body: the text below it.
        declared: what the file says outside its prose.
        path: path of the file that is this article, whose name may tell a day; empty when it holds several.
        latest: a day after this one is not believed to be the article's; ``None`` refuses none.
        above: how many characters of the body stood above the headline.
    """

    title: str
    body: str
    declared: Declared
    path: str = ""
    latest: dt.date | None = None
    above: int = 0


def describe(
    title: str,
    body: str,
    declared: Declared,
    *,
    path: str = "",
    latest: dt.date | None = None,
    above: int = 0,
) -> Metadata:
    """Find out what an article says of itself: :func:`describe_all` of one."""
    return describe_all([Undescribed(title, body, declared, path, latest, above)])[0]


def describe_all(articles: Sequence[Undescribed]) -> list[Metadata]:
    """Find out what articles say of themselves.

    One thing is read from all of them, then the next: what reading it takes is fetched from memory once, and
    not for each article. Ten articles at a time are enough for that.

    Returns:
        Of each article the values with where each was read; spans count characters of title, blank line,
        body.
    """
    texts = [f"{one.title}\n\n{one.body}" for one in articles]
    orders = [OrderClues(text, one.declared) for text, one in zip(texts, articles, strict=True)]
    mastheads = [
        read_masthead(one.title, one.body, order, one.above)
        for one, order in zip(articles, orders, strict=True)
    ]
    ends = [read_last_lines(one.title, one.body) for one in articles]
    # Notes often give the address as their source.
    urls = [_find_url((*one.declared.urls, *one.declared.sources)) for one in articles]
    publications = [
        find_publication(Known(one.declared, masthead, url, one.path, one.latest, order))
        for one, masthead, url, order in zip(articles, mastheads, urls, orders, strict=True)
    ]
    sources = [
        find_source(one.declared.sources, masthead, end.sources, url, (one.title, one.body))
        for one, masthead, end, url in zip(articles, mastheads, ends, urls, strict=True)
    ]
    authors = [
        find_authors(one.declared.authors, masthead, end.authors, source, url)
        for one, masthead, end, source, url in zip(articles, mastheads, ends, sources, urls, strict=True)
    ]
    languages = [
        find_language(text, one.declared.languages) for text, one in zip(texts, articles, strict=True)
    ]
    clutters = [
        find_clutter(one.title, one.body, [name.value for name in names], one.above)
        for one, names in zip(articles, authors, strict=True)
    ]
    places = [
        find_places(without_clutter(text, clutter), one.declared.places, language.value if language else "")
        for text, clutter, one, language in zip(texts, clutters, articles, languages, strict=True)
    ]
    found = zip(publications, sources, authors, places, languages, urls, clutters, strict=True)
    return [
        Metadata(
            date=publication.date,
            source=source,
            authors=names,
            places=mentioned,
            language=language,
            url=url,
            modified=publication.modified,
            clutter=clutter,
        )
        for publication, source, names, mentioned, language, url, clutter in found
    ]


def _find_url(urls: Iterable[Evidence]) -> Extracted[str] | None:
    for evidence in urls:
        url = evidence.value.strip()
        if url.startswith(("http://", "https://")) and not any(char.isspace() for char in url):
            return Extracted(url, evidence.method, evidence.value)
    return None
