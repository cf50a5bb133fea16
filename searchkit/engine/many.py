"""Leaves that match many articles: only articles that can be among the best are scored and listed.

A score grows with the frequency divided by the length norm. That quotient is one multiplication for each
article; the whole formula over as many articles takes several times as long.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from searchkit.engine import lists, scoring
from searchkit.engine.matching import Matches
from searchkit.engine.snapshot import Snapshot
from searchkit.engine.tallies import Row
from searchkit.segment.lists import distinct

_SPREAD: Final = 5
"""With postings for more than one in so many articles, the quotients of all articles are worked out."""
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
    doc_ids = _likely_owners(snapshot, row, min(sought, total))
    if doc_ids is None:
        quotients = _quotients(snapshot, row, slice(None))
        doc_ids = _reaching(quotients, lists.reached(quotients, sought) * _ROUGHLY)
    term_freqs = row.term_freqs[doc_ids].astype(np.float64)
    return Matches(doc_ids, scoring.bm25(weight, term_freqs, snapshot.norms[doc_ids])), total


def _likely_owners(snapshot: Snapshot, row: Row, count: int) -> np.ndarray | None:
    """The articles that can be among the best, or ``None`` where looking at their postings does not tell."""
    if len(row.owners) * _SPREAD > snapshot.article_count:
        return None
    quotients = _quotients(snapshot, row, row.owners)
    bar = lists.reached(quotients, count)
    # An article comes once for each of its postings: the highest may be one article several times.
    if len(distinct(row.owners[_reaching(quotients, bar)])) < count:
        return None
    return distinct(row.owners[_reaching(quotients, bar * _ROUGHLY)])


def _quotients(snapshot: Snapshot, row: Row, doc_ids: np.ndarray | slice) -> np.ndarray:
    """How high some articles score, roughly; 0 for those that are deleted: float32."""
    quotients = row.term_freqs[doc_ids].astype(np.float32)
    quotients *= snapshot.inverse_norms[doc_ids]
    if snapshot.deleted_count:
        quotients *= snapshot.live[doc_ids]
    return quotients


def _reaching(quotients: np.ndarray, least: float) -> np.ndarray:
    """The places of quotients above 0 that are not less than one: int64."""
    places: np.ndarray = (quotients >= max(least, _LEAST)).nonzero()[0]
    return places
