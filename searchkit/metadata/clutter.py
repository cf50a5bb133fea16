"""Body of an article → what in it belongs to the page: buttons, captions, links to other articles, biographies.

A line is judged by its own words (:mod:`searchkit.metadata.furniture`) and by where it stands: above the prose,
below it, or beside other clutter. Headlines belong to the label above them for as long as they look like
headlines. Bylines, datelines and lines with a date are no clutter: they say of the article itself who wrote it
and when.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from searchkit.article import Clutter
from searchkit.metadata.clutter_phrases import Furniture, Reach, key_of, phrases
from searchkit.metadata.furniture import credits_picture, invites, is_sentence, judge, may_have_furniture

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LINES_READ: Final = 20_000
"""Lines of a body that are looked at: no article has so many, and a file of junk may."""

_SENTENCE_WORDS = 8  # a line that ends like a sentence and has as many is prose
_QUESTION_WORDS = 16
_SENTENCE_ENDS = ("?", "!", '"', "”", "»", "“", ":")
_PROSE_WORDS = 25  # and so is any line with as many
_HEADLINE_WORDS = 4  # fewer between paragraphs are a subheading
_HEADLINE_LENGTH = 160
_SUBHEADING_WORDS = 5
_BLOCK_LINES = 8  # headlines under a label between paragraphs
_LIST_LINES = 40  # the same below the prose
_TAG_WORDS = 4
_NAME_WORDS = 5
_INVITATIONS = frozenset({"newsletter", "consent"})
_CREDIT_WORDS = 6
_WRAPPED = range(45, 101)  # characters of a line that was broken to fit
_WRAPPED_LINES = 3
_READING_TIME = re.compile(
    r"(?:[\s|·•,–—-]+\d{1,2}[ -]min(?:ute)?s?[ -]read|\s*[|·•–—]\s*\d{1,2}[ -]?min(?:ute)?s?)\.?\Z", re.IGNORECASE
)
_OF_ARTICLE = re.compile(r"(?:by|updated|published|posted)\b", re.IGNORECASE)  # no headline of another one
_BYLINE_LENGTH = 100
_LIFE_LENGTH = 120  # characters in which a biography says what somebody is
_BIOGRAPHY_TAIL = 3  # units of prose from the end within which a biography stands
_NAMES = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,5}")


@dataclass(slots=True)  # not frozen: a page has many
class _Line:
    """A line, or in text that was broken to fit a paragraph: without the blanks around it.

    ``gap`` counts the line breaks above it.
    """

    start: int
    end: int
    text: str
    words: int
    furniture: Furniture | None
    is_prose: bool
    gap: int
    kind: str | None = None


def find_clutter(title: str, body: str, authors: Sequence[str] = ()) -> tuple[Clutter, ...]:
    """Find what in a body belongs to the page.

    Args:
        title: the headline.
        body: the text below it.
        authors: names of who wrote the article; what tells about them at its end is a biography.

    Returns:
        Spans in title, blank line, body: ascending, without overlaps.
    """
    if not (
        may_have_furniture(body) or (title and title in body) or any(body.count(name) > 1 for name in authors)
    ):
        return ()
    lines = _lines(body)
    if not _settle_alone(lines, key_of(title)) and not authors:
        return _spans(lines, len(title) + 2)
    _settle_edges(lines)
    _settle_blocks(lines)
    _settle_biographies(lines, authors)
    _settle_edges(lines)
    return _spans(lines, len(title) + 2)


def _lines(body: str) -> list[_Line]:
    bounds = _bounds(body)
    if _is_broken_to_fit(body, bounds):
        bounds = _joined(body, bounds)
    lines = []
    position = 0
    for start, end in bounds:
        text = body[start:end]
        words = text.count(" ") + 1
        furniture = judge(text)
        is_prose = furniture is None and _is_prose(text, words)
        lines.append(_Line(start, end, text, words, furniture, is_prose, body.count("\n", position, start)))
        position = end
    return lines


def _is_prose(text: str, words: int) -> bool:
    if words >= _PROSE_WORDS or (words >= _SENTENCE_WORDS and is_sentence(text)):
        return True
    return words >= _QUESTION_WORDS and text.endswith(_SENTENCE_ENDS)  # headlines ask and quote, too


def _bounds(body: str) -> list[tuple[int, int]]:
    """Where the filled lines begin and end."""
    bounds = []
    position = 0
    for line in body.split("\n", LINES_READ)[:LINES_READ]:
        text = line.strip()
        if text:
            start = position + line.index(text)
            bounds.append((start, start + len(text)))
        position += len(line) + 1
    return bounds


def _is_broken_to_fit(body: str, bounds: list[tuple[int, int]]) -> bool:
    lengths = [end - start for start, end in bounds]
    if max(lengths, default=0) not in _WRAPPED:
        return False
    runs_on = sum(_runs_on(body, bounds, number) for number in range(1, len(bounds)))
    return runs_on >= _WRAPPED_LINES and runs_on * 5 > len(bounds)


def _runs_on(body: str, bounds: list[tuple[int, int]], number: int) -> bool:
    """Whether a line continues the one above."""
    (start, end), (begin, _) = bounds[number - 1], bounds[number]
    return (
        end - start in _WRAPPED
        and body.count("\n", end, begin) == 1
        and body[begin - 1] == "\n"
        and not is_sentence(body[start:end])
    )


def _joined(body: str, bounds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put the lines of a paragraph together; a label or a button is none, though text stands right below."""
    joined: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(bounds):
        above = bounds[number - 1]
        is_below = number and body.count("\n", above[1], start) == 1 and body[start - 1] == "\n"
        if is_below and not is_sentence(body[slice(*above)]) and judge(body[slice(*joined[-1])]) is None:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _settle_alone(lines: Iterable[_Line], title: str) -> bool:
    """Mark what is clutter wherever it stands; whether there is anything that more could stand beside."""
    found = False
    for line in lines:
        if line.furniture:
            found = True
            if line.furniture.reach in {Reach.ANYWHERE, Reach.HEADING}:
                line.kind = line.furniture.kind
        elif title and not line.kind and _is_title(line.text, title):
            line.kind = "repeated-title"
            line.is_prose = False
    return found


def _is_title(text: str, title: str) -> bool:
    """Whether a line is the headline, with or without the name of the site."""
    if len(text) > 2 * len(title) + 60:
        return False
    key = key_of(text)
    if key == title:
        return True
    return key.startswith(f"{title} ") and bool(re.search(r"\s[|–—-]\s[^|–—]{2,40}\Z", text)) and (
        key_of(re.split(r"\s[|–—-]\s[^|–—]{2,40}\Z", text)[0]) == title
    )


def _settle_edges(lines: list[_Line]) -> None:
    """Mark what is clutter above the prose, below it, or beside other clutter."""
    prose = [number for number, line in enumerate(lines) if line.is_prose and not line.kind]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    for order in (range(len(lines)), reversed(range(len(lines)))):
        beside: str | None = None
        for number in order:
            line = lines[number]
            if line.kind is None and line.furniture:
                is_late = line.furniture.reach is Reach.LATE
                if beside not in {None, "caption"} or number > last or (number < first and not is_late):
                    line.kind = line.furniture.kind
            elif line.kind is None and beside and not line.is_prose:
                line.kind = _kind_beside(line, beside)
            beside = line.kind
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        is_between = above.kind in _INVITATIONS and below.kind in _INVITATIONS
        if is_between and line.kind is None and line.words < _PROSE_WORDS:
            line.kind = "newsletter"


def _kind_beside(line: _Line, beside: str) -> str | None:
    """What a line is by that which it stands beside: more of an invitation, or whose picture it was."""
    if beside in _INVITATIONS and invites(line.text):
        return "newsletter"
    if beside == "caption" and line.words <= _CREDIT_WORDS and credits_picture(line.text):
        return "caption"
    return None


def _settle_blocks(lines: list[_Line]) -> None:
    """Mark what stands below a label: headlines, tags, the name and the life of an author."""
    prose = [number for number, line in enumerate(lines) if line.is_prose and not line.kind]
    first, last = (prose[0], prose[-1]) if prose else (-1, -1)
    for number, line in enumerate(lines):
        if line.kind and line.furniture and line.furniture.reach is Reach.HEADING:
            if line.kind == "tags":
                _take_tags(lines, number + 1)
            elif line.kind == "related" and number > first:
                _take_headlines(lines, number + 1, is_last=number > last)


def _take_tags(lines: list[_Line], begin: int) -> None:
    for line in lines[begin : begin + _LIST_LINES]:
        if line.furniture and line.furniture.reach is not Reach.EDGE:
            break
        if line.words > _TAG_WORDS or is_sentence(line.text):
            break
        line.kind = "tags"


def _take_headlines(lines: list[_Line], begin: int, *, is_last: bool) -> None:
    taken = []
    for line in lines[begin : begin + (_LIST_LINES if is_last else _BLOCK_LINES)]:
        if line.kind or line.furniture:
            if line.furniture and line.furniture.reach is Reach.HEADING:
                break
            taken.append(line)
            continue
        if line.is_prose or not _may_be_headline(line, is_last=is_last):
            break
        taken.append(line)
    following = begin + len(taken)
    if not is_last and following < len(lines) and lines[following].is_prose:
        while taken and _may_be_subheading(taken[-1], lines[begin + len(taken)]):
            taken.pop()
    for line in taken:
        line.kind = line.kind or "related"


def _may_be_subheading(line: _Line, following: _Line) -> bool:
    """Whether a short line belongs to what follows rather than to the list above, which it ends."""
    return line.kind is None and line.words <= _SUBHEADING_WORDS and line.gap >= following.gap


def _may_be_headline(line: _Line, *, is_last: bool) -> bool:
    text = line.text
    if _OF_ARTICLE.match(text) or len(text) > _HEADLINE_LENGTH or is_sentence(text):
        return False
    return is_last or line.words >= _HEADLINE_WORDS or any(letter.isdigit() for letter in text)


def _settle_biographies(lines: list[_Line], authors: Sequence[str]) -> None:
    """Mark what tells about the authors, from the end of the text upwards."""
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
            if seen_prose >= _BIOGRAPHY_TAIL:
                return


def _named_above(lines: list[_Line], number: int) -> list[_Line]:
    """The short lines with the name with which a biography begins: ``By Jane Doe``, and what she is."""
    key = key_of(lines[number].text)
    for above in range(number - 1, max(number - 3, -1), -1):
        if lines[above].words > _NAME_WORDS:
            return []
        name = key_of(lines[above].text).removeprefix("by ")
        if name and key.startswith(f"{name} "):
            return lines[above:number]
    return []


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
        if lists["biography verbs"].isdisjoint(words[1:_NAME_WORDS]):
            return None
        return _Life(text, not lists["biography roles"].isdisjoint(words))

    def tells_of(self, authors: Iterable[str]) -> bool:
        return any(self.text.startswith(f"{author} ") for author in authors)


def _spans(lines: Iterable[_Line], offset: int) -> tuple[Clutter, ...]:
    found = []
    for line in lines:
        if line.kind:
            found.append(Clutter(line.kind, (offset + line.start, offset + line.end)))
        elif len(line.text) <= _BYLINE_LENGTH and (time := _READING_TIME.search(line.text)):
            span = (offset + line.start + time.start(), offset + line.end)
            found.append(Clutter("reading-time", span))
    return tuple(found)
