"""What stands between headline and prose: bylines, date lines, the dateline.

Only there is the text itself asked for a date, a source or an author. It ends where prose begins: bylines and
labelled dates may follow a standfirst, dates without a label may not, for further down they are about
something else (a chronology, a caption).
"""

from __future__ import annotations

import re

from searchkit.metadata.day_order import Order, unknown_order
from searchkit.metadata.masthead_datelines import read_dateline
from searchkit.metadata.masthead_dates import DatedLine, may_hold_date, take_apart
from searchkit.metadata.masthead_lines import LONGEST_LINE, Line, Masthead, read_lines
from searchkit.metadata.masthead_reading import HeadDates, read_foot
from searchkit.metadata.persons import read_names

PROSE_WORDS = 9  # a line of as many words is prose or a standfirst
STANDFIRSTS = 1  # lines of prose that a byline may follow
LONGEST_HEAD = 3  # lines of prose, captions and the like, that a labelled date or one with a time may follow

_BYLINE = re.compile(r"(?:By|BY|by|Written by|Reported by|Story by|Author:)[ \t]+(?P<rest>\S.*)")
_READING_TIME = re.compile(r"[\s|·•,–—-]*\b\d{1,2}[ -]?min(?:ute)?s?\b.*", re.IGNORECASE)
_BYLINE_INITIALS = frozenset("BbWRSA")
_FIELD_BREAK = re.compile(r"\s+[-–—|·•]\s+")
_CREDIT = re.compile(
    r"\b(?:photo|photograph|image|images|getty|credit|illustration|picture|foto)\b|©", re.IGNORECASE
)
_WIDE_STOP = "。"  # ends sentences that have no blanks between their words


def read_masthead(title: str, body: str, order: Order = unknown_order) -> Masthead:
    """Read what stands between headline and prose; spans count from the start of the title."""
    found = Masthead()
    dates = HeadDates(found)
    if len(title) <= LONGEST_LINE and may_hold_date(title):
        _read_title(title, found, dates, order)
    prose = 0
    for line in read_lines(title, body):
        dated = None
        if len(line.text) <= LONGEST_LINE:
            dated = take_apart(line.text, order) if may_hold_date(line.text) else None
            if (dated or prose <= STANDFIRSTS) and _read_byline(line, dated, found):
                dates.credited()
                continue
            if dated and dates.take(line, dated):
                continue
        if prose <= STANDFIRSTS and read_dateline(line, found):
            break
        if _is_prose(line.text):
            prose += not (prose and _CREDIT.search(line.text))
            dates.prose(line.text)
            if prose > LONGEST_HEAD:
                break
        else:
            dates.other(line.text)
    dates.close(title, body, order)
    if not found.published:
        read_foot(title, body, order, found)
    return found


def _read_title(title: str, found: Masthead, dates: HeadDates, order: Order) -> None:
    """Read a first line that is no headline, though it was taken for one."""
    line = Line(0, title)
    if not read_dateline(line, found):
        dated = take_apart(title, order)
        if dated and (dated.is_labelled or dated.has_time):
            dates.take(line, dated)


def _is_prose(text: str) -> bool:
    """Whether a line is part of the text or above it; the menu of a site is neither."""
    words = text.split()
    if len(words) < PROSE_WORDS:
        return _WIDE_STOP in text
    return (
        text[-1] in '.!?…"”’»'
        or 2 * sum(word[0].islower() for word in words) >= len(words)
        or not text.isascii()
    )


def _read_byline(line: Line, dated: DatedLine | None, found: Masthead) -> bool:
    """``By A and B``, ``By A 5 Min Read``, ``BY SITE - NAME - THURSDAY, MAR 09, 2023``."""
    match = _BYLINE.fullmatch(line.text) if line.text[0] in _BYLINE_INITIALS else None
    if match is None:
        return False
    stop = dated.dates[0].start if dated else len(line.text)
    reading_time = _READING_TIME.search(line.text, match.start("rest"), stop)
    stop = reading_time.start() if reading_time else stop
    fields = _fields(line.text, match.start("rest"), stop)
    credited = [(start, end) for start, end in fields if line.text[start:end].strip(" -–—|·•")]
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
    for date in dated.dates if dated else ():
        if date.kind == "updated":
            found.updated.append(date.extracted(line, "line:updated"))
        else:
            found.published.append(date.extracted(line, "byline"))
    return True


def _fields(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Parts of a byline between dashes or bars."""
    bounds = []
    for match in _FIELD_BREAK.finditer(text, start, stop):
        bounds.append((start, match.start()))
        start = match.end()
    return [*bounds, (start, stop)]
