"""Texts → abbreviated states and provinces behind a town and a comma: Evanston, Ill.; EVANSTON, ILL."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from searchkit.metadata import lexicon
from searchkit.metadata.gazetteer import gazetteer
from searchkit.metadata.joined import BLANK, COMMA, SPACE, STOP, UPPER
from searchkit.metadata.senses import Name
from searchkit.metadata.toponyms import Toponyms
from searchkit.metadata.traits import AREAS, FIRST_LEVEL, NAMED
from searchkit.metadata.trust import Trust

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from searchkit.metadata.joined import Joined

_NAMES = {
    spelling: name
    for short, name in lexicon.STATE_ABBREVIATIONS.items()
    for spelling in (short, short.upper())
}
_ABBREVIATIONS = "|".join(re.escape(short) for short in sorted(_NAMES, key=len, reverse=True))
_STATE = re.compile(rf",\s((?:{_ABBREVIATIONS})(?:\.|(?=,)))")
_CAPITAL = 2  # characters from a comma to the capital
_ENDS = _CAPITAL + 1 + np.arange(max(map(len, _NAMES)))  # to what may end an abbreviation
_TRAITS = NAMED | FIRST_LEVEL | AREAS


def with_states(joined: Joined, toponyms: Toponyms) -> Toponyms:
    """Put the states among the names of the texts; no other stands there: Ore. is no village."""
    whole = joined.whole
    spans: list[tuple[int, int]] = []
    states: list[Name] = []
    for comma in _commas(joined).tolist():
        match = _STATE.match(whole, comma) if whole[comma - 1].isalpha() else None
        state = match and _state(match[1])
        if match and state:
            spans.append(match.span(1))
            states.append(state)
    if not states:
        return toponyms
    starts, ends = np.array(spans, np.int64).T
    count = len(states)
    is_other = np.ones(len(toponyms.starts) + 1, np.bool_)
    places = np.searchsorted(toponyms.starts, starts)
    is_other[places] = np.append(toponyms.starts, -1)[places] != starts
    others = toponyms.only(np.flatnonzero(is_other[:-1]))
    both = Toponyms(
        others.names + states,
        np.concatenate([others.starts, starts]),
        np.concatenate([others.ends, ends]),
        np.append(others.traits, [_TRAITS] * count),
        np.append(others.trusts, np.full(count, Trust.SURE, np.int8)),
        np.append(others.are_alone, [True] * count),
    )
    return both.only(np.argsort(both.starts, kind="stable"))


def _commas(joined: Joined) -> NDArray[np.int64]:
    """Commas before a short word with a capital that ends with a full stop or a comma."""
    kinds = joined.kinds
    commas = np.flatnonzero(kinds == COMMA)
    behind = kinds[commas + 1]
    commas = commas[(behind >= BLANK) & (behind <= SPACE)]
    commas = commas[kinds[commas + _CAPITAL] == UPPER]
    ends = kinds[np.minimum(commas[:, np.newaxis] + _ENDS, len(kinds) - 1)]
    is_ended = ((ends == STOP) | (ends == COMMA)).any(axis=1)
    return np.compress(is_ended, commas)


@cache
def _state(abbreviation: str) -> Name | None:
    name = _NAMES[abbreviation.rstrip(".")]
    senses = tuple(sense for sense in gazetteer().senses(name) if sense.kind == "admin1")[:1]
    return Name(f"{name} state", _TRAITS, given=senses) if senses else None
