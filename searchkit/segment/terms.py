"""Many terms at once, without a Python object for each: bytes that follow each other, and their order.

Terms are compared as numbers of :data:`_PIECE_BYTES` bytes, the first byte the most significant: all first
pieces in one sort, and the next ones only of those terms that are still alike. No term holds a zero byte, so
zeros behind a shorter one put it first, as byte order does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from searchkit.segment.runs import starts_of
from searchkit.values import value

_PIECE_BYTES: Final = 8
_END: Final = b"\n"
_MASKS = np.array([0, *(~0 << 8 * rest & ~(~0 << 64) for rest in range(7, -1, -1))], np.uint64)
_COPIED_AT_ONCE: Final = 1 << 16


@value
class Terms:
    """Terms one after the other, a line feed behind each; none of them holds a line feed or a zero byte.

    Attributes:
        blob: their bytes: uint8.
        lengths: of each, with its line feed: int64.
    """

    blob: np.ndarray
    lengths: np.ndarray

    def __len__(self) -> int:
        """How many there are."""
        return len(self.lengths)

    def where(self, chosen: np.ndarray) -> Terms:
        """Some of them in any order, by their numbers: int64."""
        starts, lengths = starts_of(self.lengths)[chosen], self.lengths[chosen]
        blob = np.empty(lengths.sum(), np.uint8)
        done = 0
        for first in range(0, len(chosen), _COPIED_AT_ONCE):
            part = slice(first, first + _COPIED_AT_ONCE)
            own_starts = starts_of(lengths[part])
            places = np.repeat(starts[part] - own_starts[:-1], lengths[part])
            places += np.arange(len(places))
            blob[done : done + len(places)] = self.blob[places]
            done += len(places)
        return Terms(blob, lengths)


def terms_of(strings: Sequence[bytes]) -> Terms:
    """These strings as terms."""
    lengths = np.fromiter(map(len, strings), np.int64, len(strings))
    return Terms(np.frombuffer(_END.join([*strings, b""]), np.uint8), lengths + 1)


def united(parts: Sequence[Terms]) -> tuple[Terms, np.ndarray]:
    """All distinct terms in byte order, and the place among them of each term of the parts: int64.

    Args:
        parts: any terms.
    """
    blob = np.concatenate([*(part.blob for part in parts), np.zeros(_PIECE_BYTES, np.uint8)])
    lengths = np.concatenate([np.zeros(0, np.int64), *(part.lengths for part in parts)])
    order, begins = _in_order(blob, starts_of(lengths)[:-1], lengths - 1)
    places = np.empty(len(order), np.int64)
    places[order] = np.cumsum(begins) - 1
    return Terms(blob, lengths).where(order[begins]), places


def _in_order(blob: np.ndarray, starts: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of terms in byte order: int64; and whether each there is another than the one before."""
    pieces_at = np.ndarray((len(blob) - _PIECE_BYTES + 1,), ">u8", blob, strides=(1,))

    def pieces(numbers: np.ndarray | slice, done: int) -> np.ndarray:
        left = lengths[numbers] - done
        there = pieces_at[starts[numbers] + np.where(left > 0, done, 0)].astype(np.uint64)
        masked: np.ndarray = there & _MASKS.take(np.clip(left, 0, _PIECE_BYTES))
        return masked

    firsts = pieces(slice(None), 0)
    order = np.argsort(firsts)
    begins = np.ones(len(order), bool)
    np.not_equal(firsts[order[1:]], firsts[order[:-1]], out=begins[1:])
    done = _PIECE_BYTES
    while len(alike := _alike(begins, lengths[order] > done)):
        members = order[alike]
        following = pieces(members, done)
        sorting = np.lexsort((following, np.cumsum(begins[alike])))
        order[alike], following = members[sorting], following[sorting]
        begins[alike[1:]] |= following[1:] != following[:-1]
        done += _PIECE_BYTES
    return order, begins


def _alike(begins: np.ndarray, goes_on: np.ndarray) -> np.ndarray:
    """The places in runs of two terms or more of which any goes on: int64."""
    heads = np.flatnonzero(begins)
    if len(heads) == len(begins):
        return np.zeros(0, np.int64)
    sizes = np.diff(heads, append=len(begins))
    chosen = np.logical_or.reduceat(goes_on, heads) & (sizes > 1)
    return np.flatnonzero(np.repeat(chosen, sizes))
