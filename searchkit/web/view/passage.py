"""Texts cut into pieces that a template shows alike: marked words, clutter, evidence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

Span = tuple[int, int]

_BLANK_LINES: Final = re.compile(r"\n[^\S\n]*\n\s*|\n(?=[ \t]{2}[^\S\n]*\S)")
_NARROWEST_WRAPPED: Final = 45
_WIDEST_WRAPPED: Final = 100
_FEWEST_SHORT_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text.

    Attributes:
        text: its characters.
        marked: whether the query matched it.
        clutter: what it is of the page, ``share`` for example; empty for what belongs to the article.
        anchor: the fragment under which a link to it is known; empty for most.
    """

    text: str
    marked: bool = False
    clutter: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a text.

    Attributes:
        pieces: what it consists of, in order.
        clutter: whether nothing of it belongs to the article.
        lines: whether its line breaks are meant, as in a table or a poem.
    """

    pieces: tuple[Piece, ...]
    clutter: bool
    lines: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value was read: characters of the body, and the fragment to find them by."""

    anchor: str
    span: Span


def pieces(text: str, marks: Sequence[Span]) -> tuple[Piece, ...]:
    """A title or a snippet with its marks, ascending and without overlaps."""
    return tuple(_cut(text, (0, len(text)), _Layer(marks), _Layer(()), ()))


def paragraphs(
    body: str, marks: Sequence[Span], clutter: Sequence[tuple[Span, str]], evidence: Iterable[Evidence]
) -> tuple[Paragraph, ...]:
    """A body as it is read.

    Args:
        body: the text below the headline.
        marks: what the query matched in it, ascending, without overlaps.
        clutter: what belongs to the page, ascending, without overlaps, with the kind of each.
        evidence: what values were read from; may overlap.
    """
    marked, dimmed = _Layer(marks), _Layer([span for span, _ in clutter], [kind for _, kind in clutter])
    known = tuple(evidence)
    found = []
    for span, lines in _blocks(body):
        cut = tuple(_cut(body, span, marked, dimmed, known))
        is_clutter = all(piece.clutter or not piece.text.strip() for piece in cut)
        found.append(Paragraph(cut, is_clutter, lines))
    return tuple(found)


class _Layer:
    """Spans that do not overlap, each with a label."""

    def __init__(self, spans: Sequence[Span], labels: Sequence[str] | None = None) -> None:
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        self._labels = labels or ["marked"] * len(spans)

    def at(self, position: int) -> str:
        """The label of the span that holds a character; empty where there is none."""
        number = bisect_right(self._starts, position) - 1
        return self._labels[number] if number >= 0 and position < self._ends[number] else ""

    def bounds(self, span: Span) -> set[int]:
        """Where spans begin and end inside another."""
        return {
            edge
            for edges in (self._starts, self._ends)
            for edge in edges[bisect_right(edges, span[0]) : bisect_left(edges, span[1])]
        }


def _cut(
    text: str, span: Span, marked: _Layer, dimmed: _Layer, evidence: Sequence[Evidence]
) -> Iterator[Piece]:
    start, end = span
    within = [one for one in evidence if start <= one.span[0] < end]
    edges = {edge for one in within for edge in one.span if edge < end}
    edges |= {start, end} | marked.bounds(span) | dimmed.bounds(span)
    anchors = {one.span[0]: one.anchor for one in reversed(within)}
    for first, last in pairwise(sorted(edges)):
        yield Piece(text[first:last], bool(marked.at(first)), dimmed.at(first), anchors.get(first, ""))


def _blocks(body: str) -> Iterator[tuple[Span, bool]]:
    """Paragraphs, and whether their line breaks are meant: blank lines and indents separate them.

    Lines of the width of a page were wrapped, and are joined; long ones are paragraphs of their own.
    """
    position = 0
    for gap in [*_BLANK_LINES.finditer(body), None]:
        end = gap.start() if gap else len(body)
        lines = list(_lines(body, position, end))
        if _is_wrapped(lines):
            yield (lines[0][0], lines[-1][1]), False
        elif len(lines) >= _FEWEST_SHORT_LINES and all(_width(line) < _NARROWEST_WRAPPED for line in lines):
            yield (lines[0][0], lines[-1][1]), True
        else:
            yield from ((line, False) for line in lines)
        position = gap.end() if gap else end


def _lines(body: str, start: int, end: int) -> Iterator[Span]:
    for line in body[start:end].split("\n"):
        if line.strip():
            yield start + len(line) - len(line.lstrip()), start + len(line.rstrip())
        start += len(line) + 1


def _is_wrapped(lines: list[Span]) -> bool:
    return len(lines) > 1 and all(
        _NARROWEST_WRAPPED <= _width(line) <= _WIDEST_WRAPPED for line in lines[:-1]
    )


def _width(line: Span) -> int:
    return line[1] - line[0]
