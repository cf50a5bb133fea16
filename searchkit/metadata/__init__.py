"""What an article says of itself: date, source, authors, places.

Reads a title, a body and what the file declared; writes values that say where they came from. Pure: text in,
values out; the only files read are the package's own tables and the user's table of outlets.

A name is imported when it is first used: a search needs the gazetteer at most, and reads no texts. A function
that is named like its module is imported from there.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from searchkit.metadata.dates import parse_date
    from searchkit.metadata.day_order import Order, OrderClues
    from searchkit.metadata.declared import Declared, Evidence, Metadata
    from searchkit.metadata.description import Text, describe, describe_all
    from searchkit.metadata.gazetteer import Gazetteer
    from searchkit.metadata.masthead import read_masthead
    from searchkit.metadata.outlets import Outlets
    from searchkit.metadata.pasted import Pasted, split_pasted
    from searchkit.metadata.sources import host_of

_HOMES = {
    "dates": ("parse_date",),
    "day_order": ("Order", "OrderClues"),
    "declared": ("Declared", "Evidence", "Metadata"),
    "description": ("Text", "describe", "describe_all"),
    "gazetteer": ("Gazetteer",),
    "masthead": ("read_masthead",),
    "outlets": ("Outlets",),
    "pasted": ("Pasted", "split_pasted"),
    "sources": ("host_of",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Declared",
    "Evidence",
    "Gazetteer",
    "Metadata",
    "Order",
    "OrderClues",
    "Outlets",
    "Pasted",
    "Text",
    "describe",
    "describe_all",
    "host_of",
    "parse_date",
    "read_masthead",
    "split_pasted",
]


def __getattr__(name: str) -> object:
    """Import a public name from its home (PEP 562)."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value
