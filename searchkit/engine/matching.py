"""A query tree to the articles that match it, with their scores, on arrays.

Every node becomes :class:`Matches` over the articles of all segments. Nothing is skipped: totals are exact,
and the scores are those of ``scoring`` for every match.
"""

from __future__ import annotations

import math
from itertools import chain
from typing import Final

import numpy as np
from whoosh.query.compound import And, Or
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Every, Query
from whoosh.query.ranges import DateRange
from whoosh.query.spans import SpanNear2
from whoosh.query.terms import FuzzyTerm, Prefix, Term, Wildcard
from whoosh.query.wrappers import ConstantScoreQuery, Not

from searchkit.codec.schema import DATE_FIELDS, KEYWORD_COLUMNS, TEXT_SECTIONS
from searchkit.engine import leaf_queries, lists, scoring
from searchkit.engine.snapshot import Snapshot
from searchkit.engine.tallies import Row
from searchkit.engine.time_limit import check
from searchkit.segment.postings import heads
from searchkit.segment.reader import Segment
from searchkit.values import value

_SPARSE: Final = 16
"""Scores are summed in a row of all articles when more than one in this many of them match."""


@value
class Matches:
    """Articles that match, numbered over all segments: int64 ascending, with float64 scores."""

    doc_ids: np.ndarray
    scores: np.ndarray

    def __len__(self) -> int:
        """How many articles match."""
        return len(self.doc_ids)

    def where(self, chosen: np.ndarray | slice) -> Matches:
        """Those for which a bool array is true, or those of some rows."""
        return Matches(self.doc_ids[chosen], self.scores[chosen])


def evaluate(snapshot: Snapshot, node: Query) -> Matches:
    """Every live article that a query tree matches, with its score without closeness.

    Raises:
        TypeError: the tree holds a class that the query language does not make.
    """
    return live(snapshot, _evaluate(snapshot, node, None))


def live(snapshot: Snapshot, matches: Matches) -> Matches:
    """Those that are not deleted."""
    return matches.where(snapshot.live[matches.doc_ids]) if snapshot.deleted_count else matches


def _evaluate(snapshot: Snapshot, node: Query, among: np.ndarray | None) -> Matches:
    """The articles that match, or those of them that are among some: int64, ascending."""
    check()
    match node:
        case And() | Or():
            join = _all_of if isinstance(node, And) else _any_of
            return _scaled(join(snapshot, list(node.subqueries), among), node.boost)
        case ConstantScoreQuery():
            found = _evaluate(snapshot, node.child, among).doc_ids
            return Matches(found, np.full(len(found), float(node.score)))
        case Term(fieldname="text"):
            return _stem(snapshot, node, among)
        case SpanNear2() | Phrase() | Term() | Prefix() | Wildcard() | FuzzyTerm():
            return _leaf(snapshot, node, among)
        case Not() | DateRange() | Every():
            candidates = np.arange(snapshot.article_count) if among is None else among
            return _unscored(candidates[fulfilled(snapshot, node, candidates)])
    message = f"the engine does not evaluate {type(node).__name__}"
    raise TypeError(message)


def is_condition(node: Query) -> bool:
    """Whether a tree says what must be fulfilled, and is never scored."""
    match node:
        case Not() | DateRange() | Every():
            return True
        case ConstantScoreQuery():
            return node.score == 0
        case Term() | Prefix() | Wildcard() | FuzzyTerm():
            return node.fieldname in KEYWORD_COLUMNS
    return False


def is_dated(node: Query) -> bool:
    """Whether a condition is a range of dates, which takes longer to look up than a value."""
    return isinstance(node.child if isinstance(node, ConstantScoreQuery) else node, DateRange)


def row_of(snapshot: Snapshot, node: Query) -> np.ndarray:
    """Whether each article of the index matches a tree, deleted ones maybe too: bool."""
    match node:
        case ConstantScoreQuery():
            return row_of(snapshot, node.child)
        case DateRange():
            return snapshot.periods_of(node.fieldname).within(node.startdate, node.enddate)
        case Term() if node.fieldname in KEYWORD_COLUMNS:
            return leaf_queries.holders(snapshot, node)
    return fulfilled(snapshot, node, np.arange(snapshot.article_count))


def fulfilled(snapshot: Snapshot, node: Query, doc_ids: np.ndarray) -> np.ndarray:
    """Which of some ascending articles match a tree: bool."""
    match node:
        case Not():
            return ~fulfilled(snapshot, node.query, doc_ids)
        case DateRange():
            return snapshot.periods_of(node.fieldname).within(node.startdate, node.enddate, doc_ids)
        case Every():
            return _filled(snapshot, node.fieldname, doc_ids)
        case ConstantScoreQuery():
            return fulfilled(snapshot, node.child, doc_ids)
        case Term() if node.fieldname in KEYWORD_COLUMNS:
            held: np.ndarray = leaf_queries.holders(snapshot, node)[doc_ids]
            return held
    return _contained(doc_ids, _evaluate(snapshot, node, doc_ids).doc_ids)


def _stem(snapshot: Snapshot, node: Term, among: np.ndarray | None) -> Matches:
    """A word of the ranked field: looked up in the candidates where there are some."""
    stem_list = lists.stem_list(snapshot, str(node.text).encode())
    if among is None:
        return Matches(stem_list.doc_ids, node.boost * stem_list.scores[:-1])
    places, rows = stem_list.among(among)
    return Matches(among[places], node.boost * stem_list.scores[rows])


def _leaf(snapshot: Snapshot, node: leaf_queries.LeafQuery, among: np.ndarray | None) -> Matches:
    if leaf_queries.field_of(node) in KEYWORD_COLUMNS:
        return _unscored(_having(snapshot, node, among))
    matches = scored(
        snapshot, leaf_queries.boost_of(node), *_arrays(leaf_queries.occurrences(snapshot, node))
    )
    return matches if among is None else matches.where(_contained(matches.doc_ids, among))


def scored(snapshot: Snapshot, boost: float, doc_ids: np.ndarray, term_freqs: np.ndarray) -> Matches:
    """The articles where a leaf over text matches, deleted ones included, with their scores.

    Args:
        snapshot: the index.
        boost: how many times the leaf counts.
        doc_ids: the articles: int64, ascending.
        term_freqs: the weighted frequency in each: float64.
    """
    occurrences = float(term_freqs.sum())
    weight = boost * scoring.term_weight(len(doc_ids), occurrences, snapshot.article_count)
    return Matches(doc_ids, scoring.bm25(weight, term_freqs, snapshot.norms[doc_ids]))


def _arrays(found: leaf_queries.Occurrences) -> tuple[np.ndarray, np.ndarray]:
    if isinstance(found, tuple):
        return found
    if isinstance(found, Row):
        return found.listed()
    return np.array([*found], np.int64), np.array([*found.values()], np.float64)


def _having(snapshot: Snapshot, node: leaf_queries.LeafQuery, among: np.ndarray | None) -> np.ndarray:
    found = [
        leaf_queries.having_value(leaf.segment, node, part) + leaf.base
        for leaf, part in snapshot.parts(among)
    ]
    return found[0] if len(found) == 1 else np.concatenate([*found, np.zeros(0, np.int64)])


def _all_of(snapshot: Snapshot, nodes: list[Query], among: np.ndarray | None) -> Matches:
    """Each part is looked up among what is left by those before it, the rarest first."""
    first, *others = sorted(nodes, key=lambda node: _expected(snapshot, node))
    matches = _evaluate(snapshot, first, among)
    for node in others:
        more = _evaluate(snapshot, node, matches.doc_ids)
        if len(more) == len(matches):
            matches = Matches(matches.doc_ids, matches.scores + more.scores)
        else:
            both = np.searchsorted(matches.doc_ids, more.doc_ids)
            matches = Matches(more.doc_ids, matches.scores[both] + more.scores)
    return matches


def _expected(snapshot: Snapshot, node: Query) -> float:
    """About how many articles a part matches; conditions come last, as they are cheap to look up."""
    match node:
        case Term(fieldname="text"):
            return len(lists.stem_list(snapshot, str(node.text).encode()))
        case Phrase() | SpanNear2():
            return 0
        case Term() | Prefix() | Wildcard() | FuzzyTerm() | And() | Or():
            return snapshot.article_count
    return math.inf


def _any_of(snapshot: Snapshot, nodes: list[Query], among: np.ndarray | None) -> Matches:
    if len(nodes) == 1:
        return _evaluate(snapshot, nodes[0], among)
    waiting = iter(nodes)
    found: list[Matches] = []
    candidates = among
    if among is None:
        # Of many parts that match much, only those are held that show it.
        size = 0
        for node in waiting:
            found.append(_evaluate(snapshot, node, None))
            size += len(found[-1])
            if size * _SPARSE >= snapshot.article_count:
                break
        else:
            every = np.sort(np.concatenate([matches.doc_ids for matches in found]))
            candidates = every[heads(every)]
    count = snapshot.article_count if candidates is None else len(candidates)
    matched = np.zeros(count, bool)
    scores = np.zeros(count)
    for matches in chain(found, (_evaluate(snapshot, node, among) for node in waiting)):
        rows = matches.doc_ids if candidates is None else np.searchsorted(candidates, matches.doc_ids)
        matched[rows] = True
        scores[rows] += matches.scores
    rows = np.flatnonzero(matched)
    return Matches(rows if candidates is None else candidates[rows], scores[rows])


def _contained(doc_ids: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Which of some ascending articles are among others, ascending too: bool."""
    if not len(others):
        return np.zeros(len(doc_ids), bool)
    found = np.minimum(np.searchsorted(others, doc_ids), len(others) - 1)
    equal: np.ndarray = others[found] == doc_ids
    return equal


def _filled(snapshot: Snapshot, fieldname: str | None, doc_ids: np.ndarray) -> np.ndarray:
    """Which of some articles have any value of a field, or are there at all: bool."""
    if fieldname is None:
        return np.ones(len(doc_ids), bool)
    filled: np.ndarray = snapshot.gather(lambda segment: _has_value(segment, fieldname))[doc_ids]
    return filled


def _has_value(segment: Segment, fieldname: str) -> np.ndarray:
    if fieldname in DATE_FIELDS:
        return segment.dates_of(fieldname).known
    if fieldname in TEXT_SECTIONS:
        return segment.has_text(TEXT_SECTIONS[fieldname])
    return segment.values(fieldname).having_any()


def _unscored(doc_ids: np.ndarray) -> Matches:
    return Matches(doc_ids, np.zeros(len(doc_ids)))


def _scaled(matches: Matches, boost: float) -> Matches:
    return matches if boost == 1.0 else Matches(matches.doc_ids, matches.scores * boost)
