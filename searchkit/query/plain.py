"""The short way through the query language: what is nothing but words, and has no grammar to be read."""

from __future__ import annotations

from whoosh.fields import Schema

from searchkit.query.parsing import MAX_LENGTH
from searchkit.query.signs import is_plain
from searchkit.query.text import analysis


def plain_stems(text: str, schema: Schema) -> tuple[bytes, ...] | None:
    """The stems of the words of a query, in their order; ``None`` where it is more than words.

    :func:`~searchkit.query.parsing.parse` makes of such a query the terms of these stems, all of which or any
    of which must be found. Nobody who only wants hits needs that tree.
    """
    if len(text) > MAX_LENGTH or not is_plain(text):
        return None
    return tuple([stem.encode() for stem in analysis(schema, "text")(text)])
