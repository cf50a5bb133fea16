"""Postings of exact words, worked out from their positions a page at a time, and kept.

The words of a dictionary follow each other, and so do their positions: what a prefix stands for is one
stretch of them, whatever number of words that is. A page is a fixed part of the positions of one segment,
counted by article. Like a page of a file, it belongs to no query.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from searchkit.engine.snapshot import Leaf, Snapshot
from searchkit.engine.tallies import packed
from searchkit.segment.postings import heads, section_weights
from searchkit.segment.streams import SECTIONS
from searchkit.values import value

PAGE_POSITIONS: Final = 1 << 13
"""How many positions a page counts."""


@value
class Page:
    """What stands in one part of the positions of a segment.

    Attributes:
        rows: uint16, how many postings begin before each place in the part, and before its end.
        postings: as :func:`~searchkit.engine.tallies.packed` makes them.
    """

    rows: np.ndarray
    postings: np.ndarray

    @property
    def nbytes(self) -> int:
        """Bytes of both arrays."""
        return self.rows.nbytes + self.postings.nbytes


def postings(snapshot: Snapshot, leaf: Leaf, words: np.ndarray | range) -> Iterator[np.ndarray]:
    """The postings of some words of a segment in parts, as :mod:`~searchkit.engine.tallies` packs them."""
    known, page = -1, None
    for start, end in leaf.segment.stream.runs(words):
        for number in range(start // PAGE_POSITIONS, -(-end // PAGE_POSITIONS)):
            if page is None or number != known:  # neighbouring words are mostly on one page
                known, page = number, _page(snapshot, leaf, number)
            base = number * PAGE_POSITIONS
            rows = page.rows.data
            yield page.postings[rows[max(start - base, 0)] : rows[min(end - base, PAGE_POSITIONS)]]


def _page(snapshot: Snapshot, leaf: Leaf, number: int) -> Page:
    return snapshot.cache.get(("page", leaf.base, number), _read, snapshot, leaf, number)


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
    found, times = packed(articles, term_freqs, snapshot.article_count)
    counts = np.zeros(PAGE_POSITIONS + 1, np.uint16)
    counts[firsts + 1] = 1 if times is None else times
    return Page(counts.cumsum(dtype=np.uint16), found)
