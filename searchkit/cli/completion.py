"""What the query may go on with: field names, and the sources and places that the index knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import click

from searchkit.cli.location import locate
from searchkit.errors import SearchkitError

if TYPE_CHECKING:  # by hand: this module is loaded at every start
    from searchkit.engine.completing import CompletedField

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
_LABEL: Final = re.compile("[a-z]+[:=]")
_KINDS_OF_VALUE: Final = ("date", "modified", "source", "author", "place", "about", "language", "url")
_COMPLETED: Final[dict[str, CompletedField]] = {
    "source": "source",
    "author": "author",
    "place": "place",
    "about": "place",
    "language": "language",
}
"""The fields whose values the index knows, and what it calls them."""
_MOST_VALUES: Final = 100


def query_words(context: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Field names; behind ``source:`` and its kind their values; behind ``has:`` kinds of value."""
    found = _LABEL.match(incomplete)
    if found is None:
        return [name for name in FIELDS if name.startswith(incomplete)]
    label, start = found[0], incomplete[found.end() :]
    field = label[:-1]
    if field in {"has", "missing"} and label.endswith(":"):
        return [f"{label}{kind}" for kind in _KINDS_OF_VALUE if kind.startswith(start)]
    if field in _COMPLETED and label in FIELDS:
        return [
            f"{label}{_quoted(value)}" for value in _values(context, _COMPLETED[field], start.lstrip('"'))
        ]
    return []


def sources(context: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Outlets of the index, those with most articles first."""
    return _values(context, "source", incomplete)


def places(context: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Places of the index, those with most articles first."""
    return _values(context, "place", incomplete)


def _values(context: click.Context, field: CompletedField, start: str) -> list[str]:
    import searchkit  # noqa: PLC0415 - this module is loaded at every start, the index only when a shell asks

    folder = locate(context.params.get("index_path")).path
    try:
        with searchkit.open(folder) as index:
            found = index.complete(start, field=field, limit=_MOST_VALUES)
    except (SearchkitError, OSError):
        return []
    # A shell puts in the place of what was typed what begins in the same way, and drops all else.
    folded = start.casefold()
    return [one.value for one in found if one.value.casefold().startswith(folded)]


def _quoted(value: str) -> str:
    return value if value.isalnum() else '"{}"'.format(value.replace('"', ""))
