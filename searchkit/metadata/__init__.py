"""What an article says of itself: date, source, authors, places.

Reads a title, a body and what the file declared; writes values that say where they came from. Pure: text in,
values out; the only files read are the package's own tables and
the user's table of outlets.
"""

from searchkit.metadata.dates import parse_date
from searchkit.metadata.day_order import Order, OrderClues
from searchkit.metadata.declared import Declared, Evidence, Metadata
from searchkit.metadata.description import describe
from searchkit.metadata.gazetteer import Gazetteer, gazetteer
from searchkit.metadata.masthead import read_masthead
from searchkit.metadata.outlets import Outlets, outlets
from searchkit.metadata.pasted import Pasted, split_pasted
from searchkit.metadata.sources import host_of

__all__ = [
    "Declared",
    "Evidence",
    "Gazetteer",
    "Metadata",
    "Order",
    "OrderClues",
    "Outlets",
    "Pasted",
    "describe",
    "gazetteer",
    "host_of",
    "outlets",
    "parse_date",
    "read_masthead",
    "split_pasted",
]
