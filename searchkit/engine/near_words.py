"""The words that differ little from one, looked for in one vocabulary of all segments.

Near words are as far from each other in the dictionary as any others. So their postings are kept word by
word over all segments, where those of neighbouring words are kept in pages.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from whoosh.query.terms import FuzzyTerm

from searchkit.engine.snapshot import Snapshot
from searchkit.engine.tallies import packed
from searchkit.engine.time_limit import check
from searchkit.segment import fuzzy
from searchkit.segment.postings import weighted_frequencies
from searchkit.segment.united import UnitedTerms

_BETWEEN_CHECKS: Final = 64


def postings(snapshot: Snapshot, node: FuzzyTerm) -> list[np.ndarray]:
    """The postings of each word that differs little from that of a node.

    Returns:
        An array for each such word, as :func:`searchkit.engine.tallies.packed` makes it.
    """
    vocabulary, start = _vocabulary(snapshot, node)
    found = []
    for number in _near(vocabulary, node).tolist():
        if not number % _BETWEEN_CHECKS:
            check()
        found.append(snapshot.cache.get(("near", start, number), _read, snapshot, vocabulary, number))
    return found


def in_segments(snapshot: Snapshot, node: FuzzyTerm) -> list[np.ndarray]:
    """The numbers of these words in each segment: int64, ascending."""
    vocabulary, _ = _vocabulary(snapshot, node)
    return vocabulary.inside(_near(vocabulary, node))


def words_of(snapshot: Snapshot, prefix: str) -> UnitedTerms:
    """The exact words of all segments that begin alike."""
    dictionaries = [leaf.segment.stream.words for leaf in snapshot.leaves]
    return snapshot.cache.get(("united", prefix), UnitedTerms.of, dictionaries, prefix)


def _vocabulary(snapshot: Snapshot, node: FuzzyTerm) -> tuple[UnitedTerms, str]:
    start = node.text[: min(node.prefixlength, 1)]
    return words_of(snapshot, start), start


def _near(vocabulary: UnitedTerms, node: FuzzyTerm) -> np.ndarray:
    return fuzzy.within_distance(vocabulary.outlines, node.text, node.maxdist, node.prefixlength)


def _read(snapshot: Snapshot, vocabulary: UnitedTerms, number: int) -> np.ndarray:
    inside = vocabulary.inside(np.array([number]))
    positions = [
        leaf.segment.stream.positions(int(found[0])) + base
        for leaf, base, found in zip(snapshot.leaves, snapshot.position_bases, inside, strict=True)
        if len(found)
    ]
    doc_ids, term_freqs = weighted_frequencies(snapshot.sections_of(np.concatenate(positions)))
    found, _ = packed(doc_ids, term_freqs.astype(np.int64), snapshot.article_count)
    return found
