"""Posting lists over all segments as one, decoded and scored: what ranked words are answered from.

A list is read whole when a query first names its word, and kept in the snapshot's cache. Reading costs a few
nanoseconds a posting; looking into a list that is there costs none of it. This is list caching (Zhang, Long
and Suel, "Performance of Compressed Inverted List Caching in Search Engines", WWW 2008).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final

import numpy as np

from searchkit.engine import highest, scoring
from searchkit.engine.snapshot import Snapshot
from searchkit.engine.time_limit import check
from searchkit.segment.bit_rows import are_set, bit_row
from searchkit.segment.near import Standing
from searchkit.segment.postings import heads
from searchkit.segment.streams import SECTIONS
from searchkit.values import value

BEST: Final = 64
"""How many of the best articles of a word are known without looking through the others."""

_MANY: Final = 256
"""So many articles are looked up in a row of bits, where all that is asked is whether they are there."""
_FREQUENT: Final = 8
"""A word that more than one in this many articles hold is looked up in a row of all articles.

The row takes twice the memory of such a list at most.
"""


@value
class StemList:
    """The live articles that hold a stem.

    Attributes:
        doc_ids: int64, ascending, numbered over all segments.
        scores: float64, what the stem adds to the score of each, without the boost of the query; and 0 at the
            end, which is the score in row -1.
        idf: of the stem.
        article_count: articles in the index.
        serves_grammar: whether it is a function word in most of them.
    """

    __slots__ = ("__dict__",)  # for what is worked out once

    doc_ids: np.ndarray
    scores: np.ndarray
    idf: float
    article_count: int
    serves_grammar: bool = False

    def __len__(self) -> int:
        """How many articles."""
        return len(self.doc_ids)

    @property
    def nbytes(self) -> int:
        """Bytes of the list with all that is worked out from it."""
        looked_up = 4 * self.article_count if self._is_frequent else self.article_count // 8
        return 16 * len(self) + 64 * BEST + looked_up

    @cached_property
    def doc_freq(self) -> int:
        """How many articles."""
        return len(self.doc_ids)

    @cached_property
    def highest(self) -> float:
        """The most that the stem adds to any score."""
        return float(self.scores.max())

    @cached_property
    def best(self) -> np.ndarray:
        """The rows of the :data:`BEST` highest scores, best first, ties in order: int64."""
        return highest.rows(self.scores[:-1], BEST)

    @cached_property
    def best_doc_ids(self) -> np.ndarray:
        """The articles of :attr:`best`."""
        best: np.ndarray = self.doc_ids[self.best]
        return best

    @cached_property
    def leading(self) -> tuple[list[int], list[float]]:
        """The articles of :attr:`best`, and their scores."""
        return self.best_doc_ids.tolist(), self.scores[self.best].tolist()

    def among(self, doc_ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which of some articles are in the list: their places among those articles, and their rows here."""
        if len(doc_ids) >= _MANY and not self._is_frequent:
            places = self.holds(doc_ids).nonzero()[0]
            return places, self.doc_ids.searchsorted(doc_ids[places])
        rows, held = self._looked_up(doc_ids)
        places = held.nonzero()[0]
        return places, rows[places]

    def find(self, doc_ids: np.ndarray) -> np.ndarray:
        """The row of each of some articles; -1 for one that is not in the list."""
        if self._is_frequent:
            found: np.ndarray = self._rows[doc_ids]
            return found
        rows, held = self._looked_up(doc_ids)
        rows[~held] = -1
        return rows

    def holds(self, doc_ids: np.ndarray) -> np.ndarray:
        """Which of some articles are in the list: bool; for many articles faster than :meth:`find`."""
        if self._is_frequent or len(doc_ids) < _MANY:
            return self._looked_up(doc_ids)[1]
        return are_set(self._bits, doc_ids)

    def _looked_up(self, doc_ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where in the list each of some articles would stand, and whether it stands there."""
        if self._is_frequent:
            rows = self._rows[doc_ids]
            return rows, rows >= 0
        if len(doc_ids) > _MANY:
            check()
        rows = self.doc_ids.searchsorted(doc_ids)
        if not len(self):
            return rows, rows < 0
        held: np.ndarray = self.doc_ids.take(rows, mode="clip") == doc_ids
        return rows, held

    @cached_property
    def _is_frequent(self) -> bool:
        return len(self) * _FREQUENT > self.article_count

    @cached_property
    def _rows(self) -> np.ndarray:
        """The row of every article of the index, or -1: int32."""
        rows = np.full(self.article_count, -1, np.int32)
        rows[self.doc_ids] = np.arange(len(self), dtype=np.int32)
        return rows

    @cached_property
    def _bits(self) -> np.ndarray:
        """A bit for every article of the index, whether it is in the list."""
        return bit_row(self.doc_ids, self.article_count)


@value
class Positions:
    """Where a stem stands in the articles of its list.

    Attributes:
        positions: ascending, numbered over all segments.
        starts: of the same type, where the positions of each article of the list begin, and their end.
    """

    __slots__ = ("__dict__",)  # for what is worked out once

    positions: np.ndarray
    starts: np.ndarray

    @property
    def nbytes(self) -> int:
        """Bytes of both arrays."""
        return self.positions.nbytes + self.starts.nbytes

    @cached_property
    def views(self) -> tuple[memoryview, memoryview]:
        """Both, for whoever needs a few numbers: an array makes them slowly."""
        return self.positions.data, self.starts.data

    def of(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The positions in some articles.

        Args:
            rows: of the list.

        Returns:
            The positions, article by article, and where those of each begin (int64).
        """
        firsts = self.starts[rows]
        counts = self.starts[1:][rows] - firsts
        starts = np.add.accumulate(counts)  # of few takes half as long as its method
        starts -= counts
        firsts -= starts
        places = firsts.repeat(counts)
        places += np.arange(len(places))
        return self.positions[places], starts


def stem_list(snapshot: Snapshot, stem: bytes) -> StemList:
    """The list of a stem; an empty one when no article holds it."""
    return snapshot.cache.get(("stem", stem), _read_list, snapshot, stem)


def stem_lists(snapshot: Snapshot, stems: Iterable[bytes]) -> dict[bytes, StemList]:
    """The lists of some stems."""
    return {stem: stem_list(snapshot, stem) for stem in stems}


def stem_positions(snapshot: Snapshot, stem: bytes) -> Positions:
    """The positions of a stem, aligned with its list."""
    return snapshot.cache.get(("positions", stem), _read_positions, snapshot, stem)


def standing(snapshot: Snapshot, word: bytes) -> Standing:
    """Where an exact word stands, numbered over all segments, deleted articles included."""
    return snapshot.cache.get(("word", word), _read_word, snapshot, word)


def word_positions(snapshot: Snapshot, word: bytes) -> np.ndarray:
    """The positions of an exact word."""
    return standing(snapshot, word).positions


def stems_of_word(word: bytes) -> list[bytes]:
    """The stems of a word of the query: one, or one in each language of the index with a blank between."""
    return word.split(b" ")


def _read_list(snapshot: Snapshot, word: bytes) -> StemList:
    stems = stems_of_word(word)
    found = [_postings(snapshot, stem) for stem in stems]
    every, freqs = found[0] if len(stems) == 1 else map(np.concatenate, zip(*found, strict=True))
    weight = scoring.term_weight(len(every), float(freqs.sum()), snapshot.article_count)
    scores = scoring.bm25(weight, freqs, snapshot.norms[every])
    parts = [scoring.part_of(stem) for stem in stems]
    serves_grammar = False
    if min(parts) < 1:
        of_postings = np.repeat(parts, [len(doc_ids) for doc_ids, _ in found])
        scores *= of_postings
        serves_grammar = bool(2 * np.count_nonzero(of_postings < 1) > len(of_postings))
    if len(stems) > 1:  # no article has stems of two languages
        order = every.argsort()
        every, scores = every[order], scores[order]
    idf = scoring.idf(len(every), snapshot.article_count)
    if snapshot.deleted_count:
        live = snapshot.live[every]
        every, scores = every[live], scores[live]
    return StemList(every, np.append(scores, 0.0), idf, snapshot.article_count, serves_grammar)


def _postings(snapshot: Snapshot, stem: bytes) -> tuple[np.ndarray, np.ndarray]:
    """The articles that hold a stem, ascending, and its weighted frequency in each."""
    doc_ids, term_freqs = [], []
    for leaf in snapshot.leaves:
        stems = leaf.segment.stems
        number = stems.stems.find(stem)
        if number is not None:
            found, counts = stems.postings(number)
            doc_ids.append(found + leaf.base)
            term_freqs.append(counts)
    return np.concatenate([*doc_ids, np.zeros(0, np.int64)]), np.concatenate([*term_freqs, np.zeros(0)])


def _read_positions(snapshot: Snapshot, word: bytes) -> Positions:
    found = []
    for leaf, base in zip(snapshot.leaves, snapshot.position_bases, strict=True):
        of_stems = [leaf.segment.positions_of_stem(stem) for stem in stems_of_word(word)]
        inside = of_stems[0] if len(of_stems) == 1 else np.concatenate(of_stems)
        inside.sort()
        found.append(inside + base)
    positions = np.concatenate([*found, np.zeros(0, np.int64)])
    owners = snapshot.sections_of(positions) // SECTIONS
    if snapshot.deleted_count:
        live = snapshot.live[owners]
        positions, owners = positions[live], owners[live]
    starts = np.append(heads(owners), len(owners)).astype(snapshot.position_dtype)
    return Positions(positions.astype(snapshot.position_dtype), starts)


def _read_word(snapshot: Snapshot, word: bytes) -> Standing:
    found = []
    for leaf, base in zip(snapshot.leaves, snapshot.position_bases, strict=True):
        stream = leaf.segment.stream
        number = stream.words.find(word)
        if number is not None:
            found.append(stream.positions(number) + base)
    return Standing(np.concatenate([*found, np.zeros(0, np.int64)]).astype(snapshot.position_dtype))
