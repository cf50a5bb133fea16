"""The part of a score that comes from words of the query standing close together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, pairwise
from typing import NamedTuple, TypeAlias

import numpy as np
from whoosh.query.compound import And, Or
from whoosh.query.qcore import Query
from whoosh.query.terms import Term

from searchkit.codec.schema import TEXT_SECTIONS
from searchkit.engine import lists, scoring
from searchkit.engine.lists import Found, StemList
from searchkit.engine.snapshot import Snapshot
from searchkit.segment import near

_PAIR = 2


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


def find(snapshot: Snapshot, asked: Sequence[Pair], doc_ids: np.ndarray) -> dict[bytes, Found]:
    """Look the words of all pairs up in some articles."""
    stems = {stem for pair in asked for stem in pair.stems}
    return {stem: lists.stem_list(snapshot, stem).find(doc_ids) for stem in stems}


def bounds(asked: Sequence[Pair], found: Mapping[bytes, Found], articles: int) -> np.ndarray:
    """The most that closeness can add to the score of each of so many articles, by the words that it holds.

    Cheaper than :func:`closeness`, as no positions are read: float64.
    """
    most = np.zeros(articles)
    for (one, other), weight in asked:
        held = found[one].held
        most += weight * (held if held is found[other].held else held & found[other].held)
    return most


def one_by_one(snapshot: Snapshot, asked: Sequence[Pair], found: Mapping[bytes, Found]) -> Iterator[float]:
    """What :func:`closeness` gives, an article at a time: faster for few, and only as far as it is asked."""
    standing = {stem: _views(snapshot, stem, found[stem]) for pair in asked for stem in pair.stems}
    both = [(*standing[one], *standing[other], weight) for (one, other), weight in asked]
    for place in count():
        added = 0.0
        for rows, held, starts, positions, rows_, held_, starts_, positions_, weight in both:
            if held[place] and held_[place]:
                row, row_ = rows[place], rows_[place]
                distance = near.least_distance(
                    positions[starts[row] : starts[row + 1]].tolist(),
                    positions_[starts_[row_] : starts_[row_ + 1]].tolist(),
                )
                if distance <= scoring.CLOSENESS_REACH:
                    added += weight * (1 / distance)
        yield added


_Views: TypeAlias = tuple[list[int], list[bool], memoryview, memoryview]


def _views(snapshot: Snapshot, stem: bytes, found: Found) -> _Views:
    """Rows, whether they are held, and where the positions of a row begin, and the positions."""
    stands = lists.stem_positions(snapshot, stem)
    return found.rows.tolist(), found.held.tolist(), stands.starts.data, stands.positions.data


def closeness(
    snapshot: Snapshot, asked: Sequence[Pair], found: Mapping[bytes, Found], articles: int
) -> np.ndarray:
    """What closeness adds to the scores of so many articles, ascending as they were looked up: float64."""
    added = np.zeros(articles)
    paired = {stem for pair in asked for stem in pair.stems}
    standing = {stem: _standing(snapshot, stem, found[stem]) for stem in paired}
    for pair in asked:
        (one, owners), (other, _) = (standing[stem] for stem in pair.stems)
        if len(one) and len(other):
            # Words of different articles are never within reach of each other.
            distances = near.distances(one, other)
            close = (distances <= scoring.CLOSENESS_REACH).nonzero()[0]
            nearness = np.zeros(articles)
            np.maximum.at(nearness, owners[close], 1 / distances[close])
            added += pair.weight * nearness
    return added


def _standing(snapshot: Snapshot, stem: bytes, found: Found) -> tuple[np.ndarray, np.ndarray]:
    """Where a stem stands in the articles that hold it, ascending, and in which of them each is."""
    holders = found.held.nonzero()[0]
    if not len(holders):
        return holders, holders
    positions, counts = lists.stem_positions(snapshot, stem).of(found.rows[holders])
    return positions, holders.repeat(counts)
