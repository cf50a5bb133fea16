"""What stands between headline and prose: bylines, date lines, the dateline.

Only there is the text itself asked for a date, a source or an author. It ends where prose begins: bylines and
labelled dates may follow a standfirst, dates without a label may not, for further down they are about something
else (a chronology, a caption).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from searchkit.article import Extracted, NewsDate
from searchkit.metadata.calendar_names import MONTHS, WEEKDAYS
from searchkit.metadata.dates import WrittenDate, parse_date, read_date
from searchkit.metadata.names import fold
from searchkit.metadata.persons import split_authors, written_name

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES_READ = 24  # clutter of a page's top; prose is nowhere that far down
LONGEST_LINE = 160  # characters of a byline or date line
PROSE_WORDS = 9  # a line of as many words is prose or a standfirst
STANDFIRSTS = 2  # lines of prose that a byline may follow

_BYLINE = re.compile(r"(?:By|BY|by|Written by|Reported by|Story by|Author:)[ \t]+(?P<rest>\S.*)")
_READING_TIME = re.compile(r"[\s|·•,–—-]*\b\d{1,2}[ -]?min(?:ute)?s?(?: read)?\b\.?", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:(?P<updated>(?:last )?(?:updated|modified))|(?:first )?published|posted|publication date|date|released|issued)"
    r"(?: by (?P<author>[^\d\n]{3,60}?))??(?: on| at|:)*[ \t]+(?=\S)",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(r"[\s.)]*$|\s*[|·•(/–—-]|,?\s+(?:by|updated|last|modified|published|posted|at)\b", re.IGNORECASE)
_FIELDS = re.compile(r"\s+[-–—|·•]\s+")
_PARENTHESIS = r"\((?P<agency>[A-Za-z][\w.&/' -]{1,40})\)"
_PLACE = r"[A-ZÀ-Þ][\w.'’/-]*(?: [A-ZÀ-Þ][\w.'’/-]*){0,4}(?:, [A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,2})?"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}?)(?:,? (?P<month>[A-Z][a-z]{{2,8}})\.? (?P<day>\d{{1,2}})(?:,? (?P<year>\d{{4}}))?)?"
    rf"(?: ?{_PARENTHESIS})? ?[-–—]{{1,2}} ?(?=\S)",
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


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    def extract(self, value: object, method: str, start: int, end: int) -> Extracted[object]:
        return Extracted(value, method, self.text[start:end], (self.start + start, self.start + end))


def read_masthead(title: str, body: str) -> Masthead:
    """Read what stands between headline and prose; spans count from the start of the title."""
    found = Masthead([], [], [], [])
    prose = 0
    for line in _lines(title, body):
        if _read_byline(line, found) or _read_labelled_date(line, found):
            continue
        if prose == 0 and _read_lone_date(line, found):
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
        raw = body[position : min(end, position + 4 * LONGEST_LINE)]
        text = raw.strip()
        if text and text != title:
            yield _Line(offset + position + raw.index(text), text)
        position = end + 1


def _read_byline(line: _Line, found: Masthead) -> bool:
    match = _BYLINE.fullmatch(line.text) if len(line.text) <= LONGEST_LINE else None
    if match is None:
        return False
    names: list[tuple[int, int]] = []
    dates: list[tuple[NewsDate, int, int]] = []
    is_labelled = False
    for start, end in _fields(line.text, match.start("rest")):
        field = line.text[start:end]
        label = _LABEL.match(field)
        date = parse_date(field[label.end() :] if label else field)
        if date:
            is_labelled = is_labelled or bool(label and label["updated"])
            if not (label and label["updated"]):
                dates.append((date, start, end))
            continue
        if label or any(char.isdigit() for char in field):
            tail = _name_before_date(field)
            if tail is None:
                continue
            end = start + tail[0]
            dates += [(tail[1], start + tail[2], start + tail[3])] if tail[1] else []
        names.append((start, end))
    site, people = (names[:1], names[1:]) if len(names) > 1 else ([], names)
    authors = [person for start, end in people for person in split_authors(line.text[start:end])]
    if not authors:
        return False
    for start, end in site:
        found.sources.append(_text(line, written_name(line.text[start:end]), "byline", start, end))
    for start, end in people:
        for name in split_authors(line.text[start:end]):
            at = line.text.index(name.quote, start, end)
            found.authors.append(_text(line, name.name, "byline", at, at + len(name.quote)))
    for date, start, end in dates:
        found.published.append(_date(line, date, "byline", start, end))
    return True
