"""What the grammar asks of a field: to make queries of the values that stand after its colon."""

from __future__ import annotations

import re
from typing import Final, Protocol

from whoosh.query.qcore import Query

from searchkit.query.piece import Piece

QUOTES: Final = '"“”„‟«»＂'
"""Every sign that opens a phrase."""

WILDCARDS: Final = frozenset("*?")


class Field(Protocol):
    """One field of the index, or a filter that is written like one."""

    @property
    def chunk(self) -> re.Pattern[str]:
        """Leading space, and as its first group a value without quotes; it matches everywhere."""
        ...

    def word(self, value: Piece) -> Query:
        """Query for a value without quotes."""
        ...

    def fuzzy(self, value: Piece, distance: Piece) -> Query:
        """Query for a value with ``~``, and what follows that."""
        ...

    def phrase(self, value: Piece) -> Query:
        """Query for what stands between quotes."""
        ...

    def near(self, value: Piece, distance: Piece) -> Query:
        """Query for what stands between quotes, with ``~`` and what follows that."""
        ...
