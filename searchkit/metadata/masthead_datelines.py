"""Datelines, as ``KYIV, Feb 16 (Reuters) -``: where, when and from which agency a text comes."""

from __future__ import annotations

import re
from functools import lru_cache

from searchkit.article import NewsDate
from searchkit.metadata.calendar_names import MONTHS, WEEKDAYS
from searchkit.metadata.dates import calendar_day
from searchkit.metadata.masthead_lines import Day, Line, Masthead
from searchkit.metadata.names import fold

_CAPITAL = "A-ZÀ-ÞА-ЯІЇЄҐ"
_NAME = rf"[{_CAPITAL}][\w.'’/-]*"
_PLACE = rf"{_NAME}(?: {_NAME}){{0,4}}(?:, {_NAME}(?: {_NAME}){{0,2}})?"
_MONTH_AND_DAY = r"(?P<month>[^\W\d_]{3,10})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAY_AND_MONTH = r"(?P<day_first>\d{1,2})(?:\.|st|nd|rd|th)? (?P<month_after>[^\W\d_]{3,10})\.?"
_DATE = rf"(?:{_MONTH_AND_DAY}|{_DAY_AND_MONTH})(?:,? (?P<year>\d{{4}}))?"
# How every dateline of use begins: capitalised words up to a day or an agency. Prose ends it at its first
# small letter, where the whole pattern would try every way to divide the words.
_DATELINE_OPENING = re.compile(rf"(?:[{_CAPITAL}][^\s(]*+ ?+)+[(/\d]")
_SLASHED = re.compile(  # МОСКВА, 9 марта. /ТАСС/.
    rf"(?P<place>{_PLACE}?)[.,]?(?: (?P<date>{_DAY_AND_MONTH}(?: (?P<year>\d{{4}}))?)\.?)? "
    r"/(?P<agency>\w[\w -]{0,38}\w)/[.,]? ?[-–—]{0,2} ?(?=\S)"
)
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}?)"
    rf"(?:,? (?P<date>{_DATE}))?"
    r"(?:,? ?(?:\((?:(?P<agency>[A-Z][\w.&/' -]{1,40}|dpa)|[a-z]{2,5})\)|/[\w ]{2,40}/))?"
    r"(?: ?[-–—]{1,2} ?|\.-{1,2} ?)(?=\S|\Z)",  # the prose, or a line of its own
)
_WRITTEN_DATE = re.compile(_DATE)


def read_dateline(line: Line, found: Masthead) -> bool:
    """``KYIV, Feb 16 (Reuters) -``: the agency, and the day where the year is said; else the day alone."""
    if not _DATELINE_OPENING.match(line.text):
        return False
    match = _DATELINE.match(line.text) or _SLASHED.match(line.text)
    if match is None:
        return False
    place, agency, date, year = match.group("place", "agency", "date", "year")
    is_set_off = year and line.text[match.end("place")] == ","
    is_dated = date and (is_set_off or place.partition(",")[0].isupper())
    if not (agency or is_dated) or (" " not in place and fold(place) in WEEKDAYS):
        return False
    if agency:
        found.sources.append(line.extract(agency, "dateline", *match.span("agency")))
    day = _read_date(date) if date else None
    if isinstance(day, Day):
        found.dateline_day = line.extract(day, "dateline", *match.span("date"))
    elif day:
        found.published.append(line.extract(day, "dateline", *match.span("date")))
    return True


@lru_cache(maxsize=512)  # many articles are from the same days
def _read_date(date: str) -> NewsDate | Day | None:
    match = _WRITTEN_DATE.fullmatch(date)
    if match is None:
        return None
    month = MONTHS.get(fold(match["month"] or match["month_after"]))
    day = int(match["day"] or match["day_first"])
    if month and match["year"]:
        return calendar_day(int(match["year"]), month, day)
    return Day(month, day) if month else None
