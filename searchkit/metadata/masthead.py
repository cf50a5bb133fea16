"""What stands between headline and prose: bylines, date lines, the dateline.

Only there is the text itself asked for a date, a source or an author. It ends where prose begins: bylines and
labelled dates may follow a standfirst, dates without a label may not, for further down they are about
something else (a chronology, a caption).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from searchkit.metadata.masthead_datelines import read_dateline
from searchkit.metadata.masthead_dates import date_at_end, read_labelled_date, read_lone_date
from searchkit.metadata.masthead_lines import LONGEST_LINE, Line, Masthead, read_lines
from searchkit.metadata.outlets import outlets
from searchkit.metadata.persons import read_names

if TYPE_CHECKING:
    from searchkit.article import Extracted

PROSE_WORDS = 9  # a line of as many words is prose or a standfirst
STANDFIRSTS = 1  # lines of prose that a byline may follow

_BYLINE = re.compile(
    r"(?:By|BY|by|Written by|Reported by|Story by|Analysis by|Opinion by|Words by|Authors?:|Autor(?:en|in|es)?:"
    r"|Auteurs?:|Автори?:|Авторы:|Текст:"
    r"|(?P<foreign>Von|VON|Par|PAR|Por|POR|Di|DI|Door|DOOR|Av))[ \t]+(?P<rest>\S.*)"
)
_READING_TIME = re.compile(r"[\s|·•,–—-]*\b\d{1,2}[ -]?min(?:ute)?s?\b.*", re.IGNORECASE)
_BYLINE_INITIALS = frozenset("BbWRSAOVPDАТ")
_ENDS = " \t,;:()-–—|"
_FIELD_BREAK = re.compile(r"\s+[-–—|·•]\s+")


def read_masthead(title: str, body: str) -> Masthead:
    """Read what stands between headline and prose; spans count from the start of the title."""
    found = Masthead([], [], [], [])
    prose = 0
    is_below_byline = False
    for line in read_lines(title, body):
        if is_below_byline and outlets().named(line.text):
            found.sources.append(line.extract(line.text, "byline", 0, len(line.text)))
        is_below_byline = len(line.text) <= LONGEST_LINE and _read_byline(line, found)
        if is_below_byline or len(line.text) <= LONGEST_LINE and (
            read_labelled_date(line, found)
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
    site, people = _site_and_people(line.text, credited)
    authors: list[Extracted[str]] = []
    for start, end in people:
        names = read_names(line.text[start:end])
        authors += [line.extract(one.name, "byline", start + one.start, start + one.end) for one in names]
        # "Jane Doe, Associated Press"
        behind = start + names[-1].end if names else end
        site = site or (_outlet_in(line.text, behind, end) if names else None)
    # "Von", "Par" and the like open sentences and are names too: there only whole names are believed.
    if not authors or (match["foreign"] and not all(" " in author.value for author in authors)):
        return False
    found.authors += authors
    if site:
        found.sources.append(line.extract(line.text[slice(*site)], "byline", *site))
    for date in filter(None, dates):
        kept, method = (found.updated, "line:updated") if date.is_update else (found.published, "byline")
        kept.append(line.extract(date.value, method, date.quote_start, date.end))
    return True


def _site_and_people(
    text: str, credited: list[tuple[int, int]]
) -> tuple[tuple[int, int] | None, list[tuple[int, int]]]:
    """Which of the parts of a byline is the outlet: the known one, else the first of several."""
    if len(credited) <= 1:
        return None, credited
    trimmed = [_trimmed(text, *part) for part in credited]
    known = next((part for part in trimmed if outlets().named(text[slice(*part)])), None)
    if known:
        return known, [part for part in trimmed if part != known]
    named = [part for part in trimmed if read_names(text[slice(*part)])]
    return (None, named) if named == trimmed[:1] else (trimmed[0], trimmed[1:])


def _outlet_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The outlet that stands behind a name."""
    bounds = _trimmed(text, start, end)
    return bounds if bounds[0] < bounds[1] and outlets().named(text[slice(*bounds)]) else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    start += len(part) - len(part.lstrip(_ENDS))
    return start, start + len(text[start:end].rstrip(_ENDS))


def _fields(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Parts of a byline between dashes or bars."""
    bounds = []
    for match in _FIELD_BREAK.finditer(text, start, stop):
        bounds.append((start, match.start()))
        start = match.end()
    return [*bounds, (start, stop)]
