"""Words next to each other, or near each other, from ascending positions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, cached_property
from typing import Final

import numpy as np

from searchkit.segment.bit_rows import are_set, bit_row
from searchkit.segment.postings import heads
from searchkit.values import value

_MUCH: Final = 1 << 20
"""So many positions, times those of a word, are worth a look at its bits before they are searched for."""
_BITS: Final = 32
"""Bits for each position of a word, at least; twice as many at most."""


@value
class Standing:
    """Where a word stands.

    Attributes:
        positions: ascending, of a signed type.
    """

    __slots__ = ("__dict__",)  # for what is worked out once

    positions: np.ndarray

    @property
    def nbytes(self) -> int:
        """Bytes of the positions with all that is worked out from them."""
        return self.positions.nbytes + 2 * _BITS * len(self.positions) // 8

    def among(self, wanted: np.ndarray) -> np.ndarray:
        """Which of some positions are the word's: their places, int64."""
        if len(wanted) * len(self.positions) < _MUCH:
            return self._looked_up(wanted).nonzero()[0]
        bits, lowest = self._bits
        may_be = are_set(bits, wanted & lowest).nonzero()[0]
        found: np.ndarray = may_be[self._looked_up(wanted[may_be])]
        return found

    def _looked_up(self, wanted: np.ndarray) -> np.ndarray:
        rows = self.positions.searchsorted(wanted)
        held: np.ndarray = self.positions.take(rows, mode="clip") == wanted
        return held

    @cached_property
    def _bits(self) -> tuple[np.ndarray, np.ndarray]:
        """Whether the word stands at any position with the same lowest bits, and the mask of these.

        Few are set: most positions of other words are told apart by one look in place of a search.
        """
        size = 1 << (_BITS * len(self.positions)).bit_length()
        lowest = np.array(size - 1, self.positions.dtype)
        return bit_row(self.positions & lowest, size), lowest


def phrase(words: Sequence[Standing]) -> np.ndarray:
    """Where words follow each other.

    The rarest word is gone through, the others are only looked up where they would have to stand.

    Returns:
        Positions of the first word of each occurrence: of the type of the positions, ascending.
    """
    sizes = [len(word.positions) for word in words]
    first, *others = sorted(range(len(words)), key=sizes.__getitem__)
    starts = words[first].positions
    if not len(starts):
        return starts
    if first:
        starts = starts - _number(first)
    for place in others:
        starts = starts[words[place].among(starts + _number(place) if place else starts)]
    return starts


@cache
def _number(value: int) -> np.ndarray:
    """A small number as an array, which is added to few positions in half the time that an ``int`` takes."""
    return np.array(value, np.int32)


def within(positions: list[np.ndarray], slop: int, between: Callable[[], None] | None = None) -> np.ndarray:
    """Where words stand together in any order, the last at most ``slop`` positions after the first.

    A word that is asked for twice must stand there twice.

    Args:
        positions: ascending positions (int64) of each word.
        slop: largest distance between the first and the last.
        between: called before each word, as frequent words take long.

    Returns:
        Positions of the first word of each occurrence: int64, ascending.
    """
    distinct: list[tuple[np.ndarray, int]] = []
    for index, found in enumerate(positions):
        if any(found is earlier for earlier in positions[:index]):
            continue
        distinct.append((found, sum(found is other for other in positions)))
    starts: np.ndarray = np.concatenate([found for found, _ in distinct])
    starts.sort(kind="stable")  # which merges what is sorted already
    starts = starts[heads(starts)]
    for found, times in distinct:
        if between is not None:
            between()
        if len(found) < times:
            return np.zeros(0, np.int64)
        last = np.searchsorted(found, starts) + times - 1
        reached = found[np.minimum(last, len(found) - 1)]
        starts = starts[(last < len(found)) & (reached <= starts + slop)]
    return starts


def distances(positions: np.ndarray, others: np.ndarray) -> np.ndarray:
    """How far the nearest of ``others`` (ascending, not empty) is from each position: int64."""
    after = others.searchsorted(positions)
    ahead = others.take(after, mode="clip")
    ahead -= positions
    after -= 1
    behind = others.take(after, mode="clip")
    behind -= positions
    nearest: np.ndarray = np.minimum(np.abs(ahead), np.abs(behind))
    return nearest
