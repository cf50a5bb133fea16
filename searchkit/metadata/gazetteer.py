"""Names → places, from the package's own data file; see :mod:`searchkit.metadata.gazetteer_file`.

Only what is asked for is read: a section of the file is decompressed when it is first needed, and a place
becomes a value when it is first named.
"""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from searchkit.article import Place
from searchkit.metadata import lexicon
from searchkit.metadata.gazetteer_file import HEAD, GazetteerFile
from searchkit.metadata.names import fold
from searchkit.values import value

if TYPE_CHECKING:
    from collections.abc import Sequence


@value
class Sense:
    """A place that a name can mean.

    Attributes:
        place: the place itself.
        kind: ``country``, ``admin1`` and ``admin2`` (subdivisions), ``city``, ``capital`` (of a country),
            ``region``, ``island``, ``water``, ``mountains`` or ``site``.
        population: inhabitants, rounded; 0 where that says nothing.
    """

    place: Place
    kind: str
    population: int

    @property
    def is_town(self) -> bool:
        """Whether it is a town and not an area."""
        return self.kind in {"city", "capital"}

    def is_within(self, other: Sense) -> bool:
        """Whether ``other`` contains this place."""
        return other.place.id in self.place.ancestors


class Gazetteer:
    """The places we know, by id and by name.

    Safe to share between threads: what is parsed late is parsed to equal values whoever comes first.
    """

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            ValueError: it is no gazetteer, or one of another version.
        """
        self._file = GazetteerFile(path)
        self._parsed: dict[int, Sense] = {}
        self._ancestors_of: dict[tuple[int, ...], tuple[str, ...]] = {}

    @cached_property
    def beginnings(self) -> dict[str, int]:
        """Every folded word that a name begins with → its traits and ``HEAD``.

        A name of one word is among them; see :mod:`searchkit.metadata.traits`.
        """
        names = zip(self._file.words.names, self._file.traits.tolist(), strict=False)
        return dict(names) | dict.fromkeys(self._file.lines("other heads"), HEAD)

    @cached_property
    def common_words(self) -> frozenset[str]:
        """Names that are also common words or surnames."""
        return frozenset(self._file.lines("common"))

    @cached_property
    def demonyms(self) -> frozenset[str]:
        """Names that are words for the people or the things of a place."""
        return frozenset(self._file.lines("demonyms"))

    @cached_property
    def pairs(self) -> dict[int, int]:
        """The crc32 of two words → how many words the longest name has that begins with them.

        Where two words are not among them, no name begins so; where they are, it is to be looked up.
        """
        return self._file.pairs()

    def foreign(self, language: str) -> dict[str, tuple[int, ...]]:
        """Names in another language → numbers of their places; none for a language that has none here.

        Args:
            language: ``de``, ``es``, ``fr``, or ``cyrl`` for all that is written in Cyrillic.
        """
        rows = [line.split("\t") for line in self._file.lines("foreign")]
        return {name: tuple(map(int, places.split(","))) for one, name, places in rows if one == language}

    def traits(self, folded_name: str) -> int | None:
        """Traits of a name that texts are searched for; ``None`` where it is none."""
        return self._file.traits_of(folded_name)

    def senses(self, folded_name: str, most: int | None = None, inside: str = "") -> tuple[Sense, ...]:
        """Places of a name as texts use it, most prominent first; empty when there are none.

        Args:
            folded_name: the name.
            most: how many at the most; all when not given.
            inside: id of a place that must contain them, when given.
        """
        numbers = self._file.meanings(folded_name, most)
        if inside:
            numbers = [number for number in numbers if inside in self._ancestors(self._file.above(number))]
        return self.read_senses(numbers)

    def containers(self, folded_name: str) -> frozenset[str]:
        """Ids of all that contains some place of :meth:`senses`; the places themselves are not read."""
        above = {self._file.above(number) for number in self._file.meanings(folded_name)}
        return frozenset([one for numbers in above for one in self._ancestors(numbers)])

    def resolve(self, name: str) -> tuple[Place, ...]:
        """Places that a name can mean.

        The most prominent one, and places of the same name that contain it or lie in it (Donetsk: city and
        oblast). ``Paris, Texas`` asks for the one inside the other. Case and diacritics do not matter.

        Returns:
            The places, most prominent first. For a name that is unknown a place that has only the name, and
            an id made of it: ``name:middle-earth``. It is the same for articles that declare the name and
            for queries that ask for it. Nothing for what is no name at all.
        """
        first, *containers = name.split(",")
        senses = self._asked(first)
        for container in containers:
            above = self._asked(container)
            senses = tuple(sense for sense in senses if any(map(sense.is_within, above)))
        if containers and not senses:
            senses = self._asked(name)
        if not senses:
            folded = fold(name)
            return (Place(f"name:{folded.replace(' ', '-')}", name.strip()),) if folded else ()
        best = senses[0]
        namesakes = dict.fromkeys((*senses[1:], *self.senses(fold(best.place.name))))
        related = [sense for sense in namesakes if sense.is_within(best) or best.is_within(sense)]
        return (best.place, *(sense.place for sense in related))

    def get(self, place_id: str) -> Place | None:
        """Place of an id, or ``None``."""
        number = self._file.place_number(place_id.removeprefix("geonames:"))
        return None if number is None else self._sense(number).place

    def kind(self, place_id: str) -> str:
        """What a place is, see :class:`Sense`; empty for an unknown id."""
        number = self._file.place_number(place_id.removeprefix("geonames:"))
        return "" if number is None else self._sense(number).kind

    def _asked(self, name: str) -> tuple[Sense, ...]:
        folded = fold(name)
        for spelling in (folded, folded.removeprefix("the ")):
            senses = () if spelling in self.demonyms else self.senses(spelling)
            if senses:
                return senses
        return self.read_senses(self._file.aliases.meanings(folded)) or self._asked_as_area(folded)

    def _asked_as_area(self, folded: str) -> tuple[Sense, ...]:
        """``Belgorod region``, ``Oblast of Belgorod``: the areas that are called so."""
        first, _, of_rest = folded.partition(" of ")
        rest, _, last = folded.rpartition(" ")
        bare = of_rest if first in lexicon.AREA_WORDS else rest if last in lexicon.AREA_WORDS else ""
        if not bare:
            return ()
        known = self.senses(bare) + self.read_senses(self._file.aliases.meanings(bare))
        areas = tuple([sense for sense in dict.fromkeys(known) if sense.kind.startswith("admin")])
        areas = tuple([sense for sense in areas if sense.kind == "admin1"]) or areas
        # Of city and oblast, both subdivisions, the oblast is meant.
        return tuple([sense for sense in areas if fold(sense.place.name) != bare]) or areas

    def read_senses(self, numbers: Sequence[int]) -> tuple[Sense, ...]:
        """Places by their numbers."""
        return tuple([self._sense(number) for number in numbers])

    def _sense(self, number: int) -> Sense:
        known = self._parsed.get(number)
        if known is None:
            known = self._parsed[number] = self._parse(number)
        return known

    def _parse(self, number: int) -> Sense:
        key, name, kind, country, population, latitude, longitude, above = self._file.place(number)
        ancestors = self._ancestors(above)
        return Sense(
            Place(_full_id(key), name, country or None, ancestors, latitude, longitude), kind, population
        )

    def _ancestors(self, numbers: tuple[int, ...]) -> tuple[str, ...]:
        """Ids of the places right above, given by number, and of all above those; nearest first."""
        known = self._ancestors_of.get(numbers)
        if known is not None:
            return known
        if len(numbers) == 1:  # nearly always, and what is above is mostly known
            known = (_full_id(self._file.key(numbers[0])), *self._ancestors(self._file.above(numbers[0])))
        else:
            found: dict[int, str] = {}
            level = numbers
            while level:
                new = [one for one in dict.fromkeys(level) if one not in found]
                found |= {one: _full_id(self._file.key(one)) for one in new}
                level = tuple([above for one in new for above in self._file.above(one)])
            known = tuple(found.values())
        self._ancestors_of[numbers] = known
        return known


def _full_id(key: str) -> str:
    return f"geonames:{key}" if key.isdigit() else key


@cache
def gazetteer() -> Gazetteer:
    """Give the gazetteer of the package; it is opened on first use and kept."""
    return Gazetteer(Path(__file__).with_name("gazetteer.bin"))
