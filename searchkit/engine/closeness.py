"""The part of a score that comes from words of the query standing close together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from whoosh.query.compound import And, Or
from whoosh.query.qcore import Query
from whoosh.query.terms import Term

from searchkit.codec.schema import TEXT_SECTIONS
from searchkit.engine import scoring
from searchkit.engine.snapshot import Snapshot
from searchkit.segment import near
from searchkit.segment.reader import Segment
from searchkit.segment.streams import SECTIONS

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


def pairs(snapshot: Snapshot, tree: Query) -> tuple[Pair, ...]:
    """The pairs of different words that follow each other in a query, outside of NOT."""
    ranked = [str(node.text).encode() for node in _words(tree)]
    if len(ranked) < _PAIR:
        return ()
    weights = {
        stem: scoring.idf(snapshot.stem_doc_freq(stem), snapshot.article_count) for stem in set(ranked)
    }
    return tuple(
        Pair((one, other), scoring.CLOSENESS * min(weights[one], weights[other]))
        for one, other in pairwise(ranked)
        if one != other
    )


def highest(found: tuple[Pair, ...]) -> float:
    """The most that closeness can add to any score."""
    return sum(pair.weight for pair in found)


def bounds(snapshot: Snapshot, found: tuple[Pair, ...], doc_ids: np.ndarray) -> np.ndarray:
    """The most that closeness can add to the scores of these ascending articles, by the words that they hold.

    Cheaper than :func:`closeness`, as no positions are read: float64, aligned.
    """
    most = np.zeros(len(doc_ids))
    for leaf, part in snapshot.split(doc_ids):
        inside = doc_ids[part] - leaf.base
        held = {stem: leaf.segment.holds(stem, inside) for stem in _stems(found)}
        for pair in found:
            one, other = pair.stems
            most[part] += pair.weight * (held[one] & held[other])
    return most


def closeness(snapshot: Snapshot, found: tuple[Pair, ...], doc_ids: np.ndarray) -> np.ndarray:
    """What closeness adds to the scores of these ascending articles: float64, aligned."""
    added = np.zeros(len(doc_ids))
    for leaf, part in snapshot.split(doc_ids):
        inside = doc_ids[part] - leaf.base
        lows = leaf.segment.stream.section_starts[inside * SECTIONS]
        highs = leaf.segment.stream.section_starts[(inside + 1) * SECTIONS]
        positions = {stem: _positions(leaf.segment, stem, lows, highs) for stem in _stems(found)}
        for pair in found:
            one, other = pair.stems
            added[part] += pair.weight * _nearness(positions[one], positions[other], lows)
    return added


def _stems(found: tuple[Pair, ...]) -> set[bytes]:
    return {stem for pair in found for stem in pair.stems}


def _nearness(one: np.ndarray, other: np.ndarray, lows: np.ndarray) -> np.ndarray:
    """One over the smallest distance of two words in each article, 0 beyond reach."""
    nearness = np.zeros(len(lows))
    if not len(one) or not len(other):
        return nearness
    distances = near.distances(one, other)
    close = distances <= scoring.CLOSENESS_REACH
    owners = np.searchsorted(lows, one[close], side="right") - 1
    np.maximum.at(nearness, owners, 1 / distances[close])
    return nearness


def _positions(segment: Segment, stem: bytes, lows: np.ndarray, highs: np.ndarray) -> np.ndarray:
    words = segment.words_of(stem)
    return segment.stream.positions_between(words, lows, highs) if len(words) else words


def _words(node: Query) -> list[Term]:
    if isinstance(node, Term):
        return [node] if node.fieldname in TEXT_SECTIONS else []
    if isinstance(node, And | Or):
        return [word for child in node.subqueries for word in _words(child)]
    return []
