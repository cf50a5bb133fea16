"""Titles, bodies and declarations of articles → their metadata."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from searchkit.article import Extracted, without_clutter
from searchkit.metadata.authors import find_authors
from searchkit.metadata.clutter import find_clutter
from searchkit.metadata.day_order import OrderClues
from searchkit.metadata.declared import Metadata
from searchkit.metadata.language import find_language
from searchkit.metadata.last_lines import read_last_lines
from searchkit.metadata.masthead import read_masthead
from searchkit.metadata.places import Prose, find_all_places
from searchkit.metadata.publication import Known, find_publication
from searchkit.metadata.sources import find_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from searchkit.metadata.declared import Declared, Evidence


@dataclass(frozen=True, slots=True)
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

    Their places are looked for in all of them at once, which takes a fraction of the time that it takes one
    by one: some hundred articles, or some hundred thousand characters, are a good measure.

    Returns:
        For each the values with where they were read; spans count characters of title, blank line, body.
    """
    known = [_describe_but_places(text) for text in texts]
    places = find_all_places([_prose(text, one) for text, one in zip(texts, known, strict=True)])
    return [
        Metadata(one.date, one.source, one.authors, found, one.language, one.url, one.modified, one.clutter)
        for one, found in zip(known, places, strict=True)
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


def _describe_but_places(given: Text) -> Metadata:
    title, body, declared = given.title, given.body, given.declared
    text = f"{title}\n\n{body}"
    order = OrderClues(text, declared)
    masthead = read_masthead(title, body, order)
    last_lines = read_last_lines(title, body)
    # Notes often give the address as their source.
    url = _find_url((*declared.urls, *declared.sources))
    publication = find_publication(Known(declared, masthead, url, given.path, given.latest, order))
    source = find_source(declared.sources, masthead, last_lines.sources, url, (title, body))
    authors = find_authors(declared.authors, masthead, last_lines.authors, source, url)
    return Metadata(
        date=publication.date,
        source=source,
        authors=authors,
        language=find_language(text, declared.languages),
        url=url,
        modified=publication.modified,
        clutter=find_clutter(title, body, [author.value for author in authors], given.above),
    )


def _prose(text: Text, known: Metadata) -> Prose:
    return Prose(
        without_clutter(f"{text.title}\n\n{text.body}", known.clutter),
        text.declared.places,
        known.language.value if known.language else "",
    )


def _find_url(urls: Iterable[Evidence]) -> Extracted[str] | None:
    for evidence in urls:
        value = evidence.value.strip()
        if value.startswith(("http://", "https://")) and not any(char.isspace() for char in value):
            return Extracted(value, evidence.method, evidence.value)
    return None
