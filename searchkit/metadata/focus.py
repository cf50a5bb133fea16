"""Mentions of places → how much an article is about each of them, and which it is about at all.

This is the one definition of what ``about:`` finds. A mention weighs by where it stands:

- ``IN_TITLE`` in the headline, ``IN_DATELINE`` in the dateline, ``IN_LEAD`` in the first paragraph, 1 below it;
- a word such as "Ukrainian" weighs ``OF_DEMONYM`` of that;
- what is mentioned again and again in one place says less each time: counts are taken to the power ``FADING``.

The focus of a place is its share of the weight of all places of the article, times the confidence that it is
meant. The focus of an area is its own and that of all places in it; an article is about what reaches ``ABOUT``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from searchkit.article import ABOUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from searchkit.article import MentionedPlace

IN_TITLE, IN_DATELINE, IN_LEAD = 3.0, 3.0, 2.0
OF_DEMONYM = 0.7
FADING = 0.7


@dataclass(slots=True)
class Weights:
    """What the mentions of one place weigh, by where they stand."""

    title: float = 0.0
    dateline: float = 0.0
    lead: float = 0.0
    below: float = 0.0

    def total(self) -> float:
        """Weight of the place."""
        return (
            IN_TITLE * self.title**FADING
            + IN_DATELINE * min(self.dateline, 1.0)
            + IN_LEAD * self.lead**FADING
            + self.below**FADING
        )


def about(places: Iterable[MentionedPlace]) -> Mapping[str, float]:
    """Ids of the places that an article is about, and their focus with that of the places in them."""
    sums: dict[str, float] = {}
    for place in places:
        for place_id in (place.value.id, *place.value.ancestors):
            sums[place_id] = sums.get(place_id, 0.0) + place.focus
    return {place_id: focus for place_id, focus in sums.items() if focus >= ABOUT}
