"""Names → what the characters around them say: datelines, money, subdivisions, names of other things."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from searchkit.metadata import lexicon
from searchkit.metadata.joined import BLANK, DOLLAR, NEWLINE, SPACE
from searchkit.metadata.traits import AREAS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from searchkit.metadata.joined import Joined
    from searchkit.metadata.toponyms import Toponyms

INDENTED = 2  # blanks before the first word of an indented line
LOOK_BACK, LOOK_AHEAD = 24, 16  # characters
_BLANKS = frozenset(" \n")
_DATELINE_AFTER = re.compile(r",? (?:[A-Z][\w.]+ )?(?:\([A-Z]|[-–—] |\d)")
_MONEY = frozenset(
    f"{written}{stop}"
    for word in lexicon.CURRENCIES
    for written in (word, word.capitalize())
    for stop in ("", ".", ",")
)
_AREA_BEFORE = re.compile(r"\b(?:regions?|provinces?|oblasts?|state) of\s+$", re.IGNORECASE)
_OF = "of "


@dataclass(slots=True)
class Surroundings:
    """What is said around n names.

    Attributes:
        are_datelines: bool[n], whether each says where the article was written.
        are_money: bool[n], whether it says which money is meant.
        are_other: bool[n], whether it is a disease or an amount: the Marburg virus, US$5.
        are_areas: bool[n], whether it is said that a subdivision is meant: the Donetsk region.
    """

    are_datelines: NDArray[np.bool_]
    are_money: NDArray[np.bool_]
    are_other: NDArray[np.bool_]
    are_areas: NDArray[np.bool_]

    def only(self, which: NDArray[np.bool_]) -> Surroundings:
        """Those of some."""
        return Surroundings(
            self.are_datelines[which], self.are_money[which], self.are_other[which], self.are_areas[which]
        )


def look_around(joined: Joined, toponyms: Toponyms, text_numbers: NDArray[np.int64]) -> Surroundings:
    """Look at what stands beside names.

    Args:
        joined: the texts.
        toponyms: n names in them.
        text_numbers: int64[n], which text each name stands in.
    """
    whole, kinds = joined.whole, joined.kinds
    starts, ends = toponyms.starts, toponyms.ends
    text_starts, text_ends = joined.starts[text_numbers], joined.ends[text_numbers]
    before, behind = kinds[starts - 1], kinds[ends]
    is_indented = _are_space(before) & _are_space(kinds[starts - INDENTED])
    are_datelines = (before == NEWLINE) | is_indented | (starts - text_starts < INDENTED)
    for number in np.flatnonzero(are_datelines).tolist():
        are_datelines[number] = _DATELINE_AFTER.match(whole, ends[number]) is not None
    are_other = (behind == DOLLAR) | (before == DOLLAR)
    are_money = np.zeros_like(are_other)
    may_be_areas = (toponyms.traits & AREAS) != 0
    are_areas = np.zeros_like(are_other)
    is_followed = ((behind == BLANK) | (behind == NEWLINE)) & (ends < text_ends)
    followed = np.flatnonzero(is_followed)
    windows = zip(
        followed.tolist(),
        ends[followed].tolist(),
        np.minimum(ends + LOOK_AHEAD, text_ends)[followed].tolist(),
        may_be_areas[followed].tolist(),
        strict=True,
    )
    for number, start, end, may_be_area in windows:
        words = whole[start:end].split(None, 1)
        word = words[0] if words else ""
        if word in _MONEY:
            are_money[number] = True
        elif word in lexicon.DISEASES:
            are_other[number] = True
        elif may_be_area:
            are_areas[number] = _is_area_word(word)
    is_after_blank = may_be_areas & ~are_areas & _are_space(before)
    for number in np.flatnonzero(is_after_blank).tolist():
        are_areas[number] = _is_behind_area_word(whole, int(starts[number]))
    return Surroundings(are_datelines, are_money, are_other, are_areas)


def is_called_area(text: str, start: int, end: int) -> bool:
    """Whether a word beside a name says that a subdivision is meant: the Donetsk region."""
    return _is_area_word(word_behind(text, end)) or _is_behind_area_word(text, start)


def word_behind(text: str, end: int) -> str:
    """The next word with what is written to it; empty behind a comma and the like."""
    behind = text[end : end + LOOK_AHEAD]
    words = behind.split(None, 1)
    return words[0] if words and behind[0] in _BLANKS else ""


def _is_area_word(word: str) -> bool:
    return word.rstrip(".,;:").lower() in lexicon.AREA_WORDS


def _is_behind_area_word(text: str, start: int) -> bool:
    is_behind_of = text[start - len(_OF) : start] == _OF
    return is_behind_of and bool(_AREA_BEFORE.search(text, max(0, start - LOOK_BACK), start))


def _are_space(kinds: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return (kinds >= BLANK) & (kinds <= SPACE)
