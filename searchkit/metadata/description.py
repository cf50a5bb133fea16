"""Title, body and declarations of an article → its metadata."""

from __future__ import annotations

from searchkit.metadata.declared import Declared, Metadata
from searchkit.metadata.places import find_places


def describe(title: str, body: str, declared: Declared) -> Metadata:
    """Find out what an article says of itself."""
    text = f"{title}\n\n{body}"
    return Metadata(places=find_places(text, declared.places))
