"""Body of an article → its lines, each with what it is by itself.

Where text was broken to fit a page, the lines of a paragraph are put together.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from searchkit.metadata.furniture import is_sentence, judge

if TYPE_CHECKING:
    from searchkit.metadata.clutter_phrases import Furniture

LINES_READ: Final = 20_000
"""Lines of a body that are looked at: no article has so many, and a file of junk may."""

PROSE_WORDS: Final = 25
"""A line of as many words is prose, whatever it looks like."""

_SENTENCE_WORDS = 8  # a line that ends like a sentence and has as many is prose
_QUESTION_WORDS = 16  # the same where it ends as headlines may, too
_ENDS_OF_HEADLINES = ("?", "!", '"', "”", "»", "“", ":")
_BROKEN = range(45, 101)  # characters of a line that was broken to fit
_LEAST_BROKEN = 3
_PART_BROKEN = 5  # one line in so many


@dataclass(slots=True)  # not frozen: a page has many, and their kinds are found one after the other
class Line:
    """A line without the blanks around it, or a paragraph that was broken into several.

    Attributes:
        start: where it begins in the body.
        end: where it ends.
        text: what stands there.
        words: how many words that are.
        furniture: what it is by its own words.
        is_prose: whether it is prose by its looks.
        gap: line breaks above it.
        kind: the kind of clutter that it was found to be.
    """

    start: int
    end: int
    text: str
    words: int
    furniture: Furniture | None
    is_prose: bool
    gap: int
    kind: str | None = None


def split_lines(body: str) -> list[Line]:
    """The lines of a body that hold anything."""
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
        lines.append(Line(start, end, text, words, furniture, is_prose, body.count("\n", position, start)))
        position = end
    return lines


def _is_prose(text: str, words: int) -> bool:
    if words >= PROSE_WORDS or (words >= _SENTENCE_WORDS and is_sentence(text)):
        return True
    return words >= _QUESTION_WORDS and text.endswith(_ENDS_OF_HEADLINES)


def _bounds(body: str) -> list[tuple[int, int]]:
    """Where the filled lines begin and end."""
    bounds = []
    position = 0
    for line in body.split("\n", LINES_READ)[:LINES_READ]:
        start = position + len(line) - len(line.lstrip())
        end = position + len(line.rstrip())
        if start < end:
            bounds.append((start, end))
        position += len(line) + 1
    return bounds


def _is_broken_to_fit(body: str, bounds: list[tuple[int, int]]) -> bool:
    if max((end - start for start, end in bounds), default=0) not in _BROKEN:
        return False
    broken = sum(
        above[1] - above[0] in _BROKEN and _runs_on(body, above, start)
        for above, (start, _) in pairwise(bounds)
    )
    return broken >= _LEAST_BROKEN and broken * _PART_BROKEN > len(bounds)


def _joined(body: str, bounds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put the lines of a paragraph together; a label or a button is none, though text stands right below."""
    joined = bounds[:1]
    for above, (start, end) in pairwise(bounds):
        if _runs_on(body, above, start) and judge(body[slice(*joined[-1])]) is None:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _runs_on(body: str, above: tuple[int, int], start: int) -> bool:
    """Whether a line may continue the one right above: it is not indented, and no sentence ends before."""
    return (
        body[start - 1] == "\n"
        and body.count("\n", above[1], start) == 1
        and not is_sentence(body[slice(*above)])
    )
