"""What the user asked: the text of a query → a :class:`SearchRequest`.

Reads a query as it was typed, with the schema of the index and a way to resolve places handed in; writes a
tree of Whoosh queries with resolved dates and places. What cannot be honoured is refused with its position.
No I/O.

A name is imported when it is first used: plain words are found without the grammar.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from searchkit.query.parsing import parse
    from searchkit.query.plain import plain_phrase, plain_stems, plain_tree
    from searchkit.query.request import ResolvedDate, ResolvedPlace, SearchRequest
    from searchkit.query.signs import MAX_BOOST, MAX_CLAUSES, MAX_DEPTH, MAX_LENGTH
    from searchkit.query.text import MAX_SLOP

_HOMES = {
    "parsing": ("parse",),
    "plain": ("plain_phrase", "plain_stems", "plain_tree"),
    "request": ("ResolvedDate", "ResolvedPlace", "SearchRequest"),
    "signs": ("MAX_BOOST", "MAX_CLAUSES", "MAX_DEPTH", "MAX_LENGTH"),
    "text": ("MAX_SLOP",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

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
    "plain_tree",
]


def __getattr__(name: str) -> object:
    """Import a public name from its home (PEP 562)."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value
