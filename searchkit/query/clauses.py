"""The short way through a query of plain words and plain filters: ``missiles source:Reuters date:2023-03``.

Most queries with filters are no more than that, and the grammar has nothing to decide in them.
"""

from __future__ import annotations

import re
from typing import Final

from whoosh.query.qcore import Query

from searchkit.query.fields import Fields
from searchkit.query.filters import FilterField
from searchkit.query.piece import Piece
from searchkit.query.signs import MAX_CLAUSES, OPERATORS

_CLAUSE: Final = re.compile(
    r"\s*(?:(?P<word>[A-Za-z0-9]+)"
    r"|(?P<name>[A-Za-z]+):(?:(?P<value>[A-Za-z0-9][A-Za-z0-9.-]*)|\"(?P<quoted>[A-Za-z0-9][A-Za-z0-9 ]*)\"))"
    r"(?:\s+|$)",
    re.ASCII,
)


def plain_clauses(text: str, fields: Fields) -> list[Query] | None:
    """The parts of a query of plain words and plain filters, or ``None`` where there is more to be read.

    Raises:
        QuerySyntaxError: a filter cannot be honoured.
    """
    found: list[tuple[FilterField | None, re.Match[str]]] = []
    at = 0
    while at < len(text):
        clause = _CLAUSE.match(text, at)
        if clause is None or len(found) == MAX_CLAUSES:
            return None
        if clause.lastgroup == "word":
            if clause["word"] in OPERATORS:
                return None
            found.append((None, clause))
        else:
            field = fields.get(clause["name"].lower())
            if not isinstance(field, FilterField):
                return None
            found.append((field, clause))
        at = clause.end()
    # What a filter resolves is remembered: nothing is resolved before all can be read.
    return [_query(text, fields, field, clause) for field, clause in found]


def _query(text: str, fields: Fields, field: FilterField | None, clause: re.Match[str]) -> Query:
    kind = clause.lastgroup or ""
    value = Piece(text, *clause.span(kind))
    if field is None:
        return fields.default.any_form(value)
    return field.word(value) if kind == "value" else field.phrase(value)
