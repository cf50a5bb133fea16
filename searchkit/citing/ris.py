"""Citations in RIS: a tag, two blanks, a hyphen, a blank and a value on each line; CR LF ends it.

The tags are those of the format's description by Research Information Systems; ``L1`` leads to the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from searchkit.citing.citation import Citation

_END: Final = "\r\n"
_DAY: Final = 3


def record(citation: Citation) -> str:
    """The record of an article, and an empty line."""
    lines = [f"{tag}  - {value}" for tag, value in _fields(citation)]
    return _END.join(["TY  - NEWS", *lines, "ER  - ", "", ""])


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "ID", citation.key
    for author in citation.authors:
        yield "AU", author
    if citation.title:
        yield "TI", citation.title
    if citation.source:
        yield "T2", citation.source
    if parts := citation.date_parts:
        year, *rest = parts
        yield "PY", f"{year:04}"
        # Year, month, day and whatever else, with slashes for what is not known.
        yield (
            "DA",
            "/".join([f"{year:04}", *(f"{part:02}" for part in rest), *[""] * (_DAY - len(parts)), ""]),
        )
    if citation.language:
        yield "LA", citation.language
    if citation.url:
        yield "UR", citation.url
    evidence = citation.evidence
    yield "AN", citation.article_id
    yield "L1", f"file://{quote(evidence.path.encode(errors='surrogateescape'))}"
    yield "N1", f"SHA-256 of the file as it was indexed: {evidence.sha256}"
    if evidence.doubt:
        yield "N1", evidence.doubt
