"""The dates of the articles, published and modified, each with its precision.

A date is the interval of seconds since 1970 that it may mean, both ends included. Where the article names a
time zone the seconds are UTC; where it does not, they count the calendar as it was printed.
"""

from __future__ import annotations

import calendar
import datetime as dt
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Final, Protocol, Self

import numpy as np

from searchkit.article import Extracted, NewsDate, Precision
from searchkit.segment.container import ColumnWriter, Container, narrow_signed
from searchkit.values import value

_UNKNOWN = 0
_NO_DATE = (0, _UNKNOWN, 0, 0)
_NEVER: Final = -(1 << 62)
"""Where the period of no date begins: no range holds it."""
_DAY = 86_400
_SECONDS = np.zeros(max(Precision) + 1, np.int64)  # in a date of each precision, but months and years vary
_SECONDS[[Precision.DAY, Precision.MINUTE, Precision.SECOND]] = _DAY, 60, 1
_CALENDAR_UNITS: Final = ((Precision.MONTH, "datetime64[M]"), (Precision.YEAR, "datetime64[Y]"))
CALENDAR: Final = {**dict(_CALENDAR_UNITS), Precision.DAY: "datetime64[D]"}
"""numpy's names for the parts of the calendar."""
_EPOCH = dt.datetime.fromtimestamp(0, dt.UTC).replace(tzinfo=None)
DATE_COLUMNS: Final = ("starts", "precisions", "zoned", "offsets")


class DateBuffer:
    """Collects a date of each article, or that it has none."""

    def __init__(self) -> None:
        self._rows = array("q")

    def add(self, dates: Iterable[Extracted[NewsDate] | None]) -> None:
        """Add the date of each of the next articles."""
        rows = [_NO_DATE if date is None else _row(date.value) for date in dates]
        self._rows.extend(chain.from_iterable(rows))

    @property
    def columns(self) -> dict[str, np.ndarray]:
        """What :func:`write_dates` and :func:`write_rare_dates` take."""
        rows = np.frombuffer(self._rows, np.int64).reshape(-1, len(DATE_COLUMNS))
        return dict(zip(DATE_COLUMNS, rows.T, strict=True))


def write_dates(writer: ColumnWriter, columns: dict[str, np.ndarray]) -> None:
    """Write the columns ``date.*``: starts (seconds), precisions, zoned, offsets (seconds).

    Args:
        writer: where to.
        columns: each of them: int64, one item an article.
    """
    for name in DATE_COLUMNS:
        writer.add(f"date.{name}", narrow_signed(columns[name]))


def write_rare_dates(writer: ColumnWriter, name: str, columns: dict[str, np.ndarray]) -> None:
    """Write dates that few articles have: those of :func:`write_dates`, and ``known``, a bit an article."""
    known = columns["precisions"] != _UNKNOWN
    writer.add(f"{name}.known", np.packbits(known, bitorder="little"))
    for column in DATE_COLUMNS:
        writer.add(f"{name}.{column}", narrow_signed(columns[column][known]))


def _row(date: NewsDate) -> tuple[int, int, int, int]:
    offset = date.start.utcoffset()
    seconds_east = 0 if offset is None else int(offset.total_seconds())
    start = _printed_seconds(date.start) - seconds_east
    return start, int(date.precision), offset is not None, seconds_east


def is_kept_exactly(date: NewsDate) -> bool:
    """Whether the columns hold a date to the last digit: they do when it is one of whole seconds."""
    offset = date.start.utcoffset()
    return not date.start.microsecond and (offset is None or not offset.microseconds)


def seconds(moment: dt.datetime) -> int:
    """Whole seconds since 1970 of a moment; of a naive one as if its calendar were UTC."""
    return calendar.timegm(moment.utctimetuple())


_EPOCH_DAY = _EPOCH.toordinal()


def _printed_seconds(moment: dt.datetime) -> int:
    """Whole seconds since 1970 of a calendar and a clock as they are printed, whatever the time zone."""
    days = moment.toordinal() - _EPOCH_DAY
    return days * _DAY + moment.hour * 3600 + moment.minute * 60 + moment.second


@value
class Periods:
    """The periods that articles are dated, in seconds since 1970.

    Attributes:
        starts: first second of each, int64; of an article without a date before all others.
        ends: last second of each, int64; of an article without a date behind all others.
        zoned: bool, whether the seconds are UTC, or count the calendar.
    """

    __slots__ = ("__dict__",)  # for what is worked out once

    starts: np.ndarray
    ends: np.ndarray
    zoned: np.ndarray

    @classmethod
    def joined(cls, parts: Sequence[Periods]) -> Self:
        """Those of several segments."""
        nothing = np.zeros(0, np.int64)
        return cls(
            np.concatenate([nothing, *(part.starts for part in parts)]),
            np.concatenate([nothing, *(part.ends for part in parts)]),
            np.concatenate([nothing.astype(bool), *(part.zoned for part in parts)]),
        )

    def within(
        self, first: dt.datetime | None, last: dt.datetime | None, doc_ids: np.ndarray | None = None
    ) -> np.ndarray:
        """Which of some articles are dated inside a range: bool, one item an article.

        The whole period of a date must lie inside: an article of "March 2023" is not one of 9 March. Dates
        with a time zone are compared as moments, others by the calendar.

        Args:
            first: aware start of the range, or ``None``; included.
            last: aware end of the range, or ``None``; included.
            doc_ids: the articles; all of them where none are given.
        """
        chosen = slice(None) if doc_ids is None else doc_ids
        inside: np.ndarray = self.starts[chosen] >= (
            _NEVER + 1 if first is None else self._limit(first, chosen)
        )
        if last is not None:
            inside &= self.ends[chosen] <= self._limit(last, chosen)
        return inside

    def _limit(self, moment: dt.datetime, chosen: np.ndarray | slice) -> np.ndarray | int:
        """What a limit of a range means for the date of each article, in seconds: one number if it is one."""
        if self._zones == {False}:
            return _printed_seconds(moment)
        if self._zones == {True}:
            return seconds(moment)
        limits = np.array((_printed_seconds(moment), seconds(moment)))
        of_articles: np.ndarray = limits[self.zoned[chosen].view(np.uint8)]
        return of_articles

    @cached_property
    def _zones(self) -> frozenset[bool]:
        """Whether dates have a time zone or have none, or both."""
        return frozenset(np.unique(self.zoned[self.starts > _NEVER]).tolist())


class Items(Protocol):
    """One item an article."""

    @property
    def values(self) -> np.ndarray:
        """All of them: integers."""
        ...

    def __getitem__(self, part: slice) -> np.ndarray:
        """Some of them: integers."""
        ...


@value
class _InMemory:
    """Items that no column holds as they are."""

    values: np.ndarray

    def __getitem__(self, part: slice) -> np.ndarray:
        items: np.ndarray = self.values[part]
        return items


def read_dates(container: Container) -> DateColumn:
    """What :func:`write_dates` wrote."""
    return DateColumn({name: container.column(f"date.{name}") for name in DATE_COLUMNS})


def read_rare_dates(container: Container, name: str, article_count: int) -> DateColumn:
    """What :func:`write_rare_dates` wrote."""
    bits = np.unpackbits(container.column(f"{name}.known").values, count=article_count, bitorder="little")
    known = bits.astype(bool)
    columns: dict[str, Items] = {}
    for column in DATE_COLUMNS:
        items = np.zeros(article_count, np.int64)
        items[known] = container.column(f"{name}.{column}").values
        columns[column] = _InMemory(items)
    return DateColumn(columns)


class DateColumn:
    """Dates of articles."""

    def __init__(self, columns: Mapping[str, Items]) -> None:
        """Take the columns of :data:`DATE_COLUMNS`."""
        self._columns = columns

    def left(self, stays: np.ndarray) -> dict[str, np.ndarray]:
        """The dates of some articles, as :func:`write_dates` takes them."""
        return {name: items.values[stays] for name, items in self._columns.items()}

    @cached_property
    def starts(self) -> np.ndarray:
        """First second of each article's date: int64; 0 where there is none, see :attr:`known`."""
        return self._columns["starts"].values.astype(np.int64)

    @cached_property
    def _ends(self) -> np.ndarray:
        """Last second of each article's date: int64."""
        precisions = self._columns["precisions"].values
        ends: np.ndarray = self.starts + _SECONDS[precisions] - 1
        for precision, unit in _CALENDAR_UNITS:
            chosen = np.flatnonzero(precisions == precision)
            offsets = self._columns["offsets"].values[chosen]
            printed = (self.starts[chosen] + offsets).astype("datetime64[s]")
            behind = (printed.astype(unit) + 1).astype("datetime64[s]").astype(np.int64)
            ends[chosen] = behind - offsets - 1
        return ends

    @cached_property
    def known(self) -> np.ndarray:
        """Whether each article has a date: bool."""
        known: np.ndarray = self._columns["precisions"].values != _UNKNOWN
        return known

    @cached_property
    def periods(self) -> Periods:
        """The period of each article's date."""
        zoned = self._columns["zoned"].values.astype(bool)
        return Periods(
            np.where(self.known, self.starts, _NEVER), np.where(self.known, self._ends, -_NEVER), zoned
        )

    def value(self, doc_id: int) -> NewsDate | None:
        """The date of an article, or ``None``."""
        start, precision, zoned, offset = (
            int(self._columns[name][doc_id : doc_id + 1][0]) for name in DATE_COLUMNS
        )
        if precision == _UNKNOWN:
            return None
        printed = _EPOCH + dt.timedelta(seconds=start + offset)
        zone = dt.timezone(dt.timedelta(seconds=offset)) if zoned else None
        return NewsDate(printed.replace(tzinfo=zone), Precision(precision))

    def counted(self, doc_ids: np.ndarray, precision: Precision) -> np.ndarray:
        """The years, months or days, as printed, of those of the articles whose date is known so exactly.

        Args:
            doc_ids: the articles.
            precision: year, month or day.

        Returns:
            How many since 1970-01-01: int64.
        """
        dated = doc_ids[self._columns["precisions"].values[doc_ids] >= precision]
        printed = self.starts[dated] + self._columns["offsets"].values[dated]
        units: np.ndarray = printed.astype("datetime64[s]").astype(CALENDAR[precision]).astype(np.int64)
        return units
