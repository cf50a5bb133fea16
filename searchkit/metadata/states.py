"""Texts → abbreviated states and provinces behind a town and a comma: Evanston, Ill.; EVANSTON, ILL."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from searchkit.metadata import lexicon
from searchkit.metadata.gazetteer import gazetteer
from searchkit.metadata.senses import Name
from searchkit.metadata.toponyms import Toponyms
from searchkit.metadata.traits import AREAS, FIRST_LEVEL, NAMED
from searchkit.metadata.trust import Trust

if TYPE_CHECKING:
    from searchkit.metadata.joined import Joined

_NAMES = {
    spelling: name
    for short, name in lexicon.STATE_ABBREVIATIONS.items()
    for spelling in (short, short.upper())
}
_ABBREVIATIONS = "|".join(re.escape(short) for short in sorted(_NAMES, key=len, reverse=True))
_REST = rf"[A-Za-z.]{{1,{max(map(len, _NAMES)) - 1}}}"  # what most capitalised words are too long for
_STATE = re.compile(rf",\s(?=[A-Z]{_REST}[.,])((?:{_ABBREVIATIONS})(?:\.|(?=,)))")
_TRAITS = NAMED | FIRST_LEVEL | AREAS


def with_states(joined: Joined, toponyms: Toponyms) -> Toponyms:
    """Put the states among the names of the texts; no other stands there: Ore. is no village."""
    spans: list[tuple[int, int]] = []
    states: list[Name] = []
    for match in _STATE.finditer(joined.whole):
        state = _state(match[1])
        if state and joined.whole[match.start() - 1].isalpha():
            spans.append(match.span(1))
            states.append(state)
    if not states:
        return toponyms
    starts, ends = np.array(spans, np.int64).T
    count = len(states)
    others = toponyms.only(np.flatnonzero(~np.isin(toponyms.starts, starts)))
    both = Toponyms(
        others.names + states,
        np.concatenate([others.starts, starts]),
        np.concatenate([others.ends, ends]),
        np.append(others.traits, [_TRAITS] * count),
        np.append(others.trusts, np.full(count, Trust.SURE, np.int8)),
        np.append(others.are_alone, [True] * count),
    )
    return both.only(np.argsort(both.starts, kind="stable"))


@cache
def _state(abbreviation: str) -> Name | None:
    name = _NAMES[abbreviation.rstrip(".")]
    senses = tuple(sense for sense in gazetteer().senses(name) if sense.kind == "admin1")[:1]
    return Name(f"{name} state", _TRAITS, given=senses) if senses else None
