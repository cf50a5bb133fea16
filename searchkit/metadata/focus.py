"""Mentions of places → how much an article is about each of them, and which it is about at all.

This is the one definition of what ``about:`` finds. A mention weighs by where it stands: ``IN_DATELINE``
(once), ``IN_TITLE``, ``IN_LEAD`` within the first ``LEAD`` characters of the body, 1 below them. A word
such as "Ukrainian" weighs ``OF_DEMONYM`` of that, a word that tells which money is meant ("Hong Kong
dollars") ``OF_MONEY`` of it.

The focus of a place is its share of the weight of all places of the article, times the confidence that it
is meant. The focus of an area is its own and that of all places in it; an article is about what reaches
``ABOUT``.

The numbers were chosen on half of a set of news whose editors noted the countries, and checked on the other
half; they lie on a plateau.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchkit.article import ABOUT
from searchkit.metadata.traits import DEMONYM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from searchkit.article import MentionedPlace
    from searchkit.metadata.mentions import Mention

IN_DATELINE, IN_TITLE, IN_LEAD = 6.0, 3.0, 2.0
LEAD = 200
OF_DEMONYM, OF_MONEY = 0.8, 0.2


def weight_of(mentions: Iterable[Mention], body_start: int) -> float:
    """Weight of a place.

    Args:
        mentions: where it is mentioned.
        body_start: where the title ends, in the characters that mentions count.
    """
    total = 0.0
    is_in_dateline = False
    lead_end = body_start + LEAD
    for mention in mentions:
        start = mention.start
        if start < body_start:
            weight = IN_TITLE
        elif mention.is_dateline:
            weight = 0.0 if is_in_dateline else IN_DATELINE
            is_in_dateline = True
        else:
            weight = IN_LEAD if start < lead_end else 1.0
        if mention.name.traits & DEMONYM:
            weight *= OF_DEMONYM
        if mention.is_money:
            weight *= OF_MONEY
        total += weight
    return total


def about(places: Iterable[MentionedPlace]) -> Mapping[str, float]:
    """Ids of the places that an article is about, and their focus with that of the places in them."""
    sums: dict[str, float] = {}
    for place in places:
        for place_id in (place.value.id, *place.value.ancestors):
            sums[place_id] = sums.get(place_id, 0.0) + place.focus
    return {place_id: focus for place_id, focus in sums.items() if focus >= ABOUT}
