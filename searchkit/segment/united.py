"""The terms of several dictionaries as one vocabulary, in which each stands once."""

from __future__ import annotations

from collections.abc import Sequence
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
        numbers: int32, a row for each dictionary, a column for each term: its number there, or -1.
    """

    outlines: Outlines
    numbers: np.ndarray

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays."""
        return self.outlines.nbytes + self.numbers.nbytes

    @classmethod
    def of(cls, dictionaries: Sequence[TermDictionary], prefix: str) -> Self:
        """Unite the terms that begin with a prefix; none of them holds a line feed."""
        ranges = [dictionary.with_prefix(prefix.encode()) for dictionary in dictionaries]
        parts = [dictionary.part(terms) for dictionary, terms in zip(dictionaries, ranges, strict=True)]
        if len(parts) == 1:  # in order already
            terms, places = parts[0], np.arange(len(parts[0]))
        else:
            terms, places = united(parts)
        numbers = np.full((len(parts), len(terms)), -1, np.int32)
        done = 0
        for row, inside in zip(numbers, ranges, strict=True):
            row[places[done : done + len(inside)]] = inside
            done += len(inside)
        return cls(Outlines.of(np.arange(len(terms)), terms.blob), numbers)

    def inside(self, terms: np.ndarray) -> list[np.ndarray]:
        """The numbers that some ascending terms have in each dictionary: ascending."""
        return [numbers[numbers >= 0] for numbers in self.numbers[:, terms]]
