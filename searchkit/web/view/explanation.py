"""How a query was understood, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_LABELS: Final = {
    "parsed": "Looked for",
    "only": "Only where",
    "else": "If no article has all",
    "date": "Dates",
    "place": "Places",
    "note": "Passed over",
}
_FORMAL: Final = frozenset({"parsed", "only", "else"})


@dataclass(frozen=True, slots=True)
class Part:
    """Something that was understood.

    Attributes:
        label: what it is about: ``Dates``.
        text: what it was taken for.
        formal: whether that stands in the notation of the query language.
    """

    label: str
    text: str
    formal: bool


def explanation(explained: str) -> tuple[Part, ...]:
    """What ``Results.explain`` says, but the query itself, which stands in its box."""
    return tuple(_parts(explained))


def _parts(explained: str) -> Iterator[Part]:
    for line in explained.splitlines():
        name, _, text = line.partition(" ")
        if name in _LABELS:
            yield Part(_LABELS[name], text.strip(), name in _FORMAL)
