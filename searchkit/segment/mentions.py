"""Which places each article mentions, and how much it is about each.

The weight of a mention is one byte: the focus in hundredths, and 128 more where only words such as
"Ukrainian" name the place.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Final

import numpy as np

from searchkit.article import MentionedPlace, Place
from searchkit.segment.container import ColumnWriter, Container, narrow
from searchkit.segment.places import PlaceTable, write_places
from searchkit.segment.runs import Starts, write_lengths
from searchkit.values import value

HUNDREDTHS: Final = 100
"""Shares are kept as so many parts of one."""

ONLY_DEMONYM: Final = 1 << 7
"""The bit of a weight that says that only demonyms name the place."""
FOCUS_BITS: Final = ONLY_DEMONYM - 1
"""The bits of a weight that hold the focus."""


class MentionBuffer:
    """Collects the places of each article."""

    def __init__(self) -> None:
        self._by_id: dict[str, tuple[Place, int]] = {}
        self._numbers: dict[Place, int] = {}
        self._places = array("I")
        self._weights = bytearray()
        self._counts = array("I")

    def add(self, places: Sequence[Sequence[MentionedPlace]]) -> None:
        """Add the places of each of the next articles."""
        mentions = [*chain.from_iterable(places)]
        self._places.extend(self._number(mention.value) for mention in mentions)
        self._weights += _weights(mentions).tobytes()
        self._counts.extend(map(len, places))

    def _number(self, place: Place) -> int:
        known = self._by_id.get(place.id)
        # The gazetteer gives the same object each time; the same id may still mean another place.
        if known is None or known[0] is not place:
            known = place, self._numbers.setdefault(place, len(self._numbers))
            self._by_id[place.id] = known
        return known[1]

    def write(self, writer: ColumnWriter) -> None:
        """Write the columns."""
        write_mentions(
            writer,
            list(self._numbers),
            np.frombuffer(self._counts, np.uint32),
            np.frombuffer(self._places, np.uint32),
            np.frombuffer(self._weights, np.uint8),
        )


def write_mentions(
    writer: ColumnWriter,
    places: Sequence[Place],
    counts: np.ndarray,
    of_mentions: np.ndarray,
    weights: np.ndarray,
) -> None:
    """Write ``regions.*``, ``places.*`` and ``mentions.*``.

    Args:
        writer: where to.
        places: each once, in the order in which articles first mention them.
        counts: integers, how many places each article mentions.
        of_mentions: integers, the numbers of the places of the first article, then of the second, and so on.
        weights: uint8, the weight of each of these.
    """
    write_places(writer, places)
    write_lengths(writer, "mentions.counts", counts.astype(np.int64))
    writer.add("mentions.places", narrow(of_mentions))
    writer.add("mentions.weights", weights.astype(np.uint8))


def _weights(mentions: Sequence[MentionedPlace]) -> np.ndarray:
    """The weight of each of some mentions: uint8."""
    focus = np.rint(np.array([mention.focus for mention in mentions], np.float64) * HUNDREDTHS)
    weights = np.clip(focus, 0, HUNDREDTHS).astype(np.uint8)
    weights[[mention.method == "demonym" for mention in mentions]] |= ONLY_DEMONYM
    return weights


@value
class Placed:
    """What the columns know of a place of an article.

    Attributes:
        place: the place.
        focus: how much the article is about it, 0 to 1, to the hundredth.
    """

    place: Place
    focus: float


class Mentions:
    """Reads the mentions of a segment.

    Attributes:
        table: the places.
        starts: where the mentions of each article begin.
    """

    def __init__(self, container: Container) -> None:
        self.table = PlaceTable(container)
        self._places = container.column("mentions.places")
        self.starts = Starts(container, "mentions.counts", self._places)
        self._weights = container.column("mentions.weights")

    def of_article(self, doc_id: int) -> list[Placed]:
        """The places of an article, in its order."""
        places, weights = self.rows(doc_id)
        return [
            Placed(self.table.place(place), (weight & FOCUS_BITS) / HUNDREDTHS)
            for place, weight in zip(places.tolist(), weights.tolist(), strict=True)
        ]

    def rows(self, doc_id: int) -> tuple[np.ndarray, np.ndarray]:
        """The numbers of the places of an article (unsigned), and the weight of each (uint8)."""
        start, end = self.starts.run(doc_id)
        if start == end:
            return np.zeros(0, np.uint8), np.zeros(0, np.uint8)
        return self._places[start:end], self._weights[start:end]

    @cached_property
    def places(self) -> np.ndarray:
        """The number of the place of each mention: unsigned, those of the first article first.

        Raises:
            CorruptIndex: there is no such place, or the bytes are not those that were written.
        """
        return self._places.below(len(self.table))

    @cached_property
    def weights(self) -> np.ndarray:
        """The weight of each mention: uint8."""
        return self._weights.values

    @cached_property
    def owners(self) -> np.ndarray:
        """The article of each mention: uint32, ascending."""
        counts = np.diff(self.starts.values)
        return np.repeat(np.arange(len(counts), dtype=np.uint32), counts)


def left_of(
    sources: Iterable[tuple[Mentions, np.ndarray]],
) -> tuple[list[Place], np.ndarray, np.ndarray, np.ndarray]:
    """The mentions of several segments one after the other, as :func:`write_mentions` takes them.

    Args:
        sources: each segment, and whether each of its articles stays: bool.
    """
    numbers: dict[Place, int] = {}
    parts = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.uint8))]
    parts += _renumbered(sources, numbers)
    counts, places, weights = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return list(numbers), counts, places, weights


def _renumbered(
    sources: Iterable[tuple[Mentions, np.ndarray]], numbers: dict[Place, int]
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    for mentions, stays in sources:
        left = stays[mentions.owners]
        own = mentions.places[left]
        used, firsts = np.unique(own, return_index=True)
        places = mentions.table.all()
        renumbered = np.zeros(len(places), np.int64)
        for number in used[np.argsort(firsts)].tolist():
            renumbered[number] = numbers.setdefault(places[number], len(numbers))
        yield np.diff(mentions.starts.values)[stays], renumbered[own], mentions.weights[left]
