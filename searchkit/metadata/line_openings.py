"""Bodies of a batch → the few lines that begin as a phrase of furniture does.

Nearly all lines are told to begin otherwise by their first letters, all of a batch at once; what is left is
looked at one by one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase, digits
from typing import TYPE_CHECKING, Final

import numpy as np

from searchkit.metadata.clutter_phrases import END, GATE, phrases

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

_MARKS: Final = " \t*#_>•▪►▸▶→»©([|-"  # what stands before the first word of a line
_MOST_MARKS: Final = 8  # of a line that is told by its first letters
_FEW: Final = 4  # first letters by which nearly all lines are found not to begin with a phrase
_BRIEF_WORD: Final = 3  # letters of a word that is too long for a brief one
_FOLLOWING: Final = " \t:|,(/"  # what may stand behind a whole phrase
_HEAD: Final = 40  # characters in which the first words stand
_OPENING = re.compile(rf"[{re.escape(_MARKS)}]*+[^\Wa-z_]")  # a line that begins with no small letter
_MAY_BE_BRIEF = re.compile(r"\d+(?: [^\W\d_]| ?\Z)|\w{1,2}[ \t]*(?:[:|,(/]|\Z)")
_SIGN = re.compile(r"[:|,(/]")
_DIGITS = re.compile(r"\d+")


# By the code of a character of Latin-1; "?" stands for all others.
_LATIN_1: Final = [chr(code) for code in range(256)]
_ARE_MARKS: Final = np.array([sign in _MARKS for sign in _LATIN_1])
_ARE_LETTERS: Final = np.array([sign.isalpha() for sign in _LATIN_1])
_GO_ON: Final = np.array([sign in ".'\"-&" for sign in _LATIN_1])
_MAY_OPEN: Final = np.array(
    [(sign.isalnum() and sign not in ascii_lowercase) or sign in _MARKS or sign == "?" for sign in _LATIN_1]
)


def lines_to_judge(bodies: Sequence[str]) -> list[list[str]]:
    """For each body the few lines that begin as a phrase does, without the blanks around them."""
    whole = "\n".join(["", *bodies, "\n" * GATE])
    codes = np.frombuffer(whole.encode("latin-1", "replace"), np.uint8)
    borders = np.flatnonzero(codes == ord("\n"))[:-GATE]
    starts, ends = borders[:-1] + 1, borders[1:]
    may_open = _MAY_OPEN[codes[starts]]
    starts, ends = starts[may_open], ends[may_open]
    may_fit = _may_fit(codes, starts)
    starts, ends = starts[may_fit], ends[may_fit]
    lengths = np.fromiter(map(len, bodies), np.int64, len(bodies))
    first = np.cumsum(lengths + 1) - lengths  # characters
    numbers = np.searchsorted(first, starts, side="right") - 1
    known = _beginnings()
    found: list[list[str]] = [[] for _ in bodies]
    for number, start, end in zip(numbers.tolist(), starts.tolist(), ends.tolist(), strict=True):
        line = whole[start:end]
        if _OPENING.match(line) and known.open(line.lstrip(_MARKS)):
            found[number].append(line.strip())
    return found


def _may_fit(codes: NDArray[np.uint8], starts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """bool[n], whether lines that start there may begin as a phrase does, by their first letters."""
    begins = starts.copy()
    for _ in range(_MOST_MARKS):
        begins += _ARE_MARKS[codes[begins]]
    may_fit = _MAY_OPEN[codes[begins]]
    heads = codes[begins[may_fit, np.newaxis] + np.arange(GATE)]
    known = _beginnings()
    may_fit[may_fit] = (
        _are_among(known.gate_numbers, _numbers(heads))
        | _are_among(known.few_numbers, _numbers(heads[:, :_FEW]))
        | _may_be_brief(heads[:, :_FEW])
    )
    return may_fit


def _numbers(heads: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """uint64[n], the letters of each row as one number."""
    padded = np.zeros((len(heads), 8), np.uint8)
    padded[:, : heads.shape[1]] = heads
    return padded.view("<u8").ravel()


def _are_among(known: NDArray[np.uint64], numbers: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """bool[n], whether each is among those that are known, which ascend."""
    are_among: NDArray[np.bool_] = known[np.searchsorted(known[:-1], numbers)] == numbers
    return are_among


def _may_be_brief(heads: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """bool[n], whether a line may be a number, or a word of one letter or two before a sign."""
    are_letters = _ARE_LETTERS[heads]
    # Most such words stand in a sentence.
    goes_on = _GO_ON[heads[:, :-1]] | ((heads[:, :-1] == ord(" ")) & are_letters[:, 1:])
    first, second, third, _ = are_letters.T
    is_one = ~second & ~goes_on[:, 1]
    is_two = second & ~third & ~goes_on[:, 2]
    may_be: NDArray[np.bool_] = ~first | is_one | is_two | (heads[:, -1] == ord("\n"))
    return may_be


@dataclass(frozen=True, slots=True)
class _Beginnings:
    """How lines begin that may be furniture.

    Attributes:
        gates: as many letters as are looked at of a phrase.
        few: first letters of those below, and of those with a number, where that has one figure.
        longer: beginnings with more letters, or fewer, behind which a line may go on.
        whole: phrases that have to be the whole line or stand before a sign.
        gate_numbers: uint64[n], the gates as numbers, ascending.
        few_numbers: uint64[n], those of the few that are as long as most, ascending.
    """

    gates: frozenset[str]
    few: frozenset[str]
    longer: tuple[str, ...]
    whole: frozenset[str]
    gate_numbers: NDArray[np.uint64]
    few_numbers: NDArray[np.uint64]

    def open(self, line: str) -> bool:
        """Whether a line begins as a phrase does."""
        if line[:GATE] in self.gates:
            return True
        may_fit = (
            line[:_FEW] in self.few
            or (not line[:_BRIEF_WORD].isalpha() and _MAY_BE_BRIEF.match(line[:GATE]))
            or len(line) < _BRIEF_WORD
        )
        return bool(may_fit) and self._fit(line.rstrip())

    def _fit(self, line: str) -> bool:
        """Whether a line begins as a phrase does, though not with as many letters as are looked at."""
        head = _DIGITS.sub("0", line[:_HEAD])
        if head[:GATE] in self.gates or head.startswith(self.longer):
            return True
        return _SIGN.split(head, maxsplit=1)[0].rstrip(" \t") in self.whole


@cache
def _beginnings() -> _Beginnings:
    known = phrases().beginnings
    gates = {one for one in known if len(one) == GATE and not one.endswith(END)}
    others = known - gates
    starts = {one.removesuffix(END)[:_FEW] for one in known if one in others or "0" in one}
    starts |= {f"{one}{sign}" for one in starts if len(one) < _FEW for sign in _FOLLOWING}
    few = frozenset({start.replace("0", digit) for start in starts for digit in digits})
    return _Beginnings(
        frozenset(gates),
        few,
        tuple(one for one in others if not one.endswith(END)),
        frozenset({one.removesuffix(END) for one in others if one.endswith(END)}),
        _known_numbers(gates),
        _known_numbers([head for head in few if len(head) == _FEW]),
    )


def _known_numbers(heads: Collection[str]) -> NDArray[np.uint64]:
    """uint64[n], ascending: heads of one length as numbers, their letters in Latin-1 or "?"."""
    letters = np.frombuffer("".join(heads).encode("latin-1", "replace"), np.uint8)
    return np.unique(_numbers(letters.reshape(len(heads), -1)))
