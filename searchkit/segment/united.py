"""The terms of several dictionaries as one vocabulary, in which each stands once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Self

import numpy as np

from searchkit.segment.dictionary import TermDictionary
from searchkit.segment.outlines import Outlines
from searchkit.segment.terms import united
from searchkit.values import value


@value
class UnitedTerms:
    """The terms that begin alike, in byte order.

    Attributes:
        outlines: of the terms.
        places: of the terms of each dictionary among these: int32, ascending.
        firsts: the number of the first of them in each dictionary.
    """

    outlines: Outlines
    places: tuple[np.ndarray, ...]
    firsts: tuple[int, ...]

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays."""
        return self.outlines.nbytes + sum(own.nbytes for own in self.places)

    @classmethod
    def of(cls, dictionaries: Sequence[TermDictionary], prefix: str) -> Self:
        """Unite the terms that begin with a prefix; none of them holds a line feed."""
        ranges = [dictionary.with_prefix(prefix.encode()) for dictionary in dictionaries]
        parts = [dictionary.part(terms) for dictionary, terms in zip(dictionaries, ranges, strict=True)]
        if len(parts) == 1:  # in order already
            terms, places = parts[0], np.arange(len(parts[0]))
        else:
            terms, places = united(parts)
        borders = list(accumulate(map(len, parts)))[:-1]
        return cls(
            Outlines.of(np.arange(len(terms)), terms.blob),
            tuple(np.split(places.astype(np.int32), borders)[: len(parts)]),
            tuple(inside.start for inside in ranges),
        )

    def inside(self, terms: np.ndarray) -> list[np.ndarray]:
        """The numbers that some ascending terms have in each dictionary: int64, ascending."""
        return [
            _inside(places, terms) + first for places, first in zip(self.places, self.firsts, strict=True)
        ]


def _inside(places: np.ndarray, terms: np.ndarray) -> np.ndarray:
    rows = places.searchsorted(terms)
    inside: np.ndarray = rows[places.take(rows, mode="clip") == terms] if len(places) else rows[:0]
    return inside
