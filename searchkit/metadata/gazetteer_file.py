"""The file of the gazetteer: sections that are decompressed when they are first asked for.

It is laid out as :mod:`searchkit.metadata.sections` says. Texts are UTF-8, one a line; numbers are unsigned
and little-endian, of as many bytes as is said here; coordinates are signed. A place's number is its position
among the places, counted from 0, a name's its position among the names of one word, then of several::

    ids          4: GeoNames number of each place less that of the one before; 0 at all for one of "other ids"
    other ids    ids of the places that have no such number, in their order
    place names  text, one for each place
    kinds        1: which line of "kind names" each place is; kind names: text
    countries    2: which line of "country codes" each place is in; country codes: text, empty for none
    populations  4: inhabitants, rounded
    latitudes    2: degrees north times 100, signed; longitudes likewise; MISSING where there is none
    parent counts, parents  1, 4: how many places are right above each place, and their numbers
    words        text: folded names of one word that texts are searched for, sorted
    long names   the same of several words
    other heads  first words of those, as far as they are no names of one word
    pairs        4: crc32 of the first two words of the same, sorted, each less the one before
    pair lengths 1: how many words the longest name has that begins so
    traits       2: what the places of each name say about it, see searchkit/metadata/traits.py, and HEAD
    sense counts, senses low, senses high  2, 2, 1: how many places each name has, and their numbers in two
                 parts, most prominent first; none: it is no place
    aliases      text: folded names that are only answered when asked for, with the same three: meaning …
    common       names that are also common words or surnames
    demonyms     names that are words for the people or the things of a place
    foreign      names in other languages: language, name, numbers of its places, between tabs
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import zstandard

from searchkit.metadata.sections import compressed_sections

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

MAGIC = b"searchkit-gazetteer 5"
SECTIONS = (
    "ids", "other ids", "place names", "kinds", "kind names", "countries", "country codes", "populations",
    "latitudes", "longitudes", "parent counts", "parents",
    "words", "long names", "other heads", "pairs", "pair lengths", "traits",
    "sense counts", "senses low", "senses high",
    "aliases", "meaning counts", "meanings low", "meanings high",
    "common", "demonyms", "foreign",
)  # fmt: skip
HEAD = 1 << 13  # beside the traits of a word: names of several words begin with it
MISSING = -32768
HUNDREDTHS = 100
HIGH = 16  # bits by which the high part of a number is shifted


class Record(NamedTuple):  # there are many and short-lived: a frozen class takes three times as long to make
    """A place as it stands in the file.

    Attributes:
        key: its id; that of a GeoNames place is its bare number.
        name: as it is shown.
        kind: what it is.
        country: code; empty for none.
        population: inhabitants, rounded.
        latitude: degrees north.
        longitude: degrees east.
        above: numbers of the places right above.
    """

    key: str
    name: str
    kind: str
    country: str
    population: int
    latitude: float | None
    longitude: float | None
    above: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Folded names, and the numbers of the places that each means, most prominent first.

    Attributes:
        names: sorted; a hash table would be faster to look in, but take longer to make than most runs look.
        starts: int64, where the places of each name begin; one more than names.
        places: uint32, all of them.
    """

    names: list[str]
    starts: NDArray[np.int64]
    places: NDArray[np.uint32]

    def position(self, name: str) -> int | None:
        """Where a name stands among them; ``None`` where it is none."""
        position = bisect_left(self.names, name)
        return position if position < len(self.names) and self.names[position] == name else None

    def meanings(self, name: str, most: int | None = None) -> list[int]:
        """Places of a name, ``most`` at the most; none where it is no name."""
        position = self.position(name)
        if position is None:
            return []
        start, stop = self.starts.item(position), self.starts.item(position + 1)
        if most is not None:
            stop = min(stop, start + most)
        meant: list[int] = self.places[start:stop].tolist()
        return meant


class GazetteerFile:
    """The sections of a file; what is never asked for stays compressed."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            ValueError: it is no gazetteer, or one of another version.
        """
        self._compressed = compressed_sections(path, "gazetteer", MAGIC, SECTIONS)

    def lines(self, section: str) -> list[str]:
        """Lines of a text."""
        text = str(self._bytes(section), "utf-8")
        return text.split("\n") if text else []

    @cached_property
    def words(self) -> Names:
        """Names of one word that texts are searched for."""
        return Names(self.lines("words"), *self._senses)

    @cached_property
    def long_names(self) -> Names:
        """Names of several words that texts are searched for."""
        starts, places = self._senses
        return Names(self.lines("long names"), starts[len(self.words.names) :], places)

    @cached_property
    def aliases(self) -> Names:
        """Names that are only answered."""
        return Names(self.lines("aliases"), *self._lists("meaning"))

    def meanings(self, name: str, most: int | None = None) -> list[int]:
        """Places of a name that texts are searched for; see :class:`Names`."""
        return (self.long_names if " " in name else self.words).meanings(name, most)

    def pairs(self) -> dict[int, int]:
        """The crc32 of the first two words of names → how many words the longest of those has."""
        checksums = np.cumsum(self._numbers("pairs", "<u4"), dtype=np.uint32)
        return dict(zip(checksums.tolist(), self._numbers("pair lengths", "<u1").tolist(), strict=True))

    @cached_property
    def traits(self) -> NDArray[np.uint16]:
        """Traits of the names of one word, then of those of several."""
        return self._numbers("traits", "<u2")

    def traits_of(self, name: str) -> int | None:
        """Traits of a name; ``None`` where it is none."""
        words = self.words
        names, first = (self.long_names, len(words.names)) if " " in name else (words, 0)
        position = names.position(name)
        return None if position is None else int(self.traits.item(first + position))

    def place(self, number: int) -> Record:
        """Read one place."""
        columns = self._columns
        latitude, longitude = columns.latitudes.item(number), columns.longitudes.item(number)
        name_end = columns.name_ends.item
        return Record(
            self.key(number),
            columns.text[name_end(number) + 1 : name_end(number + 1)].decode(),
            self._kind_names[columns.kinds.item(number)],
            self._country_codes[columns.countries.item(number)],
            columns.populations.item(number),
            None if latitude == MISSING else latitude / HUNDREDTHS,
            None if longitude == MISSING else longitude / HUNDREDTHS,
            self.above(number),
        )

    def key(self, number: int) -> str:
        """Give the id of a place; that of a GeoNames place is its bare number."""
        return str(self._columns.ids.item(number) or self._other_ids[number])

    def above(self, number: int) -> tuple[int, ...]:
        """Give the numbers of the places right above a place."""
        columns = self._columns
        start, stop = columns.parent_starts.item(number), columns.parent_starts.item(number + 1)
        if stop - start == 1:  # nearly always
            return (columns.parents.item(start),)
        return tuple(columns.parents[start:stop].tolist())

    def place_number(self, key: str) -> int | None:
        """Number of the place of an id, or ``None``."""
        if not (key.isascii() and key.isdigit()):
            return self._number_of_other.get(key)
        wanted = int(key)
        order, ids = self._order_of_ids, self._columns.ids
        if not 0 < wanted <= np.iinfo(ids.dtype).max:
            return None
        # A number of another type would have numpy convert all ids for each search.
        position = int(np.searchsorted(ids, ids.dtype.type(wanted), sorter=order))
        return int(order[position]) if position < len(order) and ids[order[position]] == wanted else None

    @cached_property
    def _columns(self) -> _Columns:
        text = b"\n" + bytes(self._bytes("place names")) + b"\n"
        return _Columns(
            np.cumsum(self._numbers("ids", "<u4"), dtype=np.uint32),
            text,
            np.flatnonzero(np.frombuffer(text, np.uint8) == ord("\n")),
            self._numbers("kinds", "<u1"),
            self._numbers("countries", "<u2"),
            self._numbers("populations", "<u4"),
            self._numbers("latitudes", "<i2"),
            self._numbers("longitudes", "<i2"),
            _starts(self._numbers("parent counts", "<u1")),
            self._numbers("parents", "<u4"),
        )

    @cached_property
    def _kind_names(self) -> list[str]:
        return self.lines("kind names")

    @cached_property
    def _country_codes(self) -> list[str]:
        return self.lines("country codes")

    @cached_property
    def _other_ids(self) -> dict[int, str]:
        numbers = np.flatnonzero(self._columns.ids == 0).tolist()
        return dict(zip(numbers, self.lines("other ids"), strict=True))

    @cached_property
    def _number_of_other(self) -> dict[str, int]:
        return {key: number for number, key in self._other_ids.items()}

    @cached_property
    def _order_of_ids(self) -> NDArray[np.int64]:
        return np.argsort(self._columns.ids, kind="stable")

    @cached_property
    def _senses(self) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        return self._lists("sense")

    def _lists(self, kind: str) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        high = self._numbers(f"{kind}s high", "<u1").astype(np.uint32)
        places = (high << HIGH) | self._numbers(f"{kind}s low", "<u2")
        return _starts(self._numbers(f"{kind} counts", "<u2")), places

    def _numbers(self, section: str, dtype: str) -> NDArray[Any]:
        return np.frombuffer(self._bytes(section), dtype)

    def _bytes(self, section: str) -> bytes:
        return zstandard.ZstdDecompressor().decompress(self._compressed[section])


@dataclass(frozen=True, slots=True)
class _Columns:
    """Places by their numbers; names end where the text has a line's end, the first at that before it."""

    ids: NDArray[np.uint32]
    text: bytes
    name_ends: NDArray[np.int64]
    kinds: NDArray[np.uint8]
    countries: NDArray[np.uint16]
    populations: NDArray[np.uint32]
    latitudes: NDArray[np.int16]
    longitudes: NDArray[np.int16]
    parent_starts: NDArray[np.int64]
    parents: NDArray[np.uint32]


def _starts(counts: NDArray[Any]) -> NDArray[np.int64]:
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts
