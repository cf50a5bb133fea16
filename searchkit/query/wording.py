"""A query tree → sentences for somebody who knows no query language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from whoosh.query.compound import And, Or
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Every, Query
from whoosh.query.ranges import DateRange
from whoosh.query.spans import SpanNear2
from whoosh.query.terms import FuzzyTerm, Prefix, Term, Wildcard
from whoosh.query.wrappers import ConstantScoreQuery, Not

from searchkit.query.forms import AnyForm

_WHERE: Final = {"text": "", "title": "in the headline ", "body": "below the headline "}
_PLACES: Final = {
    "places": "names {} or a place in it",
    "places_exact": "names {} itself",
    "about": "is about {} or a place in it",
    "about_exact": "is about {} itself",
}
_FIELDS: Final = {
    "source": "the source",
    "author": "the author",
    "language": "the language",
    "path": "the path",
    "url": "the address",
    "date": "the date",
    "modified": "the date of the last change",
    "title": "the headline",
    **dict.fromkeys(_PLACES, "a place"),
}
_PUBLISHED: Final = {"date": "published", "modified": "changed"}


def in_words(tree: Query, place_names: Mapping[str, str]) -> tuple[str, ...]:
    """What an article must fulfil: all of the sentences.

    Args:
        tree: what must match.
        place_names: what the places are called whose ids the tree holds.
    """
    parts = list(tree) if isinstance(tree, And) else [tree]
    return tuple(_part(part, place_names) for part in parts)


def _part(tree: Query, names: Mapping[str, str]) -> str:
    match tree:
        case And():
            return " and ".join(_nested(child, names) for child in tree)
        case Or():
            return " or ".join(dict.fromkeys(_nested(child, names) for child in tree))
        case Not():
            return f"not: {_nested(tree.query, names)}"
        case ConstantScoreQuery():
            return _part(tree.child, names)
        case SpanNear2():
            words = ", ".join(f"“{term.text}”" for term in tree.qs)
            return f"{_where(tree.qs[0])}{words} within {tree.slop} words{_boost(tree.qs[0])}"
        case _:
            return _leaf(tree, names) + _boost(tree)


def _nested(tree: Query, names: Mapping[str, str]) -> str:
    inner = tree.child if isinstance(tree, ConstantScoreQuery) else tree
    words = _part(inner, names)
    return f"({words})" if isinstance(inner, And | Or) else words


def _leaf(leaf: Query, names: Mapping[str, str]) -> str:
    match leaf:
        case Every():
            return f"{_FIELDS[leaf.fieldname]} is known" if leaf.fieldname else "every article"
        case DateRange():
            return f"{_PUBLISHED[leaf.fieldname]} {_stretch(leaf.startdate, leaf.enddate)}"
        case Phrase():
            return f"{_where(leaf)}“{' '.join(leaf.words)}”, side by side"
        case Prefix():
            return f"{_subject(leaf)} that begins with “{leaf.text}”"
        case Wildcard():
            return f"{_subject(leaf)} like “{leaf.text}”"
        case Term() | FuzzyTerm():
            return _term(leaf, names)
        case _:
            raise TypeError(type(leaf).__name__)


def _term(leaf: Term | FuzzyTerm, names: Mapping[str, str]) -> str:
    field = leaf.fieldname
    if field in _PLACES:
        return _PLACES[field].format(names.get(leaf.text, leaf.text))
    if not _is_text(field):
        return f"{_FIELDS[field]} is “{leaf.text}”"
    if isinstance(leaf, FuzzyTerm):
        letters = "a letter" if leaf.maxdist == 1 else f"{leaf.maxdist} letters"
        return f"{_where(leaf)}a word that differs from “{leaf.text}” in {letters} at most"
    if field.endswith("_exact"):
        return f"{_where(leaf)}exactly “{leaf.text}”"
    stems = leaf.plain_stems if isinstance(leaf, AnyForm) else [leaf.text]
    return f"{_where(leaf)}“{'” or “'.join(stems)}” in any form"


def _is_text(field: str) -> bool:
    return field.removesuffix("_exact") in _WHERE


def _where(leaf: Term | FuzzyTerm | Phrase | Prefix | Wildcard) -> str:
    return _WHERE[leaf.fieldname.removesuffix("_exact")]


def _subject(leaf: Prefix | Wildcard) -> str:
    field = leaf.fieldname
    return f"{_where(leaf)}a word" if _is_text(field) else f"{_FIELDS[field]}: one"


def _stretch(start: dt.datetime | None, end: dt.datetime | None) -> str:
    limits = (
        f"from {_moment(start, dt.time.min)}" if start else "",
        f"to {_moment(end, dt.time.max)}" if end else "",
    )
    return " ".join(filter(None, limits))


def _moment(moment: dt.datetime, edge: dt.time) -> str:
    """Only the day where it is the whole day."""
    is_edge = (moment.hour, moment.minute) == (edge.hour, edge.minute)
    return moment.date().isoformat() if is_edge else moment.strftime("%Y-%m-%d %H:%M")


def _boost(leaf: Query) -> str:
    boost = getattr(leaf, "boost", 1.0)
    return "" if boost == 1.0 else f", counted {boost:g} times"
