"""Titles, bodies and declarations of articles → their metadata."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from searchkit.article import Extracted, without_clutter
from searchkit.metadata.authors import find_authors
from searchkit.metadata.clutter import find_clutter
from searchkit.metadata.day_order import OrderClues
from searchkit.metadata.declared import Metadata
from searchkit.metadata.language import find_languages
from searchkit.metadata.last_lines import read_last_lines
from searchkit.metadata.masthead import read_masthead
from searchkit.metadata.places import Prose, find_all_places
from searchkit.metadata.publication import Known, find_publication
from searchkit.metadata.sources import find_source
from searchkit.values import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from searchkit.metadata.declared import Declared, Evidence


@value
class Text:
    """An article as its file has it.

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


def describe_all(texts: Sequence[Text]) -> list[Metadata]:
    """Find out what some articles say of themselves; each is read as if it were alone.

    One thing is read from all of them, then the next: what reading it takes is fetched from memory once.
    Their places are looked for in all of them at once, which takes a fraction of the time that it takes one
    by one: a thousand articles, or a million characters, are a good measure.

    Returns:
        For each the values with where they were read; spans count characters of title, blank line, body.
    """
    wholes = [f"{one.title}\n\n{one.body}" for one in texts]
    orders = [OrderClues(whole, one.declared) for one, whole in zip(texts, wholes, strict=True)]
    mastheads = [
        read_masthead(one.title, one.body, order, one.above) for one, order in zip(texts, orders, strict=True)
    ]
    ends = [read_last_lines(one.title, one.body) for one in texts]
    # Notes often give the address as their source.
    urls = [_find_url((*one.declared.urls, *one.declared.sources)) for one in texts]
    publications = [
        find_publication(Known(one.declared, masthead, url, one.path, one.latest, order))
        for one, masthead, url, order in zip(texts, mastheads, urls, orders, strict=True)
    ]
    sources = [
        find_source(one.declared.sources, masthead, end.sources, url, (one.title, one.body))
        for one, masthead, end, url in zip(texts, mastheads, ends, urls, strict=True)
    ]
    authors = [
        find_authors(one.declared.authors, masthead, end.authors, source, url)
        for one, masthead, end, source, url in zip(texts, mastheads, ends, sources, urls, strict=True)
    ]
    languages = find_languages(wholes, [one.declared.languages for one in texts])
    clutters = [
        find_clutter(one.title, one.body, [name.value for name in names], one.above)
        for one, names in zip(texts, authors, strict=True)
    ]
    places = find_all_places(
        [
            Prose(without_clutter(whole, clutter), one.declared.places, language.value if language else "")
            for one, whole, clutter, language in zip(texts, wholes, clutters, languages, strict=True)
        ]
    )
    found = zip(publications, sources, authors, places, languages, urls, clutters, strict=True)
    return [
        Metadata(publication.date, source, names, named, language, url, publication.modified, clutter)
        for publication, source, names, named, language, url, clutter in found
    ]


def describe(
    title: str,
    body: str,
    declared: Declared,
    *,
    path: str = "",
    latest: dt.date | None = None,
    above: int = 0,
) -> Metadata:
    """Find out what one article says of itself; the arguments are those of :class:`Text`."""
    return describe_all([Text(title, body, declared, path, latest, above)])[0]


def _find_url(urls: Iterable[Evidence]) -> Extracted[str] | None:
    for evidence in urls:
        value = evidence.value.strip()
        if value.startswith(("http://", "https://")) and not any(char.isspace() for char in value):
            return Extracted(value, evidence.method, evidence.value)
    return None
