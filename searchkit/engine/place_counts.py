"""How many of the matches name each place, as a tree of what lies in what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from searchkit.article import Place
from searchkit.engine.snapshot import Leaf, Snapshot

_COUNTRY: Final = "country:"


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place, and how many articles name it.

    Attributes:
        place: the place.
        count: articles that name it or a place inside it; of a region of the world, which countries are not
            listed under, those that name it.
        named: articles that name the place itself.
        parent: id of the place that it is listed under; ``None`` for a country, and for what lies in none.
        depth: 1 for what has no parent, 2 for what is listed under that, and so on.
    """

    place: Place
    count: int
    named: int
    parent: str | None
    depth: int

    def to_dict(self) -> dict[str, object]:
        """A place with its counts as JSON has it: what ``places --json`` prints."""
        return {
            "id": self.place.id,
            "name": self.place.name,
            "country": self.place.country,
            "ancestors": list(self.place.ancestors),
            "latitude": self.place.latitude,
            "longitude": self.place.longitude,
            "parent": self.parent,
            "depth": self.depth,
            "count": self.count,
            "named": self.named,
        }


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """Counts over the articles that match a query.

    Attributes:
        total: articles that match.
        places: each place that is named, and what contains it, up to its country: a place is followed by
            those inside it, and those side by side stand with the most frequent first. Below countries,
            what contains a single other place, and is not named itself, is passed over.
    """

    total: int
    places: tuple[PlaceCount, ...]


def count_places(snapshot: Snapshot, doc_ids: np.ndarray, most: int | None = None) -> PlaceCounts:
    """Count the places of ascending articles, numbered over all segments.

    Args:
        snapshot: the index.
        doc_ids: the articles: int64.
        most: how many of the places that are named most are looked at; ``None`` for all.
    """
    counts, named = (_counts(snapshot, doc_ids, field) for field in ("places", "places_exact"))
    if most is not None:
        named = Counter(dict(named.most_common(most)))
    places = {place_id: place for leaf in snapshot.leaves for place_id, place in _known(leaf, named)}
    tree = _Tree(places, counts, named)
    return PlaceCounts(len(doc_ids), tuple(tree.listed()))


def _counts(snapshot: Snapshot, doc_ids: np.ndarray, field: str) -> Counter[str]:
    """Articles by id of the place."""
    totals: Counter[str] = Counter()
    for leaf, part in snapshot.split(doc_ids):
        column = leaf.segment.values(field)
        counts = column.counts(doc_ids[part] - leaf.base)
        numbers = np.flatnonzero(counts).tolist()
        for term, count in zip(column.terms.some(numbers), counts[numbers].tolist(), strict=True):
            totals[term.decode(errors="surrogatepass")] += count
    return totals


def _known(leaf: Leaf, named: Mapping[str, int]) -> Iterator[tuple[str, Place]]:
    """Those of the places that a segment describes; one of an older format has only their names."""
    column = leaf.segment.values("places_exact")
    for place_id in named:
        number = column.terms.find(place_id.encode(errors="surrogatepass"))
        if number is None:
            continue
        if leaf.segment.missing_fields:
            yield place_id, _from_gazetteer(place_id) or Place(place_id, column.label(number))
        elif place := leaf.segment.mentions.table.place_of(number):
            yield place_id, place


def _from_gazetteer(place_id: str) -> Place | None:
    from searchkit.metadata.gazetteer import gazetteer  # noqa: PLC0415 - slow to read, and not always needed

    return gazetteer().get(place_id)


class _Tree:
    """The places that are named, and those that contain them."""

    def __init__(self, places: dict[str, Place], counts: Counter[str], named: Counter[str]) -> None:
        self._places = places
        self._counts = counts
        self._named = named
        self._children: dict[str | None, dict[str, None]] = defaultdict(dict)
        for place_id in named:
            self._hang(place_id)

    def listed(self) -> Iterator[PlaceCount]:
        """Every place before those inside it."""
        # No recursion: what contains what comes from a file, and may be as deep as it likes.
        waiting: list[tuple[str, str | None, int]] = [(place_id, None, 1) for place_id in self._ordered(None)]
        seen = set()
        while waiting:
            place_id, parent, depth = waiting.pop()
            if place_id in seen:  # places that contain each other
                continue
            seen.add(place_id)
            inside = self._ordered(place_id)
            if self._named[place_id] or len(inside) > 1 or place_id.startswith(_COUNTRY):
                place = self._place(place_id)
                yield PlaceCount(place, self._count(place_id), self._named[place_id], parent, depth)
                waiting += [(other, place_id, depth + 1) for other in inside]
            else:
                waiting += [(other, parent, depth) for other in inside]

    def _ordered(self, parent: str | None) -> list[str]:
        """What lies right inside a place, the least frequent first."""
        found = self._children.get(parent, ())
        return sorted(found, key=lambda place_id: (-self._count(place_id), place_id), reverse=True)

    def _count(self, place_id: str) -> int:
        is_in_country = place_id.startswith(_COUNTRY) or self._parent(place_id) is not None
        return (self._counts if is_in_country else self._named)[place_id]

    def _hang(self, place_id: str) -> None:
        """Put a place under what contains it, and that under what contains it, up to the country."""
        child = place_id
        above = {child}
        while (parent := self._parent(child)) not in above:
            self._children[parent][child] = None
            if parent is None:
                return
            child = parent
            above.add(child)
        self._children[None][child] = None  # places that contain each other begin somewhere

    def _parent(self, place_id: str) -> str | None:
        ancestors = self._place(place_id).ancestors
        is_inside = any(ancestor.startswith(_COUNTRY) for ancestor in ancestors)
        return ancestors[0] if is_inside and not place_id.startswith(_COUNTRY) else None

    def _place(self, place_id: str) -> Place:
        if place_id not in self._places:
            self._places[place_id] = _from_gazetteer(place_id) or Place(place_id, place_id)
        return self._places[place_id]
