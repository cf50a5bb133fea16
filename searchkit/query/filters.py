"""Source, author, place, date and their kind → queries that let pass and never score."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Sequence
from typing import Final, NoReturn

from whoosh.fields import Schema
from whoosh.query.compound import And, Or
from whoosh.query.qcore import Every, Query
from whoosh.query.ranges import DateRange
from whoosh.query.terms import Prefix, Term, Wildcard
from whoosh.query.wrappers import ConstantScoreQuery, Not

from searchkit.article import Place
from searchkit.query import dates
from searchkit.query.field import QUOTES, WILDCARDS
from searchkit.query.piece import Piece
from searchkit.query.request import ResolvedDate, ResolvedPlace
from searchkit.query.text import analysis, fold_pattern

Reading = Callable[[Piece], Query]

EXACT: Final = frozenset({"place", "about"})
"""Filters that are also written with =, for the very place and nothing inside it."""

_PRESENCE: Final = {
    "about": "about",
    "author": "author",
    "date": "date",
    "lang": "language",
    "language": "language",
    "modified": "modified",
    "place": "places",
    "source": "source",
    "title": "title",
    "url": "url",
}
"""What ``has:`` and ``missing:`` can be asked of, and the index field that answers."""

_PLACE_FIELDS: Final = {
    "place": "places",
    "place=": "places_exact",
    "about": "about",
    "about=": "about_exact",
}
_NO_NAME: Final = "a name with letters or digits is missing here"
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*")
_BOOST: Final = re.compile(r"\^[0-9.]*$")
_FUZZY: Final = re.compile(r"~[0-9]*$")


class FilterField:
    """A field whose values are names, dates or paths: whole values, patterns where these make sense."""

    chunk = re.compile(rf"\s*([^\s(){QUOTES}]*)")

    def __init__(self, name: str, exact: Reading, pattern: Reading | None = None) -> None:
        self._name = name
        self._exact = exact
        self._pattern = pattern

    def word(self, value: Piece) -> Query:
        """The value, or the pattern where it holds ``*`` or ``?``."""
        text = value.text
        if not text.isalnum():
            self._refuse_signs_of_words(value)
        if WILDCARDS.isdisjoint(text):
            return unscored(self._exact(value))
        if self._pattern is None:
            raise value.fault(f"{self._name}: takes no * or ?, only a whole value")
        if not text.strip("*"):
            raise value.fault(f"for any value at all write has:{self._name}")
        return unscored(self._pattern(value))

    def phrase(self, value: Piece) -> Query:
        """The value as it stands between the quotes."""
        if not value.text.strip():
            raise value.fault(f"{self._name}: needs a value that is not empty")
        return unscored(self._exact(value))

    def fuzzy(self, value: Piece, distance: Piece) -> NoReturn:
        """Refuse: names are not guessed."""
        raise distance.fault(f"~ belongs to words of the text, not to {self._name}:{value.text}")

    near = fuzzy

    def _refuse_signs_of_words(self, value: Piece) -> None:
        text = value.text
        if "^" in text and (boost := _BOOST.search(text)):
            raise value.part(boost.start()).fault(f"{self._name}: is never scored, ^ has no meaning")
        if self._name in {"path", "url", "id"}:
            return
        if "~" in text and (fuzzy := _FUZZY.search(text)):
            raise value.part(fuzzy.start()).fault(f"~ belongs to words of the text, not to {self._name}:")
        if text[0] == "=":
            raise value.part(0, 1).fault(f"{self._name}: already takes whole values, leave out the =")
        if text[0] == "-":
            raise value.part(0, 1).fault(f"to exclude, write - before the field: -{self._name}:…")


class Filters:
    """Every field that filters, over one schema; remembers how dates and places were resolved.

    Attributes:
        dates: what was taken for what, in the order of the query.
        places: the same for places.
    """

    def __init__(
        self, schema: Schema, places: Callable[[str], Sequence[Place]], now: Callable[[], dt.datetime]
    ) -> None:
        self._schema = schema
        self._places_named = places
        self._ask_now = now
        self._now: dt.datetime | None = None
        self.dates: list[ResolvedDate] = []
        self.places: list[ResolvedPlace] = []

    def field(self, name: str) -> FilterField | None:
        """The filter of a name, ``place=`` and ``about=`` among them; ``None`` when there is none."""
        match name:
            case "author":
                return FilterField(name, self._author, self._author_pattern)
            case "source":
                return FilterField(name, self._source, self._source_pattern)
            case "place" | "place=" | "about" | "about=":
                field = _PLACE_FIELDS[name]
                return FilterField(name.removesuffix("="), functools.partial(self._in_place, field))
            case "date" | "modified":
                return FilterField(name, functools.partial(self._dated, name))
        return _SIMPLE.get(name)

    def between(self, since: str | None, until: str | None) -> Query:
        """Articles from the beginning of one date to the end of another."""
        date = dates.between(
            f"{since or ''}..{until or ''}",
            None if since is None else Piece.whole(since),
            None if until is None else Piece.whole(until),
            self._current(),
        )
        return unscored(self._in_range("date", date))

    def _source(self, value: Piece) -> Query:
        return Term("source", self._fold("source", value))

    def _source_pattern(self, value: Piece) -> Query:
        return _pattern("source", fold_pattern(value, lambda literal: self._fold("source", literal)))

    def _author(self, value: Piece) -> Query:
        words = [Term("author", word) for word in self._words(value)]
        return words[0] if len(words) == 1 else And(words)

    def _author_pattern(self, value: Piece) -> Query:
        return _pattern("author", fold_pattern(value, lambda literal: " ".join(self._words(literal))))

    def _in_place(self, field: str, value: Piece) -> Query:
        name = value.text.strip()
        found = tuple(self._places_named(name))
        if not found:
            raise value.fault(_NO_NAME)
        self.places.append(ResolvedPlace(name, found))
        terms = [Term(field, place_id) for place_id in dict.fromkeys(place.id for place in found)]
        return terms[0] if len(terms) == 1 else Or(terms)

    def _dated(self, field: str, value: Piece) -> Query:
        return self._in_range(field, dates.resolve(value, self._current()))

    def _current(self) -> dt.datetime:
        """The present, one and the same for all dates of the query."""
        if self._now is None:
            self._now = self._ask_now()
            if self._now.tzinfo is None:
                raise ValueError("now needs a time zone")
        return self._now

    def _in_range(self, field: str, date: ResolvedDate) -> Query:
        self.dates.append(date)
        return DateRange(field, date.start, date.end)

    def _fold(self, field: str, value: Piece) -> str:
        folded = " ".join(analysis(self._schema, field)(value.text))
        if not folded:
            raise value.fault(f"{field}: needs a value with letters or digits")
        return folded

    def _words(self, value: Piece) -> list[str]:
        words = analysis(self._schema, "text_exact")(value.text)
        if not words:
            raise value.fault(_NO_NAME)
        return words


def unscored(query: Query) -> Query:
    """The same, never adding to a score."""
    return ConstantScoreQuery(query, score=0.0)


def _language(value: Piece) -> Query:
    code = value.text.strip().lower()
    if not _LANGUAGE.fullmatch(code):
        raise value.fault("a language is written as its ISO code, such as language:en or language:uk")
    return Term("language", code)


def _language_pattern(value: Piece) -> Query:
    return _pattern("language", value.text.lower())


def _as_is(field: str) -> tuple[Reading, Reading]:
    return (lambda value: Term(field, value.text)), (lambda value: _pattern_as_is(field, value))


def _pattern_as_is(field: str, value: Piece) -> Query:
    folded = fold_pattern(value, lambda literal: literal.text)
    query = _pattern(field, folded)
    if isinstance(query, Wildcard) and (bracket := value.text.find("[")) >= 0:
        raise value.part(bracket, bracket + 1).fault("[ cannot stand in a pattern; put ? in its place")
    return query


def _pattern(field: str, folded: str) -> Query:
    if folded.endswith("*") and WILDCARDS.isdisjoint(folded[:-1]):
        return Prefix(field, folded[:-1])
    return Wildcard(field, folded)


def _has(value: Piece) -> Query:
    return Every(_present(value))  # type: ignore[no-untyped-call]


def _missing(value: Piece) -> Query:
    return Not(_has(value))


def _present(value: Piece) -> str:
    name = value.text.strip().lower()
    if name not in _PRESENCE:
        raise value.fault(f"has: and missing: can be asked of {', '.join(sorted(_PRESENCE))}")
    return _PRESENCE[name]


_SIMPLE: Final = {
    "language": FilterField("language", _language, _language_pattern),
    "lang": FilterField("lang", _language, _language_pattern),
    "path": FilterField("path", *_as_is("path")),
    "id": FilterField("id", *_as_is("path")),
    "url": FilterField("url", *_as_is("url")),
    "has": FilterField("has", _has),
    "missing": FilterField("missing", _missing),
}
"""The filters that need neither schema nor places nor the present."""
