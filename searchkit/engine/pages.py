"""Postings of exact words, worked out from their positions a page at a time, and kept.

The words of a dictionary follow each other, and so do their positions: what a prefix stands for is one
stretch of them, whatever number of words that is. A page is a fixed part of the positions of one segment,
counted by article. It belongs to no query, as little as a page of a file does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

import numpy as np

from searchkit.engine.snapshot import Leaf, Snapshot
from searchkit.segment.postings import heads, section_weights
from searchkit.segment.streams import SECTIONS
from searchkit.values import value

PAGE_POSITIONS: Final = 1 << 13
"""How many positions a page counts."""

_DENSE: Final = 8
"""Postings are summed in a row of all articles when there are more than one for so many of these."""

_FEW_OTHERS: Final = 8
"""Where at most one article in so many has more than one posting, these are added one by one."""
_FREQUENCY_BITS: Final = 8
_MOST: Final = (1 << _FREQUENCY_BITS) - 1
_NARROW_ARTICLES: Final = 1 << (31 - _FREQUENCY_BITS)


@value
class Page:
    """What stands in one part of the positions of a segment.

    Attributes:
        firsts: uint16, the place in the part where each posting begins, ascending.
        postings: as :func:`postings` gives them.
    """

    firsts: np.ndarray
    postings: np.ndarray

    @property
    def nbytes(self) -> int:
        """Bytes of both arrays."""
        return self.firsts.nbytes + self.postings.nbytes


def postings(snapshot: Snapshot, leaf: Leaf, words: np.ndarray | range) -> Iterator[np.ndarray]:
    """The postings of some words of a segment in parts; an article has one for each word, or more.

    A posting is the article, numbered over all segments, and a weighted frequency in the lowest bits. It is
    an int32 while articles are few enough: half as wide numbers are sorted in half the time.
    """
    known, page = -1, None
    for start, end in leaf.segment.stream.runs(words):
        for number in range(start // PAGE_POSITIONS, -(-end // PAGE_POSITIONS)):
            if page is None or number != known:  # neighbouring words are mostly on one page
                known, page = number, _page(snapshot, leaf, number)
            base = number * PAGE_POSITIONS
            firsts = page.firsts.data
            first = bisect_left(firsts, start - base)
            yield page.postings[first : bisect_left(firsts, end - base, first)]


def joined(parts: Sequence[np.ndarray], article_count: int) -> tuple[np.ndarray, np.ndarray]:
    """Sum the frequencies of postings by article.

    Returns:
        Articles (int64, ascending) and the weighted frequency in each (float64).
    """
    every = parts[0].copy() if len(parts) == 1 else np.concatenate([*parts, np.zeros(0, np.int32)])
    if len(every) * _DENSE > article_count:
        sums = np.bincount(every >> _FREQUENCY_BITS, every & _MOST, article_count)
        found = (sums > 0).nonzero()[0]
        return found, sums[found]
    every.sort()
    owners = every >> _FREQUENCY_BITS
    every &= _MOST
    is_last = np.ones(len(owners), bool)
    np.not_equal(owners[1:], owners[:-1], out=is_last[:-1])
    lasts = is_last.nonzero()[0]
    if len(lasts) == len(owners):
        return owners.astype(np.int64), every.astype(np.float64)
    others = (~is_last).nonzero()[0]
    if len(others) * _FEW_OTHERS < len(lasts):
        sums = every[lasts].astype(np.float64)
        np.add.at(sums, others - np.arange(len(others)), every[others])
    else:
        sums = every.cumsum(dtype=np.float64)[lasts]
        sums[1:] -= sums[:-1].copy()
    return owners[lasts].astype(np.int64), sums


def counted(parts: Iterable[np.ndarray]) -> dict[int, int]:
    """What :func:`joined` gives, for few postings: the weighted frequency of each article, ascending."""
    sums: dict[int, int] = {}
    for posting in sorted(chain.from_iterable(part.tolist() for part in parts)):
        doc_id = posting >> _FREQUENCY_BITS
        sums[doc_id] = sums.get(doc_id, 0) + (posting & _MOST)
    return sums


def _page(snapshot: Snapshot, leaf: Leaf, number: int) -> Page:
    return snapshot.cache.get(("page", leaf.base, number), lambda: _read(snapshot, leaf, number))


def _read(snapshot: Snapshot, leaf: Leaf, number: int) -> Page:
    stream = leaf.segment.stream
    positions, word_starts = stream.part(number * PAGE_POSITIONS, (number + 1) * PAGE_POSITIONS)
    sections = stream.sections_of(positions)
    owners = sections // SECTIONS
    begins = np.zeros(len(owners), bool)
    begins[heads(owners)] = True
    begins[word_starts] = True
    firsts = begins.nonzero()[0]
    term_freqs = np.add.reduceat(section_weights(sections), firsts)
    articles = owners[firsts].astype(np.int64) + leaf.base
    # What is too much for one posting is said in several, which are summed anyway.
    times = -(-term_freqs // _MOST)
    if len(times) and times.max() > 1:
        firsts, articles = firsts.repeat(times), articles.repeat(times)
        rest = term_freqs - _MOST * (times - 1)
        term_freqs = np.full(len(firsts), _MOST)
        term_freqs[times.cumsum() - 1] = rest
    dtype = np.int32 if snapshot.article_count <= _NARROW_ARTICLES else np.int64
    return Page(firsts.astype(np.uint16), (articles << _FREQUENCY_BITS | term_freqs).astype(dtype))
