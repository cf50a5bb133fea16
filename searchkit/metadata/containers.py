"""Neighbouring names → which of them are named together with the place around them: Paris, Texas."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from searchkit.metadata.traits import AREAS, BROAD, FIRST_LEVEL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from searchkit.metadata.gazetteer import Sense
    from searchkit.metadata.joined import Joined
    from searchkit.metadata.senses import Name
    from searchkit.metadata.toponyms import Toponyms

IN_A_LIST = re.compile(r",?\s+and\s+|,\s+")
_BETWEEN_QUALIFIED = re.compile(r",\s+|\s*\(")
LONGEST_BETWEEN = 8  # characters between a town and its container: a comma, or a line's end and indentation


@dataclass(slots=True)
class Containment:
    """What names say of those beside them; names by their numbers.

    Attributes:
        containers: names that are said with a container → it.
        are_containers: names that say so of the one before.
        are_areas: names of subdivisions, for what stands beside them.
        qualified: texts, by number → the folded names in them that are one of the first two.
    """

    containers: dict[int, Sense] = field(default_factory=dict)
    are_containers: set[int] = field(default_factory=set)
    are_areas: set[int] = field(default_factory=set)
    qualified: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))


def find_containers(joined: Joined, toponyms: Toponyms, text_numbers: NDArray[np.int64]) -> Containment:
    """Find what is said with its container: ``Paris, Texas``; but ``China, Japan`` is a list.

    Args:
        joined: the texts.
        toponyms: the n names in them.
        text_numbers: int64[n], which text each name stands in.
    """
    said = Containment()
    starts, ends, traits = toponyms.starts, toponyms.ends, toponyms.traits
    are_near = (starts[1:] - ends[:-1] <= LONGEST_BETWEEN) & (text_numbers[1:] == text_numbers[:-1])
    say_more = ((traits[:-1] & AREAS) | (traits[1:] & (BROAD | AREAS))) != 0
    numbers = np.flatnonzero(are_near & say_more)
    rows = zip(
        numbers.tolist(),
        ends[numbers].tolist(),
        starts[numbers + 1].tolist(),
        text_numbers[numbers].tolist(),
        strict=True,
    )
    whole, names = joined.whole, toponyms.names
    for number, end, start, text_number in rows:
        between = whole[end:start]
        is_comma = between == ", "  # as is usual
        name, following = names[number], names[number + 1]
        if is_comma or IN_A_LIST.fullmatch(between):
            # Of towns and subdivisions, those beside a subdivision: Connecticut, New York and New Jersey.
            if name.traits & AREAS and following.traits & FIRST_LEVEL:
                said.are_areas.add(number)
            if following.traits & AREAS and name.traits & FIRST_LEVEL:
                said.are_areas.add(number + 1)
        if not following.traits & (BROAD | AREAS):
            continue
        container = _container(name, following) if is_comma or _BETWEEN_QUALIFIED.fullmatch(between) else None
        if container:
            said.containers[number] = container
            said.are_containers.add(number + 1)
            said.qualified[text_number] |= {name.folded, following.folded}
    return said


def _container(name: Name, following: Name) -> Sense | None:
    """The first place that the name behind can mean that contains some place of a name."""
    containers = name.containers
    if not containers:
        return None
    return next((sense for sense in following.senses if sense.place.id in containers), None)
