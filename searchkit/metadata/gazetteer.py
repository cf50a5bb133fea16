"""Names → places, from the package's own data file; see :mod:`searchkit.metadata.gazetteer_file`.

Only what is asked for is read: opening the file costs nothing, and a place becomes a value when it is first
named.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from searchkit.article import Place
from searchkit.metadata.gazetteer_file import GazetteerFile
from searchkit.metadata.names import fold

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
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
        self._ancestors_of: dict[str, tuple[str, ...]] = {}
        self._outlines: dict[str, tuple[str, str]] = {}

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Every folded word that a name begins with; a name of one word is among them."""
        return self._file.words("beginnings")

    @cached_property
    def heads(self) -> frozenset[str]:
        """First words of the names of several words."""
        return self._file.words("heads")

    @cached_property
    def common_words(self) -> frozenset[str]:
        """Names that are also common words or surnames."""
        return self._file.words("common")

    @cached_property
    def demonyms(self) -> frozenset[str]:
        """Names that are words for the people or the things of a place."""
        return self._file.words("demonyms")

    @cached_property
    def long_names(self) -> frozenset[int]:
        """The crc32 of every name of several words: what is not among them is no such name."""
        return self._file.long_names()

    def is_name(self, folded_name: str) -> bool:
        """Whether texts are searched for a name of several words; it may be one that is no place's."""
        return self._file.names.find(folded_name) is not None

    def senses(self, folded_name: str, most: int | None = None) -> tuple[Sense, ...]:
        """Places of a name as texts use it, most prominent first; empty when there are none.

        Args:
            folded_name: the name.
            most: how many at the most; all when not given.
        """
        names = self._file.names
        number = names.find(folded_name)
        return () if number is None else self._read_senses(names.meanings[number][:most])

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
        number = self._file.aliases.find(folded)
        return () if number is None else self._read_senses(self._file.aliases.meanings[number])

    def _read_senses(self, numbers: Sequence[int]) -> tuple[Sense, ...]:
        return tuple([self._sense(number) for number in numbers])

    def _sense(self, number: int) -> Sense:
        known = self._parsed.get(number)
        if known is None:
            known = self._parsed[number] = self._parse(number)
        return known

    def _parse(self, number: int) -> Sense:
        line = self._file.places[number].decode()
        key, name, kind, country, population, latitude, longitude, above = line.split("\t")
        place = Place(
            id=_full_id(key),
            name=name,
            country=country or None,
            ancestors=self._ancestors(above),
            latitude=float(latitude) if latitude else None,
            longitude=float(longitude) if longitude else None,
        )
        return Sense(place, kind, int(population))

    def _ancestors(self, numbers: str) -> tuple[str, ...]:
        """Ids of the places right above, given by number, and of all above those; nearest first."""
        known = self._ancestors_of.get(numbers)
        if known is None:
            found: dict[str, str] = {}
            level = numbers
            while level:
                outlines = {one: self._outline(one) for one in level.split(",") if one not in found}
                found |= {one: place_id for one, (place_id, _) in outlines.items()}
                level = ",".join([above for _, above in outlines.values() if above])
            known = self._ancestors_of[numbers] = tuple(found.values())
        return known

    def _outline(self, number: str) -> tuple[str, str]:
        """Id of a place, and the numbers of the places right above; a few thousand contain all others."""
        known = self._outlines.get(number)
        if known is None:
            line = self._file.places[int(number)]
            key, above = line[: line.index(b"\t")], line[line.rindex(b"\t") + 1 :]
            known = self._outlines[number] = _full_id(key.decode()), above.decode()
        return known


def _full_id(key: str) -> str:
    return f"geonames:{key}" if key.isdigit() else key


@cache
def gazetteer() -> Gazetteer:
    """Give the gazetteer of the package; it is opened on first use and kept."""
    return Gazetteer(Path(__file__).with_name("gazetteer.bin"))
