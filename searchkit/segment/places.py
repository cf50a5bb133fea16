"""The places of a segment: each is written once, however many articles mention it.

A *region* is an id that places are asked for by: that of a place, or of one that contains it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain, pairwise
from math import isnan

import numpy as np

from searchkit.article import Place
from searchkit.segment.container import ColumnWriter, Container, narrow
from searchkit.segment.dictionary import PlainTerms, Strings, number_terms, write_strings
from searchkit.segment.runs import Starts, starts_of, write_lengths


def write_places(writer: ColumnWriter, places: Sequence[Place]) -> None:
    """Write ``regions.*`` and ``places.*``.

    Args:
        writer: where to.
        places: each once, in the order in which articles first mention them.
    """
    regions, numbers = number_terms(_utf8(region) for place in places for region in _regions(place))
    ancestors = [numbers[_utf8(region)] for place in places for region in place.ancestors]
    write_strings(writer, "regions", regions)
    writer.add("places.ids", narrow(np.array([numbers[_utf8(place.id)] for place in places], np.int64)))
    write_strings(writer, "places.names", [_utf8(place.name) for place in places])
    write_strings(writer, "places.countries", [_utf8(place.country or "") for place in places])
    writer.add("places.latitudes", _degrees(place.latitude for place in places))
    writer.add("places.longitudes", _degrees(place.longitude for place in places))
    write_lengths(
        writer,
        "places.ancestor_counts",
        np.fromiter((len(place.ancestors) for place in places), np.int64, len(places)),
    )
    writer.add("places.ancestors", narrow(np.array(ancestors, np.int64)))


def _regions(place: Place) -> Iterable[str]:
    return chain((place.id,), place.ancestors)


def _degrees(values: Iterable[float | None]) -> np.ndarray:
    return np.array([np.nan if value is None else value for value in values], np.float64)


class PlaceTable:
    """Reads the places of a segment.

    Attributes:
        regions: the ids of all places and of what contains them, ascending.
    """

    def __init__(self, container: Container) -> None:
        self.regions = PlainTerms(container, "regions")
        self._ids = container.column("places.ids")
        self._names = Strings(container, "places.names")
        self._countries = Strings(container, "places.countries")
        self._latitudes = container.column("places.latitudes")
        self._longitudes = container.column("places.longitudes")
        self._ancestors = container.column("places.ancestors")
        self._ancestor_starts = Starts(container, "places.ancestor_counts", self._ancestors)

    def __len__(self) -> int:
        """How many places."""
        return len(self._ids)

    def place(self, number: int) -> Place:
        """A place."""
        start, end = self._ancestor_starts.run(number)
        latitude, longitude = (
            float(column[number : number + 1][0]) for column in (self._latitudes, self._longitudes)
        )
        return Place(
            id=self._region(int(self._ids[number : number + 1][0])),
            name=self.name(number),
            country=_text(self._countries[number]) or None,
            ancestors=tuple(map(self._region, self._ancestors[start:end].tolist() if start < end else ())),
            latitude=None if np.isnan(latitude) else latitude,
            longitude=None if np.isnan(longitude) else longitude,
        )

    def all(self) -> list[Place]:
        """All places, sooner than one by one."""
        regions = [_text(region) for region in self.regions.slice(0, len(self.regions))]
        ancestors = [regions[region] for region in self._ancestors.values.tolist()]
        return [
            Place(
                id=regions[region],
                name=_text(name),
                country=_text(country) or None,
                ancestors=tuple(ancestors[start:end]),
                latitude=None if isnan(latitude) else latitude,
                longitude=None if isnan(longitude) else longitude,
            )
            for region, name, country, (start, end), latitude, longitude in zip(
                self._ids.values.tolist(),
                self._names.slice(0, len(self)),
                self._countries.slice(0, len(self)),
                pairwise(self._ancestor_starts.values.tolist()),
                self._latitudes.values.tolist(),
                self._longitudes.values.tolist(),
                strict=True,
            )
        ]

    def name(self, number: int) -> str:
        """How a place is called."""
        return _text(self._names[number])

    @cached_property
    def ids(self) -> np.ndarray:
        """The region that each place itself is: int64."""
        return self._ids.below(len(self.regions)).astype(np.int64)

    @cached_property
    def _owners(self) -> np.ndarray:
        """The place of each item of ``places.ancestors``: int64."""
        return np.repeat(np.arange(len(self)), np.diff(self._ancestor_starts.values))

    def being(self, regions: np.ndarray) -> np.ndarray:
        """Which places are one of some regions: bool."""
        wanted: np.ndarray = self._wanted(regions)[self.ids]
        return wanted

    def within(self, regions: np.ndarray) -> np.ndarray:
        """Which places are one of some regions, or inside one: bool."""
        wanted = self._wanted(regions)
        found: np.ndarray = wanted[self.ids]
        found[self._owners[wanted[self._ancestors.below(len(self.regions))]]] = True
        return found

    def _wanted(self, regions: np.ndarray) -> np.ndarray:
        wanted = np.zeros(len(self.regions), bool)
        wanted[regions] = True
        return wanted

    def themselves(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The regions that some places are: rows of ``numbers``, and the region of each, both int64."""
        return np.arange(len(numbers)), self.ids[numbers]

    def around(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The regions that some places are or lie in: rows of ``numbers``, and a region each, both int64."""
        starts = self._ancestor_starts.values
        counts = np.diff(starts)[numbers]
        rows = np.repeat(np.arange(len(numbers)), counts)
        ends = starts_of(counts)
        items = np.arange(ends[-1]) + np.repeat(starts[numbers] - ends[:-1], counts)
        outer = self._ancestors.below(len(self.regions))[items].astype(np.int64)
        own_rows, own = self.themselves(numbers)
        return np.concatenate([own_rows, rows]), np.concatenate([own, outer])

    def place_of(self, region: int) -> Place | None:
        """The first place that is a region; ``None`` where none is."""
        number = self._first_places.get(region)
        return None if number is None else self.place(number)

    def label(self, region: int) -> str:
        """How a region is called: by the first place that is it, or by its id where none is."""
        number = self._first_places.get(region)
        return self._region(region) if number is None else self.name(number)

    @cached_property
    def _first_places(self) -> dict[int, int]:
        """The first place that is each region."""
        numbers = np.arange(len(self))[::-1]
        return dict(zip(self.ids[numbers].tolist(), numbers.tolist(), strict=True))

    def _region(self, number: int) -> str:
        return _text(self.regions[number])


def _utf8(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


def _text(stored: bytes) -> str:
    return stored.decode(errors="surrogatepass")
