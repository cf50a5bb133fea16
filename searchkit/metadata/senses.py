"""Places that a name can mean → what they say about the name, wherever it stands."""

from __future__ import annotations

import math
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from searchkit.metadata.gazetteer import gazetteer
from searchkit.metadata.resolution import Candidate, Weighed
from searchkit.metadata.traits import (
    AREAS,
    BROAD,
    DEMONYM,
    NATION,
    SUBDIVISIONS,
    as_written,
    has_accents,
    is_country,
    traits_of,
)

if TYPE_CHECKING:
    from searchkit.metadata.gazetteer import Gazetteer, Sense

AREA_IDS = ("country:", "geonames:", "iso:")
KEPT = 20_000  # names; bounds the memory of a long indexing run
SENSES_SEEN = 3  # of a name, to say what it is
SENSES_WEIGHED = 16  # of a name that dozens of places bear only the most prominent are ever meant
MOST_SUPPORT = 5.0  # what other names can say for a sense, at the most

# A sense is worth the decimal logarithm of its inhabitants, and more for what it is.
FIRST_SENSE_BONUS = 1.2
KIND_BONUSES = {"country": 1.0, "capital": 1.0, "admin1": -0.5, "admin2": -1.7}
DEMONYM_VOTE = 0.6  # what "Canadian" says for the places of Canada, where "Canada" says 1
REGION_WORTH = 12.0  # a region or a sea that a name means first is all that it means


class Name:
    """A name as it is written, and what its places say about it; they are read when they are asked for.

    Attributes:
        folded: the folded name; key of :meth:`Gazetteer.senses`.
        traits: see :mod:`searchkit.metadata.traits`.
        written: the name as the text has it where it is written with accents; else empty.
        given: all places that it can mean, where they are not those that the gazetteer has for ``folded``.
    """

    def __init__(self, folded: str, traits: int, written: str = "", given: tuple[Sense, ...] = ()) -> None:
        """Take what is known at once; nothing is read."""
        self.folded = folded
        self.traits = traits
        self.written = written
        self.given = given
        self._inside: dict[str, Candidate | None] = {}

    @cached_property
    def senses(self) -> tuple[Sense, ...]:
        """The few most prominent places that it can mean, in this order; never empty."""
        return self.given or first_senses(gazetteer(), self.folded, self.written)

    @property
    def country(self) -> str | None:
        """The country of the first."""
        return self.senses[0].place.country

    @cached_property
    def nearby(self) -> tuple[Sense, ...]:
        """More of the places that it can mean, and all that are weighed."""
        return self.given or spelt_senses(gazetteer(), self.folded, self.written, SENSES_WEIGHED)

    @cached_property
    def containers(self) -> frozenset[str]:
        """Ids of what may be said behind it to tell which place is meant; none where that is a country's."""
        return frozenset() if self.traits & BROAD else gazetteer().containers(self.folded)

    @cached_property
    def candidate(self) -> Candidate:
        """The name as it is resolved in every text that says no more of it: the first sense, and rivals."""
        is_alone = self.traits & (NATION | AREAS) == NATION
        return self._resolved(self.senses[:1] if is_alone else self.nearby)

    @cached_property
    def area_candidate(self) -> Candidate:
        """The same where one of its subdivisions is meant; only of a name that has some."""
        return self._resolved(tuple([sense for sense in self.nearby if sense.kind in SUBDIVISIONS]))

    def inside(self, container: Sense) -> Candidate | None:
        """The same where a place in a container is meant, of all however small; ``None`` where none is."""
        key = container.place.id
        if key not in self._inside:
            senses = self.given or spelt_senses(gazetteer(), self.folded, self.written, inside=key)
            senses = tuple([sense for sense in senses if sense.is_within(container)])
            self._inside[key] = self._resolved(senses) if senses else None
        return self._inside[key]

    def _resolved(self, senses: tuple[Sense, ...]) -> Candidate:
        return Candidate(weigh(senses), DEMONYM_VOTE if self.traits & DEMONYM else 1.0)


def first_senses(places: Gazetteer, folded: str, written: str = "") -> tuple[Sense, ...]:
    """Give the few most prominent places of a name that are spelt as it is written; see :class:`Name`."""
    seen = spelt_senses(places, folded, written, SENSES_SEEN)
    return seen or spelt_senses(places, folded, written, SENSES_WEIGHED)


def spelt_senses(
    places: Gazetteer, folded: str, written: str = "", most: int | None = None, inside: str = ""
) -> tuple[Sense, ...]:
    """Give all, or those among the ``most`` prominent ones; only those ``inside`` a place will do."""
    # Whether a place counts that is spelt otherwise than with these accents depends on all the others.
    senses = places.senses(folded, most, "" if has_accents(written) else inside)
    return as_written(written, folded, senses, is_word=folded in places.common_words)


def read_traits(places: Gazetteer, folded: str, written: str = "") -> int:
    """Judge a name by its places, as the file has it for names without accents."""
    return traits_of(
        folded,
        first_senses(places, folded, written),
        has_areas=any(
            sense.kind in SUBDIVISIONS for sense in spelt_senses(places, folded, written, SENSES_WEIGHED)
        ),
        is_word=folded in places.common_words,
        is_demonym=folded in places.demonyms,
    )


def weigh(senses: tuple[Sense, ...]) -> tuple[Weighed, ...]:
    """Say what speaks for the senses of a name, whatever the text.

    Left out is what no text can speak for so much that it would be chosen; the first is always there.
    """
    weighed = [_weighed(sense, senses[0]) for sense in senses]
    if len(weighed) <= 1:
        return tuple(weighed)
    surpassed = max([one.worth for one in weighed])
    contenders = [one for one in weighed[1:] if one.worth + MOST_SUPPORT >= surpassed]
    if senses[0].kind == "country":  # no town has a chance, but Georgia is a state too
        contenders = [one for one in contenders if one.sense.kind == "admin1"]
    return (weighed[0], *contenders)


def _weighed(sense: Sense, first: Sense) -> Weighed:
    place = sense.place
    areas = _areas_of(place.ancestors)
    if not sense.is_town and place.id.startswith(AREA_IDS):
        areas = (place.id, *areas)
    if is_country(sense) and sense.kind != "country":
        return Weighed(sense, REGION_WORTH if sense is first else 0.0, areas)
    worth = math.log10(sense.population + 1) + KIND_BONUSES.get(sense.kind, 0.0)
    worth += FIRST_SENSE_BONUS * (sense is first)
    return Weighed(sense, worth, areas)


@lru_cache(KEPT)
def _areas_of(ancestors: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([one for one in ancestors if one.startswith(AREA_IDS)])
