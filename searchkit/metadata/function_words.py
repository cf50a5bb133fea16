"""The words of each language that serve grammar, and that its texts are full of.

They tell languages apart. The table is ours: articles, pronouns, prepositions, conjunctions, auxiliaries and
the commonest adverbs, as grammars list them.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Final

_TABLE: Final = Path(__file__).parent / "data" / "function_words.tsv"


@functools.cache
def words_by_language() -> dict[str, frozenset[str]]:
    """The function words of each language, in small letters, by its ISO 639-1 code."""
    rows = (line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {code: frozenset(words.split()) for code, words in rows}


def function_words(language: str) -> frozenset[str]:
    """The function words of a language; none where the table does not know it."""
    return words_by_language().get(language, frozenset())
