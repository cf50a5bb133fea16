"""What stands between headline and prose: bylines, date lines, the dateline.

Only there is the text itself asked for a date, a source or an author. It ends where prose begins: bylines and
labelled dates may follow a standfirst, dates without a label may not, for further down they are about
something else (a chronology, a caption).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from searchkit.article import Extracted, NewsDate
from searchkit.metadata.calendar_names import MONTHS, WEEKDAYS
from searchkit.metadata.dates import calendar_day, read_date
from searchkit.metadata.names import fold
from searchkit.metadata.persons import read_names

if TYPE_CHECKING:
    from collections.abc import Iterator

V = TypeVar("V")

LINES_READ = 24  # clutter of a page's top; prose is nowhere that far down
LONGEST_LINE = 160  # characters of a byline or date line
PROSE_WORDS = 9  # a line of as many words is prose or a standfirst
STANDFIRSTS = 1  # lines of prose that a byline may follow

_BYLINE = re.compile(r"(?:By|BY|by|Written by|Reported by|Story by|Author:)[ \t]+(?P<rest>\S.*)")
_READING_TIME = re.compile(r"[\s|·•,–—-]*\b\d{1,2}[ -]?min(?:ute)?s?\b.*", re.IGNORECASE)
_BYLINE_INITIALS = frozenset("BbWRSA")
_LABEL_INITIALS = frozenset("LlUuMmFfPpDdRrIiİı")
_LABEL = re.compile(
    r"(?:(?P<updated>(?:last )?(?:updated|modified))"
    r"|(?:first )?published|posted|publication date|date|released|issued)"
    r"(?: by (?P<author>[^\d\n]{3,60}?)(?=,? on\b|,|:))?(?:,? on| at|[,:])*[ \t]+(?=\w)",
    re.IGNORECASE,
)
_LABEL_BEFORE = re.compile(
    r"[\s,(]*\b(?:(?P<updated>updated|modified)|published|posted|on)\b[\s:]*$", re.IGNORECASE
)
_AFTER_DATE = re.compile(
    r"[\s.)]*$|\s*[|·•(/–—-]|,?\s+(?:by|updated|last|modified|published|posted)\b", re.IGNORECASE
)
_SEPARATORS = re.compile(r"[\s|·•(),/–—-]*")
_NOTHING_MORE = re.compile(r"[\s.)|·•–—-]*")
_FIELD_BREAK = re.compile(r"\s+[-–—|·•]\s+")
_YEAR = re.compile(r"\d{4}")  # every date that is read has one; most lines have none
_WORD_START = re.compile(r"(?<!\w)\w+")
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


@dataclass(frozen=True, slots=True)
class Day:
    """Month and day of a dateline that names no year."""

    month: int
    day: int


@dataclass(slots=True)
class Masthead:
    """What was found, in the order of the text."""

    published: list[Extracted[NewsDate]]
    updated: list[Extracted[NewsDate]]
    sources: list[Extracted[str]]
    authors: list[Extracted[str]]
    dateline_day: Extracted[Day] | None = None


@dataclass(slots=True)  # not frozen: several are made for every article
class _Line:
    """A line without the blanks around it, and where it stands in the article's text."""

    start: int
    text: str

    def extract(self, value: V, method: str, start: int, end: int) -> Extracted[V]:
        return Extracted(value, method, self.text[start:end], (self.start + start, self.start + end))


def read_masthead(title: str, body: str) -> Masthead:
    """Read what stands between headline and prose; spans count from the start of the title."""
    found = Masthead([], [], [], [])
    prose = 0
    for line in _lines(title, body):
        if len(line.text) <= LONGEST_LINE and (
            _read_byline(line, found)
            or _read_labelled_date(line, found)
            or (prose == 0 and _read_lone_date(line, found))
        ):
            continue
        if _read_dateline(line, found):
            break
        prose += len(line.text.split()) >= PROSE_WORDS
        if prose > STANDFIRSTS:
            break
    return found


def _lines(title: str, body: str) -> Iterator[_Line]:
    """First lines of the body without empty ones and repeated titles."""
    offset = len(title) + 2
    position = 0
    for _ in range(LINES_READ):
        if position >= len(body):
            return
        end = body.find("\n", position)
        end = len(body) if end < 0 else end
        raw = body[position : min(end, position + 2 * LONGEST_LINE)]
        text = raw.strip()
        if text and text != title:
            yield _Line(offset + position + raw.index(text), text)
        position = end + 1


def _read_byline(line: _Line, found: Masthead) -> bool:
    """``By A and B``, ``By A 5 Min Read``, ``BY SITE - NAME - THURSDAY, MAR 09, 2023``."""
    match = _BYLINE.fullmatch(line.text) if line.text[0] in _BYLINE_INITIALS else None
    if match is None:
        return False
    reading_time = _READING_TIME.search(line.text, match.start("rest"))
    stop = reading_time.start() if reading_time else len(line.text)
    fields = _fields(line.text, match.start("rest"), stop)
    dates = [_date_at_end(line, *field) for field in fields]
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


@dataclass(frozen=True, slots=True)
class _DateInLine:
    value: NewsDate
    start: int  # where what belongs to the date begins, its label included
    quote_start: int
    end: int
    is_update: bool


def _fields(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Parts of a byline between dashes or bars."""
    bounds = []
    for match in _FIELD_BREAK.finditer(text, start, stop):
        bounds.append((start, match.start()))
        start = match.end()
    return [*bounds, (start, stop)]


def _date_at_end(line: _Line, start: int, stop: int) -> _DateInLine | None:
    """Find the date that ends a part of a line.

    The first word that begins one decides, so that a weekday is never skipped to avoid being checked.
    """
    part = line.text[:stop]
    is_after_weekday = False
    for word in _WORD_START.finditer(part, start):
        date = read_date(part, word.start())
        if date and date.end == stop:
            if is_after_weekday:
                return None
            label = _LABEL_BEFORE.search(part, start, word.start())
            begin = label.start() if label else word.start()
            return _DateInLine(date.value, begin, word.start(), stop, bool(label and label["updated"]))
        is_after_weekday = fold(word.group()) in WEEKDAYS
    return None


def _read_labelled_date(line: _Line, found: Masthead) -> bool:
    """``Published March 9, 2023``, ``Posted by A on March 9, 2023``, ``Updated 9 March 2023, 14:05``."""
    if line.text[0] not in _LABEL_INITIALS:
        return False
    is_read = False
    position = 0
    while label := _LABEL.match(line.text, position):
        date = read_date(line.text, label.end())
        if date is None or not _AFTER_DATE.match(line.text, date.end):
            break
        kept, method = (
            (found.updated, "line:updated") if label["updated"] else (found.published, "line:published")
        )
        kept.append(line.extract(date.value, method, label.end(), date.end))
        if label["author"]:
            found.authors += [
                line.extract(
                    name.name, "byline", label.start("author") + name.start, label.start("author") + name.end
                )
                for name in read_names(label["author"])
            ]
        is_read = True
        position = _SEPARATORS.match(line.text, date.end).end()  # type: ignore[union-attr]  # matches emptiness too
    return is_read


def _read_lone_date(line: _Line, found: Masthead) -> bool:
    """Read a line that is a date and nothing else."""
    date = read_date(line.text, 0) if _YEAR.search(line.text) else None
    if date is None or not _NOTHING_MORE.fullmatch(line.text, date.end):
        return False
    found.published.append(line.extract(date.value, "line:date", 0, date.end))
    return True


def _read_dateline(line: _Line, found: Masthead) -> bool:
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
