"""The best articles for plain words, without scoring all that match.

What a word can add to a score at most is known. A few articles that are good for one of the words set a bar;
a word then only brings the articles that it and the weaker words could lift over the bar together, and the
weaker words are looked up in these. This is MaxScore (Turtle and Flood, "Query Evaluation: Strategies and
Optimizations", 1995), a list at a time in place of an article at a time.

An article that holds only one of the words is among the best only if it is among the best for that word: so
of two words, no list is gone through but the articles that hold both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

import numpy as np
from whoosh.query.qcore import Query

from searchkit.engine import highest, lists, matching
from searchkit.engine.lists import StemList
from searchkit.engine.matching import Matches
from searchkit.engine.passing import Passing
from searchkit.engine.scored import MARGIN, Scored, bar_of, scores_of, summed
from searchkit.engine.snapshot import Snapshot
from searchkit.engine.time_limit import check
from searchkit.engine.words import Words
from searchkit.segment.postings import heads

_SEEDS: Final = 32
"""How many of the best articles of each word set the bar, at least, where any word is enough."""
_FEW: Final = 256
"""So many articles are scored without asking first which of them are worth it."""
_MANY: Final = 4096
"""Where the rarest word has no more articles, they are gone through without a bar."""
_LIKELY: Final = 4
"""How many times as many articles as asked for set a better bar for many others."""
_PAIR: Final = 2
_MANY_WORDS: Final = 8
"""The scores of more words are summed in a row of all articles."""
_LITTLE: Final = 3 << 13
"""So are those of any words that have no more postings, where articles are few."""
_ADDED_AT_ONCE: Final = 4
"""How many articles of such a row are gone through while one posting is added."""
_NONE: Final = Matches(np.zeros(0, np.int64), np.zeros(0))


class Candidates(NamedTuple):
    """Articles among which the best are.

    Attributes:
        matches: they, with their exact scores without closeness.
        total: how many articles match in all, or ``None`` where that was not needed.
        rows: where the list of each word has them, or -1; nothing where there is one word only.
        alone: more of them, each with its score, that hold one word only, so that nothing is close to it.
    """

    matches: Matches
    total: int | None
    rows: Mapping[bytes, np.ndarray]
    alone: Sequence[tuple[int, float]] = ()


class _Asked(NamedTuple):
    """What is asked for.

    Attributes:
        snapshot: the index.
        there: the words that some article holds, in the order in which their scores are summed.
        conditions: what an article must fulfil besides.
        closeness: the most that closeness adds to any score.
        wanted: how many articles.
    """

    snapshot: Snapshot
    there: Sequence[Scored]
    conditions: Sequence[Passing | Query]
    closeness: float
    wanted: int

    @property
    def rarest_first(self) -> list[Scored]:
        return sorted(self.there, key=lambda part: part.found.doc_freq)

    def bar(self, doc_ids: np.ndarray) -> float:
        """What an article must score without closeness, where some fulfil the conditions."""
        return bar_of(scores_of(self.there, doc_ids), self.wanted) - self.closeness

    def fulfilling(self, doc_ids: np.ndarray) -> np.ndarray:
        """Those of some articles that fulfil the conditions."""
        if not self.conditions:
            return doc_ids
        fulfilling: np.ndarray = doc_ids[self.places_fulfilling(doc_ids)]
        return fulfilling

    def places_fulfilling(self, doc_ids: np.ndarray) -> np.ndarray:
        """Which of some articles fulfil the conditions: their places, ascending."""
        first, *others = self.conditions
        places: np.ndarray = self._fulfilled(first, doc_ids).nonzero()[0]
        for condition in others:
            places = places[self._fulfilled(condition, doc_ids[places])]
        return places

    def _fulfilled(self, condition: Passing | Query, doc_ids: np.ndarray) -> np.ndarray:
        if isinstance(condition, Passing):
            passing: np.ndarray = condition.lets_pass[doc_ids]
            return passing
        return matching.fulfilled(self.snapshot, condition, doc_ids)

    def narrowed(self) -> np.ndarray | None:
        """The articles that fulfil the conditions, where one of these lets fewer pass than any word is in."""
        first = self.conditions[0] if self.conditions else None
        if not isinstance(first, Passing) or first.doc_ids is None:
            return None
        if first.count > min(part.found.doc_freq for part in self.there):
            return None
        rest = self._replace(conditions=self.conditions[1:])
        return rest.fulfilling(first.doc_ids)


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
    scored = [Scored(stem, found[stem], boost) for stem, boost in words.boosts.items()]
    there = [part for part in scored if part.found.doc_freq]
    if not there or (words.required and len(there) < len(scored)):
        return Candidates(_NONE, 0, {})
    asked = _Asked(snapshot, there, words.conditions, closeness, count)
    if words.required or len(there) == 1:
        few = asked.narrowed()
        if few is not None:
            return _held_among(asked, few)
    if len(there) == 1:
        return _holding_one(asked)
    if words.required:
        return _holding_all(asked)
    if len(there) == _PAIR and not words.conditions and count <= lists.BEST:
        return _holding_either(asked)
    return _holding_any(asked)


def _holding_one(asked: _Asked) -> Candidates:
    (part,), count = asked.there, asked.wanted
    if count <= lists.BEST and not asked.conditions:
        return Candidates(_NONE, part.found.doc_freq, {}, part.best(count))
    every = Matches(part.found.doc_ids, part.scores())
    if not asked.conditions:
        return Candidates(every, len(every), {})
    if part.found.doc_freq > _MANY and count <= lists.BEST:
        best = every.where(np.sort(part.found.best))
        best = best.where(asked.places_fulfilling(best.doc_ids))
        if len(best) >= count:
            return Candidates(best, None, {})
    matches = every.where(asked.places_fulfilling(every.doc_ids))
    return Candidates(matches, len(matches), {})


def _held_among(asked: _Asked, doc_ids: np.ndarray) -> Candidates:
    """Those of some articles with all words."""
    rows: dict[bytes, np.ndarray] = {}
    for part in asked.rarest_first:
        places, rows_here = part.found.among(doc_ids)
        doc_ids = doc_ids[places]
        rows = {stem: held[places] for stem, held in rows.items()}
        rows[part.stem] = rows_here
    return Candidates(Matches(doc_ids, summed(asked.there, rows)), len(doc_ids), rows)


def _holding_all(asked: _Asked) -> Candidates:
    """The articles with all words that can be among the best."""
    rarest, *others = asked.rarest_first
    least = 0.0
    if rarest.found.doc_freq > _MANY:
        seeds = np.sort(rarest.found.best_doc_ids)
        for other in others:
            seeds = seeds[other.found.among(seeds)[0]]
        least = asked.bar(asked.fulfilling(seeds)) - sum(other.highest for other in others)
    doc_ids = rarest.found.doc_ids
    rows = {}
    if least > 0:
        rows[rarest.stem] = (rarest.scores() >= least).nonzero()[0]
        doc_ids = doc_ids[rows[rarest.stem]]
    for other in others:
        places, other_rows = other.found.among(doc_ids)
        doc_ids = doc_ids[places]
        rows = {stem: held[places] for stem, held in rows.items()} or {rarest.stem: places}
        rows[other.stem] = other_rows
    if asked.conditions:
        places = asked.places_fulfilling(doc_ids)
        doc_ids, rows = doc_ids[places], {stem: held[places] for stem, held in rows.items()}
    return Candidates(Matches(doc_ids, summed(asked.there, rows)), None, rows)


def _holding_either(asked: _Asked) -> Candidates:
    """The articles with one or both of two words that can be among the best."""
    rare, other = asked.rarest_first
    count = asked.wanted
    best = [part.best(count) for part in asked.there]
    bar = max([hits[count - 1][1] for hits in best if len(hits) == count], default=0.0)
    least = bar - asked.closeness - other.highest - MARGIN
    doc_ids, high = rare.found.doc_ids, None
    if least > 0 and len(doc_ids) > _FEW:
        high = (rare.scores() >= least).nonzero()[0]
        doc_ids = doc_ids[high]
    places, other_rows = other.found.among(doc_ids)
    rows = {rare.stem: places if high is None else high[places], other.stem: other_rows}
    alone: list[tuple[int, float]] = []
    for hits, part, counterpart in zip(best, asked.there, reversed(asked.there), strict=True):
        in_both = counterpart.found.among(part.found.best_doc_ids[:count])[0].tolist()
        alone += [hit for place, hit in enumerate(hits) if place not in in_both]
    return Candidates(Matches(doc_ids[places], summed(asked.there, rows)), None, rows, alone)


def _holding_any(asked: _Asked) -> Candidates:
    """The articles with any of the words that can be among the best."""
    if len(asked.there) > _MANY_WORDS or _is_little(asked):
        return _added_up(asked)
    there, count = asked.there, asked.wanted
    each = max(_SEEDS, count)
    bar = asked.bar(asked.fulfilling(_distinct([part.found.best_doc_ids[:each] for part in there])))
    falling = sorted(there, key=lambda part: -part.highest)
    to_come = _to_come(falling)
    brought = []
    for place, part in enumerate(falling):
        if to_come[place] < bar:
            break
        matches = _reaching(part, bar - to_come[place + 1])
        if asked.conditions:
            matches = matches.where(asked.places_fulfilling(matches.doc_ids))
        if len(matches) > max(_FEW, _LIKELY * count):
            matches = _lifted(matches, falling[place + 1 :], bar)
        if len(matches) > max(_FEW, _LIKELY * count):
            likely = matches.scores >= highest.nth(matches.scores, _LIKELY * count)
            bar = max(bar, asked.bar(matches.doc_ids[likely]))
            matches = matches.where(matches.scores >= bar)
        brought.append(matches.doc_ids)
    doc_ids = _distinct(brought)
    rows = {part.stem: part.found.find(doc_ids) for part in there}
    return Candidates(Matches(doc_ids, summed(there, rows)), None, rows)


def _is_little(asked: _Asked) -> bool:
    """Whether adding up all there is takes no longer than finding out what may be left out."""
    postings = sum(part.found.doc_freq for part in asked.there)
    return postings + asked.snapshot.article_count // _ADDED_AT_ONCE <= _LITTLE


def _added_up(asked: _Asked) -> Candidates:
    """The articles with any of the words that can be among the best, from a row of all articles."""
    sums = np.zeros(asked.snapshot.article_count)
    for part in asked.there:
        check()
        np.add.at(sums, part.found.doc_ids, part.scores())
    if asked.conditions:
        doc_ids = asked.fulfilling((sums > 0).nonzero()[0])
        return Candidates(Matches(doc_ids, sums[doc_ids]), len(doc_ids), {})
    least = highest.reached(sums, asked.wanted) - asked.closeness - MARGIN
    doc_ids = (sums > max(least, 0)).nonzero()[0]
    return Candidates(Matches(doc_ids, sums[doc_ids]), int(np.count_nonzero(sums > 0)), {})


def _lifted(matches: Matches, others: Sequence[Scored], bar: float) -> Matches:
    """Those of some articles that the other words that they hold could lift over the bar.

    Returns:
        They, with the most that they could score.
    """
    for part, to_come in zip(others, _to_come(others)[1:], strict=True):
        most = matches.scores + part.highest * part.found.holds(matches.doc_ids)
        matches = Matches(matches.doc_ids, most).where((most >= bar - to_come).nonzero()[0])
    return matches


def _to_come(scored: Sequence[Scored]) -> list[float]:
    """The most that the words from each one on can add, and 0 at the end."""
    return list(accumulate((part.highest for part in reversed(scored)), initial=0.0))[::-1]


def _reaching(part: Scored, least: float) -> Matches:
    """The articles of a word that score so much for it."""
    matches = Matches(part.found.doc_ids, part.scores())
    return matches.where((matches.scores >= least).nonzero()[0]) if least > 0 else matches


def _distinct(parts: Sequence[np.ndarray]) -> np.ndarray:
    """All articles of some lists, ascending, each once."""
    every = np.concatenate(parts)
    every.sort()
    distinct: np.ndarray = every[heads(every)]
    return distinct
