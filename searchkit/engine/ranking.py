"""The order of the matches, and the part of it that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple, TypeAlias, cast

import numpy as np
from whoosh.query.qcore import Query

from searchkit.engine import closeness, few_matches, highest, leaf_queries, lists, many_matches, pruning
from searchkit.engine.closeness import Pair
from searchkit.engine.matching import Matches, evaluate, live, scored
from searchkit.engine.pruning import Candidates
from searchkit.engine.scored import MARGIN, bar_of
from searchkit.engine.snapshot import Snapshot
from searchkit.engine.tallies import Row
from searchkit.engine.words import Words, plain_words

Sort = Literal["score", "date", "-date"]

_Hit: TypeAlias = tuple[float, int]
"""What an article scores, made negative, so that the best sort first, and its number."""

_FEW: Final = 64
"""For so many articles closeness is worked out one by one."""
_MANY: Final = 512
"""For so many articles closeness is worked out at once: it takes a row for each word."""


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
    if not isinstance(asked, Words) and leaf_queries.is_of_text(asked):
        return _occurring(
            snapshot, leaf_queries.occurrences(snapshot, asked), leaf_queries.boost_of(asked), count
        )
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


def phrase(snapshot: Snapshot, words: Sequence[bytes], count: int) -> Ranked:
    """The same for exact words next to each other."""
    return _occurring(snapshot, leaf_queries.of_phrase(snapshot, words), 1.0, count)


def _occurring(snapshot: Snapshot, found: leaf_queries.Occurrences, boost: float, count: int) -> Ranked:
    """The best matches of a leaf, which nothing is close to, by how often it occurs."""
    if isinstance(found, dict):
        hits = few_matches.scored(snapshot, boost, found)
        return _first(hits, count, len(hits))
    if isinstance(found, Row):
        some, total = many_matches.likely(snapshot, boost, found, count)
        return _joined(_top(some, count), (), count, total)
    every = live(snapshot, scored(snapshot, boost, *found))
    return _joined(_top(every, count), (), count, len(every))


def _best(snapshot: Snapshot, pairs: Sequence[Pair], some: Candidates, count: int) -> Ranked:
    """Of some matches, scored without closeness, the best with it.

    Exact: closeness is worked out for every match that it could carry among the best.
    """
    matches, total, rows, alone = some
    if not count or not pairs or not len(matches):
        return _joined(_top(matches, count), alone, count, total)
    if len(matches) <= _FEW:
        return _first(_close_few(snapshot, pairs, some, count), count, total)
    known = np.append(matches.scores, [score for _, score in alone]) if alone else matches.scores
    bar = bar_of(known, count)
    chosen = (matches.scores >= bar - closeness.highest(pairs)).nonzero()[0]
    groups = [chosen]
    if len(chosen) > _MANY:
        most = matches.scores + closeness.bounds(snapshot, pairs, matches.doc_ids)
        falling = (-most).argsort(kind="stable")[: np.count_nonzero(most >= bar)]
        groups = [np.sort(falling[start : start + _MANY]) for start in range(0, len(falling), _MANY)]
    hits = [(-score, doc_id) for doc_id, score in alone]
    for group in groups:
        there = Candidates(matches.where(group), None, {stem: found[group] for stem, found in rows.items()})
        close = _close_few if len(group) <= _FEW else _close
        hits = sorted(hits + close(snapshot, pairs, there, count))[:count]
    return _first(hits, count, total)


def _close(snapshot: Snapshot, pairs: Sequence[Pair], some: Candidates, count: int) -> list[_Hit]:
    """The best of some matches with closeness."""
    matches = some.matches
    rows = some.rows or closeness.find(snapshot, pairs, matches.doc_ids)
    close = matches.scores + closeness.closeness(snapshot, pairs, rows, len(matches))
    best = _top(Matches(matches.doc_ids, close), count)
    return list(zip((-best.scores).tolist(), best.doc_ids.tolist(), strict=True))


def _close_few(snapshot: Snapshot, pairs: Sequence[Pair], some: Candidates, count: int) -> list[_Hit]:
    """The same for so few that arrays take longer, and those that hold one word only."""
    matches, _, rows, alone = some
    rows = rows or closeness.find(snapshot, pairs, matches.doc_ids)
    scores, doc_ids = matches.scores.tolist(), matches.doc_ids.tolist()
    places: Sequence[int] = range(len(scores))
    if len(scores) + len(alone) > count:
        known = sorted(scores + [score for _, score in alone], reverse=True)
        least = known[count - 1] - closeness.highest(pairs) - MARGIN
        places = [place for place, score in enumerate(scores) if score >= least]
    few_rows = {stem: found.tolist() for stem, found in rows.items()}
    added = closeness.of_few(snapshot, pairs, few_rows, places)
    hits = [(-(scores[place] + more), doc_ids[place]) for place, more in zip(places, added, strict=True)]
    return hits + [(-score, doc_id) for doc_id, score in alone]


def _top(matches: Matches, count: int) -> Matches:
    """The matches of highest score, best first; ties in the order of the index."""
    return matches.where(highest.rows(matches.scores, count)) if count else matches.where(slice(0))


def _joined(top: Matches, alone: Sequence[tuple[int, float]], count: int, total: int | None) -> Ranked:
    """The best of some matches in order, and of others."""
    doc_ids, scores = top.doc_ids.tolist(), top.scores.tolist()
    if not alone:
        return Ranked(doc_ids, scores, total)
    hits = [(-score, doc_id) for doc_id, score in zip(doc_ids, scores, strict=True)]
    return _first([*hits, *((-score, doc_id) for doc_id, score in alone)], count, total)


def _first(hits: list[_Hit], count: int, total: int | None) -> Ranked:
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
    rows = closeness.find(snapshot, pairs, matches.doc_ids[ascending])
    scores = matches.scores.copy()
    scores[ascending] += closeness.closeness(snapshot, pairs, rows, len(ascending))
    return Ranked(matches.doc_ids[order].tolist(), scores[order].tolist(), len(matches))
