"""Texts of a batch → one text, in which what is looked for in all of them is looked for once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SEPARATOR: Final = "\n\n"
"""Stands before, between and behind the texts: no name goes over it, nor what is looked for beside one."""

# Kinds of characters.
OTHER, WORD, UPPER, APOSTROPHE, STOP, HYPHEN, BLANK, NEWLINE, TAB, SPACE, COMMA, DOLLAR = range(12)
CAPITALS: Final = frozenset(chr(code) for code in range(0x250) if chr(code).isupper())
"""Capitals that names begin with: those of Latin letters."""
_WINDOW = 1 << 20  # characters
_BLOCK = 1 << 8  # characters; the first are those of Latin-1
_KINDS_OF_SIGNS = {
    "'": APOSTROPHE, "’": APOSTROPHE, ".": STOP, "-": HYPHEN,
    " ": BLANK, "\n": NEWLINE, "\t": TAB, ",": COMMA, "$": DOLLAR,
}  # fmt: skip


def _kind_of(character: str) -> int:
    known = _KINDS_OF_SIGNS.get(character)
    if known is not None:
        return known
    if character in CAPITALS:
        return UPPER
    return WORD if character.isalnum() or character == "_" else SPACE * character.isspace()


@cache
def _kinds_of_block(block: int) -> NDArray[np.uint8]:
    """Kinds of 256 characters."""
    codes = range(block * _BLOCK, (block + 1) * _BLOCK)
    return np.fromiter((_kind_of(chr(code)) for code in codes), np.uint8, _BLOCK)


_KINDS_OF_LATIN_1 = _kinds_of_block(0).tobytes()


def _kinds_in(text: str) -> NDArray[np.uint8]:
    if len(text) > _WINDOW:  # bounds memory
        parts = [text[start : start + _WINDOW] for start in range(0, len(text), _WINDOW)]
        return np.concatenate([_kinds_in(part) for part in parts])
    # Bytes are translated many times as fast as an array is looked up in a table.
    kinds = np.frombuffer(text.encode("latin-1", "replace").translate(_KINDS_OF_LATIN_1), np.uint8)
    if text.isascii():
        return kinds
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    beyond = np.flatnonzero(codes >= _BLOCK)
    blocks = codes[beyond] // _BLOCK
    kinds = kinds.copy()
    for block in np.flatnonzero(np.bincount(blocks)).tolist():
        of_block = beyond[blocks == block]
        kinds[of_block] = _kinds_of_block(block)[codes[of_block] % _BLOCK]
    return kinds


@dataclass(frozen=True, slots=True)
class Joined:
    """Texts one after the other.

    Attributes:
        texts: the texts.
        whole: all of them, with ``SEPARATOR`` before each and behind the last.
        starts: int64[n], where each begins in the whole.
        ends: int64[n], where each ends.
        kinds: uint8[len(whole)], the kind of each character.
    """

    texts: Sequence[str]
    whole: str
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    kinds: NDArray[np.uint8]

    def numbers_at(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """Which texts these places of the whole are in."""
        return np.searchsorted(self.starts, places, side="right") - 1


def join(texts: Sequence[str]) -> Joined:
    """Join them."""
    whole = SEPARATOR.join(["", *texts, ""])
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    ends = np.cumsum(lengths + len(SEPARATOR))
    return Joined(texts, whole, ends - lengths, ends, _kinds_in(whole))
