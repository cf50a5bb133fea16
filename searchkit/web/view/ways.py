"""The ways out of a search that finds nothing, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from searchkit.web.state import State
from searchkit.web.view.chips import SEARCH, dates
from searchkit.web.view.languages import language_name
from searchkit.web.ways_out import LetGo, WayOut

_LABELS: Final[Mapping[LetGo, str]] = {
    "source": "from any source, not only ",
    "place": "naming any place, not only ",
    "about": "about any place, not only ",
    "language": "in any language, not only ",
    "dates": "of any date, not only ",
    "nearness": "with the words apart from each other",
    "clause": "without ",
    "words": "whatever the words",
}


@dataclass(frozen=True, slots=True)
class Wider:
    """A wider search: what it does without, how many articles it finds, and where it is."""

    label: str
    count: int
    href: str


def wider(state: State, ways: tuple[WayOut, ...]) -> tuple[Wider, ...]:
    """What the page offers where nothing was found."""
    return tuple(Wider(_label(state, way), way.count, way.wider.url(SEARCH)) for way in ways)


def _label(state: State, way: WayOut) -> str:
    values = {
        "source": state.source,
        "place": state.place,
        "about": state.about,
        "language": language_name(state.language or ""),
        "dates": dates(state),
        "clause": way.clause,
    }
    return _LABELS[way.let_go] + (values.get(way.let_go) or "")
