"""The values of a field over the whole index, and how many articles have each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from searchkit import analysis
from searchkit.engine.snapshot import Snapshot
from searchkit.values import value

_BYTES_EACH = 300


@value
class KnownValue:
    """A value that articles have.

    Attributes:
        folded: its name as it is looked for: its words without case and accents, a blank between them.
        name: its name as it is shown.
        articles: how many have it; of a place, those that name it or a place inside it.
        place_id: id of the place; empty where it is none.
        within: what contains the place, nearest first, with commas between; empty where nothing does.
    """

    folded: str
    name: str
    articles: int
    place_id: str = ""
    within: str = ""


@value
class KnownValues:
    """The values of a field, the most frequent ones first."""

    values: tuple[KnownValue, ...]

    @property
    def nbytes(self) -> int:
        """About how many bytes they take."""
        return _BYTES_EACH * (1 + len(self.values))


def known_values(snapshot: Snapshot, field: str) -> tuple[KnownValue, ...]:
    """The values of ``source``, ``author``, ``language`` or ``place`` that live articles have.

    The most frequent ones stand first, and are kept for the next call.
    """
    return snapshot.cache.get(("known", field), _read, snapshot, field).values


def fold(name: str) -> str:
    """A name as it is looked for."""
    return analysis.fold_keyword(name).decode(errors="replace")


def _read(snapshot: Snapshot, field: str) -> KnownValues:
    found = _places(snapshot) if field == "place" else _keywords(snapshot, field)
    return KnownValues(tuple(sorted(found, key=lambda known: (-known.articles, known.folded))))


def _keywords(snapshot: Snapshot, field: str) -> Iterator[KnownValue]:
    totals: Counter[bytes] = Counter()
    names: dict[bytes, str] = {}
    for leaf in snapshot.leaves:
        column = leaf.segment.values(field)
        live = snapshot.live[leaf.base : leaf.base + len(leaf.segment)]
        counts = column.counts(np.flatnonzero(live))
        for number in np.flatnonzero(counts).tolist():
            term = column.terms[number]
            totals[term] += int(counts[number])
            names.setdefault(term, column.label(number))
    for term, articles in totals.items():
        yield KnownValue(fold(names[term]), names[term], articles)


def _places(snapshot: Snapshot) -> Iterator[KnownValue]:
    # Here: sources are corrected and completed more often, and need no tree of places.
    from searchkit.engine.place_counts import count_places  # noqa: PLC0415

    counted = {one.place.id: one for one in count_places(snapshot, np.flatnonzero(snapshot.live)).places}
    for place_id, one in counted.items():
        containers = []
        parent = one.parent
        while parent is not None:
            containers.append(counted[parent].place.name)
            parent = counted[parent].parent
        name = one.place.name
        yield KnownValue(fold(name), name, one.count, place_id, ", ".join(containers))
