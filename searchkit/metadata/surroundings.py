"""Names → what the characters around them say: datelines, money, and names of something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from searchkit.metadata import lexicon
from searchkit.metadata.joined import BLANK, DOLLAR, NEWLINE, SPACE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from searchkit.metadata.joined import Joined

INDENTED = 2  # blanks before the first word of an indented line
LOOK_AHEAD = 16  # characters
_DATELINE_AFTER = re.compile(r",? (?:[A-Z][\w.]+ )?(?:\([A-Z]|[-–—] |\d)")
_MONEY = frozenset(
    f"{written}{stop}"
    for word in lexicon.CURRENCIES
    for written in (word, word.capitalize())
    for stop in ("", ".", ",")
)


@dataclass(slots=True)
class Surroundings:
    """What is said around n names.

    Attributes:
        are_datelines: bool[n], whether each says where the article was written.
        are_money: bool[n], whether it says which money is meant.
        are_other: bool[n], whether it is a disease or an amount: the Marburg virus, US$5.
    """

    are_datelines: NDArray[np.bool_]
    are_money: NDArray[np.bool_]
    are_other: NDArray[np.bool_]


def look_around(
    joined: Joined, starts: NDArray[np.int64], ends: NDArray[np.int64], text_numbers: NDArray[np.int64]
) -> Surroundings:
    """Look at what stands beside names.

    Args:
        joined: the texts.
        starts: int64[n], where each name begins.
        ends: int64[n], where each ends.
        text_numbers: int64[n], which text each is in.
    """
    whole, kinds = joined.whole, joined.kinds
    before, behind = kinds[starts - 1], kinds[ends]
    are_indented = _are_space(before) & _are_space(kinds[starts - INDENTED])
    open_lines = (before == NEWLINE) | are_indented | (starts - joined.starts[text_numbers] < INDENTED)
    are_datelines = np.zeros(len(starts), np.bool_)
    for number in np.flatnonzero(open_lines).tolist():
        are_datelines[number] = _DATELINE_AFTER.match(whole, ends[number]) is not None
    are_other = (behind == DOLLAR) | (before == DOLLAR)
    are_money = np.zeros(len(starts), np.bool_)
    text_ends = joined.ends[text_numbers]
    followed = np.flatnonzero(((behind == BLANK) | (behind == NEWLINE)) & (ends < text_ends))
    windows = zip(
        followed.tolist(),
        ends[followed].tolist(),
        np.minimum(ends + LOOK_AHEAD, text_ends)[followed].tolist(),
        strict=True,
    )
    for number, start, end in windows:
        words = whole[start:end].split(None, 1)
        if words:
            if words[0] in _MONEY:
                are_money[number] = True
            elif words[0] in lexicon.DISEASES:
                are_other[number] = True
    return Surroundings(are_datelines, are_money, are_other)


def _are_space(kinds: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return (kinds >= BLANK) & (kinds <= SPACE)
