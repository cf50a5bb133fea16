"""The order of the matches, and the part of it that was asked for."""

from __future__ import annotations

from typing import Literal

import numpy as np
from whoosh.query.qcore import Query

from searchkit.engine import closeness
from searchkit.engine.matching import Matches
from searchkit.engine.snapshot import Snapshot

Sort = Literal["score", "date", "-date"]


def best(snapshot: Snapshot, tree: Query, matches: Matches, count: int) -> Matches:
    """The ``count`` matches of highest score, closeness included, best first; ties in the order of the index.

    Exact: closeness is worked out for every match that it could carry among the best.
    """
    pairs = closeness.pairs(snapshot, tree)
    if len(matches) > count > 0:
        threshold = np.partition(matches.scores, len(matches) - count)[len(matches) - count]
        # Scores are sums of floats: a margin keeps what rounding alone would drop.
        candidates = matches.where(matches.scores >= threshold - closeness.highest(pairs) - 1e-9)
    else:
        candidates = matches
    scores = candidates.scores + closeness.closeness(snapshot, pairs, candidates.doc_ids)
    order = np.lexsort((candidates.doc_ids, -scores))[:count]
    return Matches(candidates.doc_ids[order], scores[order])


def by_date(snapshot: Snapshot, tree: Query, matches: Matches, *, newest: bool, count: int) -> Matches:
    """The first ``count`` matches by date, those without a date last; ties by the order of the index."""
    starts = snapshot.gather(lambda segment: segment.dates.starts)[matches.doc_ids]
    unknown = ~snapshot.gather(lambda segment: segment.dates.known)[matches.doc_ids]
    order = np.lexsort((matches.doc_ids, -starts if newest else starts, unknown))[:count]
    chosen = matches.doc_ids[order]
    ascending = np.argsort(chosen)
    added = np.empty(len(chosen))
    added[ascending] = closeness.closeness(snapshot, closeness.pairs(snapshot, tree), chosen[ascending])
    return Matches(chosen, matches.scores[order] + added)
