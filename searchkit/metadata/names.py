"""How names are folded, so that spellings of one name are equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ASCII = bytes.maketrans(b"-_/,", b"    ")
_ASCII_DROPPED = b".'`\""
_BETWEEN_WORDS = re.compile(r"[\-‐‑–—_/,]+")
_DROPPED = re.compile("[.'’‘ʼʹ′`´\"“”]+")
_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
_ODD = re.compile(rf"[{''.join(_LETTERS)}]|[^\w\x00-\x7f]")  # all signs that combine are among them
_LONGEST_KEPT = 100


def fold(name: str) -> str:
    """Fold case, diacritics, apostrophes, full stops and hyphens: ``Rostov-on-Don`` → ``rostov on don``."""
    if name.isascii():
        if name.isalpha():
            return name.lower()
        if name.replace(" ", "").isalpha():
            return " ".join(name.lower().split())
        # Bytes are translated ten times as fast as text.
        return " ".join(name.lower().encode().translate(_ASCII, _ASCII_DROPPED).decode().split())
    return _fold_letters(name) if len(name) <= _LONGEST_KEPT else _fold_letters.__wrapped__(name)


@lru_cache(maxsize=512)  # names come again in an article, and what pages print in the next one
def _fold_letters(name: str) -> str:
    folded = _DROPPED.sub("", name).casefold()
    if not folded.isascii():
        # Letters are found faster by a pattern than looked up one by one in a table.
        folded = _ODD.sub(_plain, unicodedata.normalize("NFKD", folded)).casefold()
    return " ".join(_BETWEEN_WORDS.sub(" ", folded).split())


def _plain(found: re.Match[str]) -> str:
    sign = found[0]
    return _LETTERS.get(sign) or ("" if unicodedata.combining(sign) else sign)
