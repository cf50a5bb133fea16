"""Articles over time: days and months as numbers, and how long the bars are that show them."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from searchkit.engine.facets import FacetCount
from searchkit.web.view.moments import MONTHS, month

YEAR: Final = 12
"""Months."""

_MOST_BARS: Final = 48


@dataclass(frozen=True, slots=True)
class Unit:
    """How long a bar is.

    Attributes:
        name: what it is called.
        step: so many days or months.
        in_days: whether time is counted in days since the year 1, and not in months since the year 0.
    """

    name: str
    step: int
    in_days: bool = False

    def label(self, start: int) -> str:
        """A bar in words: ``March 2023``, ``January to March 2023``, ``2020 to 2029``."""
        if self.in_days:
            date = dt.date.fromordinal(start)
            return f"{date.day} {month(date.year, date.month)}"
        year, number = divmod(start, YEAR)
        if self.step == 1:
            return month(year, number + 1)
        if self.step < YEAR:
            return f"{MONTHS[number]} to {month(year, number + self.step)}"
        return str(year) if self.step == YEAR else f"{year} to {year + self.step // YEAR - 1}"

    def written(self, number: int) -> str:
        """A day or month as a query has it; of bars of years the year."""
        if self.in_days:
            return dt.date.fromordinal(number).isoformat()
        year, of_year = divmod(number, YEAR)
        return f"{year:04}" if self.step >= YEAR else f"{year:04}-{of_year + 1:02}"


DAY: Final = Unit("day", 1, in_days=True)
_UNITS: Final = (
    Unit("month", 1),
    Unit("quarter", 3),
    Unit("year", YEAR),
    Unit("decade", 10 * YEAR),
    Unit("century", 100 * YEAR),
)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Articles by day or by month.

    Attributes:
        counts: articles by the number of the day or month.
        first: the number to begin with.
        last: the number to end with.
        in_days: whether the numbers are those of days.
    """

    counts: dict[int, int]
    first: int
    last: int
    in_days: bool

    @classmethod
    def of(cls, found: Sequence[FacetCount]) -> Timeline:
        """From the first period with an article to the last."""
        in_days = are_days(found)
        counts = {_number(_first_day(count.value), in_days=in_days): count.count for count in found}
        return cls(counts, min(counts), max(counts), in_days)

    @property
    def unit(self) -> Unit:
        """The shortest bars that there are not too many of."""
        if self.in_days:
            return DAY
        fitting = (unit for unit in _UNITS if self.last // unit.step - self.first // unit.step < _MOST_BARS)
        return next(fitting, _UNITS[-1])

    def is_finer_than(self, other: Timeline) -> bool:
        """Whether its bars are shorter."""
        return (not self.in_days, self.unit.step) < (not other.in_days, other.unit.step)

    def within(self, since: str, until: str) -> tuple[int, int] | None:
        """The part between two limits; ``None`` for all, and where only the engine knows what they mean."""
        if not (since or until):
            return None
        try:
            start = _number(_first_day(since), in_days=self.in_days) if since else self.first
            end = _number(_last_day(until), in_days=self.in_days) if until else self.last
        except ValueError:
            return None
        return max(start, self.first), min(end, self.last)

    def cut(self, first: int, last: int) -> Timeline | None:
        """Only a part of it; ``None`` where there is nothing in it."""
        counts = {number: count for number, count in self.counts.items() if first <= number <= last}
        return Timeline(counts, first, last, self.in_days) if counts else None


def are_days(found: Sequence[FacetCount]) -> bool:
    """Whether articles were counted by day, and not by month or year."""
    return bool(found) and len(found[0].value) == len("2023-03-09")


def _number(day: dt.date, *, in_days: bool) -> int:
    return day.toordinal() if in_days else day.year * YEAR + day.month - 1


def _first_day(iso: str) -> dt.date:
    """Of a day, month or year; a ValueError where it is none of them."""
    return dt.date.fromisoformat(iso + "2000-01-01"[len(iso) :])


def _last_day(iso: str) -> dt.date:
    first = _first_day(iso)
    if len(iso) == len("2023"):
        return first.replace(month=YEAR, day=31)
    if len(iso) == len("2023-03"):
        return first.replace(day=monthrange(first.year, first.month)[1])
    return first
