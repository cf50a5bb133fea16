"""Title, body and declarations of an article → its metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchkit.article import Extracted
from searchkit.metadata.authors import find_authors
from searchkit.metadata.declared import Declared, Metadata
from searchkit.metadata.language import find_language
from searchkit.metadata.masthead import read_masthead
from searchkit.metadata.places import find_places
from searchkit.metadata.publication import find_date
from searchkit.metadata.sources import find_source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from searchkit.metadata.declared import Evidence


def describe(title: str, body: str, declared: Declared) -> Metadata:
    """Find out what an article says of itself.

    Args:
        title: the headline; may be empty.
        body: the text below it.
        declared: what the file says outside its prose.

    Returns:
        The values with where each was read; spans count characters of title, blank line, body.
    """
    masthead = read_masthead(title, body)
    url = _find_url(declared.urls)
    text = f"{title}\n\n{body}"
    return Metadata(
        date=find_date(declared.dates, masthead, url),
        source=find_source(declared.sources, masthead, url),
        authors=find_authors(declared.authors, masthead),
        places=find_places(text, declared.places),
        language=find_language(text, declared.languages),
        url=url,
    )


def _find_url(urls: Iterable[Evidence]) -> Extracted[str] | None:
    for evidence in urls:
        value = evidence.value.strip()
        if value.startswith(("http://", "https://")) and not any(char.isspace() for char in value):
            return Extracted(value, evidence.method, evidence.value)
    return None
