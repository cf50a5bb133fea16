"""The best articles for plain words, without scoring all that match.

What a word can add to a score at most is known. A few articles that are good for one of the words set a bar;
a word that cannot lift an article over it alone is then only looked up in the articles that other words
bring, and of these only in those that it could still lift. This is MaxScore (Turtle and Flood, "Query
Evaluation: Strategies and Optimizations", 1995), a list at a time in place of an article at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, TypeGuard

import numpy as np
from whoosh.query.compound import And, Or
from whoosh.query.qcore import Query
from whoosh.query.terms import Term

from searchkit.engine import lists, matching
from searchkit.engine.lists import Found, StemList
from searchkit.engine.matching import Matches
from searchkit.engine.snapshot import Snapshot
from searchkit.segment.postings import heads

_RANKED: Final = "text"
_SEEDS: Final = 16
"""How many of the best articles of each word set the bar, at least, where any word is enough."""
_FEW: Final = 256
"""So many articles are scored without asking first which of them are worth it."""
_MANY: Final = 4096
"""Where all words are required and the rarest has no more articles, they are gone through without a bar."""
_LIKELY: Final = 4
"""How many times as many articles as asked for set a better bar for many others."""
_MARGIN: Final = 1e-9
"""Bounds are sums of floats: what rounding alone would leave out stays in."""
_SPARSE: Final = 16
"""Scores are summed in a row of all articles when more than one in this many of them is in a list."""
_NONE: Final = Matches(np.zeros(0, np.int64), np.zeros(0))


@dataclass(frozen=True, slots=True)
class Words:
    """A query of plain words.

    Attributes:
        order: the stems in the order of the query.
        boosts: how many times each counts; a repeated one counts again.
        required: whether an article must hold all of them, or any.
        conditions: what an article must fulfil besides, and is not scored for.
    """

    order: tuple[bytes, ...]
    boosts: dict[bytes, float]
    required: bool
    conditions: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Articles among which the best are.

    Attributes:
        matches: they, with their exact scores without closeness.
        total: how many articles match in all, or ``None`` where that was not needed.
        found: where the list of each word has them, if there are several words.
    """

    matches: Matches
    total: int | None
    found: dict[bytes, Found]


@dataclass(frozen=True, slots=True)
class _Scored:
    """The list of a word, and how many times the word counts."""

    stem: bytes
    found: StemList
    boost: float

    @property
    def highest(self) -> float:
        return self.boost * self.found.highest

    def scores(self) -> np.ndarray:
        """What the word adds to the score of each article of its list."""
        return self.found.scores if self.boost == 1 else self.boost * self.found.scores

    def scores_at(self, found: Found) -> np.ndarray:
        """What the word adds to the score of each article that was looked up."""
        scores: np.ndarray = self.found.scores.take(found.rows, mode="clip")
        scores *= found.held
        if self.boost != 1:
            scores *= self.boost
        return scores


def plain_words(tree: Query) -> Words | None:
    """A tree as plain words with conditions, or ``None`` if it is anything else."""
    words, others = _split(tree)
    conditions = tuple(part for part in others if matching.is_condition(part))
    required = len(conditions) == len(others)
    if not required:  # then it is at most one choice of words that is scored
        choices = [part for part in others if isinstance(part, Or) and part.boost == 1]
        if words or len(choices) != 1 or len(conditions) + 1 < len(others):
            return None
        words = [word for word in choices[0].subqueries if _is_word(word)]
        if len(words) < len(choices[0].subqueries):
            return None
    if not words:
        return None
    order = tuple(str(word.text).encode() for word in words)
    boosts = dict.fromkeys(order, 0.0)
    for stem, word in zip(order, words, strict=True):
        boosts[stem] += word.boost
    return Words(order, boosts, required, conditions)


def candidates(
    snapshot: Snapshot, words: Words, found: Mapping[bytes, StemList], closeness: float, count: int
) -> Candidates:
    """Articles among which are the ``count`` best.

    Args:
        snapshot: the index.
        words: what is asked for.
        found: the list of each stem.
        closeness: the most that closeness adds to any score.
        count: how many are asked for, above 0.
    """
    scored = [_Scored(stem, found[stem], boost) for stem, boost in words.boosts.items()]
    there = [part for part in scored if len(part.found)]
    if not there or (words.required and len(there) < len(scored)):
        return Candidates(_NONE, 0, {})
    if len(there) == 1:
        return _holding_one(snapshot, there[0], words.conditions, count)
    rarest_first = sorted(there, key=lambda part: len(part.found))
    bar = 0.0
    if not words.required or len(rarest_first[0].found) > _MANY:
        seeds = _seeds(rarest_first, count, required=words.required)
        seeds = seeds[_fulfilling(snapshot, words.conditions, seeds)]
        bar = _bar(_scores(there, seeds), count) - closeness
    bring = _holding_all if words.required else _holding_any
    matches, others = bring(rarest_first, bar)
    if words.conditions:
        matches = matches.where(_fulfilling(snapshot, words.conditions, matches.doc_ids))
    if len(matches) > max(_FEW, _LIKELY * count):
        likely = matches.scores >= lists.nth_highest(matches.scores, _LIKELY * count)
        better = _bar(_scores(there, matches.doc_ids[likely]), count) - closeness
        matches = _lifted(matches, others, max(bar, better), sure=words.required)
    places = {part.stem: part.found.find(matches.doc_ids) for part in there}
    return Candidates(Matches(matches.doc_ids, _summed(there, places)), None, places)


def _seeds(rarest_first: Sequence[_Scored], count: int, *, required: bool) -> np.ndarray:
    """Some articles that match and are good for one of the words: ascending."""
    if not required:
        each = max(_SEEDS, count)
        return _distinct([part.found.best_doc_ids[:each] for part in rarest_first])
    seeds = np.sort(rarest_first[0].found.best_doc_ids)
    for other in rarest_first[1:]:
        seeds = seeds[other.found.find(seeds).held]
    return seeds


def _holding_one(snapshot: Snapshot, part: _Scored, conditions: Sequence[Query], count: int) -> Candidates:
    every = Matches(part.found.doc_ids, part.scores())
    if count <= len(part.found.best):
        best = every.where(np.sort(part.found.best))
        if not conditions:
            return Candidates(best, len(every), {})
        best = best.where(_fulfilling(snapshot, conditions, best.doc_ids))
        if len(best) >= count:
            return Candidates(best, None, {})
    matches = every.where(_fulfilling(snapshot, conditions, every.doc_ids))
    return Candidates(matches, len(matches), {})


def _holding_all(rarest_first: Sequence[_Scored], bar: float) -> tuple[Matches, Sequence[_Scored]]:
    """The articles with all words that can reach the bar, and maybe others.

    Returns:
        They, scored for the rarest word, and the words that can still lift them.
    """
    rarest, *others = rarest_first
    matches = _reaching(rarest, bar - sum(other.highest for other in others))
    for other in others:
        matches = matches.where(other.found.holds(matches.doc_ids).nonzero()[0])
    return matches, others


def _holding_any(scored: Sequence[_Scored], bar: float) -> tuple[Matches, Sequence[_Scored]]:
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
        doc_ids = _distinct(found)
        return Matches(doc_ids, _scores(bringing, doc_ids)), others
    weights = np.concatenate([part.scores() for part in bringing])
    sums = np.bincount(np.concatenate(found), weights, scored[0].found.article_count)
    doc_ids = (sums >= max(least, _MARGIN)).nonzero()[0]
    return Matches(doc_ids, sums[doc_ids]), others


def _lifted(matches: Matches, others: Sequence[_Scored], bar: float, *, sure: bool) -> Matches:
    """Those of some articles that the other words that they hold could lift over the bar.

    Returns:
        They, scored for some of the words, or with the most that they could score.
    """
    if sure:  # then they hold all of them
        return matches.where((matches.scores >= bar - _to_come(others)[0]).nonzero()[0])
    for part, to_come in zip(others, _to_come(others)[1:], strict=True):
        most = matches.scores + part.highest * part.found.holds(matches.doc_ids)
        matches = Matches(matches.doc_ids, most).where((most >= bar - to_come).nonzero()[0])
    return matches.where((matches.scores >= bar).nonzero()[0])


def _to_come(scored: Sequence[_Scored]) -> list[float]:
    """The most that the words from each one on can add, and 0 at the end."""
    return list(accumulate((part.highest for part in reversed(scored)), initial=0.0))[::-1]


def _reaching(part: _Scored, least: float) -> Matches:
    """The articles of a word that score so much for it."""
    matches = Matches(part.found.doc_ids, part.scores())
    return matches.where((matches.scores >= least).nonzero()[0]) if least > 0 else matches


def _scores(scored: Sequence[_Scored], doc_ids: np.ndarray) -> np.ndarray:
    """The scores of articles."""
    return _summed(scored, {part.stem: part.found.find(doc_ids) for part in scored})


def _summed(scored: Sequence[_Scored], found: dict[bytes, Found]) -> np.ndarray:
    """The scores of articles that were looked up, always summed in one order: equal articles score equal."""
    first, *others = scored
    sums = first.scores_at(found[first.stem])
    for part in others:
        sums += part.scores_at(found[part.stem])
    return sums


def _bar(scores: np.ndarray, count: int) -> float:
    """What an article must score, where these are scores of some articles: nothing if they are too few."""
    if len(scores) < count:
        return 0.0
    return lists.nth_highest(scores, count) - _MARGIN


def _fulfilling(snapshot: Snapshot, conditions: Sequence[Query], doc_ids: np.ndarray) -> np.ndarray | slice:
    """Which of some articles fulfil conditions: their places, ascending, or all."""
    if not conditions:
        return slice(None)
    first, *others = conditions
    places = matching.fulfilled(snapshot, first, doc_ids).nonzero()[0]
    for condition in others:
        places = places[matching.fulfilled(snapshot, condition, doc_ids[places])]
    return places


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
    words: list[Term] = []
    others: list[Query] = []
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
