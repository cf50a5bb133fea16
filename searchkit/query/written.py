"""Where in the text of a query its words and values stand."""

from __future__ import annotations

import re
from typing import Final

from whoosh.fields import Schema

from searchkit.query.piece import Piece, Written
from searchkit.query.signs import only_words

_WORD: Final = re.compile(r"\S+")


def written(text: str, schema: Schema, *, literal: bool = False, phrase: bool = False) -> list[Written]:
    """The words and values that a query asks for, in its order; patterns and fuzzy words are left out.

    Args:
        text: the query.
        schema: the fields of the index.
        literal: it is taken as words, whatever signs it holds.
        phrase: it is taken as one exact phrase.
    """
    if phrase:
        return [Written("text", Piece.whole(text), quoted=True)]
    if literal or only_words(text) is not None:
        return [Written("text", Piece(text, *word.span()), quoted=False) for word in _WORD.finditer(text)]
    from searchkit.query.listening import heard  # noqa: PLC0415 - plain words have no grammar to be read

    return heard(text, schema)
