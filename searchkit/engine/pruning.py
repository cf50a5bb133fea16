"""The best articles for plain words, without scoring all that match.

What a word can add to a score at most is known. A few articles that are good for one of the words set a bar; a
word that cannot lift an article over it alone is then only looked up in the articles that other words bring,
and of these only in those that it could still lift. This is MaxScore (Turtle and Flood, "Query Evaluation:
Strategies and Optimizations", 1995), a list at a time in place of an article at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np
from whoosh.query.compound import And, Or
from whoosh.query.qcore import Query
from whoosh.query.terms import Term

from searchkit.engine import lists, matching
from searchkit.engine.lists import BEST, StemList
from searchkit.engine.matching import Matches
from searchkit.engine.snapshot import Snapshot

_RANKED: Final = "text"
_SEEDS: Final = 16
"""How many of the best articles of each word set the bar, at least."""
_MARGIN: Final = 1e-9
"""Bounds are sums of floats: what rounding alone would leave out stays in."""
_SPARSE: Final = 16
"""Scores are summed in a row of all articles when more than one in this many of them is in a list."""


@dataclass(frozen=True, slots=True)
class Words:
    """A query of plain words.

    Attributes:
        boosts: how many times each stem counts, in the order of the query; a repeated one counts again.
        required: whether an article must hold all of them, or any.
        conditions: what an article must fulfil besides, and is not scored for.
    """

    boosts: dict[bytes, float]
    required: bool
    conditions: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Articles among which the best are.

    Attributes:
        matches: they, with their exact scores without closeness.
        total: how many articles match in all, or ``None`` where that was not needed.
    """

    matches: Matches
    total: int | None


@dataclass(frozen=True, slots=True)
class _Scored:
    """The list of a word, and how many times the word counts."""

    stem_list: StemList
    boost: float

    @property
    def highest(self) -> float:
        return self.boost * self.stem_list.highest


def plain_words(tree: Query) -> Words | None:
    """A tree as plain words with conditions, or ``None`` if it is anything else."""
    parts = _parts(tree)
    scored = [part for part in parts if not matching.is_condition(part)]
    conditions = tuple(part for part in parts if matching.is_condition(part))
    required = not (len(scored) == 1 and isinstance(scored[0], Or) and scored[0].boost == 1)
    words = scored if required else list(scored[0].subqueries)
    if not words or not all(isinstance(word, Term) and word.fieldname == _RANKED for word in words):
        return None
    boosts: dict[bytes, float] = {}
    for word in words:
        stem = str(word.text).encode()
        boosts[stem] = boosts.get(stem, 0.0) + word.boost
    return Words(boosts, required, conditions)


def candidates(snapshot: Snapshot, words: Words, closeness: float, count: int) -> Candidates:
    """Articles among which are the ``count`` best.

    Args:
        snapshot: the index.
        words: what is asked for.
        closeness: the most that closeness adds to any score.
        count: how many are asked for, above 0.
    """
    scored = [_Scored(lists.stem_list(snapshot, stem), boost) for stem, boost in words.boosts.items()]
    if words.required:
        return _holding_all(snapshot, scored, words.conditions, closeness, count)
    there = [part for part in scored if len(part.stem_list)]
    return Candidates(_holding_any(snapshot, there, words.conditions, closeness, count), None)


def _holding_all(
    snapshot: Snapshot, scored: list[_Scored], conditions: Iterable[Query], closeness: float, count: int
) -> Candidates:
    rarest, *others = sorted(scored, key=lambda part: len(part.stem_list))
    best = rarest.stem_list
    if not others and not conditions and count <= BEST:
        return Candidates(Matches(best.doc_ids[best.best], rarest.boost * best.scores[best.best]), len(best))
    matches = Matches(best.doc_ids, rarest.boost * best.scores)
    for other in others:
        matches = matches.where(other.stem_list.holds(matches.doc_ids))
    for condition in conditions:
        matches = matches.where(matching.fulfilled(snapshot, condition, matches.doc_ids))
    total = len(matches)
    if not others:
        return Candidates(matches, total)
    seeds = lists.best_rows(matches.scores, max(_SEEDS, 2 * count))
    if len(seeds) < total:
        bar = _bar(_scores(scored, matches.doc_ids[np.sort(seeds)]), count)
        to_come = closeness + sum(other.highest for other in others)
        matches = matches.where(matches.scores >= bar - to_come)
    return Candidates(Matches(matches.doc_ids, _scores(scored, matches.doc_ids)), total)


def _holding_any(
    snapshot: Snapshot, scored: list[_Scored], conditions: Iterable[Query], closeness: float, count: int
) -> Matches:
    if not scored:
        return Matches(np.zeros(0, np.int64), np.zeros(0))
    seeds = _distinct([_seeds(part.stem_list, count) for part in scored])
    bar = _bar(_scores(scored, _fulfilling(snapshot, conditions, seeds)), count)
    falling = sorted(scored, key=lambda part: -part.highest)
    # What the words from each one on can add, closeness included.
    to_come = list(accumulate((part.highest for part in reversed(falling)), initial=closeness))[::-1]
    essential = sum(bound >= bar for bound in to_come[:-1])
    doc_ids = _over(snapshot, falling[:essential], bar - to_come[essential])
    doc_ids = _fulfilling(snapshot, conditions, doc_ids)
    return Matches(doc_ids, _scores(scored, doc_ids))


def _over(snapshot: Snapshot, scored: Sequence[_Scored], least: float) -> np.ndarray:
    """The articles of some lists whose scores by these lists reach a sum, and maybe others: ascending."""
    found = [part.stem_list.doc_ids for part in scored]
    if len(scored) == 1:
        (part,) = scored
        return found[0][part.boost * part.stem_list.scores >= least]
    if sum(map(len, found)) * _SPARSE < snapshot.article_count:
        return _distinct(found)
    weights = [part.boost * part.stem_list.scores for part in scored]
    sums = np.bincount(np.concatenate(found), np.concatenate(weights), snapshot.article_count)
    return (sums >= max(least, _MARGIN)).nonzero()[0]


def _seeds(stem_list: StemList, count: int) -> np.ndarray:
    return stem_list.doc_ids[stem_list.best[: max(_SEEDS, count)]]


def _bar(scores: np.ndarray, count: int) -> float:
    """What the score of an article must reach, where these are some of the scores: 0 if they are too few."""
    if len(scores) < count:
        return 0.0
    place = len(scores) - count
    return float(np.partition(scores, place)[place]) - _MARGIN


def _scores(scored: Iterable[_Scored], doc_ids: np.ndarray) -> np.ndarray:
    """The scores of ascending articles, summed in the order of the query: equal articles score equal."""
    sums = np.zeros(len(doc_ids))
    for part in scored:
        rows, held = part.stem_list.find(doc_ids)
        sums += part.boost * part.stem_list.scores[rows] * held
    return sums


def _fulfilling(snapshot: Snapshot, conditions: Iterable[Query], doc_ids: np.ndarray) -> np.ndarray:
    for condition in conditions:
        doc_ids = doc_ids[matching.fulfilled(snapshot, condition, doc_ids)]
    return doc_ids


def _distinct(parts: Sequence[np.ndarray]) -> np.ndarray:
    """All articles of some lists, ascending, each once."""
    if len(parts) == 1:
        return np.sort(parts[0])
    every = np.concatenate(parts)
    every.sort()
    return every[np.flatnonzero(np.diff(every, prepend=-1))]


def _parts(tree: Query) -> list[Query]:
    if isinstance(tree, And) and tree.boost == 1:
        return [part for child in tree.subqueries for part in _parts(child)]
    return [tree]
