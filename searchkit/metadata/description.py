"""Title, body and declarations of an article → its metadata."""

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

if TYPE_CHECKING:
    from collections.abc import Iterable

    from searchkit.metadata.declared import Evidence


def describe(
    title: str,
    body: str,
    declared: Declared,
    *,
    path: str = "",
    latest: dt.date | None = None,
    above: int = 0,
) -> Metadata:
    """Find out what an article says of itself.

    Args:
        title: the headline; may be empty.
        body: the text below it.
        declared: what the file says outside its prose.
        path: path of the file that is this article, whose name may tell a day; empty when it holds several.
        latest: a day after this one is not believed to be the article's; ``None`` refuses none.
        above: how many characters of the body stood above the headline.

    Returns:
        The values with where each was read; spans count characters of title, blank line, body.
    """
    text = f"{title}\n\n{body}"
    order = OrderClues(text, declared)
    masthead = read_masthead(title, body, order, above)
    last_lines = read_last_lines(title, body)
    # Notes often give the address as their source.
    url = _find_url((*declared.urls, *declared.sources))
    publication = find_publication(Known(declared, masthead, url, path, latest, order))
    source = find_source(declared.sources, masthead, last_lines.sources, url, (title, body))
    authors = find_authors(declared.authors, masthead, last_lines.authors, source, url)
    language = find_language(text, declared.languages)
    clutter = find_clutter(title, body, [author.value for author in authors], above)
    return Metadata(
        date=publication.date,
        source=source,
        authors=authors,
        places=find_places(
            without_clutter(text, clutter), declared.places, language.value if language else ""
        ),
        language=language,
        url=url,
        modified=publication.modified,
        clutter=clutter,
    )


def _find_url(urls: Iterable[Evidence]) -> Extracted[str] | None:
    for evidence in urls:
        value = evidence.value.strip()
        if value.startswith(("http://", "https://")) and not any(char.isspace() for char in value):
            return Extracted(value, evidence.method, evidence.value)
    return None
