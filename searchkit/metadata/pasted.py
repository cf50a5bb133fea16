"""Text as pasted from a browser → title and body."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pasted:
    """A pasted article.

    Attributes:
        title: the headline; empty when no line looks like one.
        body: every other line, in order.
    """

    title: str
    body: str


def split_pasted(text: str) -> Pasted:
    """Find the headline of a text pasted from a browser."""
    title, _, body = text.strip().partition("\n")
    return Pasted(title.strip(), body.strip())
