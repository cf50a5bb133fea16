"""The order of the matches, and the part of it that was asked for."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
from whoosh.query.qcore import Query

from searchkit.engine import closeness
from searchkit.engine.closeness import Pair
from searchkit.engine.matching import Matches
from searchkit.engine.snapshot import Snapshot

Sort = Literal["score", "date", "-date"]

_FIRST_LOOK: Final = 4
"""How many times as many matches as asked for are looked at first."""
_MARGIN: Final = 1e-9


def best(snapshot: Snapshot, tree: Query, matches: Matches, count: int) -> Matches:
    """The ``count`` matches of highest score, closeness included, best first; ties in the order of the index.

    Exact: closeness is worked out for every match that it could carry among the best. Those with the best
    scores before it come first, and set the bar for the others.
    """
    pairs = closeness.pairs(snapshot, tree)
    if count == 0 or not pairs:
        return _top(matches, count)
    look = min(_FIRST_LOOK * count, len(matches))
    bar = _nth_score(matches.scores, look)
    likely = _with_closeness(snapshot, pairs, matches.where(matches.scores >= bar))
    if look == len(matches):
        return _top(likely, count)
    # Scores are sums of floats: a margin keeps what rounding alone would drop.
    needed = _nth_score(likely.scores, count) - _MARGIN
    others = matches.where((matches.scores < bar) & (matches.scores >= needed - closeness.highest(pairs)))
    others = others.where(others.scores + closeness.bounds(snapshot, pairs, others.doc_ids) >= needed)
    others = _with_closeness(snapshot, pairs, others)
    every = Matches(
        np.concatenate([likely.doc_ids, others.doc_ids]), np.concatenate([likely.scores, others.scores])
    )
    return _top(every, count)


def _with_closeness(snapshot: Snapshot, pairs: tuple[Pair, ...], matches: Matches) -> Matches:
    added = closeness.closeness(snapshot, pairs, matches.doc_ids)
    return Matches(matches.doc_ids, matches.scores + added)


def _top(matches: Matches, count: int) -> Matches:
    """The matches of highest score, best first; ties in the order of the index."""
    if len(matches) > count > 0:
        matches = matches.where(matches.scores >= _nth_score(matches.scores, count))
    order = np.lexsort((matches.doc_ids, -matches.scores))[:count]
    return Matches(matches.doc_ids[order], matches.scores[order])


def _nth_score(scores: np.ndarray, rank: int) -> float:
    """The score of the match of this rank, counted from 1; there are at least as many."""
    place = len(scores) - rank
    return float(np.partition(scores, place)[place])


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
