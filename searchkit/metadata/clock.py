"""Times of day beside a date: twelve and twenty-four hours, and the time zone as it is said."""

from __future__ import annotations

import datetime as dt

from searchkit.article import NewsDate, Precision
from searchkit.metadata.calendar_names import ZONES

HALF_DAY = 12

_HALF = r"(?:[ ]?(?P<half>[AaPp])\.?[ ]?[Mm]\b\.?)"
_GLUED = r"(?=\b|[A-Z]?[Uu]pdated|UPDATED|[Mm]odified|MODIFIED|[Pp]ublished|PUBLISHED)"  # to the next label
_ZONE = (
    rf"(?:[ ]?(?:\(?(?P<zone>Z|[A-Z]{{1,4}}T|UTC|GMT|MSK|MEZ|MESZ|WIB){_GLUED}\)?)?[ ]?"
    r"(?P<offset>[+-]\d{1,2}(?!\d{3}|(?<![CT][+-]\d)(?<![CT][+-]\d\d)[ ]|-|/|\.):?(?:\d{2}(?!\d))?)?"
    r"(?:[ ]?\([A-Z][A-Za-z ]{1,40}\))?)"
)
_WORD_AFTER = r"(?:[ ]?(?:Uhr|hrs?|hours|uur|h|ч|год|時|分)\b\.?)?"
_SECONDS = r"(?::(?P<second>[0-6]\d)(?:[.,]\d{1,9})?)?"
_MINUTES = r"(?:[:.h]|[ ]?[h時시点时][ ]?|[ ]:[ ])(?P<minute>[0-5]\d)"
_CLOCK = rf"(?P<hour>[0-2]?\d){_MINUTES}(?!\.?\d){_SECONDS}"
TIME = rf"(?:上午|下午|오전|오후)?[ ]?{_CLOCK}(?:{_HALF}|{_WORD_AFTER}){_ZONE}"
"""Pattern of a time of day, as in ``10:15``, ``10.15 GMT``, ``10h15``, ``10:15 Uhr``, ``3:45 p.m. EST``."""

_HOUR = rf"(?P<bare_hour>[0-1]?\d){_HALF.replace('half', 'bare_half')}"
_WORD_BEFORE = (
    r"(?:(?:at|um|à|a|alle|alle[ ]ore|ore|as|às|a[ ]las|om|kl|klo|o|o[ ]godz|godz|о|об|в|kell)\.?[ ])?"
)
_SEPARATOR = r"(?:[ ]?(?:,|[|/·•@⋅–—-]{1,2})[ ]?|[ ])?"
TIME_AFTER = rf"(?:{_SEPARATOR}{_WORD_BEFORE}(?:{TIME}|{_HOUR}))?"
"""Pattern of the time of day behind a date, which may be missing."""

ISO_TIME_AFTER = rf"(?:(?:T|{_SEPARATOR}{_WORD_BEFORE})(?:{TIME}|{_HOUR}))?"
"""The same behind a date that ISO 8601 would write so."""

TIME_BEFORE = rf"{TIME}(?:[ ]?[,|/·•–—-]{{1,2}}[ ]?|[ ])(?:(?:on|am|le|del|il|el|op)[ ])?"
"""Pattern of the time of day before a date."""


def with_time(day: NewsDate, parts: dict[str, str]) -> NewsDate | None:
    """Add the time of day, where the groups of a pattern hold one; ``None`` when there is no such time."""
    if parts.get("bare_hour"):
        parts = {**parts, "hour": parts["bare_hour"], "minute": "0", "half": parts["bare_half"]}
    if not parts.get("hour"):
        return day
    hour, minute, second = int(parts["hour"]), int(parts["minute"]), int(parts.get("second") or 0)
    if parts.get("half"):
        is_afternoon = parts["half"] in "Pp"
        if hour > HALF_DAY and not is_afternoon:
            return None
        if hour <= HALF_DAY:  # else "15:45 pm", as some pages have it
            hour = hour % HALF_DAY + (HALF_DAY if is_afternoon else 0)
    offset = _offset(parts.get("zone"), parts.get("offset"))
    try:
        moment = day.start.replace(hour=hour, minute=minute, second=second)
        zone = None if offset is None else dt.timezone(offset)
        moment = moment.replace(tzinfo=zone)
    except ValueError:
        return None
    is_bare_midnight = zone is None and parts.get("second") == "00" and moment == day.start
    if is_bare_midnight:  # how programs write a day for which they know no time
        return day
    return NewsDate(moment, Precision.SECOND if parts.get("second") else Precision.MINUTE)


def _offset(zone: str | None, offset: str | None) -> dt.timedelta | None:
    """Offset from UTC; ``None`` when none is said, or a zone that changes with the season ("ET")."""
    if offset:
        hours, _, minutes = offset[1:].partition(":")
        if not minutes and len(hours) > 2:  # noqa: PLR2004  "+0530"
            hours, minutes = hours[:-2], hours[-2:]
        size = dt.timedelta(hours=int(hours), minutes=int(minutes or 0))
        return -size if offset[0] == "-" else size
    known = ZONES.get(zone or "")
    return None if known is None else dt.timedelta(hours=known)
