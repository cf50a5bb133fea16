"""Dates as people write them in a query → the first and the last moment."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final, NamedTuple

from searchkit.query.piece import Piece
from searchkit.query.request import ResolvedDate

FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 9998
"""Years between these can be moved to any time zone without leaving the calendar."""

_FORMS: Final = (
    "a date is written 2023-03-09, 2023-03 or 2023, a range 2023-02..2023-03, 2023-03-05.. or ..2022, "
    'and from today: today, yesterday, "last week", "this month", "last 3 days", 2weeks..'
)
_CALENDAR: Final = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})(?P<time>[Tt ].*)?)?)?"
)
_TIME: Final = re.compile(
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?(?P<zone>[Zz]|[+-][0-9]{2}:?[0-9]{2})?"
)
_DAYS: Final = {"today": 0, "yesterday": 1, "tomorrow": -1}
_NAMED: Final = re.compile(r"(?P<which>this|last) (?P<unit>week|month|year)")
_LAST_FEW: Final = re.compile(r"last (?P<count>[0-9]{1,4}) ?(?P<unit>day|week|month|year)s?")
_AGO: Final = re.compile(r"(?P<count>[0-9]{1,4}) ?(?P<unit>day|week|month|year)s?(?P<ago> ago)?")


class Period(NamedTuple):
    """A stretch of time, both ends included; aware.

    Attributes:
        start: its first moment.
        end: its last moment.
    """

    start: dt.datetime
    end: dt.datetime


class Days(NamedTuple):
    """A stretch of whole days; its moments are worked out when they are asked for.

    Attributes:
        first: its first day.
        last: its last day.
        zone: where they are days.
    """

    first: dt.date
    last: dt.date
    zone: dt.tzinfo | None

    @property
    def start(self) -> dt.datetime:
        """The first moment, aware."""
        return dt.datetime.combine(self.first, dt.time.min, self.zone)

    @property
    def end(self) -> dt.datetime:
        """The last moment, aware."""
        return dt.datetime.combine(self.last, dt.time.max, self.zone)


def resolve(value: Piece, now: dt.datetime) -> ResolvedDate:
    """What a date or a range of dates stands for.

    Args:
        value: what was written after ``date:``.
        now: the present, aware; days begin and end in its time zone.

    Raises:
        QuerySyntaxError: it is no date, there is no such date, or the range ends before it begins.
    """
    text = value.text
    dots = text.find("..")
    if dots < 0:
        period = _period(value, now)
        _refuse_bare_count(value)
        return ResolvedDate(text, period.start, period.end)
    first, last = value.part(0, dots), value.part(dots + 2)
    return between(
        text,
        first if first.text.strip() else None,
        last if last.text.strip() else None,
        now,
        whole=value,
    )


def between(
    text: str, first: Piece | None, last: Piece | None, now: dt.datetime, *, whole: Piece | None = None
) -> ResolvedDate:
    """From the beginning of one date to the end of another.

    Args:
        text: how the range is called in the answer.
        first: where it begins, or ``None`` for no limit.
        last: where it ends, or ``None`` for no limit.
        now: the present, aware.
        whole: what to point at when the ends are the wrong way round; ``last`` where not given.

    Raises:
        QuerySyntaxError: an end is no date, or both are missing, or the range ends before it begins.
    """
    start = _period(first, now).start if first is not None else None
    end = _period(last, now).end if last is not None else None
    if start is not None and end is not None and start > end:
        where = whole or last or first
        if where is not None:
            raise where.fault("this range ends before it begins: the earlier date stands first")
    if start is None and end is None and whole is not None:
        raise whole.fault("a range needs at least one end: 2023-03-05.. or ..2022")
    return ResolvedDate(text, start, end)


def _period(value: Piece, now: dt.datetime) -> Period | Days:
    written = value.text
    if match := _CALENDAR.fullmatch(written.strip()):
        return _written(value, match, now)
    text = " ".join(written.lower().split())
    if text in _DAYS:
        return _days(_earlier(value, now.date(), _DAYS[text], "day"), None, now)
    if match := _NAMED.fullmatch(text):
        return _named(value, match["unit"], now, back=int(match["which"] == "last"))
    if match := _LAST_FEW.fullmatch(text):
        return _days(_earlier(value, now.date(), int(match["count"]), match["unit"]), now.date(), now)
    if match := _AGO.fullmatch(text):
        return _days(_earlier(value, now.date(), int(match["count"]), match["unit"]), None, now)
    if text in {"last", "this", "past"}:
        raise value.fault(f'dates of several words are put in quotes: date:"{text} week"')
    from searchkit.query.other_dates import as_written_here  # noqa: PLC0415 - dates are mostly right

    if meant := as_written_here(text):
        raise value.fault(f"a date is written with the year first and in digits: {' or '.join(meant)}")
    raise value.fault(_FORMS)


def _written(value: Piece, match: re.Match[str], now: dt.datetime) -> Period | Days:
    in_year, in_month, in_day, time = match.groups()
    year = int(in_year)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _matched(value, match, "year").fault(f"years go from {FIRST_YEAR} to {LAST_YEAR}")
    if in_month is None:
        return _days(dt.date(year, 1, 1), dt.date(year, 12, 31), now)
    month = int(in_month)
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        raise _matched(value, match, "month").fault("months go from 01 to 12")
    if in_day is None:
        return _days(dt.date(year, month, 1), dt.date(year, month, _month_length(year, month)), now)
    try:
        date = dt.date(year, month, int(in_day))
    except ValueError:
        length = _month_length(year, month)
        raise _matched(value, match, "year", "day").fault(
            f"there is no such day: {calendar.month_name[month]} {year} goes from 01 to {length}"
        ) from None
    if time is None:
        return _days(date, None, now)
    return _minute(_matched(value, match, "time").part(1), date, now)


def _matched(value: Piece, match: re.Match[str], first: str, last: str | None = None) -> Piece:
    """The part of a value, without the space around it, from one group to another."""
    lead = len(value.text) - len(value.text.lstrip())
    return value.part(lead + match.start(first), lead + match.end(last or first))


def _minute(value: Piece, date: dt.date, now: dt.datetime) -> Period:
    match = _TIME.fullmatch(value.text)
    try:
        if match is None:
            raise ValueError
        time = dt.time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0), tzinfo=now.tzinfo)
        if match["zone"]:
            time = time.replace(tzinfo=dt.time.fromisoformat(f"00:00{match['zone'].upper()}").tzinfo)
    except ValueError:
        raise value.fault("a time is written 14:00 or 14:00:30, from 00:00 to 23:59:59") from None
    start = dt.datetime.combine(date, time).astimezone(now.tzinfo)
    length = dt.timedelta(seconds=1) if match["second"] else dt.timedelta(minutes=1)
    return Period(start, start + length - dt.timedelta.resolution)


def _named(value: Piece, unit: str, now: dt.datetime, *, back: int) -> Days:
    today = now.date()
    if unit == "week":
        monday = _earlier(value, today - dt.timedelta(days=today.weekday()), back, "week")
        return _days(monday, monday + dt.timedelta(days=6), now)
    if unit == "month":
        first = _earlier(value, today.replace(day=1), back, "month")
        return _days(first, first.replace(day=_month_length(first.year, first.month)), now)
    year = today.year - back
    return _days(dt.date(year, 1, 1), dt.date(year, 12, 31), now)


def _earlier(value: Piece, date: dt.date, count: int, unit: str) -> dt.date:
    """The day so many units before; the last of the month where that month is shorter."""
    if unit in {"day", "week"}:
        ordinal = date.toordinal() - count * (7 if unit == "week" else 1)
        if ordinal < dt.date(FIRST_YEAR, 1, 1).toordinal():
            raise value.fault(f"this is before the year {FIRST_YEAR}")
        return dt.date.fromordinal(ordinal)
    months = date.year * 12 + date.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if year < FIRST_YEAR:
        raise value.fault(f"this is before the year {FIRST_YEAR}")
    return dt.date(year, month + 1, min(date.day, _month_length(year, month + 1)))


def _month_length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _days(first: dt.date, last: dt.date | None, now: dt.datetime) -> Days:
    return Days(first, last or first, now.tzinfo)


def _refuse_bare_count(value: Piece) -> None:
    match = _AGO.fullmatch(" ".join(value.text.lower().split()))
    if match and not match["ago"]:
        count, unit = match["count"], match["unit"]
        raise value.fault(
            f'write {count}{unit}s.. for all since then, or "{count} {unit}s ago" for that day alone'
        )
