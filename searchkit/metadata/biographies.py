"""Lines at the end of an article that tell who its authors are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from searchkit.metadata.clutter_phrases import key_of, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from searchkit.metadata.page_lines import Line

_NAME_WORDS = 5  # of a line that is a name, "By" with it
_LIFE_LENGTH = 120  # characters in which a biography says what somebody is
_PROSE_BELOW = 3  # lines of prose that are looked at, from the end of the text upwards
_ROLE_LINES = 2  # the name, and what she is
_NAMES = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,5}")


@dataclass(frozen=True, slots=True)
class _Life:
    """A line that begins with a name and says what that person is or does.

    Attributes:
        text: the line.
        is_writer: whether it is what people are who write in newspapers.
    """

    text: str
    is_writer: bool

    @staticmethod
    def read(written: str) -> _Life | None:
        text = written.lstrip("*_> ")
        if not _NAMES.match(text):
            return None
        lists = phrases().words
        words = key_of(text[:_LIFE_LENGTH]).split()
        if lists["biography verbs"].isdisjoint(words[1 : _NAME_WORDS + 1]):
            return None
        return _Life(text, not lists["biography roles"].isdisjoint(words))

    def tells_of(self, authors: Iterable[str]) -> bool:
        return any(self.text.startswith(f"{author} ") for author in authors)


def mark_biographies(lines: list[Line], authors: Sequence[str]) -> None:
    """Find, from the end upwards, what tells about the authors.

    It begins with the name of one of them, or with the name that stands above it alone; or right below other
    clutter it says that somebody is a reporter.
    """
    seen_prose = 0
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if line.kind:
            continue
        life = _Life.read(line.text)
        if life and (named := _named_above(lines, number)):
            for one in (line, *named):
                one.kind = "biography"
        elif life and (life.tells_of(authors) or (life.is_writer and number and lines[number - 1].kind)):
            line.kind = "biography"
        elif line.is_prose:
            seen_prose += 1
            if seen_prose >= _PROSE_BELOW:
                return


def _named_above(lines: list[Line], number: int) -> list[Line]:
    """The short lines with the name with which a biography begins: ``By Jane Doe``, and what she is."""
    key = key_of(lines[number].text)
    for above in range(number - 1, max(number - 1 - _ROLE_LINES, -1), -1):
        if lines[above].words > _NAME_WORDS:
            return []
        name = key_of(lines[above].text).removeprefix("by ")
        if name and key.startswith(f"{name} "):
            return lines[above:number]
    return []
