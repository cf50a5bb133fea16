"""A query tree to the articles that match it, with their scores, on arrays.

Every node becomes :class:`Matches` over the articles of all segments. Nothing is skipped: totals are exact,
and the scores are those of ``scoring`` for every match.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np
from whoosh.query.compound import And, Or
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Every, Query
from whoosh.query.ranges import DateRange
from whoosh.query.spans import SpanNear2
from whoosh.query.terms import FuzzyTerm, Prefix, Term, Wildcard
from whoosh.query.wrappers import ConstantScoreQuery, Not

from searchkit.engine import leaves, scoring
from searchkit.engine.snapshot import Snapshot
from searchkit.segment.reader import Segment

_HAS_COLUMN = {
    "source": "source",
    "author": "author",
    "places": "places",
    "language": "language",
    "url": "url",
}


@dataclass(frozen=True, slots=True)
class Matches:
    """Articles that match, numbered over all segments: int64 ascending, with float64 scores."""

    doc_ids: np.ndarray
    scores: np.ndarray

    def __len__(self) -> int:
        """How many articles match."""
        return len(self.doc_ids)

    def where(self, chosen: np.ndarray) -> Matches:
        """Those for which a bool array is true."""
        return Matches(self.doc_ids[chosen], self.scores[chosen])


def evaluate(snapshot: Snapshot, node: Query) -> Matches:
    """Every live article that a query tree matches, with its score without closeness.

    Raises:
        TypeError: the tree holds a class that the query language does not make.
    """
    matches = _evaluate(snapshot, node)
    if snapshot.deleted_count:
        return matches.where(snapshot.live[matches.doc_ids])
    return matches


def _evaluate(snapshot: Snapshot, node: Query) -> Matches:
    match node:
        case And() | Or():
            join = _all_of if isinstance(node, And) else _any_of
            return _scaled(join(snapshot, list(node.subqueries)), node.boost)
        case ConstantScoreQuery():
            found = _evaluate(snapshot, node.child).doc_ids
            return Matches(found, np.full(len(found), float(node.score)))
        case SpanNear2() | Phrase() | Term() | Prefix() | Wildcard() | FuzzyTerm():
            return _leaf(snapshot, node)
    return _unscored(_condition(snapshot, node))


def _condition(snapshot: Snapshot, node: Query) -> np.ndarray:
    """Articles that fulfil what is never scored."""
    match node:
        case Not():
            return _complement(snapshot, _evaluate(snapshot, node.query).doc_ids)
        case DateRange():
            inside = snapshot.gather(lambda segment: segment.dates.within(node.startdate, node.enddate))
            return np.flatnonzero(inside)
        case Every():
            return _every(snapshot, node.fieldname)
    message = f"the engine does not evaluate {type(node).__name__}"
    raise TypeError(message)


def _leaf(snapshot: Snapshot, node: leaves.Leaf) -> Matches:
    if leaves.field_of(node) in leaves.KEYWORD_COLUMNS:
        return _unscored(snapshot.doc_ids(lambda segment: leaves.having_value(segment, node)))
    found = [(leaf.base, *leaves.occurrences(leaf.segment, node)) for leaf in snapshot.leaves]
    if len(found) == 1:
        _, doc_ids, term_freqs = found[0]
    else:
        doc_ids = np.concatenate([*(base + docs for base, docs, _ in found), np.zeros(0, np.int64)])
        term_freqs = np.concatenate([*(freqs for _, _, freqs in found), np.zeros(0)])
    weight = leaves.boost_of(node) * scoring.idf(len(doc_ids), snapshot.article_count)
    return Matches(doc_ids, scoring.bm25(weight, term_freqs, snapshot.norms[doc_ids]))


def _all_of(snapshot: Snapshot, nodes: list[Query]) -> Matches:
    excluded = [node.query for node in nodes if isinstance(node, Not)]
    required = [_evaluate(snapshot, node) for node in nodes if not isinstance(node, Not)]
    if required:
        matches = reduce(_intersection, sorted(required, key=len))
    else:
        matches = _unscored(np.arange(snapshot.article_count))
    for node in excluded:
        matches = matches.where(~_contained(matches.doc_ids, _evaluate(snapshot, node).doc_ids))
    return matches


def _any_of(snapshot: Snapshot, nodes: list[Query]) -> Matches:
    found = [_evaluate(snapshot, node) for node in nodes]
    if len(found) == 1:
        return found[0]
    matched = np.zeros(snapshot.article_count, bool)
    scores = np.zeros(snapshot.article_count)
    for matches in found:
        matched[matches.doc_ids] = True
        scores[matches.doc_ids] += matches.scores
    doc_ids = np.flatnonzero(matched)
    return Matches(doc_ids, scores[doc_ids])


def _intersection(fewer: Matches, more: Matches) -> Matches:
    if not len(fewer) or not len(more):
        return fewer.where(np.zeros(len(fewer), bool))
    found = np.minimum(np.searchsorted(more.doc_ids, fewer.doc_ids), len(more) - 1)
    both = more.doc_ids[found] == fewer.doc_ids
    return Matches(fewer.doc_ids[both], fewer.scores[both] + more.scores[found[both]])


def _contained(doc_ids: np.ndarray, others: np.ndarray) -> np.ndarray:
    if not len(others):
        return np.zeros(len(doc_ids), bool)
    found = np.minimum(np.searchsorted(others, doc_ids), len(others) - 1)
    equal: np.ndarray = others[found] == doc_ids
    return equal


def _complement(snapshot: Snapshot, doc_ids: np.ndarray) -> np.ndarray:
    outside = np.ones(snapshot.article_count, bool)
    outside[doc_ids] = False
    return np.flatnonzero(outside)


def _every(snapshot: Snapshot, fieldname: str | None) -> np.ndarray:
    """All articles, or those with any value of a field."""
    if fieldname is None:
        return np.arange(snapshot.article_count)
    return np.flatnonzero(snapshot.gather(lambda segment: _has_value(segment, fieldname)))


def _has_value(segment: Segment, fieldname: str) -> np.ndarray:
    if fieldname == "date":
        return segment.dates.known
    if fieldname in leaves.STEM_FIELDS:
        return segment.has_text(leaves.STEM_FIELDS[fieldname])
    return segment.keywords(_HAS_COLUMN[fieldname]).having_any()


def _unscored(doc_ids: np.ndarray) -> Matches:
    return Matches(doc_ids, np.zeros(len(doc_ids)))


def _scaled(matches: Matches, boost: float) -> Matches:
    return matches if boost == 1.0 else Matches(matches.doc_ids, matches.scores * boost)
