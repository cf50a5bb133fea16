"""Leaves that match few articles: scored one by one, as arrays take longer for so few."""

from __future__ import annotations

from collections.abc import Mapping

from searchkit.engine import scoring
from searchkit.engine.snapshot import Snapshot


def scored(snapshot: Snapshot, boost: float, term_freqs: Mapping[int, int]) -> list[tuple[float, int]]:
    """Live articles with their scores, as ``matching.evaluate`` gives them.

    Args:
        snapshot: the index.
        boost: how many times the leaf counts.
        term_freqs: the articles, and how often the leaf matches in each (weighted).

    Returns:
        The score of each made negative, so that the best sort first, and its number.
    """
    occurrences = float(sum(term_freqs.values()))
    weight = boost * scoring.term_weight(len(term_freqs), occurrences, snapshot.article_count)
    norms = snapshot.norms.data
    live = snapshot.live.data if snapshot.deleted_count else None
    return [
        (-scoring.bm25(weight, float(term_freq), norms[doc_id]), doc_id)
        for doc_id, term_freq in term_freqs.items()
        if live is None or live[doc_id]
    ]
