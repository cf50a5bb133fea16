"""The lines of a masthead, and what is found there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from searchkit.article import Extracted, NewsDate
from searchkit.values import value

V = TypeVar("V")

LINES_READ = 60  # clutter of a page's top; prose is nowhere that far down
LONGEST_LINE = 200  # characters of a byline or date line


@value
class Day:
    """Month and day of a date that names no year; the weekday, Monday 0, where it is said."""

    month: int
    day: int
    weekday: int | None = None


@dataclass(slots=True)
class Masthead:
    """What was found, in the order of the text.

    Attributes:
        published: days of publication.
        updated: days of changes.
        sources: outlets.
        authors: who wrote it.
        dateline_day: the day of a dateline that says no year.
        opens_with_dateline: whether the prose begins with one and nothing stands above it.
        is_aged: whether it says how long ago it was published.
    """

    published: list[Extracted[NewsDate]] = field(default_factory=list)
    updated: list[Extracted[NewsDate]] = field(default_factory=list)
    sources: list[Extracted[str]] = field(default_factory=list)
    authors: list[Extracted[str]] = field(default_factory=list)
    dateline_day: Extracted[Day] | None = None
    opens_with_dateline: bool = False
    is_aged: bool = False


@dataclass(slots=True)  # not frozen: several are made for every article
class Line:
    """A line without the blanks around it, and where it stands in the article's text."""

    start: int
    text: str

    def extract(self, value: V, method: str, start: int, end: int) -> Extracted[V]:
        """Say that characters of the line, ``start`` to ``end``, mean a value."""
        return Extracted(value, method, self.text[start:end], (self.start + start, self.start + end))


def read_lines(title: str, body: str) -> Iterator[Line]:
    """First lines of the body without empty ones and repeated titles."""
    offset = len(title) + 2
    position = 0
    for _ in range(2 * LINES_READ):  # every other line may be empty
        if position >= len(body):
            return
        end = body.find("\n", position)
        end = len(body) if end < 0 else end
        raw = body[position : min(end, position + 2 * LONGEST_LINE)].rstrip()
        text = raw.lstrip()
        if text and text != title:
            yield Line(offset + position + len(raw) - len(text), text)
        position = end + 1


def last_lines(title: str, body: str, count: int) -> list[Line]:
    """Last lines of the body without empty ones, the last first."""
    offset = len(title) + 2
    lines: list[Line] = []
    end = len(body)
    while end > 0 and len(lines) < count:
        begin = body.rfind("\n", 0, end) + 1
        raw = body[begin:end].rstrip()
        text = raw.lstrip()
        if text:
            lines.append(Line(offset + begin + len(raw) - len(text), text))
        end = begin - 1
    return lines
