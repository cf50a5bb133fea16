"""How names are folded, so that spellings of one name are equal."""

from __future__ import annotations

import re
import unicodedata

_BETWEEN_WORDS = re.compile(r"[\s\-‐‑–—_/,]+")
_DROPPED = str.maketrans("", "", ".'’‘ʼʹ′`´\"“”")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


def fold(name: str) -> str:
    """Fold case, diacritics, apostrophes, full stops and hyphens: ``Rostov-on-Don`` → ``rostov on don``."""
    if name.isascii():
        if name.isalpha():
            return name.lower()
        if name.replace(" ", "").isalpha():
            return " ".join(name.lower().split())
    folded = name.translate(_DROPPED).casefold()
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS).casefold()
    return _BETWEEN_WORDS.sub(" ", folded).strip()
