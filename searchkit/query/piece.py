"""A stretch of a query that knows where it stands, so that every fault can be pointed at."""

from __future__ import annotations

from typing import NamedTuple

from searchkit.errors import QuerySyntaxError


class Piece(NamedTuple):
    """Characters ``start`` up to ``end`` of ``query``.

    Attributes:
        query: the whole text as it was given.
        start: first character, counted from 0.
        end: the character after the last.
    """

    query: str
    start: int
    end: int

    @classmethod
    def whole(cls, query: str) -> Piece:
        """All of a query."""
        return cls(query, 0, len(query))

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.query[self.start : self.end]

    def part(self, start: int, end: int | None = None) -> Piece:
        """A stretch of this one, counted from its own start; up to its end where none is given."""
        return Piece(self.query, self.start + start, self.end if end is None else self.start + end)

    def fault(self, reason: str) -> QuerySyntaxError:
        """The error that points here, to be raised."""
        return QuerySyntaxError(self.query, self.start, reason, max(1, self.end - self.start))


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
