"""The chart of articles over time: bars that are links to what they count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Final

from searchkit.engine.facets import Facets
from searchkit.web.view.moments import MONTHS
from searchkit.web.view.timeline import YEAR, Timeline, Unit, are_days

_FEWEST_BARS: Final = 12
_LOWEST_TOP: Final = 4
_MOST_TICKS: Final = 5


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
        height: how high it is, in per cent, as the square root of the count, so that one article beside
            thousands is seen; a few articles do not fill the chart.
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
        unit: how long a bar is: ``day``, ``month``, ``quarter``, ``year``, ``decade``, ``century``.
        zoomed: whether only the stretch that the query asks for is shown.
    """

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    unit: str
    zoomed: bool


def histogram(whole: Facets, asked: Facets, since: str, until: str) -> Histogram | None:
    """Bars over all articles that match, whenever they were published.

    Where the stretch that is asked for can be shown more finely than the whole, only it is shown.

    Args:
        whole: counts over the articles whenever they were published.
        asked: counts over those that were published in the stretch that is asked for.
        since: the beginning of that stretch, as it is written in the query; empty for none.
        until: its end.

    Returns:
        The bars, or ``None`` when there are not two periods to compare.
    """
    periods = whole.dates if are_days(whole.dates) else whole.month
    if len(periods) < 2:  # noqa: PLR2004 - one bar says nothing
        return None
    of_whole = Timeline.of(periods)
    limits = of_whole.within(since, until)
    if limits is None or limits == (of_whole.first, of_whole.last):
        return _drawn(of_whole, None, zoomed=False)
    finer = [
        timeline
        for timeline in (
            Timeline.of(asked.dates) if are_days(asked.dates) and len(asked.dates) > 1 else None,
            of_whole.cut(*limits),
        )
        if timeline is not None and timeline.is_finer_than(of_whole)
    ]
    return _drawn(finer[0], None, zoomed=True) if finer else _drawn(of_whole, limits, zoomed=False)


def _drawn(timeline: Timeline, chosen: tuple[int, int] | None, *, zoomed: bool) -> Histogram:
    bars = tuple(_bars(timeline, chosen))
    return Histogram(bars, tuple(_ticks(bars, timeline.unit)), timeline.unit.name, zoomed)


def _bars(timeline: Timeline, chosen: tuple[int, int] | None) -> Iterator[Bar]:
    unit = timeline.unit
    grouped: Counter[int] = Counter()
    for number, count in timeline.counts.items():
        grouped[number // unit.step] += count
    top = max([_LOWEST_TOP, *grouped.values()])
    first, last = timeline.first // unit.step, timeline.last // unit.step
    missing = max(0, _FEWEST_BARS - (last - first + 1))
    first, last = first - missing // 2, last + (missing + 1) // 2
    width = 100 / (last - first + 1)
    for place, group in enumerate(range(first, last + 1)):
        start, end = group * unit.step, (group + 1) * unit.step - 1
        within = max(start, timeline.first), min(end, timeline.last)
        yield Bar(
            label=unit.label(start),
            count=grouped[group],
            since=unit.written(start),
            until=unit.written(end),
            chosen=chosen is not None and chosen[0] <= within[0] <= within[1] <= chosen[1],
            left=round(place * width, 3),
            width=round(width, 3),
            height=round(100 * sqrt(grouped[group] / top), 1),
        )


def _ticks(bars: tuple[Bar, ...], unit: Unit) -> Iterator[Tick]:
    """Where years begin, or else months; as many as there is room for."""
    labelled = [bar for bar in bars if unit.step >= YEAR or bar.since.endswith("-01")]
    starts_years = not unit.in_days and len(labelled) > 1
    shown = labelled if starts_years else list(bars)
    every = -(-len(shown) // _MOST_TICKS)
    for bar in shown[::every]:
        year, *rest = bar.since.split("-")
        if starts_years:
            label = year
        else:
            of_year = MONTHS[int(rest[0]) - 1][:3]
            label = f"{int(rest[1])} {of_year}" if unit.in_days else f"{of_year} {year}"
        yield Tick(label, bar.left)
