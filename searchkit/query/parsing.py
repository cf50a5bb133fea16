"""A query and its options → the request that the engine answers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Final, Literal

from whoosh.fields import Schema
from whoosh.query.qcore import Query

from searchkit.article import Place
from searchkit.query import trees
from searchkit.query.clauses import clause_queries
from searchkit.query.fields import Fields
from searchkit.query.filters import Filters
from searchkit.query.grammar import Grammar
from searchkit.query.piece import Piece
from searchkit.query.request import SearchRequest
from searchkit.query.signs import MAX_CLAUSES, MAX_LENGTH, left_out, only_words
from searchkit.query.text import TextField

_WORD: Final = re.compile(r"\S+")


def parse(
    text: str,
    *,
    schema: Schema,
    places: Callable[[str], Sequence[Place]],
    now: Callable[[], dt.datetime],
    match: Literal["all", "any"] = "all",
    literal: bool = False,
    phrase: bool = False,
    source: str | None = None,
    place: str | None = None,
    about: str | None = None,
    since: str | None = None,
    until: str | None = None,
    language: str | None = None,
) -> SearchRequest:
    """Read a query.

    Args:
        text: the query as it was typed.
        schema: the fields of the index, with the analyzers that made its terms.
        places: all places that a name can mean; for one that is not known a place with the id ``name:…`` that
            it has in articles; none for what is no name.
        now: the present, aware; relative dates count from it, and days begin in its time zone. It is asked
            only by a query with a date, and once.
        match: whether all loose words must be found, or any of them.
        literal: take the text as words, whatever signs it holds.
        phrase: take the text as one exact phrase, whatever signs it holds.
        source: only articles of this source, as after ``source:``.
        place: only articles that name this place or one inside it, as after ``place:``.
        about: only articles about this place or one inside it, as after ``about:``.
        since: only articles from this date on.
        until: only articles up to this date, included.
        language: only articles in this language, as after ``language:``.

    Raises:
        QuerySyntaxError: the query, or one of the six filters, cannot be honoured; its ``query`` is the text
            at fault.
        ValueError: the present was needed, and has no time zone.
    """
    names = {"source": source, "place": place, "about": about, "language": language}
    options = {**names, "since": since, "until": until}
    only = {name: value for name, value in options.items() if value is not None}
    _refuse_too_long(text, *only.values())
    filters = Filters(schema, places, now)
    notes: list[str] = []
    if only and not text.strip():
        alternatives: list[list[Query]] = [[trees.everything()]]
    elif phrase:
        alternatives = [[TextField(schema, "text").literal(Piece.whole(text))]]
    elif only_words(text) is not None:
        alternatives = [TextField(schema, "text").any_forms(text)]
    elif literal:
        alternatives = [_words(text, TextField(schema, "text"), notes)]
    else:
        fields = Fields(schema, filters)
        clauses = clause_queries(text, fields)
        if clauses:
            alternatives = [clauses]
        else:
            grammar = Grammar(text, fields)
            alternatives = grammar.read()
            notes += grammar.notes
    strict = _combined(trees.all_of, alternatives)
    loose = _combined(trees.loosened, alternatives) if any(map(trees.can_loosen, alternatives)) else None
    return SearchRequest(
        text=text,
        tree=loose if loose is not None and match == "any" else strict,
        filter=_filter(filters, **only) if only else None,
        relaxed=None if match == "any" else loose,
        dates=tuple(filters.dates),
        places=tuple(filters.places),
        notes=tuple(notes),
    )


def _combined(join: Callable[[Sequence[Query]], Query], alternatives: list[list[Query]]) -> Query:
    return trees.grounded(trees.one_of([join(parts) for parts in alternatives]))


def _words(text: str, field: TextField, notes: list[str]) -> list[Query]:
    words: list[Query] = []
    for found in _WORD.finditer(text):
        if not field.holds_words(found[0]):
            notes.append(left_out(found[0]))
            continue
        value = Piece(text, found.start(), found.end())
        if len(words) == MAX_CLAUSES:
            raise value.fault(f"a query has at most {MAX_CLAUSES} clauses")
        words.append(field.any_form(value))
    if not words:
        raise Piece.whole(text).fault("there is nothing to search for")
    return words


def _filter(filters: Filters, since: str | None = None, until: str | None = None, **names: str) -> Query:
    parts = [
        field.phrase(Piece.whole(value))
        for name, value in names.items()
        if (field := filters.field(name)) is not None
    ]
    if since is not None or until is not None:
        parts.append(filters.between(since, until))
    return trees.all_of(parts)


def _refuse_too_long(*texts: str) -> None:
    for text in texts:
        if len(text) > MAX_LENGTH:
            raise Piece(text, MAX_LENGTH, len(text)).fault(f"a query has at most {MAX_LENGTH} characters")
