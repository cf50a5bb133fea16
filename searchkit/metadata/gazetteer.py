"""Names → places, from the package's own data file.

The file is gzip-compressed UTF-8. Its sections are separated by an empty line, its records by line ends::

    header       magic and version; attribution
    places       id, name, kind, country, inhabitants, latitude, longitude, numbers of the places right above
    names        folded names that texts are searched for, sorted
    senses       for each name the numbers of its places, most prominent first
    heads        first word of every name of several words, and how many words the longest such name has
    common       names that are also common words or surnames
    aliases      folded names that are only answered when asked for, sorted
    alias senses for each alias the numbers of its places

A place's number is its line in ``places``, counted from 0; the id of a GeoNames place is its bare number.
Only what a text needs is parsed: a place becomes a value when it is first named.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from searchkit.article import Place
from searchkit.metadata.names import fold

if TYPE_CHECKING:
    from collections.abc import KeysView, Mapping

MAGIC = b"searchkit-gazetteer 2\n"
SECTIONS = 9
_NONE: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Sense:
    """A place that a name can mean.

    Attributes:
        place: the place itself.
        kind: ``country``, ``admin1`` and ``admin2`` (subdivisions), ``city``, ``region``, ``island``,
            ``water``, ``mountains`` or ``site``.
        population: inhabitants, rounded; 0 where that says nothing.
    """

    place: Place
    kind: str
    population: int

    @property
    def is_town(self) -> bool:
        """Whether it is a town and not an area."""
        return self.kind == "city"

    def is_within(self, other: Sense) -> bool:
        """Whether ``other`` contains this place."""
        return other.place.id in self.place.ancestors


class Gazetteer:
    """The places we know, by id and by name.

    Safe to share between threads: what is parsed late is parsed to equal values whoever comes first.
    """

    def __init__(self, data: bytes) -> None:
        """Take the decompressed data file."""
        sections = data.split(b"\n\n")
        if not data.startswith(MAGIC) or len(sections) != SECTIONS:
            msg = "not a gazetteer of this version"
            raise ValueError(msg)
        _, places, names, senses, heads, common, aliases, alias_senses, demonyms = sections
        # what is parsed late stays bytes: a string of any Cyrillic takes twice the memory throughout
        self._place_lines = places.split(b"\n")
        self._sense_lines = senses.split(b"\n")
        self._alias_sections = aliases, alias_senses
        self._sorted_names = names.decode().split("\n")
        self._senses_at: dict[str, int] = {name: line for line, name in enumerate(self._sorted_names)}
        self._parsed: dict[int, Sense] = {}
        self._ancestors_of: dict[str, tuple[str, ...]] = {}
        self._outlines: dict[str, tuple[str, str]] = {}
        self._by_name: dict[str, tuple[Sense, ...]] = {}
        self._longest_from: dict[str, int] = {
            head: int(length)
            for head, _, length in (line.partition(" ") for line in heads.decode().split("\n"))
        }
        self.common_words = frozenset(common.decode().split("\n"))
        self.demonyms = frozenset(demonyms.decode().split("\n"))

    @property
    def names(self) -> dict[str, int]:
        """Every folded name that texts are searched for; look up, do not change."""
        return self._senses_at

    @property
    def heads(self) -> KeysView[str]:
        """First words of the names of several words."""
        return self._longest_from.keys()

    def continuations(self, head: str) -> Mapping[str, int]:
        """Second words of the names that begin with a word, and how many words the longest such name has."""
        if head not in self._longest_from:
            return _NONE
        names = self._sorted_names
        longest: dict[str, int] = {}
        # of all characters only the blank comes before "!" in a folded name
        for name in names[bisect_left(names, f"{head} ") : bisect_left(names, f"{head}!")]:
            words = name.split(" ")
            longest[words[1]] = max(longest.get(words[1], 0), len(words))
        return longest

    def senses(self, folded_name: str) -> tuple[Sense, ...]:
        """Places of a name as texts use it, most prominent first; empty when there are none."""
        known = self._by_name.get(folded_name)
        if known is None:
            line = self._senses_at.get(folded_name)
            if line is None:
                return ()
            known = self._read_senses(self._sense_lines[line])
            self._by_name[folded_name] = known
        return known

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
        number = self._numbers_by_id.get(place_id.removeprefix("geonames:"))
        return None if number is None else self._sense(number).place

    def kind(self, place_id: str) -> str:
        """What a place is, see :class:`Sense`; empty for an unknown id."""
        number = self._numbers_by_id.get(place_id.removeprefix("geonames:"))
        return "" if number is None else self._sense(number).kind

    @cached_property
    def _numbers_by_id(self) -> dict[str, int]:
        return {line.partition(b"\t")[0].decode(): number for number, line in enumerate(self._place_lines)}

    @cached_property
    def _aliases(self) -> dict[str, bytes]:
        aliases, senses = self._alias_sections
        return dict(zip(aliases.decode().split("\n"), senses.split(b"\n"), strict=True))

    def _asked(self, name: str) -> tuple[Sense, ...]:
        folded = fold(name)
        for spelling in (folded, folded.removeprefix("the ")):
            senses = () if spelling in self.demonyms else self.senses(spelling)
            if senses:
                return senses
        numbers = self._aliases.get(folded)
        return self._read_senses(numbers) if numbers else ()

    def _read_senses(self, numbers: bytes) -> tuple[Sense, ...]:
        return tuple(self._sense(int(number)) for number in numbers.split(b","))

    def _sense(self, number: int) -> Sense:
        known = self._parsed.get(number)
        if known is None:
            known = self._parsed[number] = self._parse(number)
        return known

    def _parse(self, number: int) -> Sense:
        line = self._place_lines[number].decode()
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
            line = self._place_lines[int(number)]
            key, above = line[: line.index(b"\t")], line[line.rindex(b"\t") + 1 :]
            known = self._outlines[number] = _full_id(key.decode()), above.decode()
        return known


def _full_id(key: str) -> str:
    return f"geonames:{key}" if key.isdigit() else key


@cache
def gazetteer() -> Gazetteer:
    """Give the gazetteer of the package; it is read on first use and kept."""
    packed = files("searchkit.metadata").joinpath("gazetteer.txt.gz").read_bytes()
    return Gazetteer(gzip.decompress(packed))
