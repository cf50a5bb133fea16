"""What pages print around an article: the phrases of the data file, folded."""

from __future__ import annotations

import enum
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from searchkit.metadata.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_GATE = 6  # first characters of a line by which most articles are found to have no furniture
_END = "$"  # of a phrase so short that it has to be the whole line or stand before a sign
_SPECIAL = {_END: r"[ \t]*(?:[\n:|,(/]|\Z)", "0": r"\d+"}
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\b\d+(?: \d+){0,3}k?\b")


class Reach(enum.Enum):
    """Where a line with such words is furniture, and whether lines below it belong to it."""

    ANYWHERE = enum.auto()
    EDGE = enum.auto()
    LATE = enum.auto()
    HEADING = enum.auto()


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a line is.

    Attributes:
        kind: see :class:`searchkit.article.Clutter`.
        reach: where it is that.
    """

    kind: str
    reach: Reach = Reach.ANYWHERE


@dataclass(frozen=True, slots=True)
class Opening:
    """A phrase that lines begin with.

    Attributes:
        phrase: its folded words.
        form: ``opens``, ``late``, ``invites`` or ``heads``.
        furniture: what such a line is.
    """

    phrase: str
    form: str
    furniture: Furniture


@dataclass(frozen=True, slots=True)
class Phrases:
    """The data file; its head says what each form means.

    Attributes:
        whole: folded lines.
        heads: what stands before a colon.
        openings: by the first word.
        words: by section, such as ``share words``.
        beginnings: how lines begin that may be furniture, as they are written.
    """

    whole: Mapping[str, Furniture]
    heads: Mapping[str, Furniture]
    openings: Mapping[str, list[Opening]]
    words: Mapping[str, frozenset[str]]
    beginnings: frozenset[str]


def key_of(text: str) -> str:
    """The words of a line, folded, with one blank between; 0 for each number."""
    folded = text.lower().replace("'", "") if text.isascii() else fold(text)
    return _NUMBER.sub("0", " ".join(_WORD.findall(folded)))


def lines_to_judge(text: str) -> list[str]:
    """The few lines of a text that begin as a phrase does."""
    start = _line_start_of_ascii() if text.isascii() else _line_start()
    lines = []
    for match in start.finditer(f"\n{text}"):
        end = text.find("\n", match.start())
        lines.append(text[match.start() : len(text) if end < 0 else end].strip())
    return lines


@cache
def phrases() -> Phrases:
    """Read the data file, once."""
    whole: dict[str, Furniture] = {}
    heads: dict[str, Furniture] = {}
    openings: dict[str, list[Opening]] = defaultdict(list)
    words: dict[str, set[str]] = defaultdict(set)
    gates: set[str] = set()
    for section, row in _rows():
        kind, form = section.split()
        key = key_of(row)
        if form in _LISTS:
            words[section].update([key] if form == "agencies" else key.split())
            if section == "front words":
                gates.update(f"{word} " for front in row.split() for word in (front.title(), front.upper()))
            continue
        gates |= _beginnings(row)
        match form:
            case "line" | "edge" | "heading":
                whole.setdefault(key, Furniture(kind, _REACHES[form]))
            case "label":
                whole.setdefault(key, Furniture(kind, Reach.HEADING))
                heads.setdefault(key, Furniture(kind))
            case "colon":
                heads.setdefault(key, Furniture(kind))
            case _:
                openings[key.split(" ", 1)[0]].append(Opening(key, form, Furniture(kind, _REACHES[form])))
    for known in openings.values():
        known.sort(key=lambda opening: -len(opening.phrase))  # the longest that fits counts
    lists = {section: frozenset(found) for section, found in words.items()}
    return Phrases(whole, heads, dict(openings), lists, frozenset(gates))


_LISTS = frozenset({"words", "agencies", "roles", "verbs"})
_REACHES = {
    "line": Reach.ANYWHERE,
    "edge": Reach.EDGE,
    "heading": Reach.HEADING,
    "opens": Reach.ANYWHERE,
    "invites": Reach.ANYWHERE,
    "late": Reach.LATE,
    "heads": Reach.HEADING,
}


def _rows() -> Iterator[tuple[str, str]]:
    """Sections and their rows."""
    section = ""
    text = resources.files("searchkit.metadata").joinpath("data/clutter.txt").read_text("utf-8")
    for row in text.splitlines():
        if row.startswith("["):
            section = row[1:-1]
        elif row and not row.startswith("#"):
            yield section, row


def _beginnings(phrase: str) -> set[str]:
    """How a line that begins with a phrase may be written, up to a few letters."""
    begin = phrase[:_GATE]
    ending = _END if len(phrase) < _GATE else ""
    return {
        written.replace("'", mark) + ending
        for written in (begin.capitalize(), begin.title(), begin.upper())
        for mark in "'’"
    }


@cache
def _line_start() -> re.Pattern[str]:
    return _compiled(phrases().beginnings, r"*#_>•▪►▸▶→»©(\[|-")


@cache
def _line_start_of_ascii() -> re.Pattern[str]:
    return _compiled({one for one in phrases().beginnings if one.isascii()}, r"*#_>(\[|-")


def _compiled(beginnings: Iterable[str], marks: str) -> re.Pattern[str]:
    # A tree of letters and not a list, and the first letter before all: most lines begin with a small one.
    initials = "".join(sorted({one[0] for one in beginnings} - {"0"}))
    return re.compile(rf"\n[ \t{marks}]*(?=[\d{initials}])(?:{_tree(beginnings)})")


def _tree(endings: Iterable[str]) -> str:
    if "" in endings:
        return ""
    branches: dict[str, set[str]] = defaultdict(set)
    for ending in endings:
        branches[ending[0]].add(ending[1:])
    patterns = [
        _SPECIAL.get(letter, re.escape(letter)) + ("" if letter == _END else _tree(rest))
        for letter, rest in sorted(branches.items())
    ]
    return patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(patterns)})"
