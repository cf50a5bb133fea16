"""Dates of a masthead: behind a label, at the end of a byline, or alone on a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from searchkit.article import NewsDate
from searchkit.metadata.calendar_names import WEEKDAYS
from searchkit.metadata.dates import read_date
from searchkit.metadata.masthead_lines import Line, Masthead
from searchkit.metadata.names import fold
from searchkit.metadata.persons import read_names

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
_YEAR = re.compile(r"\d{4}")  # every date that is read has one; most lines have none
_WORD_START = re.compile(r"(?<!\w)\w+")


@dataclass(frozen=True, slots=True)
class DateInLine:
    """A date, and the label before it."""

    value: NewsDate
    start: int  # where what belongs to the date begins, its label included
    quote_start: int
    end: int
    is_update: bool


def date_at_end(line: Line, start: int, stop: int) -> DateInLine | None:
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
            return DateInLine(date.value, begin, word.start(), stop, bool(label and label["updated"]))
        is_after_weekday = fold(word.group()) in WEEKDAYS
    return None


def read_labelled_date(line: Line, found: Masthead) -> bool:
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


def read_lone_date(line: Line, found: Masthead) -> bool:
    """Read a line that is a date and nothing else."""
    date = read_date(line.text, 0) if _YEAR.search(line.text) else None
    if date is None or not _NOTHING_MORE.fullmatch(line.text, date.end):
        return False
    found.published.append(line.extract(date.value, "line:date", 0, date.end))
    return True
