"""A web page → its lines as a reader sees them, without what belongs to other articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from searchkit.loading.drafts import one_line
from searchkit.metadata import parse_date

if TYPE_CHECKING:  # by hand: lxml is needed only where there is a page
    from lxml.html import HtmlElement

LINES_READ = 4000
LONGEST_LINE = 400  # characters; more are prose, of which no more is wanted

_HIDDEN = frozenset({
    "script", "style", "noscript", "template", "svg", "form", "select", "button", "nav", "footer",
    "figcaption", "head", "iframe", "object", "textarea",
})  # fmt: skip
_KEPT = frozenset({"html", "body", "main", "article"})  # whatever their classes say
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "img", "ins", "label", "mark", "q",
    "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
})  # fmt: skip
_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|disqus|related|relatedposts?|recommend\w*|sidebar|widget|footer|newsletter|"
    r"carousel|slider|most-?read|mostpopular|popular|trending|latest|promo\w*|menu|navigation|breadcrumbs?|calendar|"
    r"reply|respond|teasers?|more-?(?:news|stories|articles)|read-?(?:more|next)|advert\w*|cookie\w*|copyright|"
    r"kommentare?|commentaires?|similar|upcoming|events?list)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DATE_CLASS = re.compile(
    r"(?:date|datum|time|published|posted|pubdate|stamp)(?![a-z])|Date|Time|[Ff]echa|[Dd]ata(?:$|[ _])"
)
_PUBLISHED_CLASS = re.compile(
    r"publish|pub-?date|posted|(?:entry|post|article|news|story|itemPost)[-_]{0,2}(?:date|datum|time|meta-date)(?![a-z])",
    re.IGNORECASE,
)
_UPDATE_CLASS = re.compile(r"updat|modif", re.IGNORECASE)
_MOST_PARTS = 4  # an element with more is a box that holds more than its date
_ATTRIBUTES = ("datetime", "data-datetime", "data-date", "content", "title")


@dataclass(frozen=True, slots=True)
class MarkedDate:
    """What an element shows whose name or class says that it is a date.

    Attributes:
        text: what it shows, or its moment for programs.
        line: number of the line in which it stands.
        is_published: whether it is marked as the date of publication.
    """

    text: str
    line: int
    is_published: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in order, up to a few thousand, and the dates that are marked in them."""

    lines: tuple[str, ...]
    marked: tuple[MarkedDate, ...]


def read_page(tree: HtmlElement) -> Page:
    """Read the lines of a page."""
    # Imported where it is needed: only files that are pages pay for it.
    from lxml.etree import iterwalk  # noqa: PLC0415

    headings = {ancestor for heading in tree.iter("h1") for ancestor in heading.iterancestors()}
    lines: list[str] = []
    marked: list[MarkedDate] = []
    parts: list[str] = []
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        is_left_out = event == "start" and _is_left_out(element, headings)
        if is_left_out or element.tag not in _INLINE:
            _end_line(parts, lines)
        if len(lines) >= LINES_READ:
            break
        if is_left_out:
            walk.skip_subtree()
        elif event == "start":
            parts += [" ", _moment(element) or element.text or ""]
            if mark := _marked(element):
                marked.append(MarkedDate(_line(element.text_content()), len(lines), mark == "published"))
        else:
            parts += [" ", element.tail or ""]
    _end_line(parts, lines)
    return Page(tuple(lines), tuple(marked))


def _end_line(parts: list[str], lines: list[str]) -> None:
    if line := _line("".join(parts)):
        lines.append(line)
    parts.clear()


def _line(text: str) -> str:
    return one_line(text)[: LONGEST_LINE + 1].strip()


def _marked(element: HtmlElement) -> str:
    """``published`` or ``date`` for an element that is marked as one; empty for others."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag != "time" and (names.isspace() or not _DATE_CLASS.search(names)):
        return ""
    if _UPDATE_CLASS.search(names) or len(element) > _MOST_PARTS:
        return ""
    return "published" if _PUBLISHED_CLASS.search(names) else "date"


def _is_left_out(element: HtmlElement, headings: set[HtmlElement]) -> bool:
    if not isinstance(element.tag, str) or element.tag in _HIDDEN:
        return True
    if element.tag in _KEPT or element in headings:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag == "aside" or (not names.isspace() and _OTHERS.search(names) is not None)


def _moment(element: HtmlElement) -> str:
    """The moment that an element has for programs, where what it shows is none ("2 hours ago")."""
    if element.tag not in {"time", "abbr", "span"} or len(element):
        return ""
    shown = element.text or ""
    for name in _ATTRIBUTES:
        value = element.get(name)
        if value and any(map(str.isdigit, value)) and parse_date(value) and not parse_date(shown):
            return value
    return ""
