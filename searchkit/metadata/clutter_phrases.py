"""What pages print around an article: the phrases of the data file, folded."""

from __future__ import annotations

import enum
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from string import digits
from typing import TYPE_CHECKING

from searchkit.metadata.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_GATE = 6  # first characters of a line by which most articles are found to have no furniture
_END = "$"  # of a phrase so short that it has to be the whole line or stand before a sign
_MARKS = " \t*#_>•▪►▸▶→»©([|-"  # what stands before the first word of a line
_FEW = 4  # first letters by which nearly all lines are found not to begin with one of the other phrases
_LINES = re.compile(r"\n([ \t*#_>•▪►▸▶→»©(\[|-]*+[^\Wa-z_].*)")  # those that begin with no small letter
_MAY_BE_BRIEF = re.compile(r"\d+(?: [^\W\d_]| ?\Z)|\w{1,2}[ \t]*(?:[:|,(/]|\Z)")
_LONGEST_KEPT = 400  # characters of a line whose key is kept
_TOLD = 40  # first characters of a line, in which its first words stand
_PAIR = 2
_BRIEF_WORD = 3  # letters of a word that is too long for that
_FOLLOWING = " \t:|,(/"  # what may stand behind a whole phrase
_HEAD = 40  # characters in which the first words stand
_SIGN = re.compile(r"[:|,(/]")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+")
_ASCII_SIGNS = bytes(sign if chr(sign).isalnum() else ord(" ") for sign in range(256))
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
        begin: the phrase with the blank behind it.
    """

    phrase: str
    form: str
    furniture: Furniture
    begin: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """The data file; its head says what each form means.

    Attributes:
        whole: folded lines.
        heads: what stands before a colon.
        head_words: the first words of these.
        openings: by the first word.
        words: by section, such as ``share words``.
        pairs: the first two words of all phrases, of menus one.
        beginnings: how lines begin that may be furniture, as they are written.
    """

    whole: Mapping[str, Furniture]
    heads: Mapping[str, Furniture]
    head_words: frozenset[str]
    openings: Mapping[str, list[Opening]]
    words: Mapping[str, frozenset[str]]
    pairs: frozenset[str]
    beginnings: frozenset[str]


def key_of(text: str) -> str:
    """The words of a line, folded, with one blank between; 0 for each number."""
    return _key_of(text) if len(text) <= _LONGEST_KEPT else _key_of.__wrapped__(text)


def first_words(text: str) -> str:
    """The first two words of the key of a text that has more; empty where its first letters do not tell."""
    words = _fold(text[:_TOLD], is_ascii=text.isascii()).split(" ", 2)
    return f"{words[0]} {words[1]}" if len(words) > _PAIR else ""


@lru_cache(maxsize=512)  # a line is asked about several times, and what pages print in the next article
def _key_of(text: str) -> str:
    return _fold(text, is_ascii=text.isascii())


def _fold(text: str, *, is_ascii: bool) -> str:
    if is_ascii:
        key = " ".join(text.lower().encode().translate(_ASCII_SIGNS, b"'").decode().split())
    else:
        key = " ".join(_WORD.findall(fold(text)))
    return key if key.replace(" ", "").isalpha() else _NUMBER.sub("0", key)


def lines_to_judge(text: str) -> list[str]:
    """The few lines of a text that begin as a phrase does."""
    known = _beginnings()
    gates, few = known.gates, known.few
    lines = []
    for written in _LINES.findall(f"\n{text}"):
        line = written.lstrip(_MARKS)
        if line[:_GATE] in gates or (
            (
                line[:_FEW] in few
                or (not line[:_BRIEF_WORD].isalpha() and _MAY_BE_BRIEF.match(line[:_GATE]))
                or len(line) < _BRIEF_WORD
            )
            and known.fit(line.rstrip())
        ):
            lines.append(written.strip())
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
        gates |= _written(row)
        match form:
            case "line" | "edge" | "heading":
                whole.setdefault(key, Furniture(kind, _REACHES[form]))
            case "label":
                whole.setdefault(key, Furniture(kind, Reach.HEADING))
                heads.setdefault(key, Furniture(kind))
            case "colon":
                heads.setdefault(key, Furniture(kind))
            case _:
                opening = Opening(key, form, Furniture(kind, _REACHES[form]), f"{key} ")
                openings[key.partition(" ")[0]].append(opening)
    for known in openings.values():
        known.sort(key=lambda opening: -len(opening.phrase))  # the longest that fits counts
    lists = {section: frozenset(found) for section, found in words.items()}
    head_words = frozenset(head.partition(" ")[0] for head in heads)
    keys = (*whole, *heads, *(opening.phrase for known in openings.values() for opening in known))
    pairs = frozenset(" ".join(key.split(" ", _PAIR)[:_PAIR]) for key in keys)
    menus = (lists["front words"], lists["share words"], lists["navigation words"])
    return Phrases(whole, heads, head_words, dict(openings), lists, pairs.union(*menus), frozenset(gates))


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


def _written(phrase: str) -> set[str]:
    """How a line that begins with a phrase may be written, up to a few letters."""
    begin = phrase[:_GATE]
    ending = _END if len(phrase) < _GATE else ""
    written = {begin.capitalize() + ending, begin.title() + ending, begin.upper() + ending}
    return written | {one.replace("'", "’") for one in written} if "'" in begin else written


@dataclass(frozen=True, slots=True)
class _Beginnings:
    """How lines begin that may be furniture.

    Attributes:
        gates: as many letters as are looked at of a phrase.
        few: first letters of those below, and of those with a number, where that has one figure.
        longer: beginnings with more letters, or fewer, behind which a line may go on.
        whole: phrases that have to be the whole line or stand before a sign.
    """

    gates: frozenset[str]
    few: frozenset[str]
    longer: tuple[str, ...]
    whole: frozenset[str]

    def fit(self, line: str) -> bool:
        """Whether a line begins as a phrase does, though not with as many letters as are looked at."""
        head = _DIGITS.sub("0", line[:_HEAD])
        if head[:_GATE] in self.gates or head.startswith(self.longer):
            return True
        return _SIGN.split(head, 1)[0].rstrip(" \t") in self.whole


@cache
def _beginnings() -> _Beginnings:
    known = phrases().beginnings
    gates = {one for one in known if len(one) == _GATE and not one.endswith(_END)}
    others = known - gates
    starts = {one.removesuffix(_END)[:_FEW] for one in known if one in others or "0" in one}
    starts |= {f"{one}{sign}" for one in starts if len(one) < _FEW for sign in _FOLLOWING}
    return _Beginnings(
        frozenset(gates),
        frozenset({start.replace("0", digit) for start in starts for digit in digits}),
        tuple(one for one in others if not one.endswith(_END)),
        frozenset({one.removesuffix(_END) for one in others if one.endswith(_END)}),
    )
