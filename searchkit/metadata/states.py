"""Text → abbreviated states and provinces behind a town and a comma: Evanston, Ill.; EVANSTON, ILL."""

from __future__ import annotations

import re
from functools import cache

from searchkit.metadata import lexicon
from searchkit.metadata.gazetteer import gazetteer
from searchkit.metadata.senses import Name
from searchkit.metadata.toponyms import Mention, Toponym
from searchkit.metadata.traits import AREAS, FIRST_LEVEL, NAMED
from searchkit.metadata.trust import Trust

_NAMES = {
    spelling: name
    for short, name in lexicon.STATE_ABBREVIATIONS.items()
    for spelling in (short, short.upper())
}
_ABBREVIATIONS = "|".join(re.escape(short) for short in sorted(_NAMES, key=len, reverse=True))
_REST = rf"[A-Za-z.]{{1,{max(map(len, _NAMES)) - 1}}}"  # what most capitalised words are too long for
_STATE = re.compile(rf",\s(?=[A-Z]{_REST}[.,])((?:{_ABBREVIATIONS})(?:\.|(?=,)))")


def abbreviated_states(text: str) -> list[Mention]:
    """Find them; they are no names that could stand elsewhere."""
    return [
        Mention(match.start(1), match.start(1) + toponym.end, toponym)
        for match in _STATE.finditer(text)
        if text[match.start() - 1 : match.start()].isalpha()
        for toponym in _state(match[1])
    ]


@cache
def _state(abbreviation: str) -> tuple[Toponym, ...]:
    name = _NAMES[abbreviation.rstrip(".")]
    senses = tuple(sense for sense in gazetteer().senses(name) if sense.kind == "admin1")[:1]
    if not senses:
        return ()
    state = Name(f"{name} state", NAMED | FIRST_LEVEL | AREAS, given=senses)
    return (Toponym(0, len(abbreviation), state, Trust.SURE, alone=True),)
