"""What the user asked: the text of a query → a :class:`SearchRequest`.

Reads a query as it was typed, with the schema of the index and a way to resolve places handed in; writes a
tree of Whoosh queries with resolved dates and places. What cannot be honoured is refused with its position.
No I/O.
"""

from searchkit.query.parsing import parse
from searchkit.query.plain import plain_phrase, plain_stems
from searchkit.query.request import ResolvedDate, ResolvedPlace, SearchRequest
from searchkit.query.signs import MAX_BOOST, MAX_CLAUSES, MAX_DEPTH, MAX_LENGTH
from searchkit.query.text import MAX_SLOP

__all__ = [
    "MAX_BOOST",
    "MAX_CLAUSES",
    "MAX_DEPTH",
    "MAX_LENGTH",
    "MAX_SLOP",
    "ResolvedDate",
    "ResolvedPlace",
    "SearchRequest",
    "parse",
    "plain_phrase",
    "plain_stems",
]
