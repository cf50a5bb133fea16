"""The signs and names of the query language, the limits of a query, and queries that hold no sign at all."""

from __future__ import annotations

from typing import Final

MAX_LENGTH: Final = 4096
"""How many characters a query may have."""

MAX_DEPTH: Final = 32
"""How deep parentheses may stand in each other."""

MAX_CLAUSES: Final = 1024
"""How many words, phrases, patterns, filters and groups a query may have."""

MAX_BOOST: Final = 100
"""How many times one clause may count."""

OPERATORS: Final = frozenset({"AND", "OR", "NOT"})
"""Words that join and exclude, where they stand in capitals."""

TEXT_FIELDS: Final = ("title", "body")
"""The names of the fields of words."""

FILTERS: Final = (
    *("author", "source", "place", "about", "date", "modified", "language", "lang"),
    *("path", "url", "id", "has", "missing"),
)
"""The names of all filters."""

CLOSING: Final = {
    '"': '"',
    "“": '”"',
    "”": "”",
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«",
    "＂": "＂",
}
"""The signs that end a phrase, for each that begins one."""

OPENING: Final = frozenset({*CLOSING, "("})
"""What begins a phrase or a group."""

SUFFIXES: Final = frozenset({"~", "^"})
"""What stands directly after a value, with a number."""


_SHORTEST_PHRASE: Final = 3


def only_words(text: str) -> list[str] | None:
    """The words of a query that is no more, and has no operator among them: there is nothing to read in it.

    They are of ASCII letters and digits, so that every one is one term.
    """
    words = text.split()
    is_plain = _is_of_words(text, words) and OPERATORS.isdisjoint(words) and len(words) <= MAX_CLAUSES
    return words if is_plain else None


def only_quoted_words(text: str) -> list[str] | None:
    """The words of a query that is no more than words between two quotation marks."""
    if len(text) < _SHORTEST_PHRASE or text[0] != '"' or text[-1] != '"':
        return None
    words = text[1:-1].split()
    return words if _is_of_words(text, words) else None


def _is_of_words(text: str, words: list[str]) -> bool:
    return text.isascii() and "".join(words).isalnum()


def left_out(chunk: str) -> str:
    """The note on signs that no article can be searched for."""
    hint = "; to exclude a word, write - directly before it" if chunk == "-" else ""
    return f'"{chunk}" was left out: it holds no letter or digit{hint}'
