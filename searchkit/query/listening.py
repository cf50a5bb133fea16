"""A query parsed only to learn which words and values stand in it, and where."""

from __future__ import annotations

from collections.abc import Callable

from whoosh.fields import Schema
from whoosh.query.qcore import Query
from whoosh.query.terms import Term

from searchkit.query.field import WILDCARDS
from searchkit.query.fields import Fields
from searchkit.query.filters import FilterField
from searchkit.query.grammar import Grammar
from searchkit.query.piece import Piece, Written
from searchkit.query.signs import FILTERS, TEXT_FIELDS
from searchkit.query.text import TextField


def heard(text: str, schema: Schema) -> list[Written]:
    """The words and values of a query, as :func:`searchkit.query.written.written` describes them."""
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
