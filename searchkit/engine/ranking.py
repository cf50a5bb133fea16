"""The order of the matches, and the part of it that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from whoosh.query.qcore import Query

from searchkit.engine import closeness, lists, pruning
from searchkit.engine.closeness import Pair
from searchkit.engine.lists import Found
from searchkit.engine.matching import Matches, evaluate
from searchkit.engine.snapshot import Snapshot

Sort = Literal["score", "date", "-date"]

_FIRST_LOOK: Final = 4
"""How many times as many matches as asked for are looked at first."""
_MARGIN: Final = 1e-9
"""Scores are sums of floats: what rounding alone would leave out stays in."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best matches, best first.

    Attributes:
        matches: those that were asked for, with their whole scores.
        total: how many there are in all, or ``None`` where that was not needed.
    """

    matches: Matches
    total: int | None


def best(snapshot: Snapshot, tree: Query, count: int) -> Ranked:
    """The ``count`` matches of highest score, closeness included; ties in the order of the index."""
    words = pruning.plain_words(tree) if count else None
    stems = closeness.stems_of(tree) if words is None else words.order
    found = lists.stem_lists(snapshot, stems)
    pairs = closeness.pairs(stems, found)
    if words is None:
        every = evaluate(snapshot, tree)
        return Ranked(_best(snapshot, pairs, every, {}, count), len(every))
    some = pruning.candidates(snapshot, words, found, closeness.highest(pairs), count)
    return Ranked(_best(snapshot, pairs, some.matches, some.found, count), some.total)


def _best(
    snapshot: Snapshot, pairs: tuple[Pair, ...], matches: Matches, found: dict[bytes, Found], count: int
) -> Matches:
    """Of some matches, scored without closeness, the best with it.

    Where words were looked up in the matches already, that is ``found``.

    Exact: closeness is worked out for every match that it could carry among the best. Those with the best
    scores before it come first, and set the bar for the others.
    """
    if count == 0 or not pairs:
        return _top(matches, count)
    look = _FIRST_LOOK * count
    if len(matches) > look:
        bar = lists.nth_highest(matches.scores, count) - closeness.highest(pairs) - _MARGIN
        matches, found = _where(matches, found, matches.scores >= bar)
    found = found or closeness.find(snapshot, pairs, matches.doc_ids)
    if len(matches) > look:
        most = matches.scores + closeness.bounds(pairs, found, len(matches))
        likely = np.sort(np.argpartition(most, -look)[-look:])
        some = {stem: places.where(likely) for stem, places in found.items()}
        first = closeness.closeness(snapshot, pairs, some, len(likely))
        bar = lists.nth_highest(matches.scores[likely] + first, count) - _MARGIN
        matches, found = _where(matches, found, most >= bar)
    added = closeness.closeness(snapshot, pairs, found, len(matches))
    return _top(Matches(matches.doc_ids, matches.scores + added), count)


def _where(
    matches: Matches, found: dict[bytes, Found], chosen: np.ndarray
) -> tuple[Matches, dict[bytes, Found]]:
    rows = chosen.nonzero()[0]
    return matches.where(rows), {stem: places.where(rows) for stem, places in found.items()}


def _top(matches: Matches, count: int) -> Matches:
    """The matches of highest score, best first; ties in the order of the index."""
    return matches.where(lists.best_rows(matches.scores, count)) if count else matches.where(slice(0))


def by_date(snapshot: Snapshot, tree: Query, *, newest: bool, count: int) -> Ranked:
    """The first ``count`` matches by date, those without a date last; ties by the order of the index."""
    matches = evaluate(snapshot, tree)
    starts = snapshot.gather(lambda segment: segment.dates.starts)[matches.doc_ids]
    unknown = ~snapshot.gather(lambda segment: segment.dates.known)[matches.doc_ids]
    order = np.lexsort((matches.doc_ids, -starts if newest else starts, unknown))[:count]
    ascending = np.sort(order)
    stems = closeness.stems_of(tree)
    pairs = closeness.pairs(stems, lists.stem_lists(snapshot, stems))
    found = closeness.find(snapshot, pairs, matches.doc_ids[ascending])
    scores = matches.scores.copy()
    scores[ascending] += closeness.closeness(snapshot, pairs, found, len(ascending))
    return Ranked(Matches(matches.doc_ids[order], scores[order]), len(matches))
