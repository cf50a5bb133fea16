"""Days that a web page shows: near its headline as a reader would find them, else in marked places.

Read where a page declares no day. Who wrote it stands beside them, and is read with them. Dates of comments,
of related articles and of the copyright are passed by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from searchkit.loading.drafts import evidence, one_line
from searchkit.loading.page_lines import Page, read_page
from searchkit.metadata import Declared, Evidence, read_masthead

if TYPE_CHECKING:  # by hand: lxml is needed only where there is a page
    from lxml.html import HtmlElement

    from searchkit.metadata import Order

LINES_ABOVE = 6  # lines above the headline in which a page may show its day
LINES_BELOW = 60
LINES_TO_TEXT = 3
PARAGRAPH = 120  # characters
SHORTEST_HEADLINE = 3  # characters
HEADLINES = 3  # how many repetitions of the headline are looked around

_SCRIPT_DATE = re.compile(
    r"[\"'](?P<name>date_?[Pp]ublished|published_?[Aa]t|publish(?:ed)?_?(?:[Dd]ate|[Tt]ime)|pub_?[Dd]ate|"
    r"publication_?[Dd]ate|first_?[Pp]ublished\w{0,10}|article_?[Dd]ate)"
    r"[\"']\s*:\s*[\"']?(?P<value>[\w:.+ /-]{8,40})"
)
_LONGEST_SCRIPT = 1_000_000


@dataclass(frozen=True, slots=True)
class _Shown:
    published: tuple[Evidence, ...]
    updated: tuple[Evidence, ...]
    authors: tuple[Evidence, ...] = ()


def read_page_dates(tree: HtmlElement, title: str, order: Order) -> Declared:
    """Read the days that a page shows, and the names of its bylines.

    Args:
        tree: the page.
        title: its headline.
        order: tells whether the site writes the day or the month first.
    """
    page = read_page(tree)
    headlines = [number for number, line in enumerate(page.lines) if _is_headline(line, title)]
    published, others = _of_marks(page, headlines, order)
    shown = _near_headline(page.lines, headlines, title, order)
    return Declared(
        dates=(*published, *shown.published, *others, *_of_scripts(tree)),
        updates=shown.updated,
        authors=shown.authors,
    )


def _of_marks(page: Page, headlines: Sequence[int], order: Order) -> tuple[list[Evidence], list[Evidence]]:
    """Give what is marked as the date of publication, and as any date: of each the first at the headline."""
    published: list[Evidence] = []
    others: list[Evidence] = []
    for mark in page.marked:
        kept = published if mark.is_published else others
        if kept or (headlines and mark.line < headlines[0] - LINES_ABOVE):
            continue
        shown = _shown("", (mark.text,), order)
        kept += [
            Evidence(f"marked:{'published' if mark.is_published else 'date'}", one.value)
            for one in shown.published
        ]
    return published, others


def _near_headline(lines: Sequence[str], headlines: Sequence[int], title: str, order: Order) -> _Shown:
    for place in headlines[:HEADLINES] or [-1]:
        below = _shown(title, lines[place + 1 : place + 1 + LINES_BELOW], order)
        if below.published:
            return below
        above = _shown(title, lines[max(0, place - LINES_ABOVE) : max(0, place)], order)
        if above.published or below.updated:
            return _Shown(above.published, (*below.updated, *above.updated), below.authors)
    return _Shown((), ()) if headlines else _above_text(lines, order)


def _above_text(lines: Sequence[str], order: Order) -> _Shown:
    """Read the first day that stands just above a paragraph, on a page that does not repeat its title."""
    for number, line in enumerate(lines):
        below = lines[number + 1 : number + 1 + LINES_TO_TEXT]
        if any(len(text) >= PARAGRAPH for text in below):
            shown = _shown("", (line,), order)
            if shown.published:
                return shown
    return _Shown((), ())


def _is_headline(line: str, title: str) -> bool:
    return (
        bool(title)
        and len(line) >= SHORTEST_HEADLINE
        and (line == title or (title.startswith(line) and 2 * len(line) > len(title)))
    )


def _shown(title: str, lines: Sequence[str], order: Order) -> _Shown:
    masthead = read_masthead(title, "\n".join(lines), order)
    return _Shown(
        tuple(Evidence(f"page:{date.method}", date.quote) for date in masthead.published),
        tuple(Evidence(f"page:{date.method}", date.quote) for date in masthead.updated),
        tuple(Evidence("page:byline", author.quote) for author in masthead.authors),
    )


def _of_scripts(tree: HtmlElement) -> Iterator[Evidence]:
    """Give what the programs of a page are told of its day, where they are told of one day only."""
    values: dict[str, str] = {}
    for script in tree.iter("script"):
        for match in _SCRIPT_DATE.finditer((script.text or "")[:_LONGEST_SCRIPT]):
            values.setdefault(match["value"][:10], match["name"] + " " + match["value"])
    if len(values) == 1:
        name, _, value = next(iter(values.values())).partition(" ")
        yield from evidence(f"script:{name}", one_line(value))
