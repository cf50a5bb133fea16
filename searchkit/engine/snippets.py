"""The passage of an article that answers a query best."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from searchkit.engine.marking import Mark, joined_spans
from searchkit.values import value

WIDTH: Final = 240
"""Characters of a snippet, unless asked otherwise."""

_SENTENCE_START = re.compile(r"(?:^|(?<=[.!?…»”\"])\s+|\n+)(?=\S)")
_BLANKS = re.compile(r"\s+")
_ELLIPSIS = "… "
_NEARBY = 60


@value
class Snippet:
    """A passage with the words of the query marked.

    Attributes:
        text: the passage on one line, with ``…`` where it was cut out of more.
        marks: ``(start, end)`` of each marked word in ``text``, ascending; words that touch, as in a script
            without spaces, are one.
    """

    text: str
    marks: tuple[tuple[int, int], ...]

    def marked(self, before: str = "**", after: str = "**") -> str:
        """The text with something put around each marked word."""
        parts = []
        position = 0
        for start, end in self.marks:
            parts += [self.text[position:start], before, self.text[start:end], after]
            position = end
        return "".join([*parts, self.text[position:]])


def snippet(text: str, marks: Sequence[Mark], weights: Mapping[str, float], width: int = WIDTH) -> Snippet:
    """The best passage of a text.

    Args:
        text: the body of an article.
        marks: what the query matched in it, ascending.
        weights: what finding each term is worth, its idf; 1 where it is not given.
        width: characters to aim at.

    Returns:
        The window that holds the most valuable terms (each counts fully once, repeats a little), the earliest
        of equals, begun at a sentence where one begins close by.
    """
    start = _start(text, marks, weights, width)
    end = _end(text, start, width)
    return _cut(text, start, end, [mark for mark in marks if start <= mark.start and mark.end <= end])


def _start(text: str, marks: Sequence[Mark], weights: Mapping[str, float], width: int) -> int:
    best_value, best_mark = 0.0, 0
    counts: dict[str, int] = {}
    behind = 0  # the window slides: a text may hold the words a million times
    for index, first in enumerate(marks):
        limit = first.start + width - _NEARBY
        while behind < len(marks) and marks[behind].end <= limit:
            counts[marks[behind].term] = counts.get(marks[behind].term, 0) + 1
            behind += 1
        value = sum(weights.get(term, 1.0) * (1 + 0.1 * min(count - 1, 3)) for term, count in counts.items())
        if value > best_value + 1e-9:
            best_value, best_mark = value, first.start
        if behind > index:
            counts[first.term] -= 1
            if not counts[first.term]:
                del counts[first.term]
        else:
            behind = index + 1
    # Close to the end of the text, what stands before the words fills the passage.
    return _begin(text, min(best_mark, max(0, len(text.rstrip()) - width + _NEARBY)))


def _begin(text: str, position: int) -> int:
    """Where to begin so that ``position`` is soon reached: at a sentence close before it, else at a word."""
    earliest = max(0, position - _NEARBY)
    starts = [match.end() for match in _SENTENCE_START.finditer(text, earliest, position + 1)]
    starts = [start for start in starts if start == 0 or start > earliest]
    if starts:
        return starts[0]
    if earliest == 0:
        return len(text) - len(text.lstrip())
    blank = _BLANKS.search(text, max(earliest, position - _NEARBY // 2), position)
    return blank.end() if blank else position


def _end(text: str, start: int, width: int) -> int:
    end = min(len(text), start + width)
    if end == len(text):
        return len(text.rstrip())
    for place in range(end, max(start, end - _NEARBY), -1):
        if text[place].isspace():
            return len(text[:place].rstrip())
    return end


def _cut(text: str, start: int, end: int, marks: Sequence[Mark]) -> Snippet:
    """The passage on one line, with the marks moved along."""
    parts = [_ELLIPSIS if text[:start].strip() else ""]
    length = len(parts[0])
    moved: list[tuple[int, int]] = []
    position = start
    for first, last in joined_spans(marks):
        between = _BLANKS.sub(" ", text[position:first])
        word = _BLANKS.sub(" ", text[first:last])
        moved.append((length + len(between), length + len(between) + len(word)))
        parts += [between, word]
        length = moved[-1][1]
        position = last
    parts += [_BLANKS.sub(" ", text[position:end]), " …" if text[end:].strip() else ""]
    return Snippet("".join(parts), tuple(moved))
