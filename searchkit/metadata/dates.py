"""Written dates → values. Nothing is guessed: what is not said is not filled in, what cannot be is refused.

Read are ISO 8601, RFC 2822, dates with a month's name in fifteen languages, Chinese, Japanese and Korean
dates, numbers, and seconds or milliseconds since 1970. Numbers with dots have the day first; of numbers with
strokes or hyphens ("9/3/2023") the order has to follow from them or be told. A weekday is a check: a date
that does not fall on the weekday beside it is refused, for one of the two is wrong.
"""

from __future__ import annotations

import datetime as dt
import re

from searchkit.article import NewsDate, Precision
from searchkit.metadata.calendar_names import MONTHS, WEEKDAYS
from searchkit.metadata.clock import ISO_TIME_AFTER, TIME, TIME_AFTER, TIME_BEFORE, with_time
from searchkit.metadata.day_order import DayOrder, Order, unknown_order
from searchkit.metadata.names import fold
from searchkit.values import value

FIRST_YEAR, LAST_YEAR = 1800, 2199
CENTURY = 2000  # of a year of two figures
LONGEST = 80  # no written date has more characters; bounds the work on hostile declarations
MILLISECONDS_DIGITS = 13
EPOCH_YEARS = range(1980, 2101)  # what a bare number of seconds is believed to mean

_LETTER = r"[^\W\d_]"
_WEEKDAY = (
    rf"(?:[(]?(?P<weekday>{_LETTER}{{1,12}}(?:['’ʼ-]{_LETTER}{{3,7}}|(?<={_LETTER}{_LETTER})))"
    r"\.?[)]?(?:[ ]?[,،]|[ ][-–])?[ ])?"
)
_WEEKDAY_AFTER = rf"(?:,?[ ][(]?(?P<weekday_after>{_LETTER}{{2,12}}day)\b[)]?)?"
_MONTH = rf"(?P<month>{_LETTER}{{3,12}})\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º|ª|°)?"
_YEAR = (
    r"(?P<year>\d{4})(?:(?!\d)|(?=\d{1,2}(?::\d\d(?!\d)|\.[ \d])))"  # some pages glue a time or date to it
)
_OF = r"(?:[ ]?[-/.][ ]?|[.]?[ ]|,[ ]|\.?[ ](?:de|of|del|d['’])[ ])"
_AFTER_YEAR = r"(?:[ ](?:года|року|roku|(?:г|р|r|год)\b\.?))?"

_ISO = rf"(?P<year>\d{{4}})-(?P<number>\d{{1,2}})-(?P<day>\d{{1,2}})(?!\d){ISO_TIME_AFTER}"
_YEAR_FIRST = (
    r"(?P<year>\d{4})(?P<separator>[/.])(?P<number>\d{1,2})(?P=separator)(?P<day>\d{1,2})\.?(?!\d)"
    + TIME_AFTER
)
_EAST_ASIAN = (
    r"(?P<year>\d{4})[ ]?[年년][ ]?(?P<number>\d{1,2})[ ]?[月월][ ]?(?P<day>\d{1,2})[ ]?[日일号號]?"
    r"(?:[ ]?(?:[(（]?[月火水木金土日一二三四五六월화수목금토일][)）]|(?:星期|周|週)[一二三四五六日天]))?"
    + TIME_AFTER
)
_MONTH_FIRST = rf"{_WEEKDAY}{_MONTH}[ ]{_DAY}(?:[ ]?,[ ]?|[ ]){_YEAR}{_WEEKDAY_AFTER}{TIME_AFTER}"
_CTIME = rf"{_WEEKDAY}{_MONTH}[ ]{_DAY}[ ]{TIME}[ ]{_YEAR}"
_DAY_FIRST = rf"{_WEEKDAY}{_DAY}{_OF}{_MONTH}{_OF}{_YEAR}{_AFTER_YEAR}{_WEEKDAY_AFTER}{TIME_AFTER}"
_NUMBERS = (
    rf"{_WEEKDAY}(?P<first>\d{{1,2}})(?P<separator>[/.-])[ ]?(?P<next>\d{{1,2}})(?P=separator)[ ]?"
    rf"{_YEAR}{_AFTER_YEAR}{_WEEKDAY_AFTER}{TIME_AFTER}"
)
_SHORT_YEAR = (
    rf"{_WEEKDAY}(?P<first>\d\d?)(?P<separator>\.)(?P<next>\d\d?)\.(?P<short_year>\d\d)(?![\d.]){TIME_AFTER}"
)
_SHORT_YEAR_STROKED = (  # beside a time only: else a fraction, a score
    r"(?P<first>\d\d?)(?P<separator>/)(?P<next>\d\d?)/(?P<short_year>\d\d)(?=[ ,–-]{1,3}\d\d?[:.h]\d\d\b)"
    rf"{TIME_AFTER}"
)
_YEAR_OPENS, _WORD_OPENS, _DAY_OPENS = (
    tuple(map(re.compile, forms))
    for forms in (
        (_ISO, _YEAR_FIRST, _EAST_ASIAN),
        (_MONTH_FIRST, _CTIME, _DAY_FIRST, _NUMBERS, _SHORT_YEAR),
        (_DAY_FIRST, _NUMBERS, _SHORT_YEAR, _SHORT_YEAR_STROKED),
    )
)
OPENING = rf"[(]?(?:(?:{_LETTER}|['’ʼ-]){{2,20}}[.)]?[,،]?[ ](?:[-–][ ])?){{0,2}}\d"
"""Pattern with which every written date begins."""

_OPENING = re.compile(OPENING)
_BEFORE = re.compile(TIME_BEFORE)
_MONTH_OF_YEAR = re.compile(rf"{_MONTH},?[ ]{_YEAR}")
_ISO_MONTH = re.compile(r"(?P<year>\d{4})-(?P<number>\d{2})")
_ISO_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})"
    r"(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>Z)?(?P<offset>[+-]\d{4})?)?"
)
_YEAR_ALONE = re.compile(r"\d{4}")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{12,13}")
_PLAIN_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d", re.ASCII)
_FRACTION = re.compile(r"(?<=:\d\d:\d\d)[.,:]\d{1,12}")  # of a second
_ZONE_NAME = re.compile(r"\[[A-Za-z_/+-]{1,40}\]\Z")  # RFC 9557, behind the offset
_SPACE = re.compile(r"\s+")


@value
class WrittenDate:
    """A date at some place of a text; ``end`` is where it stops."""

    value: NewsDate
    end: int


def parse_date(text: str, order: Order = unknown_order) -> NewsDate | None:
    """Read a declared date: the whole of ``text`` has to be one.

    Args:
        text: what was declared.
        order: asked for the order of day and month where the numbers leave it open.
    """
    if _PLAIN_ISO.fullmatch(text):
        return _parse_plain_iso(text)
    written = _SPACE.sub(" ", text.strip()[: LONGEST + 1])
    if not written or len(written) > LONGEST:
        return None
    found = read_date(written, 0, order)
    if found is None or found.end < len(written):
        written = _ZONE_NAME.sub("", _FRACTION.sub("", written, count=1))
        found = read_date(written, 0, order)
    if found and found.end == len(written):
        return found.value
    return _parse_coarse(written) or _parse_epoch(written)


def read_date(text: str, position: int, order: Order = unknown_order) -> WrittenDate | None:
    """Read the date that begins at ``position``; at least day, month and year have to be said."""
    if not _OPENING.match(text, position):
        return None
    before = _BEFORE.match(text, position)
    if before:
        day = _read_day(text, before.end(), order)
        if day:
            is_whole = day.value.precision is not Precision.DAY
            value = day.value if is_whole else with_time(day.value, before.groupdict())
            return WrittenDate(value, day.end) if value else None
    return _read_day(text, position, order)


def _read_day(text: str, position: int, order: Order) -> WrittenDate | None:
    for form in _forms_at(text, position):
        match = form.match(text, position)
        if match:
            parts = match.groupdict()
            value = _day_of(parts, order)
            timed = with_time(value, parts) if value else None
            if timed:
                return WrittenDate(timed, match.end())
    return None


def _forms_at(text: str, position: int) -> tuple[re.Pattern[str], ...]:
    """The forms that may stand at a place, by the first characters."""
    if not text[position : position + 1].isdecimal():
        return _WORD_OPENS
    return _YEAR_OPENS if text[position : position + 4].isdecimal() else _DAY_OPENS


def _day_of(parts: dict[str, str], order: Order) -> NewsDate | None:
    year = CENTURY + int(parts["short_year"]) if parts.get("short_year") else int(parts["year"])
    said = parts.get("weekday") or parts.get("weekday_after")
    weekday = WEEKDAYS.get(fold(said), len(WEEKDAYS)) if said else None
    if parts.get("first"):
        return _day_of_numbers(year, parts, weekday, order)
    month = MONTHS.get(fold(parts["month"]), 0) if parts.get("month") else int(parts["number"])
    value = calendar_day(year, month, int(parts["day"]))
    return value if value and weekday in {None, value.start.weekday()} else None


def _day_of_numbers(year: int, parts: dict[str, str], weekday: int | None, order: Order) -> NewsDate | None:
    """Give the day that two numbers mean; ``None`` where both orders are possible and nothing decides."""
    first, following = int(parts["first"]), int(parts["next"])
    days = {
        DayOrder.DAY_FIRST: calendar_day(year, following, first),
        DayOrder.MONTH_FIRST: calendar_day(year, first, following),
    }
    possible = {order: day for order, day in days.items() if day and weekday in {None, day.start.weekday()}}
    if len(set(possible.values())) == 1:
        return next(iter(possible.values()))
    if not possible:
        return None
    told = order()
    if told is DayOrder.UNKNOWN and parts["separator"] == "." and not parts.get("short_year"):
        told = DayOrder.DAY_FIRST
    return possible.get(told)


def calendar_day(year: int, month: int, day: int) -> NewsDate | None:
    """Give the day, or ``None`` when the calendar has no such day or no newspaper could bear it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return NewsDate(dt.datetime(year, month, day), Precision.DAY)
    except ValueError:
        return None


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
        day = calendar_day(int(match["year"]), int(match["number"]), int(match["day"]))
        return with_time(day, match.groupdict()) if day else None
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
