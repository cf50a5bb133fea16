"""Articles over time: bars that are links to what they count."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from searchkit.engine.facets import FacetCount
from searchkit.web.view.moments import MONTHS, month

_MOST_BARS: Final = 48
_FEWEST_BARS: Final = 12
_LOWEST_TOP: Final = 4
_MOST_TICKS: Final = 5
_YEAR: Final = 12
_STEPS: Final = (1, 3, _YEAR, 10 * _YEAR, 100 * _YEAR)
"""Months that a bar may hold."""

_UNITS: Final = dict(zip(_STEPS, ("month", "quarter", "year", "decade", "century"), strict=True))


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time.

    Attributes:
        label: ``March 2023``.
        count: articles published in it.
        since: its first month or year, as a query has it.
        until: its last one.
        chosen: whether the query asks for all of it.
        left: where it begins, in per cent of the width.
        width: how wide it is, in per cent, with the gap that follows it.
        height: how high it is, in per cent; a few articles do not fill the chart.
    """

    label: str
    count: int
    since: str
    until: str
    chosen: bool
    left: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A label below the bars, and where it stands in per cent of the width."""

    label: str
    left: float


@dataclass(frozen=True, slots=True)
class Histogram:
    """Articles over time.

    Attributes:
        bars: all stretches from the first with an article to the last, empty ones too; some more around few.
        ticks: what is written below them.
        unit: how long a bar is: ``month``, ``quarter``, ``year``, ``decade``, ``century``.
        zoomed: whether only the stretch that the query asks for is shown.
    """

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    unit: str
    zoomed: bool


def histogram(months: Iterable[FacetCount], since: str, until: str) -> Histogram | None:
    """Bars over the months of all articles that match, whenever they were published.

    Where the stretch that is asked for can be shown more finely than the whole, only it is shown.

    Args:
        months: articles by month, ``2023-03``.
        since: the beginning of what the query asks for, as it is written there; empty for none.
        until: its end.

    Returns:
        The bars, or ``None`` when there are not two months to compare.
    """
    counts = {_number(count.value): count.count for count in months}
    if len(counts) < 2:  # noqa: PLR2004 - one bar says nothing
        return None
    whole = _Stretch(min(counts), max(counts))
    asked = whole.within(_limit(since, 0), _limit(until, _YEAR - 1)) if since or until else None
    zoomed = asked is not None and asked.step < whole.step
    shown = asked if asked is not None and zoomed else whole
    bars = tuple(_bars(counts, shown, None if zoomed else asked))
    return Histogram(bars, tuple(_ticks(bars, shown.step)), _UNITS[shown.step], zoomed)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Months from one to another, both counted from the year 0."""

    first: int
    last: int

    @property
    def step(self) -> int:
        """How many months a bar holds."""
        return next(
            (step for step in _STEPS if self.last // step - self.first // step < _MOST_BARS), _STEPS[-1]
        )

    def within(self, first: int | None, last: int | None) -> _Stretch | None:
        """The part of it between two limits; ``None`` where there is none."""
        start = self.first if first is None else max(first, self.first)
        end = self.last if last is None else min(last, self.last)
        return _Stretch(start, end) if start <= end else None

    def holds(self, first: int, last: int) -> bool:
        """Whether months lie in it."""
        return self.first <= first and last <= self.last


def _bars(counts: dict[int, int], shown: _Stretch, asked: _Stretch | None) -> Iterator[Bar]:
    step = shown.step
    grouped: Counter[int] = Counter()
    for number, count in counts.items():
        if shown.holds(number, number):
            grouped[number // step] += count
    top = max([_LOWEST_TOP, *grouped.values()])
    first, last = shown.first // step, shown.last // step
    missing = max(0, _FEWEST_BARS - (last - first + 1))
    first, last = first - missing // 2, last + (missing + 1) // 2
    width = 100 / (last - first + 1)
    for place, group in enumerate(range(first, last + 1)):
        start, end = group * step, group * step + step - 1
        yield Bar(
            label=_label(start, step),
            count=grouped[group],
            since=_written(start, step),
            until=_written(end, step),
            chosen=asked is not None and asked.holds(max(start, shown.first), min(end, shown.last)),
            left=round(place * width, 3),
            width=round(width, 3),
            height=round(100 * grouped[group] / top, 1),
        )


def _ticks(bars: tuple[Bar, ...], step: int) -> Iterator[Tick]:
    """At the beginning of years, or of months where all are of one year; as many as there is room for."""
    years = [bar for bar in bars if step >= _YEAR or bar.since.endswith("-01")]
    chosen = years if len(years) > 1 else list(bars)
    every = -(-len(chosen) // _MOST_TICKS)
    for bar in chosen[::every]:
        year, _, number = bar.since.partition("-")
        yield Tick(year if len(years) > 1 else f"{MONTHS[int(number) - 1][:3]} {year}", bar.left)


def _label(start: int, step: int) -> str:
    year, number = divmod(start, _YEAR)
    if step == 1:
        return month(year, number + 1)
    if step < _YEAR:
        return f"{MONTHS[number]} to {month(year, number + step)}"
    return str(year) if step == _YEAR else f"{year} to {year + step // _YEAR - 1}"


def _written(number: int, step: int) -> str:
    year, of_year = divmod(number, _YEAR)
    return f"{year:04}" if step >= _YEAR else f"{year:04}-{of_year + 1:02}"


def _number(iso: str) -> int:
    """Months since the year 0."""
    year, _, number = iso.rpartition("-")
    return int(year) * _YEAR + int(number) - 1


def _limit(iso: str, month_of_year: int) -> int | None:
    """The month of a limit; ``None`` for none, and for one in words, which only the engine understands."""
    try:
        if len(iso) == len("2023"):
            return dt.date.fromisoformat(f"{iso}-01-01").year * _YEAR + month_of_year
        return _number(dt.date.fromisoformat(f"{iso[:7]}-01").isoformat()[:7])
    except ValueError:
        return None
