"""Hits for people: title, source, date, places, the best passage with the words marked, path."""

from __future__ import annotations

from typing import Final

import searchkit
from searchkit.cli import printable
from searchkit.cli.layout import counted, display_width, shorten, wrap
from searchkit.cli.location import as_seen_from_here
from searchkit.cli.terminal import Terminal

_SNIPPET_LINES: Final = 3
_PLACES_SHOWN: Final = 4


def render(
    results: searchkit.Results, terminal: Terminal, *, offset: int, folded: bool, explanation: str
) -> str:
    """Write hits as they stand on a screen, with the exact total below.

    Args:
        results: the answer of an index.
        terminal: what it is written to.
        offset: how many better hits were left out.
        folded: hits stand for their copies.
        explanation: how the query was understood, to begin with; empty to say nothing of that.
    """
    blocks = [printable.paragraphs(explanation)] if explanation else []
    margin = len(f"{offset + len(results)}. ")
    blocks += [_hit(hit, terminal, margin, folded=folded) for hit in results]
    blocks.append(terminal.detail(total(results, offset, folded=folded)))
    return "\n\n".join(blocks) + "\n"


def total(results: searchkit.Results, offset: int, *, folded: bool) -> str:
    """Which part of how many articles is shown."""
    count = counted(results.total, "article")
    if folded and any(hit.copies.count for hit in results):
        count += "; --unfold shows each copy"
    if len(results) == results.total:
        return count
    if not len(results):
        return f"none of {count}"
    return f"{offset + 1:,}–{offset + len(results):,} of {count}"


def _hit(hit: searchkit.Hit, terminal: Terminal, margin: int, *, folded: bool) -> str:
    width = terminal.width - margin
    title = printable.prose(hit.title) or "(without a title)"
    lines = [terminal.title(title[start:end]) for start, end in wrap(title, width)]
    details = _details(hit)
    if details:
        lines.append(terminal.detail(shorten(details, width)))
    lines += _snippet(hit.snippet(), terminal, width)
    if folded and hit.copies.count:
        lines.append(terminal.detail(shorten(copies_line(hit.copies), width)))
    # A path is never cut: it is what people copy.
    lines.append(terminal.detail(printable.path(as_seen_from_here(hit.path) + _key(hit))))
    number = f"{hit.rank}.".rjust(margin - 1) + " "
    return number + ("\n" + " " * margin).join(lines)


def copies_line(copies: searchkit.Copies) -> str:
    """``and 17 copies in 14 sources``."""
    count = f"and {copies.count:,} {'copy' if copies.count == 1 else 'copies'}"
    return f"{count} in {counted(len(copies.sources), 'source')}" if copies.sources else count


def _key(hit: searchkit.Hit) -> str:
    """What tells the article from the others of its file; empty where it is alone there."""
    if hit.path.endswith(hit.id):
        return ""
    key = hit.id.partition(hit.path.rpartition("/")[2] + "#")[2]
    return f"#{key}" if key else ""


def _details(hit: searchkit.Hit) -> str:
    places = [printable.prose(place) for place in hit.places[:_PLACES_SHOWN]]
    if len(hit.places) > _PLACES_SHOWN:
        places.append(f"+{len(hit.places) - _PLACES_SHOWN}")
    # In a list the day is enough, however exactly the moment is known.
    day = None if hit.date is None else str(hit.date).partition("T")[0]
    parts = (hit.source, day, ", ".join(places))
    return " · ".join(printable.prose(part) for part in parts if part)


def _snippet(snippet: searchkit.Snippet, terminal: Terminal, width: int) -> list[str]:
    text = printable.prose(snippet.text)
    # Asterisks that stand in for colour need room of their own.
    room = width if terminal.colour else width - 2 * min(len(snippet.marks), width // 8)
    lines = list(wrap(text, room))
    shown = [_marked(text, start, end, snippet.marks, terminal) for start, end in lines[:_SNIPPET_LINES]]
    if len(lines) > _SNIPPET_LINES:
        shown[-1] += " …" if display_width(text[slice(*lines[_SNIPPET_LINES - 1])]) < room - 1 else "…"
    return shown


def _marked(text: str, start: int, end: int, marks: tuple[tuple[int, int], ...], terminal: Terminal) -> str:
    parts = []
    position = start
    for mark_start, mark_end in marks:
        if mark_end <= position or mark_start >= end:
            continue
        first, last = max(mark_start, position), min(mark_end, end)
        parts += [text[position:first], terminal.mark(text[first:last])]
        position = last
    return "".join([*parts, text[position:end]])
