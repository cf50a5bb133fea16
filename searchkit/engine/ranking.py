"""The order of the matches, and the part of it that was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappush, heappushpop
from typing import Final, Literal, NamedTuple, cast

import numpy as np
from whoosh.query.qcore import Query

from searchkit.engine import closeness, few, leaves, lists, pruning
from searchkit.engine.closeness import Pair
from searchkit.engine.lists import Found
from searchkit.engine.matching import Matches, evaluate, live, scored
from searchkit.engine.pruning import Candidates
from searchkit.engine.scored import MARGIN
from searchkit.engine.snapshot import Snapshot
from searchkit.engine.words import Words, plain_words

Sort = Literal["score", "date", "-date"]

_FIRST_LOOK: Final = 64
"""So many likely matches, or some times as many as are asked for, are looked at one by one at most."""
_TIMES: Final = 4
_MANY: Final = 1024
"""Of more matches those are left out first that closeness cannot carry among the best."""


class Ranked(NamedTuple):
    """The best matches, best first.

    Attributes:
        doc_ids: the articles that were asked for, numbered over all segments.
        scores: their whole scores.
        total: how many match in all, or ``None`` where that was not needed.
    """

    doc_ids: list[int]
    scores: list[float]
    total: int | None


def best(snapshot: Snapshot, asked: Words | Query, count: int) -> Ranked:
    """The ``count`` matches of highest score, closeness included; ties in the order of the index.

    Args:
        snapshot: the index.
        asked: a tree, or the words that it comes to.
        count: how many; words alone are asked for one at least.
    """
    if not isinstance(asked, Words) and leaves.is_of_text(asked):
        return _occurring(snapshot, leaves.occurrences(snapshot, asked), leaves.boost_of(asked), count)
    words = asked if isinstance(asked, Words) else plain_words(asked) if count else None
    if words is not None:
        found = lists.stem_lists(snapshot, words.order)
        pairs = closeness.pairs(words.order, found)
        some = pruning.candidates(snapshot, words, found, closeness.highest(pairs), count)
        return _best(snapshot, pairs, some, count)
    tree = cast("Query", asked)
    stems = closeness.stems_of(tree)
    pairs = closeness.pairs(stems, lists.stem_lists(snapshot, stems))
    every = evaluate(snapshot, tree)
    return _best(snapshot, pairs, Candidates(every, len(every), {}), count)


def phrase(snapshot: Snapshot, words: Sequence[str], count: int) -> Ranked:
    """The same for exact words next to each other."""
    return _occurring(snapshot, leaves.of_phrase(snapshot, words), 1.0, count)


def _occurring(
    snapshot: Snapshot, found: dict[int, int] | tuple[np.ndarray, np.ndarray], boost: float, count: int
) -> Ranked:
    """The best matches of a leaf, which nothing is close to, by how often it occurs."""
    if isinstance(found, dict):
        hits = few.scored(snapshot, boost, found)
        return _first(hits, count, len(hits))
    every = live(snapshot, scored(snapshot, boost, *found))
    return _joined(_top(every, count), (), count, len(every))


def _best(snapshot: Snapshot, pairs: Sequence[Pair], some: Candidates, count: int) -> Ranked:
    """Of some matches, scored without closeness, the best with it.

    Exact: closeness is worked out for every match that it could carry among the best. Those that it could
    carry highest come first, one by one, and set the bar for the others.
    """
    matches, total, found, alone = some
    if not count or not pairs or not matches.doc_ids.size:
        return _joined(_top(matches, count), alone, count, total)
    if len(matches) > max(_MANY, count):
        bar = lists.nth_highest(matches.scores, count) - closeness.highest(pairs) - MARGIN
        matches, found = _where(matches, found, (matches.scores >= bar).nonzero()[0])
    found = found or closeness.find(snapshot, pairs, matches.doc_ids)
    if len(matches) <= min(count, _FIRST_LOOK):
        return _first(_one_by_one(snapshot, pairs, Candidates(matches, total, found, alone)), count, total)
    if count <= _FIRST_LOOK:
        most = matches.scores + closeness.bounds(pairs, found, len(matches))
        hits, least = _first_look(snapshot, pairs, Candidates(matches, total, found, alone), most, count)
        if least is None:
            return _first(hits, count, total)
        matches, found = _where(matches, found, (most >= least).nonzero()[0])
    added = closeness.closeness(snapshot, pairs, found, len(matches))
    return _joined(_top(Matches(matches.doc_ids, matches.scores + added), count), alone, count, total)


def _one_by_one(snapshot: Snapshot, pairs: Sequence[Pair], some: Candidates) -> list[tuple[float, int]]:
    """The negative score and the article of every match."""
    added = closeness.one_by_one(snapshot, pairs, some.found)
    scored = zip(some.matches.scores.tolist(), some.matches.doc_ids.tolist(), strict=True)
    hits = [(-(score + next(added)), doc_id) for score, doc_id in scored]
    hits += [(-score, doc_id) for doc_id, score in some.alone]
    return hits


def _first_look(
    snapshot: Snapshot,
    pairs: Sequence[Pair],
    some: Candidates,
    most: np.ndarray,
    count: int,
) -> tuple[list[tuple[float, int]], float | None]:
    """Score the matches that could score most, one by one, until no other can be among the best.

    Args:
        snapshot: the index.
        pairs: the pairs of the query.
        some: the matches.
        most: the most that each can score.
        count: how many are asked for.

    Returns:
        The negative score and the article of those looked at, and of those that hold one word only; then,
        where others could be among the best too, what they would have to reach.
    """
    likely = lists.best_rows(most, max(_FIRST_LOOK, _TIMES * count))
    hits = [(-score, doc_id) for doc_id, score in some.alone]
    bar = sorted([score for _, score in some.alone], reverse=True)[:count]
    bar.reverse()
    added = closeness.one_by_one(
        snapshot, pairs, {stem: places.where(likely) for stem, places in some.found.items()}
    )
    rows = zip(
        most[likely].tolist(),
        some.matches.scores[likely].tolist(),
        some.matches.doc_ids[likely].tolist(),
        strict=True,
    )
    for bound, score, doc_id in rows:
        if len(bar) == count and bound < bar[0] - MARGIN:
            return hits, None
        whole = score + next(added)
        hits.append((-whole, doc_id))
        if len(bar) < count:
            heappush(bar, whole)
        else:
            heappushpop(bar, whole)
    if len(likely) == len(most):
        return hits, None
    return hits, bar[0] - MARGIN


def _where(
    matches: Matches, found: Mapping[bytes, Found], rows: np.ndarray
) -> tuple[Matches, dict[bytes, Found]]:
    return matches.where(rows), {stem: places.where(rows) for stem, places in found.items()}


def _top(matches: Matches, count: int) -> Matches:
    """The matches of highest score, best first; ties in the order of the index."""
    return matches.where(lists.best_rows(matches.scores, count)) if count else matches.where(slice(0))


def _joined(top: Matches, alone: Sequence[tuple[int, float]], count: int, total: int | None) -> Ranked:
    """The best of some matches in order, and of others."""
    doc_ids, scores = top.doc_ids.tolist(), top.scores.tolist()
    if not alone:
        return Ranked(doc_ids, scores, total)
    hits = [(-score, doc_id) for doc_id, score in zip(doc_ids, scores, strict=True)]
    return _first([*hits, *((-score, doc_id) for doc_id, score in alone)], count, total)


def _first(hits: list[tuple[float, int]], count: int, total: int | None) -> Ranked:
    hits = sorted(hits)[:count]
    return Ranked([doc_id for _, doc_id in hits], [-score for score, _ in hits], total)


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
    return Ranked(matches.doc_ids[order].tolist(), scores[order].tolist(), len(matches))
