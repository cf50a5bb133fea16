"""A query tree → text in the notation of the query language: what was understood, for its author to check."""

from __future__ import annotations

import datetime as dt

from whoosh.query.compound import And, Or
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Every, Query
from whoosh.query.ranges import DateRange
from whoosh.query.spans import SpanNear2
from whoosh.query.terms import FuzzyTerm, Prefix, Term, Wildcard
from whoosh.query.wrappers import ConstantScoreQuery, Not

from searchkit.query.forms import AnyForm


def describe(tree: Query) -> str:
    """Write a tree in the notation of the query language, with the fields and stems that are searched."""
    match tree:
        case And():
            return " AND ".join(_operand(child) for child in tree)
        case Or():
            return " OR ".join(_operand(child) for child in tree)
        case Not():
            return f"NOT {_operand(tree.query)}"
        case ConstantScoreQuery():
            return describe(tree.child)
        case SpanNear2():
            words = " ".join(term.text for term in tree.qs)
            return f'{tree.qs[0].fieldname}:"{words}"~{tree.slop}{_boost(tree.qs[0])}'
        case _:
            return _leaf(tree) + _boost(tree)


def _operand(tree: Query) -> str:
    inner = tree.child if isinstance(tree, ConstantScoreQuery) else tree
    return f"({describe(inner)})" if isinstance(inner, And | Or) else describe(inner)


def _leaf(leaf: Query) -> str:
    match leaf:
        case Every():
            return f"{leaf.fieldname}:*" if leaf.fieldname else "*"
        case Phrase():
            return f'{leaf.fieldname}:"{" ".join(leaf.words)}"'
        case Prefix():
            return f"{leaf.fieldname}:{_quoted(leaf.text)}*"
        case FuzzyTerm():
            return f"{leaf.fieldname}:{leaf.text}~{leaf.maxdist}"
        case DateRange():
            return f"{leaf.fieldname}:{_moment(leaf.startdate)}..{_moment(leaf.enddate)}"
        case Term() | Wildcard():
            text = "|".join(leaf.plain_stems) if isinstance(leaf, AnyForm) else _quoted(leaf.text)
            return f"{leaf.fieldname}:{text}"
        case _:
            raise TypeError(type(leaf).__name__)


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _moment(moment: dt.datetime | None) -> str:
    return "" if moment is None else moment.isoformat(timespec="minutes")


def _boost(leaf: Query) -> str:
    boost = getattr(leaf, "boost", 1.0)
    return "" if boost == 1.0 else f"^{boost:g}"
