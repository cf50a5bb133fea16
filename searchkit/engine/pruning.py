"""The best articles for plain words, without scoring all that match.

What a word can add to a score at most is known. A few articles that are good for one of the words set a bar;
a word that cannot lift an article over it alone is then only looked up in the articles that other words
bring, and of these only in those that it could still lift. This is MaxScore (Turtle and Flood, "Query
Evaluation: Strategies and Optimizations", 1995), a list at a time in place of an article at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, TypeGuard

import numpy as np
from whoosh.query.compound import And, Or
from whoosh.query.qcore import Query
from whoosh.query.terms import Term

from searchkit.engine import lists, matching
from searchkit.engine.lists import StemList
from searchkit.engine.matching import Matches
from searchkit.engine.snapshot import Snapshot
from searchkit.segment.postings import heads

_RANKED: Final = "text"
_SEEDS: Final = 16
"""How many of the best articles of each word set the bar, at least, where any word is enough."""
_MANY: Final = 4
"""Articles are worth a second look at the bar when they are this many times as many as asked for."""
_MARGIN: Final = 1e-9
"""Bounds are sums of floats: what rounding alone would leave out stays in."""
_SPARSE: Final = 16
"""Scores are summed in a row of all articles when more than one in this many of them is in a list."""
_NONE: Final = Matches(np.zeros(0, np.int64), np.zeros(0))


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

    found: StemList
    boost: float

    @property
    def highest(self) -> float:
        return self.boost * self.found.highest

    def scores(self) -> np.ndarray:
        return self.found.scores if self.boost == 1 else self.boost * self.found.scores


def plain_words(tree: Query) -> Words | None:
    """A tree as plain words with conditions, or ``None`` if it is anything else."""
    words, others = _split(tree)
    conditions = tuple(part for part in others if matching.is_condition(part))
    required = len(conditions) == len(others)
    if not required:
        choices = [part for part in others if isinstance(part, Or) and part.boost == 1]
        if words or len(choices) != 1 or len(conditions) + 1 < len(others):
            return None
        words = [word for word in choices[0].subqueries if _is_word(word)]
        if len(words) < len(choices[0].subqueries):
            return None
    if not words:
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
    there = [part for part in scored if len(part.found)]
    if not there or (words.required and len(there) < len(scored)):
        return Candidates(_NONE, 0)
    if len(there) == 1:
        return _holding_one(snapshot, there[0], words.conditions, count)
    seeds = _fulfilling(snapshot, words.conditions, _seeds(there, count, required=words.required))
    bar = _bar(_exact(there, seeds, required=words.required).scores, count) - closeness
    bring = _holding_all if words.required else _holding_any
    matches, others = bring(there, bar)
    if words.conditions:
        doc_ids = _fulfilling(snapshot, words.conditions, matches.doc_ids)
        matches = matches.where(matches.doc_ids.searchsorted(doc_ids))
    if len(matches) > _MANY * count:
        likely = matches.scores >= lists.nth_highest(matches.scores, _MANY * count)
        better = _exact(there, matches.doc_ids[likely], required=words.required).scores
        matches = _lifted(matches, others, max(bar, _bar(better, count) - closeness))
    return Candidates(_exact(there, matches.doc_ids, required=words.required), None)


def _seeds(scored: Sequence[_Scored], count: int, *, required: bool) -> np.ndarray:
    """Some articles that are good for one of the words: ascending."""
    if required:
        rarest = min(scored, key=lambda part: len(part.found)).found
        return np.sort(rarest.doc_ids[rarest.best])
    each = max(_SEEDS, count)
    return _distinct([part.found.doc_ids[part.found.best[:each]] for part in scored])


def _holding_one(snapshot: Snapshot, part: _Scored, conditions: Sequence[Query], count: int) -> Candidates:
    found = part.found
    if not conditions and count <= len(found.best):
        return Candidates(
            Matches(found.doc_ids[found.best], part.boost * found.scores[found.best]), len(found)
        )
    matches = Matches(found.doc_ids, part.scores())
    for condition in conditions:
        matches = matches.where(matching.fulfilled(snapshot, condition, matches.doc_ids))
    return Candidates(matches, len(matches))


def _holding_all(scored: list[_Scored], bar: float) -> tuple[Matches, Sequence[_Scored]]:
    """The articles with all words that can reach the bar, and maybe others.

    Returns:
        They, scored for the rarest word, and the words that can still lift them.
    """
    rarest, *others = sorted(scored, key=lambda part: len(part.found))
    matches = _reaching(rarest, bar - sum(other.highest for other in others))
    for other in others:
        matches = matches.where(other.found.holds(matches.doc_ids).nonzero()[0])
    return matches, others


def _holding_any(scored: list[_Scored], bar: float) -> tuple[Matches, Sequence[_Scored]]:
    """The articles with any of the words that can reach the bar, and maybe others.

    Returns:
        They, scored for some of the words, and the words that can still lift them.
    """
    falling = sorted(scored, key=lambda part: -part.highest)
    to_come = _to_come(falling)
    essential = max(1, sum(bound >= bar for bound in to_come[:-1]))
    bringing, others = falling[:essential], falling[essential:]
    least = bar - to_come[essential]
    if len(bringing) == 1:
        return _reaching(bringing[0], least), others
    found = [part.found.doc_ids for part in bringing]
    if sum(map(len, found)) * _SPARSE < scored[0].found.article_count:
        return _exact(bringing, _distinct(found), required=False), others
    weights = np.concatenate([part.scores() for part in bringing])
    sums = np.bincount(np.concatenate(found), weights, scored[0].found.article_count)
    doc_ids = (sums >= max(least, _MARGIN)).nonzero()[0]
    return Matches(doc_ids, sums[doc_ids]), others


def _lifted(matches: Matches, others: Sequence[_Scored], bar: float) -> Matches:
    """Those of some articles that other words lift over the bar."""
    to_come = _to_come(others)
    for part, bound in zip(others, to_come, strict=False):
        matches = matches.where((matches.scores >= bar - bound).nonzero()[0])
        rows, held = part.found.find(matches.doc_ids)
        matches = Matches(matches.doc_ids, matches.scores + part.boost * part.found.scores[rows] * held)
    return matches.where((matches.scores >= bar).nonzero()[0])


def _to_come(scored: Sequence[_Scored]) -> list[float]:
    """The most that the words from each one on can add, and 0 at the end."""
    return list(accumulate((part.highest for part in reversed(scored)), initial=0.0))[::-1]


def _reaching(part: _Scored, least: float) -> Matches:
    """The articles of a word that score so much for it."""
    matches = Matches(part.found.doc_ids, part.scores())
    return matches.where((matches.scores >= least).nonzero()[0]) if least > 0 else matches


def _exact(scored: Sequence[_Scored], doc_ids: np.ndarray, *, required: bool) -> Matches:
    """Ascending articles with their scores, or those of them that hold all words.

    Scores are summed in the order of the query, whichever way an article was found: equal ones are equal.
    """
    sums = np.zeros(len(doc_ids))
    all_held = np.ones(len(doc_ids), bool)
    for part in scored:
        rows, held = part.found.find(doc_ids)
        sums += part.boost * part.found.scores[rows] * held
        all_held &= held
    matches = Matches(doc_ids, sums)
    return matches.where(all_held) if required else matches


def _bar(scores: np.ndarray, count: int) -> float:
    """What an article must score, where these are scores of some articles: nothing if they are too few."""
    if len(scores) < count:
        return 0.0
    return lists.nth_highest(scores, count) - _MARGIN


def _fulfilling(snapshot: Snapshot, conditions: Sequence[Query], doc_ids: np.ndarray) -> np.ndarray:
    for condition in conditions:
        doc_ids = doc_ids[matching.fulfilled(snapshot, condition, doc_ids)]
    return doc_ids


def _distinct(parts: Sequence[np.ndarray]) -> np.ndarray:
    """All articles of some lists, ascending, each once."""
    every = np.concatenate(parts)
    every.sort()
    distinct: np.ndarray = every[heads(every)]
    return distinct


def _split(tree: Query) -> tuple[list[Term], list[Query]]:
    """The plain words of a conjunction, and its other parts."""
    if _is_word(tree):
        return [tree], []
    if not isinstance(tree, And) or tree.boost != 1:
        return [], [tree]
    words, others = [], []
    for child in tree.subqueries:
        if _is_word(child):
            words.append(child)
        else:
            more_words, more_others = _split(child)
            words += more_words
            others += more_others
    return words, others


def _is_word(node: Query) -> TypeGuard[Term]:
    return isinstance(node, Term) and node.fieldname == _RANKED
