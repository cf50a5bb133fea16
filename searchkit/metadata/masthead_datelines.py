"""Datelines, as ``KYIV, Feb 16 (Reuters) -``: where, when and from which agency a text comes."""

from __future__ import annotations

import re

from searchkit.metadata.calendar_names import MONTHS, WEEKDAYS
from searchkit.metadata.dates import calendar_day
from searchkit.metadata.masthead_lines import Day, Line, Masthead
from searchkit.metadata.names import fold

_CAPITAL = "A-ZÀ-ÞА-ЯІЇЄҐ"
_NAME = rf"[{_CAPITAL}][\w.'’/-]*"
_PLACE = rf"{_NAME}(?: {_NAME}){{0,4}}(?:, {_NAME}(?: {_NAME}){{0,2}})?"
_MONTH_AND_DAY = r"(?P<month>[^\W\d_]{3,10})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAY_AND_MONTH = r"(?P<day_first>\d{1,2})(?:\.|st|nd|rd|th)? (?P<month_after>[^\W\d_]{3,10})\.?"
# How every dateline of use begins: capitalised words up to a day or an agency. Prose ends it at its first
# small letter, where the whole pattern would try every way to divide the words.
_DATELINE_OPENING = re.compile(rf"(?:[{_CAPITAL}][^\s(]*+ ?+)+[(/\d]")
_SLASHED = re.compile(  # МОСКВА, 9 марта. /ТАСС/.
    rf"(?P<place>{_PLACE}?)[.,]?(?: (?P<date>{_DAY_AND_MONTH}(?: (?P<year>\d{{4}}))?)\.?)? "
    r"/(?P<agency>\w[\w -]{0,38}\w)/[.,]? ?[-–—]{0,2} ?(?=\S)"
)
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}?)"
    rf"(?:,? (?P<date>(?:{_MONTH_AND_DAY}|{_DAY_AND_MONTH})(?:,? (?P<year>\d{{4}}))?))?"
    r"(?:,? ?(?:\((?:(?P<agency>[A-Z][\w.&/' -]{1,40}|dpa)|[a-z]{2,5})\)|/[\w ]{2,40}/))?"
    r"(?: ?[-–—]{1,2} ?|\.-{1,2} ?)(?=\S)",
)


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
    if not (agency or is_dated) or fold(place) in WEEKDAYS:
        return False
    if agency:
        found.sources.append(line.extract(agency, "dateline", *match.span("agency")))
    if date:
        _take_day(line, match, found)
    return True


def _take_day(line: Line, match: re.Match[str], found: Masthead) -> None:
    is_slashed = match.re is _SLASHED  # where the day always stands first
    month = MONTHS.get(fold(match["month_after"] if is_slashed else match["month"] or match["month_after"]))
    day = int(match["day_first"] if is_slashed else match["day"] or match["day_first"])
    if month and match["year"]:
        date = calendar_day(int(match["year"]), month, day)
        if date:
            found.published.append(line.extract(date, "dateline", *match.span("date")))
    elif month:
        found.dateline_day = line.extract(Day(month, day), "dateline", *match.span("date"))
