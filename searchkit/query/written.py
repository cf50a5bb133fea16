"""Where in the text of a query its words and values stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from whoosh.fields import Schema
from whoosh.query.qcore import Query
from whoosh.query.terms import Term

from searchkit.query.field import WILDCARDS
from searchkit.query.fields import TEXT_FIELDS, Fields
from searchkit.query.filters import FilterField
from searchkit.query.grammar import Grammar
from searchkit.query.piece import Piece
from searchkit.query.signs import FILTERS
from searchkit.query.text import TextField

_WORD: Final = re.compile(r"\S+")


class Written(NamedTuple):
    """A word, a phrase or the value of a filter, as it stands in a query.

    Attributes:
        field: ``text`` for words without a field, else the name that stands before the value.
        piece: the characters, without quotation marks and without what follows the value.
        quoted: whether there are quotation marks around it.
    """

    field: str
    piece: Piece
    quoted: bool


def written(text: str, schema: Schema, *, literal: bool = False, phrase: bool = False) -> list[Written]:
    """The words and values that a query asks for, in its order; patterns and fuzzy words are left out.

    Args:
        text: the query.
        schema: the fields of the index.
        literal: it is taken as words, whatever signs it holds.
        phrase: it is taken as one exact phrase.
    """
    if phrase:
        return [Written("text", Piece.whole(text), quoted=True)]
    if literal:
        return [Written("text", Piece(text, *word.span()), quoted=False) for word in _WORD.finditer(text)]
    if not text.strip():
        return []
    fields = _Listening(schema)
    grammar = Grammar(text, fields)
    fields.is_deaf = lambda: grammar.excludes
    grammar.read()
    return fields.heard


class _Listening(Fields):
    """Fields that only remember what the grammar shows them."""

    def __init__(self, schema: Schema) -> None:
        self.heard: list[Written] = []
        self.is_deaf: Callable[[], bool] = bool
        self._schema = schema
        self.default = _Text(schema, "text", self._hear)

    def get(self, name: str) -> _Text | _Filter | None:
        """The field of a lower-case name."""
        if name in TEXT_FIELDS:
            return _Text(self._schema, name, self._hear)
        name = name.removesuffix("=")
        return _Filter(name, self._hear) if name in FILTERS else None

    def _hear(self, one: Written) -> Query:
        if not self.is_deaf() and (one.quoted or WILDCARDS.isdisjoint(one.piece.text)):
            self.heard.append(one)
        return Term(one.field, one.piece.text)


_Hear = Callable[[Written], Query]


class _Text(TextField):
    def __init__(self, schema: Schema, name: str, hear: _Hear) -> None:
        super().__init__(schema, name)
        self._hear = hear

    def word(self, value: Piece) -> Query:
        return self._hear(Written(self._name, value, quoted=False))

    def phrase(self, value: Piece) -> Query:
        return self._hear(Written(self._name, value, quoted=True))

    def near(self, value: Piece, distance: Piece) -> Query:  # noqa: ARG002 - it stays as it is
        return self.phrase(value)

    def fuzzy(self, value: Piece, distance: Piece) -> Query:  # noqa: ARG002 - it asks for other spellings itself
        return Term(self._name, value.text)


class _Filter(FilterField):
    def __init__(self, name: str, hear: _Hear) -> None:
        super().__init__(name, lambda value: hear(Written(name, value, quoted=False)))
        self._hear = hear

    def phrase(self, value: Piece) -> Query:
        return self._hear(Written(self._name, value, quoted=True))

    def word(self, value: Piece) -> Query:
        return self._hear(Written(self._name, value, quoted=False))
