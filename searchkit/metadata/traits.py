"""What the places of a name say about it, as bits: names are judged by them before any place is read.

The file of the gazetteer has the traits of every name that texts are searched for, as it is written without
accents. What a name written with accents can mean is worked out where it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchkit.metadata import lexicon
from searchkit.metadata.names import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from searchkit.metadata.gazetteer import Sense

LARGE_TOWN = 100_000  # inhabitants from which a town's name needs no other evidence
SMALL_TOWN = 15_000  # inhabitants below which an accented name must be written with its accents
METROPOLIS = 500_000  # inhabitants from which a town is believed even in a headline all in capitals
SUBDIVISIONS = frozenset({"admin1", "admin2"})

NAMED = 1 << 0
"""Something is called so."""
DEMONYM = 1 << 1
"""A word for the people or the things of its place."""
COUNTRY = 1 << 2
"""A country, a region, a sea or people of one, and not above all something else."""
KNOWN = 1 << 3
"""It needs no other evidence."""
WORD = 1 << 4
"""Above all something else: a word, a person's name."""
# What is said of the place that it means first:
BROAD = 1 << 5
"""Neither a town nor a subdivision."""
NATION = 1 << 6
"""A country."""
FIRST_LEVEL = 1 << 7
"""A subdivision right below a country."""
TOWN = 1 << 8
"""A town."""
GREAT = 1 << 9
"""An area or a metropolis: believed even where everything is in capitals."""
MINOR = 1 << 10
"""A town that is no capital and no metropolis: somebody may be called so."""
SMALL = 1 << 11
"""Fewer people live there than in a large town."""
# And of the others:
AREAS = 1 << 12
"""Some of its places are subdivisions."""
TRAITS = (AREAS << 1) - 1
"""All of them."""


def traits_of(
    folded: str, senses: Sequence[Sense], *, has_areas: bool, is_word: bool = False, is_demonym: bool = False
) -> int:
    """Judge a name by the places that it can mean.

    Args:
        folded: the name.
        senses: the few most prominent of its places.
        has_areas: whether some of all that are weighed are subdivisions.
        is_word: whether it is a common word too.
        is_demonym: whether it is a word for people or things.
    """
    if not senses:
        return 0
    best = senses[0]
    traits = NAMED
    traits |= BROAD * is_country(best) | NATION * (best.kind == "country")
    traits |= FIRST_LEVEL * (best.kind == "admin1") | TOWN * best.is_town
    traits |= SMALL * (best.population < LARGE_TOWN)
    traits |= AREAS * has_areas
    if is_demonym:
        return traits | DEMONYM | COUNTRY | KNOWN
    traits |= WORD * is_word | COUNTRY * (is_country(best) and not is_word)
    traits |= KNOWN * is_well_known(folded, senses)
    traits |= GREAT * (is_area(best) or best.population >= METROPOLIS)
    return traits | MINOR * (best.kind == "city" and best.population < METROPOLIS)


def is_well_known(folded: str, senses: Sequence[Sense]) -> bool:
    """Whether the name needs no other evidence: an area, a large town, the capital of an oblast so named."""
    best = senses[0]
    if is_area(best) or best.population >= LARGE_TOWN:
        return True
    if best.kind == "admin2" and folded.rpartition(" ")[2] in lexicon.AREA_WORDS:
        return True
    return any(sense.kind == "admin1" and best.is_within(sense) for sense in senses)


def is_country(sense: Sense) -> bool:
    """Whether it is a country, a region, a sea: neither a town nor a subdivision."""
    return not sense.is_town and sense.kind not in SUBDIVISIONS


def is_area(sense: Sense) -> bool:
    """Whether it is larger than towns and their surroundings."""
    return not sense.is_town and sense.kind != "admin2"


def as_written(written: str, name: str, senses: tuple[Sense, ...], *, is_word: bool) -> tuple[Sense, ...]:
    """Places of a name without those that are spelt otherwise: Champagne is not the village Champagné.

    Newspapers drop the accents of towns that are in the news, so only villages and common words need them.

    Args:
        written: the name as the text has it.
        name: the same folded.
        senses: its places.
        is_word: whether it is a common word too.
    """
    if has_accents(written):
        same = written.casefold()
        return tuple([sense for sense in senses if sense.place.name.casefold() == same]) or senses
    if all(sense.place.name.isascii() for sense in senses):
        return senses
    return tuple(
        sense
        for sense in senses
        if is_area(sense)
        or not (is_word or sense.population < SMALL_TOWN)
        or not has_accents(sense.place.name)
        or fold(sense.place.name) != name
    )


def has_accents(text: str) -> bool:
    """Whether it has letters that are not ASCII."""
    return not text.isascii() and any(char.isalpha() and not char.isascii() for char in text)
