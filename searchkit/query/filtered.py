"""The short way through a query of plain words and plain filters: ``missiles source:Reuters date:2023-03``.

Most queries with filters are no more than that, and the grammar has nothing to decide in them.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from whoosh.fields import Schema

from searchkit.query.signs import FILTERS, MAX_CLAUSES, MAX_LENGTH, OPERATORS
from searchkit.query.text import stem_of

_CLAUSE: Final = re.compile(
    r"\s*(?:(?P<word>[A-Za-z0-9]+)"
    r"|(?P<name>[A-Za-z]+):(?:(?P<value>[A-Za-z0-9][A-Za-z0-9.-]*)|\"(?P<quoted>[A-Za-z0-9][A-Za-z0-9 ]*)\"))"
    r"(?:\s+|$)",
    re.ASCII,
)
_FILTERS: Final = frozenset(FILTERS)


class Filtered(NamedTuple):
    """A query of plain words and plain filters, each as it was written.

    Attributes:
        stems: of the words, in their order, as :func:`plain_stems` gives them.
        filters: the filters.
    """

    stems: tuple[bytes, ...]
    filters: tuple[str, ...]


def plain_clauses(text: str) -> list[re.Match[str]] | None:
    """The clauses of a query of plain words and plain filters; ``None`` where there is more to be read.

    Returns:
        Matches whose last group is ``word``, or else ``value`` or ``quoted`` behind the ``name`` of a filter.
    """
    clauses: list[re.Match[str]] = []
    at = 0
    while at < len(text):
        clause = _CLAUSE.match(text, at)
        if clause is None or len(clauses) == MAX_CLAUSES:
            return None
        word, name = clause.group("word", "name")
        if word in OPERATORS if name is None else name.lower() not in _FILTERS:
            return None
        clauses.append(clause)
        at = clause.end()
    return clauses


def plain_filtered(text: str, schema: Schema) -> Filtered | None:
    """The stems and the filters of a query of both, plainly written; ``None`` where it is anything else.

    :func:`~searchkit.query.parsing.parse` makes of such a query the terms of these stems, and whatever it
    makes of each filter alone.
    """
    clauses = plain_clauses(text) if len(text) <= MAX_LENGTH else None
    if clauses is None:
        return None
    words = [clause["word"] for clause in clauses if clause.lastgroup == "word"]
    filters = [clause[0].strip() for clause in clauses if clause.lastgroup != "word"]
    if not words or not filters:
        return None
    return Filtered(tuple(map(stem_of(schema), words)), tuple(filters))
