"""What terms look like from afar: enough to tell most that differ from a word without comparing them."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, Self

import numpy as np

from searchkit.values import value

_END: Final = ord("\n")
_LAST_ASCII: Final = 127
_NONE: Final = 1 << 31
_SPREAD: Final = 31
_BIT: Final = 63
"""Two neighbouring characters have one of 64 bits: that of ``(31 * first + second) % 64``."""
_CHANGED: Final = 4
"""How many bits one edit changes at most: another character makes two other pairs of two."""


@value
class Outlines:
    """Lengths and pairs of characters of terms, the shortest terms first.

    Attributes:
        numbers: of the terms, int64.
        length_starts: where the terms of each number of characters begin, and where the longest end.
        codes: their characters, a line feed after each term: uint8 while all are ASCII, else uint32.
        starts: where each begins in ``codes``, int32.
        lengths: characters of each, int16.
        pairs: the pairs of neighbouring characters of each as a set of bits, uint64.
    """

    numbers: np.ndarray
    length_starts: list[int]
    codes: np.ndarray
    starts: np.ndarray
    lengths: np.ndarray
    pairs: np.ndarray

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays."""
        columns = (self.numbers, self.codes, self.starts, self.lengths, self.pairs)
        return sum(column.nbytes for column in columns)

    @classmethod
    def of(cls, numbers: np.ndarray, terms: np.ndarray) -> Self:
        """Look at terms of these numbers: UTF-8, a line feed after each, as uint8."""
        codes = terms
        if len(terms) and terms.max() > _LAST_ASCII:
            codes = np.frombuffer(terms.tobytes().decode(errors="replace").encode("utf-32-le"), np.uint32)
        ends = np.flatnonzero(codes == _END).astype(np.int32)
        starts = np.concatenate([ends[:0], [0], ends + 1])[:-1].astype(np.int32)
        lengths = (ends - starts).astype(np.int16)
        order = lengths.argsort(kind="stable")
        counts = np.bincount(lengths) if len(lengths) else np.zeros(0, np.int64)
        return cls(
            numbers[order],
            [0, *counts.cumsum().tolist()],
            codes,
            starts[order],
            lengths[order],
            _pairs(codes, starts)[order],
        )

    def likely(self, word: str, distance: int) -> np.ndarray:
        """The rows of the terms that few edits may turn into a word: int64.

        An edit changes the length by one at most, and the pairs of characters by few.
        """
        longest = len(self.length_starts) - 1
        first = self.length_starts[min(max(len(word) - distance, 0), longest)]
        last = self.length_starts[min(len(word) + distance + 1, longest)]
        pairs = 0
        for one, other in pairwise(map(ord, word)):
            pairs |= 1 << (_SPREAD * one + other & _BIT)
        changed = np.bitwise_count(self.pairs[first:last] ^ np.uint64(pairs))
        likely: np.ndarray = (changed <= _CHANGED * distance).nonzero()[0]
        likely += first
        return likely

    def in_common(self, rows: np.ndarray, word: str) -> np.ndarray:
        """How many characters some terms have in common with a word, at the start and at the end.

        Args:
            rows: the terms.
            word: without a line feed.

        Returns:
            Two rows of int64, a column for each term, at most the length of the word. Of a term that stands
            as a whole at the end of a longer word the second may be larger than the term.
        """
        codes = [*map(ord, word)]
        outward = np.arange(len(codes) + 1)
        places = np.array((outward, -outward))[:, None]
        # What no character is comes last, and so is a difference found in each.
        sought = np.array(([*codes, _NONE], [*codes[::-1], _NONE]), np.uint32)[:, None]
        starts = self.starts[rows]
        edges = np.array((starts, starts + self.lengths[rows] - 1))[:, :, None]
        same: np.ndarray = (self.codes.take(edges + places, mode="clip") != sought).argmax(axis=2)
        return same

    def characters(self, rows: np.ndarray, places: np.ndarray) -> np.ndarray:
        """Characters of some terms: code points, a column for each; what is outside of a term has no meaning.

        Args:
            rows: the terms: integers.
            places: integers, of characters in a term, from 0: a column for each term, or one for all.
        """
        characters: np.ndarray = self.codes.take(self.starts[rows] + places, mode="clip")
        return characters


def _pairs(codes: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """The pairs of each term: uint64."""
    if not len(starts):
        return np.zeros(0, np.uint64)
    wide = codes.astype(np.uint32)
    bits = np.zeros(len(codes), np.uint64)
    bits[:-1] = np.uint64(1) << (_SPREAD * wide[:-1] + wide[1:] & _BIT).astype(np.uint64)
    ends = np.flatnonzero(codes == _END)
    bits[ends] = 0
    bits[ends - 1] = 0
    pairs: np.ndarray = np.bitwise_or.reduceat(bits, starts)
    return pairs
