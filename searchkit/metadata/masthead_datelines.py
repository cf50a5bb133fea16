"""Datelines, as ``KYIV, Feb 16 (Reuters) -``: where, when and from which agency a text comes."""

from __future__ import annotations

import re

from searchkit.metadata.calendar_names import MONTHS
from searchkit.metadata.dates import calendar_day
from searchkit.metadata.masthead_lines import Day, Line, Masthead
from searchkit.metadata.names import fold

_NAME = r"[A-ZÀ-Þ][\w.'’/-]*"
_PLACE = rf"{_NAME}(?: {_NAME}){{0,4}}(?:, {_NAME}(?: {_NAME}){{0,2}})?"
# How every dateline of use begins: capitalised words up to a day or an agency. Prose ends it at its first
# small letter, where the whole pattern would try every way to divide the words.
_DATELINE_OPENING = re.compile(r"(?:[A-ZÀ-Þ][^\s(]*+ ?+)+[(\d]")
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}?)"
    r"(?:,? (?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2})(?:,? (?P<year>\d{4}))?)?"
    r"(?:,? ?\((?P<agency>[A-Z][\w.&/' -]{1,40}|dpa)\))? ?[-–—]{1,2} ?(?=\S)",
)


def read_dateline(line: Line, found: Masthead) -> bool:
    """``KYIV, Feb 16 (Reuters) -``: the agency, and the day where the year is said; else the day alone."""
    if not _DATELINE_OPENING.match(line.text):
        return False
    match = _DATELINE.match(line.text)
    if match is None:
        return False
    place, month_name, day, year, agency = match.groups()
    if not (agency or (day and place.isupper())):
        return False
    if agency:
        found.sources.append(line.extract(agency, "dateline", *match.span("agency")))
    month = MONTHS.get(fold(month_name)) if month_name else None
    if month and year:
        date = calendar_day(int(year), month, int(day))
        if date:
            found.published.append(line.extract(date, "dateline", match.start("month"), match.end("year")))
    elif month:
        start, end = match.start("month"), match.end("day")
        found.dateline_day = line.extract(Day(month, int(day)), "dateline", start, end)
    return True
