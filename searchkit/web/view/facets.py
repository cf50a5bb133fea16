"""Counts by source, place and language, each a link that narrows the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from searchkit.engine.facets import FacetCount, Facets
from searchkit.engine.place_counts import PlaceCount, PlaceCounts
from searchkit.web.answers import CHOICES
from searchkit.web.state import State
from searchkit.web.view.chips import SEARCH
from searchkit.web.view.languages import language_name

_SHOWN: Final = 8
_MOST_LINES: Final = 12
_MOST_INSIDE: Final = 5
_DEEPEST: Final = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that the search can be narrowed to.

    Attributes:
        label: what it is called.
        count: articles that have it.
        href: the search narrowed to it; without it again where it is chosen.
        chosen: whether the search is narrowed to it.
        depth: 1, or 2 for a place that lies in the one above.
    """

    label: str
    count: int
    href: str
    chosen: bool
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one facet.

    Attributes:
        name: of the parameter: ``source``.
        title: what stands above them.
        shown: those that are seen at once.
        more: those that are seen when asked for.
    """

    name: str
    title: str
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...]


def groups(state: State, facets: Facets, places: PlaceCounts) -> tuple[Group, ...]:
    """What the page offers beside the results; facets without a value are left out."""
    found = (
        _group("source", "Sources", [_choice(state, "source", count) for count in facets.source]),
        _group("place", "Places", list(_places(state, places.places))),
        _group("language", "Languages", [_choice(state, "language", count) for count in facets.language]),
    )
    return tuple(group for group in found if group.shown)


def _group(name: str, title: str, choices: Sequence[Choice]) -> Group:
    tops = [number for number, choice in enumerate(choices) if choice.depth == 1]
    beyond = [number for place, number in enumerate(tops) if place >= _SHOWN or number >= _MOST_LINES]
    cut = beyond[0] if beyond else len(choices)
    return Group(name, title, tuple(choices[:cut]), tuple(choices[cut:]))


def _choice(state: State, name: str, count: FacetCount) -> Choice:
    chosen = (getattr(state, name) or "").casefold() == count.value.casefold()
    label = language_name(count.value) if name == "language" else count.value
    href = state.url(SEARCH, **{name: None if chosen else count.value})
    return Choice(label, count.count, href, chosen)


def _places(state: State, places: Sequence[PlaceCount]) -> Iterator[Choice]:
    """Countries with the places in them that are named most."""
    tops = 0
    for position, found in enumerate(places):
        if found.depth > 1:
            continue
        tops += 1
        if tops > CHOICES:
            return
        yield _place(state, found, 1)
        yield from (_place(state, inside, _DEEPEST) for inside in _inside(places, position))


def _inside(places: Sequence[PlaceCount], position: int) -> list[PlaceCount]:
    """The most frequent of the places that follow the one that contains them, at any depth."""
    inside = []
    for found in places[position + 1 :]:
        if found.depth == 1:
            break
        if found.named:
            inside.append(found)
    return sorted(inside, key=lambda found: (-found.count, found.place.name))[:_MOST_INSIDE]


def _place(state: State, found: PlaceCount, depth: int) -> Choice:
    name = found.place.name
    chosen = (state.place or "").casefold() == name.casefold()
    return Choice(name, found.count, state.url(SEARCH, place=None if chosen else name), chosen, depth)
