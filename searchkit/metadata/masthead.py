"""What stands between headline and prose: bylines, date lines, the dateline.

Only there is the text itself asked for a date, a source or an author. It ends where prose begins: bylines and
labelled dates may follow a standfirst, dates without a label may not, for further down they are about
something else (a chronology, a caption).
"""

from __future__ import annotations

import re

from searchkit.metadata.masthead_datelines import read_dateline
from searchkit.metadata.masthead_dates import date_at_end, read_labelled_date, read_lone_date
from searchkit.metadata.masthead_lines import LONGEST_LINE, Line, Masthead, read_lines
from searchkit.metadata.persons import read_names

PROSE_WORDS = 9  # a line of as many words is prose or a standfirst
STANDFIRSTS = 1  # lines of prose that a byline may follow

_BYLINE = re.compile(r"(?:By|BY|by|Written by|Reported by|Story by|Author:)[ \t]+(?P<rest>\S.*)")
_READING_TIME = re.compile(r"[\s|·•,–—-]*\b\d{1,2}[ -]?min(?:ute)?s?\b.*", re.IGNORECASE)
_BYLINE_INITIALS = frozenset("BbWRSA")
_FIELD_BREAK = re.compile(r"\s+[-–—|·•]\s+")


def read_masthead(title: str, body: str) -> Masthead:
    """Read what stands between headline and prose; spans count from the start of the title."""
    found = Masthead([], [], [], [])
    prose = 0
    for line in read_lines(title, body):
        if len(line.text) <= LONGEST_LINE and (
            _read_byline(line, found)
            or read_labelled_date(line, found)
            or (prose == 0 and read_lone_date(line, found))
        ):
            continue
        if read_dateline(line, found):
            break
        prose += len(line.text.split()) >= PROSE_WORDS
        if prose > STANDFIRSTS:
            break
    return found


def _read_byline(line: Line, found: Masthead) -> bool:
    """``By A and B``, ``By A 5 Min Read``, ``BY SITE - NAME - THURSDAY, MAR 09, 2023``."""
    match = _BYLINE.fullmatch(line.text) if line.text[0] in _BYLINE_INITIALS else None
    if match is None:
        return False
    reading_time = _READING_TIME.search(line.text, match.start("rest"))
    stop = reading_time.start() if reading_time else len(line.text)
    fields = _fields(line.text, match.start("rest"), stop)
    dates = [date_at_end(line, *field) for field in fields]
    bounds = [(start, date.start if date else end) for (start, end), date in zip(fields, dates, strict=True)]
    credited = [(start, end) for start, end in bounds if line.text[start:end].strip()]
    site, people = (credited[0], credited[1:]) if len(credited) > 1 else (None, credited)
    authors = [
        line.extract(name.name, "byline", start + name.start, start + name.end)
        for start, end in people
        for name in read_names(line.text[start:end])
    ]
    if not authors:
        return False
    found.authors += authors
    if site:
        written = line.text[slice(*site)].strip()
        found.sources.append(line.extract(written, "byline", site[0], site[0] + len(written)))
    for date in filter(None, dates):
        kept, method = (found.updated, "line:updated") if date.is_update else (found.published, "byline")
        kept.append(line.extract(date.value, method, date.quote_start, date.end))
    return True


def _fields(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Parts of a byline between dashes or bars."""
    bounds = []
    for match in _FIELD_BREAK.finditer(text, start, stop):
        bounds.append((start, match.start()))
        start = match.end()
    return [*bounds, (start, stop)]
