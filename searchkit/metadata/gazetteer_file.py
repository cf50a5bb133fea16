"""The file of the gazetteer: it is looked up in, never loaded.

It begins with lines of text: magic and version, the lengths of the sections in bytes, attribution, an empty
line. The sections follow, each at a multiple of 4 bytes; numbers are unsigned, little-endian, 4 bytes
long::

    places      strings: id, name, kind, country, inhabitants, latitude, longitude, numbers of the places
                right above, between tabs; the id of a GeoNames place is its bare number
    ids         slots: where in ``places`` an id stands
    names       strings, sorted by their bytes: folded names that texts are searched for, with slots
    senses      lists: for each name the numbers of its places, most prominent first; none: it is no place
    aliases     strings, sorted: folded names that are only answered when asked for, with slots
    meanings    lists: for each alias the numbers of its places
    long        crc32 of the names of several words, sorted: what is not among them is no such name
    beginnings  words that names begin with, one a line
    heads       those of them that names of several words begin with, one a line
    common      names that are also common words or surnames, one a line
    demonyms    names that are words for the people or the things of a place, one a line

Strings are two sections: where each starts (one number more than strings), and their UTF-8. Lists are two
sections likewise, the second of numbers. Slots are a hash table without a chain: a string is looked for
from ``crc32(string)`` modulo the number of slots on, upwards, until it or an empty slot (0) is met; a slot
holds the number of the string, counted from 1. A place's number is its position among the strings, counted
from 0.
"""

from __future__ import annotations

import mmap
import sys
import zlib
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from pathlib import Path

MAGIC = b"searchkit-gazetteer 3"
ALIGNMENT = 4
Numbers: TypeAlias = (
    "memoryview[int] | array[int]"  # of uint32: one at a time they are read faster than from numpy
)
SECTIONS = (
    "place starts", "places", "ids", "name starts", "names", "name slots", "sense starts", "senses",
    "alias starts", "aliases", "alias slots", "meaning starts", "meanings",
    "long", "beginnings", "heads", "common", "demonyms",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Strings:
    """Strings by number.

    Attributes:
        starts: uint32, where each begins; one more than strings.
        data: their bytes.
    """

    starts: Numbers
    data: memoryview

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self.data[self.starts[number] : self.starts[number + 1]])


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of numbers by number.

    Attributes:
        starts: uint32, where each begins; one more than lists.
        numbers: uint32, all of them.
    """

    starts: Numbers
    numbers: Numbers

    def __getitem__(self, number: int) -> list[int]:
        found: list[int] = list(self.numbers[self.starts[number] : self.starts[number + 1]])
        return found


@dataclass(frozen=True, slots=True)
class Names:
    """Sorted strings that can be looked up, and what each means."""

    strings: Strings
    slots: Numbers
    meanings: Lists

    def find(self, name: str) -> int | None:
        """Number of a string, or ``None``."""
        wanted = name.encode()
        slot = zlib.crc32(wanted) % len(self.slots)
        while number := self.slots[slot]:
            if self.strings[number - 1] == wanted:
                return number - 1
            slot = (slot + 1) % len(self.slots)
        return None


class GazetteerFile:
    """The sections of a file, mapped into memory."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            ValueError: it is no gazetteer, or one of another version.
        """
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = bytes(data[: data.find(b"\n\n") + 2])
        magic, _, rest = header.partition(b"\n")
        if magic != MAGIC:
            msg = f"{path}: not a gazetteer of this version"
            raise ValueError(msg)
        self._sections: dict[str, memoryview] = {}
        view, begin = memoryview(data), len(header)
        for name, length in zip(SECTIONS, map(int, rest.split(b"\n", 1)[0].split()), strict=True):
            begin += -begin % ALIGNMENT
            self._sections[name] = view[begin : begin + length]
            begin += length
        self.places = Strings(self._numbers("place starts"), self._sections["places"])
        self.names = Names(
            Strings(self._numbers("name starts"), self._sections["names"]),
            self._numbers("name slots"),
            Lists(self._numbers("sense starts"), self._numbers("senses")),
        )
        self.aliases = Names(
            Strings(self._numbers("alias starts"), self._sections["aliases"]),
            self._numbers("alias slots"),
            Lists(self._numbers("meaning starts"), self._numbers("meanings")),
        )
        self._ids = self._numbers("ids")

    def words(self, section: str) -> frozenset[str]:
        """Words of a section that has one a line."""
        return frozenset(str(self._sections[section], "utf-8").split("\n"))

    def long_names(self) -> frozenset[int]:
        """Hashes of the names of several words."""
        return frozenset(self._numbers("long"))

    def place_number(self, key: str) -> int | None:
        """Number of the place whose record begins with an id."""
        wanted = key.encode()
        slot = zlib.crc32(wanted) % len(self._ids)
        while number := self._ids[slot]:
            if self.places[number - 1].partition(b"\t")[0] == wanted:
                return number - 1
            slot = (slot + 1) % len(self._ids)
        return None

    def _numbers(self, section: str) -> Numbers:
        if sys.byteorder == "little":
            return self._sections[section].cast("I")
        numbers = array("I", bytes(self._sections[section]))
        numbers.byteswap()
        return numbers
