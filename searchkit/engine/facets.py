"""How many of the matches have each value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Final

import numpy as np

from searchkit.article import Precision
from searchkit.engine.snapshot import Snapshot
from searchkit.segment.dates import CALENDAR
from searchkit.segment.keywords import ValueColumn

_MONTHS_SHOWN_AS_DAYS: Final = 3
_MONTHS_SHOWN: Final = 120


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
        place: by place named itself; :meth:`Index.places` also counts what names a place inside it.
        month: by month of publication, ``2023-03``, where it is known.
        language: by language, where known.
        dates: for a histogram, by day, month or year, whichever is the finest that gives some hundred periods
            at most from the first to the last; an article counts where its date is known so exactly.
    """

    total: int
    source: tuple[FacetCount, ...]
    place: tuple[FacetCount, ...]
    month: tuple[FacetCount, ...]
    language: tuple[FacetCount, ...]
    dates: tuple[FacetCount, ...]

    def kinds(self) -> Iterator[tuple[str, tuple[FacetCount, ...]]]:
        """The counts of each facet with its name, in the order in which they are shown."""
        yield "source", self.source
        yield "place", self.place
        yield "month", self.month
        yield "language", self.language

    def to_dict(self) -> dict[str, object]:
        """The counts as JSON has them: what ``facets --json`` prints."""
        counts = {kind: [asdict(count) for count in found] for kind, found in self.kinds()}
        return {"total": self.total, **counts, "dates": [asdict(count) for count in self.dates]}


def count_facets(snapshot: Snapshot, doc_ids: np.ndarray, limit: int) -> Facets:
    """Count the values of ascending articles.

    Args:
        snapshot: the index.
        doc_ids: the articles, numbered over all segments: int64.
        limit: how many values of each facet; months and other periods are always given in full.
    """
    months = _periods(snapshot, doc_ids, Precision.MONTH)
    finest = _finest(months)
    return Facets(
        total=len(doc_ids),
        source=_keyword(snapshot, doc_ids, "source", limit),
        place=_keyword(snapshot, doc_ids, "places_exact", limit),
        month=months,
        language=_keyword(snapshot, doc_ids, "language", limit),
        dates=months if finest is Precision.MONTH else _periods(snapshot, doc_ids, finest),
    )


def _keyword(snapshot: Snapshot, doc_ids: np.ndarray, field: str, limit: int) -> tuple[FacetCount, ...]:
    parts = [
        (column := leaf.segment.values(field), column.counts(doc_ids[part] - leaf.base))
        for leaf, part in snapshot.split(doc_ids)
    ]
    # In one segment the terms are in order, and only those that are shown need to be read.
    least = limit if len(parts) == 1 else None
    totals: Counter[bytes] = Counter()
    firsts: dict[bytes, tuple[ValueColumn, int]] = {}
    for column, counts in parts:
        numbers = _most_frequent(counts, least).tolist()
        for number, term, count in zip(
            numbers, column.terms.some(numbers), counts[numbers].tolist(), strict=True
        ):
            totals[term] += count
            firsts.setdefault(term, (column, number))
    ordered = sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:limit]
    labels = [column.label(number) for column, number in (firsts[term] for term, _ in ordered)]
    return tuple(FacetCount(label, count) for label, (_, count) in zip(labels, ordered, strict=True))


def _most_frequent(counts: np.ndarray, most: int | None) -> np.ndarray:
    """The numbers of the values that occur, or of so many that occur most, the earlier ones of equals."""
    numbers = np.flatnonzero(counts)
    if most is None:
        return numbers
    return numbers[np.argsort(-counts[numbers].astype(np.int64), kind="stable")[:most]]


def _periods(snapshot: Snapshot, doc_ids: np.ndarray, precision: Precision) -> tuple[FacetCount, ...]:
    found = [
        leaf.segment.dates.counted(doc_ids[part] - leaf.base, precision)
        for leaf, part in snapshot.split(doc_ids)
    ]
    periods, counts = np.unique(np.concatenate([*found, np.zeros(0, np.int64)]), return_counts=True)
    names = np.datetime_as_string(periods.astype(CALENDAR[precision])).tolist()
    return tuple(FacetCount(name, count) for name, count in zip(names, counts.tolist(), strict=True))


def _finest(months: Sequence[FacetCount]) -> Precision:
    """Into which periods the time from the first to the last month is cut, so that there are not too many."""
    if not months:
        return Precision.YEAR
    first, last = (np.datetime64(month.value, "M").astype(int) for month in (months[0], months[-1]))
    if last - first < _MONTHS_SHOWN_AS_DAYS:
        return Precision.DAY
    return Precision.MONTH if last - first < _MONTHS_SHOWN else Precision.YEAR
