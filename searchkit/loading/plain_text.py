"""Plain text, as people paste it from a browser → a draft."""

from __future__ import annotations

from searchkit.loading.drafts import Draft, Parsed
from searchkit.metadata import split_pasted


def parse_text(text: str) -> Parsed:
    """Read a text file: one article."""
    pasted = split_pasted(text)
    return Parsed(drafts=(Draft(pasted.title, pasted.body, above=pasted.above),))
