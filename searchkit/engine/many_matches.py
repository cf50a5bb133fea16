"""Leaves that match many articles: only articles that can be among the best are scored and listed.

A score grows with the frequency divided by the length norm. That quotient is one multiplication for each
article; the whole formula over as many articles takes several times as long.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from searchkit.engine import highest, scoring
from searchkit.engine.matching import Matches
from searchkit.engine.snapshot import Snapshot
from searchkit.engine.tallies import Row

_ROUGHLY: Final = 1 - 1e-5
"""A bar for quotients is lowered to this part of it, so that rounding keeps out no article.

That is more than rounding changes in a quotient, and more than two quotients can differ by whose scores are
rounded to the same number.
"""
_LEAST: Final = np.finfo(np.float32).tiny


def likely(snapshot: Snapshot, boost: float, row: Row, count: int) -> tuple[Matches, int]:
    """The live articles that can be among the best, with their scores, and how many match.

    Args:
        snapshot: the index.
        boost: how many times the leaf counts.
        row: how often it matches in each article.
        count: how many are the best.
    """
    doc_freq = total = int(np.count_nonzero(row.term_freqs))
    if snapshot.deleted_count:
        total = int(np.count_nonzero(row.term_freqs * snapshot.live))
    weight = boost * scoring.term_weight(doc_freq, float(row.occurrences), snapshot.article_count)
    sought = count if weight > 0 else total  # what counts nothing is in the order of the index
    quotients = _quotients(snapshot, row)
    doc_ids = (quotients >= max(highest.reached(quotients, sought) * _ROUGHLY, _LEAST)).nonzero()[0]
    term_freqs = row.term_freqs[doc_ids].astype(np.float64)
    return Matches(doc_ids, scoring.bm25(weight, term_freqs, snapshot.norms[doc_ids])), total


def _quotients(snapshot: Snapshot, row: Row) -> np.ndarray:
    """How high all articles score, roughly; 0 for those that are deleted: float32."""
    quotients = row.term_freqs.astype(np.float32)
    quotients *= snapshot.inverse_norms
    if snapshot.deleted_count:
        quotients *= snapshot.live
    return quotients
