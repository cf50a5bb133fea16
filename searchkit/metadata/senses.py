"""Places that a name can mean → what they say about the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchkit.metadata.names import fold

if TYPE_CHECKING:
    from searchkit.metadata.gazetteer import Gazetteer, Sense

LARGE_TOWN = 100_000  # inhabitants from which a town's name needs no other evidence
SMALL_TOWN = 15_000  # inhabitants below which an accented name must be written with its accents


def as_written(written: str, name: str, places: Gazetteer) -> tuple[Sense, ...]:
    """Places of a name without those that are spelt otherwise: Champagne is not the village Champagné.

    Newspapers drop the accents of towns that are in the news, so only villages and common words need them.

    Args:
        written: the name as the text has it.
        name: the same folded.
        places: where to look it up.
    """
    senses = places.senses(name)
    if _has_accents(written) or all(sense.place.name.isascii() for sense in senses):
        return senses
    is_common = name in places.common_words
    return tuple(
        sense
        for sense in senses
        if is_area(sense)
        or not (is_common or sense.population < SMALL_TOWN)
        or not _has_accents(sense.place.name)
        or fold(sense.place.name) != name
    )


def is_country(sense: Sense) -> bool:
    """Whether it is a country, a region, a sea: neither a town nor a subdivision."""
    return sense.kind not in {"city", "admin1", "admin2"}


def is_area(sense: Sense) -> bool:
    """Whether it is larger than towns and their surroundings."""
    return sense.kind not in {"city", "admin2"}


def is_well_known(senses: tuple[Sense, ...]) -> bool:
    """Whether the name needs no other evidence: an area, a large town, the capital of an oblast so named."""
    best = senses[0]
    if is_area(best) or best.population >= LARGE_TOWN:
        return True
    return any(sense.kind == "admin1" and best.is_within(sense) for sense in senses)


def is_saint(first_word: str, senses: tuple[Sense, ...]) -> bool:
    """Whether the name is a saint's, after whom more is called than this place."""
    return first_word in {"st", "saint"} and senses[0].population < LARGE_TOWN


def _has_accents(text: str) -> bool:
    return not text.isascii() and any(char.isalpha() and not char.isascii() for char in text)
