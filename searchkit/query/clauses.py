"""Plain words and plain filters → the parts of a tree, each what the grammar would make of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from whoosh.query.qcore import Query

from searchkit.query.fields import Fields
from searchkit.query.filtered import plain_clauses
from searchkit.query.piece import Piece

if TYPE_CHECKING:
    from searchkit.query.filters import FilterField


def clause_queries(text: str, fields: Fields) -> list[Query] | None:
    """The parts of a query of plain words and plain filters, or ``None`` where there is more to be read.

    Raises:
        QuerySyntaxError: a filter cannot be honoured.
    """
    # What a filter resolves is remembered: nothing is resolved before all can be read.
    clauses = plain_clauses(text)
    return None if clauses is None else [_query(text, fields, clause) for clause in clauses]


def _query(text: str, fields: Fields, clause: re.Match[str]) -> Query:
    kind = clause.lastgroup or ""
    value = Piece(text, *clause.span(kind))
    if kind == "word":
        return fields.default.any_form(value)
    field = cast("FilterField", fields.get(clause["name"].lower()))
    return field.word(value) if kind == "value" else field.phrase(value)
