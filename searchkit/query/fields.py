"""The names that can stand before a colon."""

from __future__ import annotations

from typing import Final

from whoosh.fields import Schema

from searchkit.query.field import Field
from searchkit.query.filters import Filters
from searchkit.query.signs import FILTERS, TEXT_FIELDS
from searchkit.query.text import TextField


class Fields:
    """Every field of a query, over one schema.

    Attributes:
        default: the field of words that name none.
        names: all names that can be written, for messages.
    """

    names: Final = ", ".join(f"{name}:" for name in (*TEXT_FIELDS, *FILTERS))

    def __init__(self, schema: Schema, filters: Filters) -> None:
        self.default = TextField(schema, "text")
        self._schema = schema
        self._filters = filters

    def get(self, name: str) -> Field | None:
        """The field of a lower-case name, ``place=`` and ``about=`` too; ``None`` when there is none."""
        return TextField(self._schema, name) if name in TEXT_FIELDS else self._filters.field(name)
