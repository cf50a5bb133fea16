"""The part of a score that comes from words of the query standing close together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from whoosh.query.compound import And, Or
from whoosh.query.qcore import Query
from whoosh.query.terms import Term

from searchkit.codec.schema import TEXT_SECTIONS
from searchkit.engine import function_words, lists, scoring
from searchkit.engine.snapshot import Snapshot
from searchkit.segment import near

_PAIR = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two neighbouring words of the query.

    Attributes:
        stems: the stems of both.
        weight: what the pair adds to a score when the words touch.
    """

    stems: tuple[bytes, bytes]
    weight: float


@dataclass(frozen=True, slots=True)
class Found:
    """Where a stem's list has some articles.

    Attributes:
        rows: int64, of the list, one for each article.
        held: bool, whether the article holds the stem; where it does not, its row means nothing.
    """

    rows: np.ndarray
    held: np.ndarray

    def where(self, chosen: np.ndarray) -> Found:
        """The same for some of the articles."""
        return Found(self.rows[chosen], self.held[chosen])


def pairs(snapshot: Snapshot, tree: Query) -> tuple[Pair, ...]:
    """The pairs of different words that follow each other in a query, outside of NOT, and may meet.

    Function words are passed over, so that "effects of drugs" pairs its nouns; they pair where nothing else
    is asked for.
    """
    every = [str(node.text).encode() for node in _words(tree)]
    ranked = [stem for stem in every if not function_words.is_one(stem)] or every
    if len(ranked) < _PAIR:
        return ()
    found = {stem: lists.stem_list(snapshot, stem) for stem in ranked}
    return tuple(
        Pair((one, other), scoring.CLOSENESS * min(found[one].idf, found[other].idf))
        for one, other in pairwise(ranked)
        if one != other and len(found[one]) and len(found[other])
    )


def highest(asked: tuple[Pair, ...]) -> float:
    """The most that closeness can add to any score."""
    return sum(pair.weight for pair in asked)


def find(snapshot: Snapshot, asked: tuple[Pair, ...], doc_ids: np.ndarray) -> dict[bytes, Found]:
    """Look the words of all pairs up in some articles."""
    stems = {stem for pair in asked for stem in pair.stems}
    return {stem: Found(*lists.stem_list(snapshot, stem).find(doc_ids)) for stem in stems}


def bounds(asked: tuple[Pair, ...], found: Mapping[bytes, Found], count: int) -> np.ndarray:
    """The most that closeness can add to the score of each of ``count`` articles, by the words that it holds.

    Cheaper than :func:`closeness`, as no positions are read: float64.
    """
    most = np.zeros(count)
    for pair in asked:
        one, other = pair.stems
        most += pair.weight * (found[one].held & found[other].held)
    return most


def closeness(
    snapshot: Snapshot, asked: tuple[Pair, ...], found: Mapping[bytes, Found], count: int
) -> np.ndarray:
    """What closeness adds to the scores of ``count`` articles, ascending as they were looked up: float64."""
    added = np.zeros(count)
    standing = {stem: _standing(snapshot, stem, rows) for stem, rows in found.items()}
    for pair in asked:
        (one, owners), (other, _) = (standing[stem] for stem in pair.stems)
        if len(one) and len(other):
            # Words of different articles are never within reach of each other.
            distances = near.distances(one, other)
            close = (distances <= scoring.CLOSENESS_REACH).nonzero()[0]
            nearness = np.zeros(count)
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


def _words(node: Query) -> list[Term]:
    if isinstance(node, Term):
        return [node] if node.fieldname in TEXT_SECTIONS else []
    if isinstance(node, And | Or):
        return [word for child in node.subqueries for word in _words(child)]
    return []
