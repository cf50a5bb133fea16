"""What terms look like from afar: enough to tell most that differ from a word without comparing them."""

from __future__ import annotations

from typing import Final, Self

import numpy as np

from searchkit.values import value

_END: Final = ord("\n")
_LAST_ASCII: Final = 127
_BIT: Final = 31
"""A letter has the bit of its last five bits: those from ``a`` to ``z`` have each their own."""


@value
class Outlines:
    """Length and letters of neighbouring terms.

    Attributes:
        first: number of the first of them.
        codes: their characters, a line feed after each term: uint8 while all are ASCII, else uint32.
        starts: where each begins in ``codes``, int32.
        lengths: characters of each, int16.
        letters: the letters of each as a set of bits, uint32.
    """

    first: int
    codes: np.ndarray
    starts: np.ndarray
    lengths: np.ndarray
    letters: np.ndarray

    @classmethod
    def of(cls, first: int, terms: np.ndarray) -> Self:
        """Look at terms in UTF-8, a line feed after each, as uint8."""
        codes = terms
        if len(terms) and terms.max() > _LAST_ASCII:
            codes = np.frombuffer(terms.tobytes().decode().encode("utf-32-le"), np.uint32)
        ends = np.flatnonzero(codes == _END).astype(np.int32)
        starts = np.concatenate([ends[:0], [0], ends + 1])[:-1].astype(np.int32)
        bits = np.left_shift(np.uint32(1), (codes & _BIT).astype(np.uint32))
        bits[ends] = 0
        letters = np.bitwise_or.reduceat(bits, starts) if len(starts) else bits
        return cls(first, codes, starts, (ends - starts).astype(np.int16), letters)

    def likely(self, word: str, distance: int) -> np.ndarray:
        """The terms that few edits may turn into a word, counted from the first one: int64, ascending.

        An edit changes the length by one at most, and the set of letters by two.
        """
        letters = 0
        for character in word:
            letters |= 1 << (ord(character) & _BIT)
        alike = np.bitwise_count(self.letters ^ np.uint32(letters)) <= 2 * distance
        alike &= np.abs(self.lengths - np.int16(len(word))) <= distance
        return np.flatnonzero(alike)

    def characters(self, terms: np.ndarray, longest: int) -> np.ndarray:
        """The first characters of some terms, a column for each; what is behind a term has no meaning."""
        places = self.starts[terms] + np.arange(longest)[:, None]
        characters: np.ndarray = self.codes.take(places, mode="clip")
        return characters
