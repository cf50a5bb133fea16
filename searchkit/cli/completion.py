"""What the query may go on with: field names, and the sources and places that the index knows."""

from collections.abc import Iterable
from typing import Final, Literal

import click

from searchkit.cli.location import locate
from searchkit.errors import SearchkitError

# In the order in which people need them.
FIELDS: Final = (
    "title:",
    "body:",
    "author:",
    "source:",
    "place:",
    "place=",
    "about:",
    "about=",
    "date:",
    "modified:",
    "language:",
    "url:",
    "path:",
    "id:",
    "has:",
    "missing:",
)
_KINDS_OF_VALUE: Final = ("date", "modified", "source", "author", "place", "about", "language", "url")
_MOST_VALUES: Final = 500


def query_words(context: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Field names; behind ``source:`` and those of places their values; behind ``has:`` kinds of value."""
    field, colon, start = incomplete.partition(":")
    if not colon:
        return [name for name in FIELDS if name.startswith(incomplete)]
    if field in {"has", "missing"}:
        return [f"{field}:{kind}" for kind in _KINDS_OF_VALUE if kind.startswith(start)]
    if field in {"source", "place", "about"}:
        kind: Literal["source", "place"] = "source" if field == "source" else "place"
        return [f"{field}:{_quoted(value)}" for value in _values(context, kind, start.lstrip('"'))]
    return []


def sources(context: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Outlets of the index, those with most articles first."""
    return list(_values(context, "source", incomplete))


def places(context: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Places of the index, those with most articles first."""
    return list(_values(context, "place", incomplete))


def _values(context: click.Context, kind: Literal["source", "place"], start: str) -> Iterable[str]:
    import searchkit  # noqa: PLC0415 - this module is loaded at every start, the index only when a shell asks

    folder = locate(context.params.get("index_path")).path
    try:
        with searchkit.open(folder) as index:
            counts = index.facets(limit=_MOST_VALUES)
            facets = counts.source if kind == "source" else counts.place
    except (SearchkitError, OSError):
        return ()
    folded = start.casefold()
    return [count.value for count in facets if count.value.casefold().startswith(folded)]


def _quoted(value: str) -> str:
    return value if value.isalnum() else '"{}"'.format(value.replace('"', ""))
