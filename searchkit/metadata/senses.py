"""Places that a name can mean → what they say about the name, wherever it stands."""

from __future__ import annotations

import math
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from searchkit.metadata import lexicon
from searchkit.metadata.gazetteer import gazetteer
from searchkit.metadata.names import fold
from searchkit.metadata.resolution import Candidate, Weighed
from searchkit.values import value

if TYPE_CHECKING:
    from searchkit.metadata.gazetteer import Sense

LARGE_TOWN = 100_000  # inhabitants from which a town's name needs no other evidence
SMALL_TOWN = 15_000  # inhabitants below which an accented name must be written with its accents
METROPOLIS = 500_000  # inhabitants from which a town is believed even in a headline all in capitals
SUBDIVISIONS = frozenset({"admin1", "admin2"})
ACRONYM_LENGTH = 4
AREA_IDS = ("country:", "geonames:", "iso:")
CODE_LENGTH = 2  # names this short count only in capitals: US, UK
KEPT = 20_000  # names; bounds the memory of a long indexing run
SENSES_SEEN = 3  # of a name, to say what it is
SENSES_WEIGHED = 16  # of a name that dozens of places bear only the most prominent are ever meant
MOST_SUPPORT = 5.0  # what other names can say for a sense, at the most

# A sense is worth the decimal logarithm of its inhabitants, and more for what it is.
FIRST_SENSE_BONUS = 1.2
KIND_BONUSES = {"country": 1.0, "capital": 1.0, "admin1": -0.5, "admin2": -1.7}
DEMONYM_VOTE = 0.6  # what "Canadian" says for the places of Canada, where "Canada" says 1
REGION_WORTH = 12.0  # a region or a sea that a name means first is all that it means


@value
class Name:
    """A name as it is written, and what its places say about it.

    Attributes:
        folded: the folded name; key of :meth:`Gazetteer.senses`.
        senses: the few most prominent places that it can mean, in this order; never empty.
        written: the name as the text has it; empty where ``senses`` are all that it can mean.
        country: the country of the first.
        is_country: a country, a region, a sea, and not above all something else.
        is_known: it needs no other evidence.
        is_common: above all something else: a word, a person's name, a kind of institution.
        is_given: a given name too, which makes it a person when a surname follows.
        is_beyond_doubt: believed even where everything is in capitals.
        may_be_acronym: GAO is an office; as a town it would be written in capitals only where all is.
        may_be_saint: more is called after the saint than this place.
        may_be_surname: one word and no country, capital or metropolis: somebody may be called so.
        is_demonym: a word for the people or the things of its place.
    """

    __slots__ = ("__dict__",)  # for what is worked out when it is first asked for

    folded: str
    senses: tuple[Sense, ...]
    written: str = ""
    country: str | None = None
    is_country: bool = False
    is_known: bool = False
    is_common: bool = False
    is_given: bool = False
    is_beyond_doubt: bool = False
    may_be_acronym: bool = False
    may_be_saint: bool = False
    may_be_surname: bool = False
    is_demonym: bool = False

    @cached_property
    def nearby(self) -> tuple[Sense, ...]:
        """More of the places that it can mean, and all that are weighed; read when first asked for."""
        if not self.written:
            return self.senses
        return as_written(self.written, self.folded, gazetteer().senses(self.folded, SENSES_WEIGHED))

    @cached_property
    def weighed(self) -> tuple[Weighed, ...]:
        """The first sense, and those that are ever chosen."""
        if self.senses[0].kind == "country" and not self._may_be_area:
            return weigh(self.senses[:1])
        return weigh(self.nearby)

    @cached_property
    def areas(self) -> tuple[Weighed, ...]:
        """The same for its subdivisions."""
        if not self._may_be_area:
            return ()
        return weigh(tuple([sense for sense in self.nearby if sense.kind in SUBDIVISIONS]))

    @cached_property
    def _may_be_area(self) -> bool:
        """Whether one of its places is a subdivision: most have none, and need not be read to know it."""
        return not self.written or not SUBDIVISIONS.isdisjoint(gazetteer().kinds(self.folded, SENSES_WEIGHED))

    @cached_property
    def candidate(self) -> Candidate:
        """The name as it is resolved in every text that says no more of it."""
        return Candidate(self.weighed, DEMONYM_VOTE if self.is_demonym else 1.0)

    @cached_property
    def area_candidate(self) -> Candidate:
        """The same where one of its subdivisions is meant."""
        return Candidate(self.areas, DEMONYM_VOTE if self.is_demonym else 1.0)


def read_name(written: str, folded: str) -> Name | None:
    """Look a name up as a text has it; ``None`` where nothing is called so."""
    first = written.partition(" ")[0]
    if len(folded) <= CODE_LENGTH and not first.isupper():
        return None
    places = gazetteer()
    seen = places.senses(folded, SENSES_SEEN)
    senses = as_written(written, folded, seen)
    is_all = len(seen) < SENSES_SEEN
    if not senses and not is_all:
        senses = as_written(written, folded, places.senses(folded, SENSES_WEIGHED))
    if not senses:
        return None
    if folded in places.demonyms:
        country = senses[0].place.country
        return Name(folded, senses, country=country, is_country=True, is_known=True, is_demonym=True)
    best = senses[0]
    is_word = folded in places.common_words
    is_common = is_word or folded in lexicon.FIRST_NAMES
    is_undotted = "." not in first
    return Name(
        folded,
        senses,
        "" if is_all else written,
        country=best.place.country,
        is_country=is_country(best) and not is_word,
        is_known=is_well_known(folded, senses),
        is_common=is_common or (best.is_town and folded in lexicon.ORGANISATION_WORDS),
        is_given=folded in lexicon.PLACES_AS_GIVEN_NAMES,
        is_beyond_doubt=not (len(folded) <= CODE_LENGTH and is_undotted)  # "US" can be the pronoun
        and not is_common
        and (is_area(best) or best.population >= METROPOLIS),
        may_be_acronym=is_undotted
        and len(folded) <= ACRONYM_LENGTH
        and first.isupper()
        and not is_country(best),
        may_be_surname=best.kind == "city" and best.population < METROPOLIS and " " not in folded,
        may_be_saint=is_saint(fold(first), senses),
    )


def containers_of(name: Name) -> frozenset[str]:
    """Ids of what may be said behind a name to tell which place is meant; none where that is a country's."""
    return frozenset() if is_country(name.senses[0]) else _ancestors_of(name.folded)


@lru_cache(KEPT)
def _ancestors_of(folded: str) -> frozenset[str]:
    return frozenset([above for sense in gazetteer().senses(folded) for above in sense.place.ancestors])


def within(name: Name, container: Sense) -> tuple[Sense, ...]:
    """Places of a name that lie in a container; of all that it can mean, however small."""
    senses = name.senses
    if name.written:
        senses = as_written(name.written, name.folded, gazetteer().senses(name.folded))
    return tuple([sense for sense in senses if sense.is_within(container)])


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


def as_written(written: str, name: str, senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """Places of a name without those that are spelt otherwise: Champagne is not the village Champagné.

    Newspapers drop the accents of towns that are in the news, so only villages and common words need them.

    Args:
        written: the name as the text has it.
        name: the same folded.
        senses: its places.
    """
    if _has_accents(written):
        same = written.casefold()
        return tuple([sense for sense in senses if sense.place.name.casefold() == same]) or senses
    if all(sense.place.name.isascii() for sense in senses):
        return senses
    is_common = name in gazetteer().common_words
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
    return not sense.is_town and sense.kind not in SUBDIVISIONS


def is_area(sense: Sense) -> bool:
    """Whether it is larger than towns and their surroundings."""
    return not sense.is_town and sense.kind != "admin2"


def is_well_known(folded: str, senses: tuple[Sense, ...]) -> bool:
    """Whether the name needs no other evidence: an area, a large town, the capital of an oblast so named."""
    best = senses[0]
    if is_area(best) or best.population >= LARGE_TOWN:
        return True
    if best.kind == "admin2" and folded.rpartition(" ")[2] in lexicon.AREA_WORDS:
        return True
    return any(sense.kind == "admin1" and best.is_within(sense) for sense in senses)


def is_saint(first_word: str, senses: tuple[Sense, ...]) -> bool:
    """Whether the name is a saint's, after whom more is called than this place."""
    return first_word in {"st", "saint"} and senses[0].population < LARGE_TOWN


def _has_accents(text: str) -> bool:
    return not text.isascii() and any(char.isalpha() and not char.isascii() for char in text)
