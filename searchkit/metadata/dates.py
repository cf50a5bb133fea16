"""Written dates → values. Nothing is guessed: what is not said is not filled in, what cannot be is refused.

Read are ISO 8601, RFC 2822, dates with a month's name in ten languages, numbers in an order that can only
mean one day ("23.03.2023", "3/23/2023", not "9.3.2023"), and seconds or milliseconds since 1970. A weekday
is a check: a date that does not fall on the weekday beside it is refused, for one of the two is wrong.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from searchkit.article import NewsDate, Precision
from searchkit.metadata.calendar_names import MONTHS, WEEKDAYS, ZONES
from searchkit.metadata.names import fold

FIRST_YEAR, LAST_YEAR = 1800, 2199
LAST_MONTH = 12
LONGEST = 80  # no written date has more characters; bounds the work on hostile declarations
HALF_DAY = 12
MILLISECONDS_DIGITS = 13
EPOCH_YEARS = range(1980, 2101)  # what a bare number of seconds is believed to mean

_CLOCK = r"(?P<hour>[0-2]?\d)[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-6]\d)(?:[.,]\d{1,9})?)?"
_HALF = r"(?:[ ]?(?P<half>[AaPp])\.?[Mm]\b\.?)?"
_ZONE = (
    r"(?:[ ]?(?:\(?(?P<zone>Z|[A-Z]{1,4}T|UTC|GMT|MSK)\b\)?)?"
    r"(?P<offset>[+-]\d{2}:?(?:\d{2})?)?(?:[ ]\([A-Z]{2,5}\))?)"
)
_TIME = rf"{_CLOCK}{_HALF}{_ZONE}"
_TIME_AFTER = rf"(?:(?:[ ]?(?:,|at|[|·•–—-]|um|à|о|в)[ ]?|[ ])?{_TIME})?"
_LETTER = r"[^\W\d_]"
_WEEKDAY = rf"(?:(?P<weekday>{_LETTER}{{2,10}})\.?,?[ ])?"
_MONTH = rf"(?P<month>{_LETTER}{{3,10}})\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|\.|º|er)?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_OF = r"(?:[ -]|,[ ]|[ ](?:de|of|del)[ ])"

_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<year>\d{{4}})-(?P<number>\d{{2}})-(?P<day>\d{{2}})(?!\d)(?:[T ]{_TIME})?",
        r"(?P<year>\d{4})/(?P<number>\d{1,2})/(?P<day>\d{1,2})(?!\d)" + _TIME_AFTER,
        rf"{_WEEKDAY}{_MONTH}[ ]{_DAY}(?:,[ ]?|[ ]){_YEAR}{_TIME_AFTER}",
        rf"{_WEEKDAY}{_DAY}{_OF}{_MONTH}{_OF}{_YEAR}(?:[ ](?:года|року|г\.|р\.))?{_TIME_AFTER}",
        rf"(?P<first>\d{{1,2}})(?P<separator>[./-])(?P<next>\d{{1,2}})(?P=separator){_YEAR}{_TIME_AFTER}",
    )
)
_OPENING = re.compile(rf"(?:{_LETTER}{{2,10}}\.?,?[ ]){{0,2}}\d")  # of every form: most texts end here
_TIME_BEFORE = re.compile(rf"{_TIME},?[ ]")
_MONTH_OF_YEAR = re.compile(rf"{_MONTH},?[ ]{_YEAR}")
_ISO_MONTH = re.compile(r"(?P<year>\d{4})-(?P<number>\d{2})")
_ISO_COMPACT = re.compile(r"(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})")
_YEAR_ALONE = re.compile(r"\d{4}")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{12,13}")
_PLAIN_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d", re.ASCII)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date at some place of a text; ``end`` is where it stops."""

    value: NewsDate
    end: int


def parse_date(text: str) -> NewsDate | None:
    """Read a declared date: the whole of ``text`` has to be one."""
    if _PLAIN_ISO.fullmatch(text):
        return _parse_plain_iso(text)
    written = _SPACE.sub(" ", text.strip()[: LONGEST + 1])
    if not written or len(written) > LONGEST:
        return None
    found = read_date(written, 0)
    if found and found.end == len(written):
        return found.value
    return _parse_coarse(written) or _parse_epoch(written)


def read_date(text: str, position: int) -> WrittenDate | None:
    """Read the date that begins at ``position``; at least day, month and year have to be said."""
    if not _OPENING.match(text, position):
        return None
    before = _TIME_BEFORE.match(text, position)
    if before:
        day = _read_day(text, before.end())
        if day and day.value.precision is Precision.DAY:
            value = _with_time(day.value, before.groupdict())
            return WrittenDate(value, day.end) if value else None
    return _read_day(text, position)


def _read_day(text: str, position: int) -> WrittenDate | None:
    for form in _FORMS:
        match = form.match(text, position)
        if match:
            parts = match.groupdict()
            value = _day_of(parts)
            timed = _with_time(value, parts) if value else None
            if timed:
                return WrittenDate(timed, match.end())
    return None


def _day_of(parts: dict[str, str]) -> NewsDate | None:
    if parts.get("first"):
        month_and_day = _unambiguous(int(parts["first"]), int(parts["next"]))
    elif parts.get("month"):
        month_and_day = MONTHS.get(fold(parts["month"]), 0), int(parts["day"])
    else:
        month_and_day = int(parts["number"]), int(parts["day"])
    value = calendar_day(int(parts["year"]), *month_and_day)
    weekday = parts.get("weekday")
    if value and weekday and WEEKDAYS.get(fold(weekday)) != value.start.weekday():
        return None
    return value


def _unambiguous(first: int, second: int) -> tuple[int, int]:
    """Month and day of two numbers in unknown order; (0, 0), which is no day, when both orders are."""
    if first > LAST_MONTH >= second or first == second:
        return second, first
    return (first, second) if second > LAST_MONTH >= first else (0, 0)


def calendar_day(year: int, month: int, day: int) -> NewsDate | None:
    """Give the day, or ``None`` when the calendar has no such day or no newspaper could bear it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return NewsDate(dt.datetime(year, month, day), Precision.DAY)
    except ValueError:
        return None


def _with_time(day: NewsDate, parts: dict[str, str]) -> NewsDate | None:
    """Add the time of day, where there is one; ``None`` when there is no such time."""
    if not parts.get("hour"):
        return day
    hour, minute, second = int(parts["hour"]), int(parts["minute"]), int(parts["second"] or 0)
    if parts["half"]:
        if not 1 <= hour <= HALF_DAY:
            return None
        hour = hour % HALF_DAY + (HALF_DAY if parts["half"] in "Pp" else 0)
    offset = _offset(parts["zone"], parts["offset"])
    try:
        moment = day.start.replace(hour=hour, minute=minute, second=second)
        zone = None if offset is None else dt.timezone(offset)
    except ValueError:
        return None
    is_bare_midnight = zone is None and parts["second"] == "00" and moment == day.start
    if is_bare_midnight:  # how programs write a day for which they know no time
        return day
    precision = Precision.SECOND if parts["second"] else Precision.MINUTE
    return NewsDate(moment.replace(tzinfo=zone), precision)


def _offset(zone: str | None, offset: str | None) -> dt.timedelta | None:
    """Offset from UTC; ``None`` when none is said, or a zone that changes with the season ("ET")."""
    if offset:
        digits = offset[1:].replace(":", "").ljust(4, "0")
        size = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        return -size if offset[0] == "-" else size
    hours = ZONES.get(zone or "")
    return None if hours is None else dt.timedelta(hours=hours)


def _parse_plain_iso(written: str) -> NewsDate | None:
    """Read what programs write, in a fraction of the time that every form of a date takes."""
    try:
        moment = dt.datetime.fromisoformat(written)
    except ValueError:
        return None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    is_day = written.endswith("00:00:00")  # how programs write a day for which they know no time
    return NewsDate(moment, Precision.DAY if is_day else Precision.SECOND)


def _parse_coarse(written: str) -> NewsDate | None:
    """Read months and years, and days without separators."""
    match = _ISO_COMPACT.fullmatch(written)
    if match:
        return calendar_day(int(match["year"]), int(match["number"]), int(match["day"]))
    match = _ISO_MONTH.fullmatch(written) or _MONTH_OF_YEAR.fullmatch(written)
    if match:
        parts = match.groupdict()
        number = MONTHS.get(fold(parts["month"]), 0) if "month" in parts else int(parts["number"])
        first = calendar_day(int(match["year"]), number, 1)
        return NewsDate(first.start, Precision.MONTH) if first else None
    if _YEAR_ALONE.fullmatch(written):
        first = calendar_day(int(written), 1, 1)
        return NewsDate(first.start, Precision.YEAR) if first else None
    return None


def _parse_epoch(written: str) -> NewsDate | None:
    if not _EPOCH.fullmatch(written):
        return None
    whole = written.partition(".")[0]
    seconds = int(whole) // 1000 if len(whole) >= MILLISECONDS_DIGITS - 1 else int(whole)
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    return NewsDate(moment, Precision.SECOND) if moment.year in EPOCH_YEARS else None
