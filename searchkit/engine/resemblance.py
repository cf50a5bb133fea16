"""Which articles say the same: found by bands of their sketches, judged by whole sketches.

The measure is containment: what part of the pieces of the shorter text stands in the longer one (Broder, "On
the resemblance and containment of documents", 1997), estimated from the sketches and from how long both are.
A text that was cut at its end is contained in the whole; one of twice the length says much else besides.
What is found depends on the texts alone, and not on the order in which they come.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from searchkit.segment.lists import distinct
from searchkit.segment.postings import heads
from searchkit.segment.sketches import BINS, BITS, VALUES, bins_of

_RATIO: Final = 2.0
"""The longer of two texts is at most so many times as long."""
_KNOWN: Final = 28
"""Texts of which fewer bins are known are short: they must agree in all."""
_FEWEST: Final = 6
"""Fewer pieces say too little."""
_BY_CHANCE: Final = 1 / VALUES
_BANDS: Final = 24
_SEED: Final = 20
_CROWD: Final = 32
"""Of many texts that agree in a band, each is compared with so many that follow it."""
_PAIRS_AT_ONCE: Final = 1 << 20
_ROW_BITS: Final = 32
_ROW_MASK: Final = (1 << _ROW_BITS) - 1
_SPREAD: Final = 0x9E3779B97F4A7C15
_LEAST_WIDTH: Final = 4
_DISTINCT_BAND: Final = 2
"""A band of so few bins, or so many more that one text in two has another with it by chance at most."""


class Texts(NamedTuple):
    """What is known of some texts.

    Attributes:
        sketches: uint64, see :mod:`searchkit.segment.sketches`.
        lengths: words of each that count, int64.
    """

    sketches: np.ndarray
    lengths: np.ndarray

    def where(self, chosen: np.ndarray) -> Texts:
        """Those of some rows: their numbers, or bool for each text."""
        return Texts(self.sketches.take(chosen, 0), self.lengths[chosen])


class Classes(NamedTuple):
    """Texts that are told apart by nothing.

    Attributes:
        members: rows of the texts that can be copies at all, those of one class side by side: int64.
        starts: where each class begins in ``members``, and their end.
        pairs: classes of which the texts of one say what those of the other say: int64, two columns, the
            lower number first.
    """

    members: np.ndarray
    starts: np.ndarray
    pairs: np.ndarray


def classes(texts: Texts, threshold: float) -> Classes:
    """Find what says the same.

    Args:
        texts: any.
        threshold: the least containment.
    """
    rows = (_filled(texts.sketches) >= _FEWEST).nonzero()[0]
    keys = _hashes(texts.where(rows))
    order = keys.argsort(kind="stable")
    starts = np.append(heads(keys[order]), len(rows))
    members = rows[order]
    distinct = texts.where(members[starts[:-1]])
    return Classes(members, starts, _pairs(distinct, threshold))


def containments(texts: Texts, others: Texts) -> np.ndarray:
    """What part of the shorter of two texts stands in the longer, for each pair: float64, an estimate."""
    known = _filled(texts.sketches | others.sketches)
    different = _filled(texts.sketches ^ others.sketches)
    agreeing = 1 - different / np.maximum(known, 1)
    shared = np.clip((agreeing - _BY_CHANCE) / (1 - _BY_CHANCE), 0, 1)
    shorter = np.minimum(texts.lengths, others.lengths)
    longer = np.maximum(texts.lengths, others.lengths)
    contained = shared / (1 + shared) * (shorter + longer) / np.maximum(shorter, 1)
    contained[(known < _KNOWN) & (different > 0)] = 0
    contained[~_alike_in_length(texts.lengths, others.lengths)] = 0
    found: np.ndarray = np.minimum(contained, 1)
    return found


def _alike_in_length(lengths: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Whether neither of two texts is too long to be a copy of the other: bool."""
    alike: np.ndarray = np.maximum(lengths, others) <= _RATIO * np.minimum(lengths, others)
    return alike


def _most_different(threshold: float) -> float:
    """No two texts that are alike differ in more bins."""
    # What containments() says of two texts of which one is as long as it may be.
    shared = threshold / (1 + _RATIO - threshold)
    agreeing = _BY_CHANCE + shared * (1 - _BY_CHANCE)
    return (1 - agreeing) * BINS + 0.5  # rounding stays below one


def _filled(sketches: np.ndarray) -> np.ndarray:
    """How many bins hold something: int64."""
    bits = sketches | sketches >> np.uint64(1)
    bits |= bits >> np.uint64(2)
    bits &= np.uint64(0x1111111111111111)
    counts = np.zeros(len(bits), np.int64)
    for item in np.bitwise_count(bits).T:  # a sum along so short an axis takes ten times as long
        counts += item
    return counts


def _hashes(texts: Texts) -> np.ndarray:
    """A number for each text; those of different ones hardly ever are the same: uint64."""
    hashes = texts.lengths.astype(np.uint64)
    for item in texts.sketches.T:
        hashes = (hashes ^ hashes >> np.uint64(29) ^ item) * np.uint64(_SPREAD)
    return hashes ^ hashes >> np.uint64(32)


def _pairs(texts: Texts, threshold: float) -> np.ndarray:
    """Pairs of distinct texts that say the same: int64, ascending."""
    count = len(texts.lengths)
    bins = _without_gaps(np.ascontiguousarray(bins_of(texts.sketches).T))
    width = max(_LEAST_WIDTH, int(np.ceil(np.log2(max(count, 2) / _DISTINCT_BAND) / BITS)))
    found = _Verified(texts, threshold)
    for chosen in _bands(width):
        for pairs in _candidates(bins, chosen):
            found.add(pairs)
    pairs = found.take()
    return np.stack([pairs >> _ROW_BITS, pairs & _ROW_MASK], axis=1)


class _Verified:
    """Collects pairs of texts; those stay that say the same."""

    def __init__(self, texts: Texts, threshold: float) -> None:
        self._texts = texts
        self._threshold = threshold
        self._most_different = _most_different(threshold)
        self._verified = np.zeros(0, np.int64)
        self._waiting = [np.zeros(0, np.int64)]
        self._waiting_count = 0

    def add(self, pairs: np.ndarray) -> None:
        """Add pairs, the lower row in the upper half of each number."""
        # Most agree in a band by chance: what their lengths or a few operations tell apart does not wait.
        one, other = pairs >> _ROW_BITS, pairs & _ROW_MASK
        near = _alike_in_length(self._texts.lengths[one], self._texts.lengths[other])
        pairs, one, other = pairs[near], one[near], other[near]
        different = _filled(self._texts.sketches.take(one, 0) ^ self._texts.sketches.take(other, 0))
        pairs = pairs[different <= self._most_different]
        self._waiting.append(pairs)
        self._waiting_count += len(pairs)
        if self._waiting_count >= _PAIRS_AT_ONCE:
            self._verify()

    def take(self) -> np.ndarray:
        """Those that say the same, each once, ascending."""
        self._verify()
        return self._verified

    def _verify(self) -> None:
        # Most pairs come from several bands.
        pairs = distinct(np.concatenate(self._waiting))
        one, other = pairs >> _ROW_BITS, pairs & _ROW_MASK
        contained = containments(self._texts.where(one), self._texts.where(other))
        self._verified = distinct(np.concatenate([self._verified, pairs[contained >= self._threshold]]))
        self._waiting = [np.zeros(0, np.int64)]
        self._waiting_count = 0


def _bands(width: int) -> np.ndarray:
    """The bins of each band: always the same."""
    generator = np.random.default_rng(_SEED)
    return np.stack([generator.permutation(BINS)[:width] for _ in range(_BANDS)])


def _candidates(bins: np.ndarray, chosen: np.ndarray) -> Iterator[np.ndarray]:
    """Pairs of texts that agree in some bins, the lower row in the upper half of a number."""
    keys = np.zeros(bins.shape[1], np.int64)
    for place in chosen:
        keys <<= BITS
        keys |= bins[place]
    keys <<= _ROW_BITS
    keys |= np.arange(bins.shape[1])
    keys.sort()
    bands, rows = keys >> _ROW_BITS, keys & _ROW_MASK
    for step in range(1, _CROWD + 1):
        firsts = (bands[step:] == bands[:-step]).nonzero()[0]
        if not len(firsts):
            return
        yield rows[firsts] << _ROW_BITS | rows[firsts + step]


def _without_gaps(bins: np.ndarray) -> np.ndarray:
    """The same, a row for each bin, with each empty bin holding what the next one holds, round and round."""
    filled = bins.copy()
    following = bins[0]
    for _ in range(2):  # only the second time is it known what follows the last
        for row in filled[::-1]:
            np.copyto(row, following, where=row == 0)
            following = row
    return filled
