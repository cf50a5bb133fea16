"""How many of the matches have each value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import numpy as np

from searchkit.engine.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value, and how many articles have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts over the articles that match a query; most frequent first, months in order.

    Attributes:
        total: articles that match.
        source: by outlet.
        place: by place named.
        month: by month of publication, ``2023-03``, where it is known.
        language: by language, where known.
    """

    total: int
    source: tuple[FacetCount, ...]
    place: tuple[FacetCount, ...]
    month: tuple[FacetCount, ...]
    language: tuple[FacetCount, ...]

    def kinds(self) -> Iterator[tuple[str, tuple[FacetCount, ...]]]:
        """The counts of each facet with its name, in the order in which they are shown."""
        yield "source", self.source
        yield "place", self.place
        yield "month", self.month
        yield "language", self.language

    def to_dict(self) -> dict[str, object]:
        """The counts as JSON has them: what ``facets --json`` prints."""
        counts = {kind: [asdict(count) for count in found] for kind, found in self.kinds()}
        return {"total": self.total, **counts}


def count_facets(snapshot: Snapshot, doc_ids: np.ndarray, limit: int) -> Facets:
    """Count the values of ascending articles.

    Args:
        snapshot: the index.
        doc_ids: the articles, numbered over all segments.
        limit: how many values of each facet; months are always given in full.
    """
    return Facets(
        total=len(doc_ids),
        source=_keyword(snapshot, doc_ids, "source", limit),
        place=_keyword(snapshot, doc_ids, "places_exact", limit),
        month=_months(snapshot, doc_ids),
        language=_keyword(snapshot, doc_ids, "language", limit),
    )


def _keyword(snapshot: Snapshot, doc_ids: np.ndarray, field: str, limit: int) -> tuple[FacetCount, ...]:
    totals: Counter[bytes] = Counter()
    labels: dict[bytes, str] = {}
    for leaf, part in snapshot.split(doc_ids):
        column = leaf.segment.values(field)
        counts = column.counts(doc_ids[part] - leaf.base)
        for number in np.flatnonzero(counts).tolist():
            term = column.terms[number]
            totals[term] += int(counts[number])
            labels.setdefault(term, column.label(number))
    ordered = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    return tuple(FacetCount(labels[term], count) for term, count in ordered[:limit])


def _months(snapshot: Snapshot, doc_ids: np.ndarray) -> tuple[FacetCount, ...]:
    found = [leaf.segment.dates.months(doc_ids[part] - leaf.base) for leaf, part in snapshot.split(doc_ids)]
    months, counts = np.unique(np.concatenate([*found, np.zeros(0, np.int64)]), return_counts=True)
    names = np.datetime_as_string(months.astype("datetime64[M]")).tolist()
    return tuple(FacetCount(name, count) for name, count in zip(names, counts.tolist(), strict=True))
