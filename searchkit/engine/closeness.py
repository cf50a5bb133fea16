"""The part of a score that comes from words of the query standing close together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from whoosh.query.compound import And, Or
from whoosh.query.qcore import Query
from whoosh.query.terms import Term

from searchkit.codec.schema import TEXT_SECTIONS
from searchkit.engine import lists, scoring
from searchkit.engine.lists import StemList
from searchkit.engine.snapshot import Snapshot
from searchkit.engine.time_limit import check
from searchkit.segment import near

_PAIR: Final = 2

_Views: TypeAlias = tuple[memoryview, memoryview]


class Pair(NamedTuple):
    """Two neighbouring words of the query.

    Attributes:
        stems: the stems of both.
        weight: what the pair adds to a score when the words touch.
    """

    stems: tuple[bytes, bytes]
    weight: float


def pairs(stems: Sequence[bytes], found: Mapping[bytes, StemList]) -> tuple[Pair, ...]:
    """The pairs of different words that follow each other in a query, and may meet.

    Function words are passed over, so that "effects of drugs" pairs its nouns; they pair where nothing else
    is asked for.

    Args:
        stems: the words of the query in their order.
        found: the list of each.
    """
    if len(stems) < _PAIR:
        return ()
    ranked = [stem for stem in stems if not found[stem].serves_grammar] or stems
    return tuple(
        Pair((one, other), scoring.CLOSENESS * min(found[one].idf, found[other].idf))
        for one, other in pairwise(ranked)
        if one != other and found[one].doc_freq and found[other].doc_freq
    )


def stems_of(tree: Query) -> list[bytes]:
    """The words of a query in their order, outside of NOT; those that stand alone, not in phrases."""
    if isinstance(tree, Term):
        return [str(tree.text).encode()] if tree.fieldname in TEXT_SECTIONS else []
    if isinstance(tree, And | Or):
        return [stem for child in tree.subqueries for stem in stems_of(child)]
    return []


def highest(asked: Sequence[Pair]) -> float:
    """The most that closeness can add to any score."""
    return sum(pair.weight for pair in asked)


def bounds(snapshot: Snapshot, asked: Sequence[Pair], doc_ids: np.ndarray) -> np.ndarray:
    """The most that closeness can add to the score of each of some articles: float64."""
    most = np.zeros(snapshot.article_count)
    for stems, weight in asked:
        check()
        rare, other = sorted((lists.stem_list(snapshot, stem) for stem in stems), key=len)
        most[rare.doc_ids[other.holds(rare.doc_ids)]] += weight
    bounds: np.ndarray = most[doc_ids]
    return bounds


def find(snapshot: Snapshot, asked: Sequence[Pair], doc_ids: np.ndarray) -> dict[bytes, np.ndarray]:
    """The rows of some articles (int64) in the list of each word of the pairs: int64, -1 for none."""
    stems = {stem for pair in asked for stem in pair.stems}
    return {stem: lists.stem_list(snapshot, stem).find(doc_ids) for stem in stems}


def closeness(
    snapshot: Snapshot, asked: Sequence[Pair], rows: Mapping[bytes, np.ndarray], articles: int
) -> np.ndarray:
    """What closeness adds to the scores of so many articles: float64.

    Args:
        snapshot: the index.
        asked: the pairs of the query.
        rows: those of the articles in the list of each word, as :func:`find` gives them.
        articles: how many there are.
    """
    added = np.zeros(articles)
    for (one, other), weight in asked:
        check()
        places = ((rows[one] | rows[other]) >= 0).nonzero()[0]
        if len(places):
            positions, starts = lists.stem_positions(snapshot, one).of(rows[one][places])
            # Words of different articles are never within reach of each other.
            distances = near.distances(positions, lists.stem_positions(snapshot, other).positions)
            nearest = np.minimum.reduceat(distances, starts)
            close = (nearest <= scoring.CLOSENESS_REACH).nonzero()[0]
            if len(close):
                added[places[close]] += weight * (1 / np.maximum(nearest[close], 1))
    return added


def of_few(
    snapshot: Snapshot, asked: Sequence[Pair], rows: Mapping[bytes, Sequence[int]], places: Sequence[int]
) -> list[float]:
    """What :func:`closeness` gives, for the articles at some places: so few that arrays take longer."""
    added = [0.0] * len(places)
    for (one, other), weight in asked:
        check()
        views = lists.stem_positions(snapshot, one).views
        other_views = lists.stem_positions(snapshot, other).views
        ones, others = rows[one], rows[other]
        for number, place in enumerate(places):
            row, other_row = ones[place], others[place]
            if row >= 0 <= other_row:
                nearest = _nearest(views, row, other_views, other_row)
                if nearest <= scoring.CLOSENESS_REACH:
                    added[number] += weight * (1 / max(nearest, 1))
    return added


def _nearest(views: _Views, row: int, other_views: _Views, other_row: int) -> int:
    """The smallest distance between two words in an article, or what is out of reach.

    Args:
        views: of one word, see :attr:`searchkit.engine.lists.Positions.views`.
        row: of the article in the list of that word.
        other_views: the same of the other word.
        other_row: of the article in the list of the other word.
    """
    positions, starts = views
    others, other_starts = other_views
    at, end = starts[row], starts[row + 1]
    other_at, other_end = other_starts[other_row], other_starts[other_row + 1]
    position, other = positions[at], others[other_at]
    nearest = scoring.CLOSENESS_REACH + 1
    while True:
        if position < other:
            if other - position < nearest:
                nearest = other - position
                if nearest == 1:
                    return nearest
            at += 1
            if at == end:
                return nearest
            position = positions[at]
        else:
            if position - other < nearest:
                nearest = position - other
                if nearest <= 1:
                    return nearest
            other_at += 1
            if other_at == other_end:
                return nearest
            other = others[other_at]
