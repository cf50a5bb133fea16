"""Citations in CSL-JSON, as schema 1.0.2 of the Citation Style Language has its items.

Names are ``literal``, as nobody knows which part of them is the family's. What the schema has no field for,
the file and its SHA-256, stands in ``custom``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from searchkit.citing.citation import Citation


def array(citations: Iterable[Citation]) -> Iterator[str]:
    """One array of all of them, an item at a time."""
    before = "["
    for citation in citations:
        yield f"{before}\n{json.dumps(item(citation), ensure_ascii=False)}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def item(citation: Citation) -> dict[str, Any]:
    """The item of an article."""
    evidence = citation.evidence
    path = evidence.path.encode(errors="surrogateescape").decode(errors="backslashreplace")
    parts = citation.date_parts
    fields = {
        "id": citation.key,
        "type": "article-newspaper",
        "title": citation.title,
        "author": [{"literal": author} for author in citation.authors],
        "container-title": citation.source,
        "issued": {"date-parts": [list(parts)]} if parts else None,
        "language": citation.language,
        "URL": citation.url,
        "note": evidence.doubt,
        "custom": {"id": citation.article_id, "file": path, "sha256": evidence.sha256},
    }
    return {name: value for name, value in fields.items() if value}
