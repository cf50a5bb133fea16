"""Which terms may be few edits from a word, told by the letters they are made of.

An edit takes away one letter of a word at most, and brings one at most. Letters are bits of a number, and are
read a column of all terms at a time: that takes less than to cut out and compare what is about as long.
"""

from __future__ import annotations

from typing import Final

import numpy as np

_KINDS: Final = 31
"""How many kinds of letters are told apart: a letter in two bytes is known by the second."""
_LONG: Final = np.uint32(1 << _KINDS)
"""Marks a term with a character of three bytes or four, of which an edit may bring more than one."""
_FIRST_CONTINUING, _FIRST_LEADING, _FIRST_LONG = 0x80, 0xC0, 0xE0
_LONGEST_CHARACTER: Final = 4


def _bits() -> np.ndarray:
    bits = np.uint32(1) << np.arange(256, dtype=np.uint32) % np.uint32(_KINDS)
    bits[_FIRST_LEADING:_FIRST_LONG] = 0
    bits[_FIRST_LONG:] = _LONG
    bits[ord("\n")] = 0
    return bits


_BITS: Final = _bits()


def likely(blob: np.ndarray, starts: np.ndarray, ends: np.ndarray, word: str, edits: int) -> np.ndarray:
    """The terms that have about the letters of a word, and about as many.

    Args:
        blob: the terms in UTF-8, a line feed after each: uint8.
        starts: where each begins: int64.
        ends: where the line feed of each is: int64.
        word: without a line feed.
        edits: insertions, deletions, substitutions of characters, and neighbours that change places.

    Returns:
        Rows of ``starts``, int64, ascending: of all that so many edits turn into the word, and of few others.
    """
    spelt = np.frombuffer(word.encode(), np.uint8)
    widest = max((len(character.encode()) for character in word), default=1)
    broadest = 1 if blob.max(initial=0) < _FIRST_CONTINUING else _LONGEST_CHARACTER
    sizes = ends - starts
    rows = ((sizes >= len(spelt) - edits * widest) & (sizes <= len(spelt) + edits * broadest)).nonzero()[0]
    letters = _letters(blob, starts[rows], ends[rows])
    wanted = np.bitwise_or.reduce(_BITS[spelt]) & ~_LONG
    missing = np.bitwise_count(wanted & ~letters)
    others = np.bitwise_count(letters & ~wanted)
    alike = (missing <= edits * max(widest - 1, 1)) & ((others <= edits) | (letters >= _LONG))
    found: np.ndarray = rows[alike]
    return found


def _letters(blob: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The letters of terms as sets of bits: uint32."""
    letters = np.zeros(len(starts), np.uint32)
    for place in range(int((ends - starts).max(initial=0))):
        letters |= _BITS.take(blob.take(np.minimum(starts + place, ends)))
    return letters
