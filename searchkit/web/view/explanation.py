"""How a query was understood, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from searchkit.engine.results import Results

_LABELS: Final = {"else": "If no article has all", "date": "Dates", "place": "Places", "note": "Passed over"}
_FORMAL: Final = frozenset({"else"})


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


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a query was understood.

    Attributes:
        sentences: what an article must fulfil: all of them.
        notation: the same in the notation of the query language.
        parts: what else there is to say, of its dates and places above all.
    """

    sentences: tuple[str, ...]
    notation: str
    parts: tuple[Part, ...]


def explanation(results: Results) -> Explanation:
    """How the query of an answer was understood."""
    lines = [
        (name, text.strip())
        for name, _, text in (one.partition(" ") for one in results.explain().splitlines())
    ]
    parts = tuple(Part(_LABELS[name], text, name in _FORMAL) for name, text in lines if name in _LABELS)
    notation = " AND ".join(text for name, text in lines if name in {"parsed", "only"})
    return Explanation(results.in_words(), notation, parts)
