"""The words that differ little from one, looked for in one vocabulary of all segments.

Near words are as far from each other in the dictionary as any others. So their postings are kept word by
word over all segments, where those of neighbouring words are kept in pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final, Self

import numpy as np
from whoosh.query.terms import FuzzyTerm

from searchkit.engine.snapshot import Snapshot
from searchkit.engine.tallies import packed
from searchkit.segment import fuzzy
from searchkit.segment.dictionary import TermDictionary
from searchkit.segment.outlines import Outlines
from searchkit.segment.postings import weighted_frequencies
from searchkit.segment.terms import united
from searchkit.values import value

_OVERHEAD: Final = 512
"""About what keeping an array takes in memory besides its numbers: key, entry, and two objects."""


@value
class Vocabulary:
    """The words of all segments that begin alike, each once, in byte order.

    Attributes:
        outlines: of the words.
        numbers: int32, a row for each segment, a column for each word: its number there, or -1.
    """

    outlines: Outlines
    numbers: np.ndarray

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays."""
        return self.outlines.nbytes + self.numbers.nbytes

    @classmethod
    def of(cls, dictionaries: Sequence[TermDictionary], prefix: str) -> Self:
        """Unite the words of some segments that begin with a prefix."""
        ranges = [dictionary.with_prefix(prefix.encode()) for dictionary in dictionaries]
        parts = [dictionary.part(terms) for dictionary, terms in zip(dictionaries, ranges, strict=True)]
        if len(parts) == 1:  # in order already
            words, places = parts[0], np.arange(len(parts[0]))
        else:
            words, places = united(parts)
        numbers = np.full((len(parts), len(words)), -1, np.int32)
        done = 0
        for row, terms in zip(numbers, ranges, strict=True):
            row[places[done : done + len(terms)]] = terms
            done += len(terms)
        return cls(Outlines.of(np.arange(len(words)), words.blob), numbers)


@value
class _Postings:
    """Those of a word over all segments, as :func:`~searchkit.engine.tallies.packed` makes them."""

    postings: np.ndarray

    @property
    def nbytes(self) -> int:
        return self.postings.nbytes + _OVERHEAD


def postings(snapshot: Snapshot, node: FuzzyTerm) -> list[np.ndarray]:
    """The postings of each word that differs little from that of a node."""
    vocabulary, start = _vocabulary(snapshot, node)
    find, get = snapshot.cache.find, snapshot.cache.get
    found = []
    for number in _near(vocabulary, node).tolist():
        key = ("near", start, number)
        kept: _Postings = find(key) or get(key, partial(_read, snapshot, vocabulary, number))
        found.append(kept.postings)
    return found


def in_segments(snapshot: Snapshot, node: FuzzyTerm) -> list[np.ndarray]:
    """The numbers of these words in each segment, ascending."""
    vocabulary, _ = _vocabulary(snapshot, node)
    near = vocabulary.numbers[:, _near(vocabulary, node)]
    return [numbers[numbers >= 0] for numbers in near]


def _vocabulary(snapshot: Snapshot, node: FuzzyTerm) -> tuple[Vocabulary, str]:
    start = node.text[: min(node.prefixlength, 1)]
    dictionaries = [leaf.segment.stream.words for leaf in snapshot.leaves]
    return snapshot.cache.get(("vocabulary", start), partial(Vocabulary.of, dictionaries, start)), start


def _near(vocabulary: Vocabulary, node: FuzzyTerm) -> np.ndarray:
    return fuzzy.within_distance(vocabulary.outlines, node.text, node.maxdist, node.prefixlength)


def _read(snapshot: Snapshot, vocabulary: Vocabulary, number: int) -> _Postings:
    positions = [
        leaf.segment.stream.positions(inside) + base
        for leaf, base, inside in zip(
            snapshot.leaves, snapshot.position_bases, vocabulary.numbers[:, number].tolist(), strict=True
        )
        if inside >= 0
    ]
    doc_ids, term_freqs = weighted_frequencies(snapshot.sections_of(np.concatenate(positions)))
    found, _ = packed(doc_ids, term_freqs.astype(np.int64), snapshot.article_count)
    return _Postings(found)
