"""The short way through the query language: what is nothing but words, and has no grammar to be read."""

from __future__ import annotations

from collections.abc import Callable

from whoosh.fields import Schema
from whoosh.query.qcore import Query

from searchkit.query import trees
from searchkit.query.piece import Piece
from searchkit.query.signs import MAX_LENGTH, OPERATORS, only_quoted_words, only_words
from searchkit.query.text import MIN_LITERALS, TextField, stem_of


def plain_stems(text: str, schema: Schema) -> tuple[bytes, ...] | None:
    """The stems of the words of a query, in their order; ``None`` where it is more than words.

    :func:`~searchkit.query.parsing.parse` makes of such a query the terms of these stems, all of which or any
    of which must be found. Nobody who only wants hits needs that tree. Over several languages a word is named
    by its stems in each of them, as in :class:`~searchkit.query.forms.AnyForm`.
    """
    words = only_words(text) if len(text) <= MAX_LENGTH else None
    return None if words is None else tuple(map(stem_of(schema), words))


def plain_tree(text: str, schema: Schema, *, required: bool) -> Query:
    """The tree of a query that is nothing but words: of all of them, or of any."""
    words = TextField(schema, "text").any_forms(text)
    return trees.all_of(words) if required else trees.one_of(words)


def plain_phrase(text: str, cut: Callable[[bytes], bytes]) -> list[bytes] | None:
    """The exact words of a query that is nothing but two words or more between quotation marks, or ``None``.

    :func:`~searchkit.query.parsing.parse` makes of such a query their phrase.

    Args:
        text: the query.
        cut: makes of a word the one that the index holds, which is shorter where it is very long.
    """
    words = only_quoted_words(text) if len(text) <= MAX_LENGTH else None
    return [cut(word.lower().encode()) for word in words] if words is not None and len(words) > 1 else None


def plain_pattern(text: str, schema: Schema) -> Query | None:
    """The leaf of a query that is nothing but a word with ``~`` or ``*`` behind it, or ``None``.

    :func:`~searchkit.query.parsing.parse` makes the same of such a query.
    """
    word, sign = text[:-1], text[-1:]
    if sign not in {"~", "*"} or not MIN_LITERALS <= len(word) < MAX_LENGTH or word in OPERATORS:
        return None
    if not (word.isascii() and word.isalnum()):
        return None
    field = TextField(schema, "text")
    if sign == "*":
        return field.word(Piece.whole(text))
    return field.fuzzy(Piece(text, 0, len(word)), Piece(text, len(text), len(text)))
