"""Leaves that match many articles: only those are scored, and listed, that can be among the best.

A score grows with the frequency divided by the length norm. That quotient, roughly, is one multiplication of
two rows of all articles; the whole formula over as many takes several times as long.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from searchkit.engine import lists, scoring
from searchkit.engine.matching import Matches
from searchkit.engine.snapshot import Snapshot
from searchkit.engine.tallies import Row

_GROUP: Final = 64
"""So many articles are a group, whose highest quotient stands for it."""
_ROUGHLY: Final = np.float32(1 - 1e-5)
"""More than rounding takes from a quotient, and than two may differ where scores are rounded to the same."""
_LEAST: Final = np.finfo(np.float32).tiny


def likely(snapshot: Snapshot, boost: float, row: Row, count: int) -> tuple[Matches, int]:
    """The live articles that can be among the best, with their scores, and how many match.

    Args:
        snapshot: the index.
        boost: how many times the leaf counts.
        row: how often it matches in each article.
        count: how many are the best.
    """
    weight = boost * scoring.term_weight(row.doc_freq, float(row.occurrences), snapshot.article_count)
    quotients = row.term_freqs.astype(np.float32)
    quotients *= snapshot.inverse_norms
    total = row.doc_freq
    if snapshot.deleted_count:
        quotients *= snapshot.live
        total = int(np.count_nonzero(quotients))
    groups = len(quotients) // _GROUP
    least = np.float32(0)
    if 0 < count <= groups and weight > 0:
        # The highest of each group are quotients, too: the nth of them is no higher than the nth of all.
        highest = quotients[: groups * _GROUP].reshape(_GROUP, groups).max(axis=0)
        least = np.float32(lists.nth_highest(highest, count)) * _ROUGHLY
    doc_ids = (quotients >= max(least, _LEAST)).nonzero()[0]
    term_freqs = row.term_freqs[doc_ids].astype(np.float64)
    return Matches(doc_ids, scoring.bm25(weight, term_freqs, snapshot.norms[doc_ids])), total
