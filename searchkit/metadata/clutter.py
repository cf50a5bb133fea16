"""Body of an article → what in it belongs to the page: buttons, captions, other articles, biographies.

A line is judged by its own words (:mod:`searchkit.metadata.furniture`) and by where it stands: above the
prose, below it, or beside other clutter. Headlines belong to the label above them for as long as they look
like headlines. Bylines, datelines and lines with a date are no clutter: they say of the article itself who
wrote it and when. In doubt a line is prose: what is taken for clutter by mistake is never found again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from searchkit.article import Clutter
from searchkit.metadata.biographies import mark_biographies
from searchkit.metadata.clutter_phrases import Reach, key_of
from searchkit.metadata.comment_threads import mark_comments
from searchkit.metadata.furniture import credits_picture, invites, is_sentence, may_have_furniture
from searchkit.metadata.page_lines import PROSE_WORDS, split_lines
from searchkit.metadata.site_lines import is_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from searchkit.metadata.page_lines import Line

_HEADLINE_WORDS = 4  # fewer between paragraphs are a subheading
_HEADLINE_LENGTH = 160
_SUBHEADING_WORDS = 5
_BLOCK_LINES = 8  # headlines under a label between paragraphs
_LIST_LINES = 40  # the same below the prose
_TAG_WORDS = 4
_SECTION_WORDS = 3  # above the headline; a longer line may be the headline itself
_INVITATIONS = frozenset({"newsletter", "consent"})
_CREDIT_WORDS = 6
_READING_TIME = re.compile(
    r"(?:[\s|·•,–—-]+\d{1,2}[ -]min(?:ute)?s?[ -]read|\s*[|·•–—]\s*\d{1,2}[ -]?min(?:ute)?s?)\.?\Z",
    re.IGNORECASE,
)
_OF_ARTICLE = re.compile(r"(?:by|updated|published|posted)\b", re.IGNORECASE)  # no headline of another one
_SITE_LENGTH = 60
_SITE_BEHIND = re.compile(r"\s[|–—-]\s[^|–—]{2,40}\Z")
_BYLINE_LENGTH = 100


def find_clutter(title: str, body: str, authors: Sequence[str] = (), above: int = 0) -> tuple[Clutter, ...]:
    """Find what in a body belongs to the page.

    Args:
        title: the headline.
        body: the text below it.
        authors: names of who wrote the article; what tells about them at its end is a biography.
        above: how many characters of the body stood above the headline.

    Returns:
        Spans in title, blank line, body: ascending, without overlaps.
    """
    is_repeated = bool(title) and title in body
    tells_of_authors = authors and any(f"\n{name} " in body for name in authors)
    if not (above or is_repeated or tells_of_authors or may_have_furniture(body)):
        return ()
    lines = split_lines(body)
    _settle_head(lines, above, authors)
    if not _settle_alone(lines, key_of(title)) and not authors:
        return _spans(lines, len(title) + 2)
    _settle_edges(lines)
    _settle_blocks(lines)
    mark_biographies(lines, authors)
    mark_comments(lines)
    _settle_edges(lines)
    return _spans(lines, len(title) + 2)


def _settle_head(lines: Iterable[Line], above: int, authors: Sequence[str]) -> None:
    """Mark sections, buttons and names of the site above the headline; who wrote it may stand there, too."""
    for line in lines:
        if line.end > above:
            return
        is_byline = _OF_ARTICLE.match(line.text) or any(name in line.text.title() for name in authors)
        if not (line.furniture or is_byline) and (_is_section(line) or is_row(line.text)):
            line.kind = "navigation"


def _is_section(line: Line) -> bool:
    is_short = line.words <= _SECTION_WORDS and not line.is_prose
    return is_short and not any(map(str.isdigit, line.text)) and not is_sentence(line.text)


def _settle_alone(lines: Iterable[Line], title: str) -> bool:
    """Mark what is clutter wherever it stands; return whether any line is furniture: more may stand by it."""
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
    if len(text) > 2 * len(title) + _SITE_LENGTH:
        return False
    key = key_of(text)
    return key == title or (key.startswith(title) and key_of(_SITE_BEHIND.sub("", text)) == title)


def _settle_edges(lines: list[Line]) -> None:
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
        if is_between and line.kind is None and line.words < PROSE_WORDS:
            line.kind = "newsletter"


def _kind_beside(line: Line, beside: str) -> str | None:
    """What a line is by that which it stands beside: more of an invitation, or whose picture it was."""
    if beside in _INVITATIONS and invites(line.text):
        return "newsletter"
    if beside == "caption" and line.words <= _CREDIT_WORDS and credits_picture(line.text):
        return "caption"
    return None


def _settle_blocks(lines: list[Line]) -> None:
    """Mark what stands below a label: headlines, tags, the name and the life of an author."""
    prose = [number for number, line in enumerate(lines) if line.is_prose and not line.kind]
    first, last = (prose[0], prose[-1]) if prose else (-1, -1)
    for number, line in enumerate(lines):
        if line.kind and line.furniture and line.furniture.reach is Reach.HEADING:
            if line.kind == "tags":
                _take_tags(lines, number + 1)
            elif line.kind == "related" and number > first:
                _take_headlines(lines, number + 1, is_last=number > last)


def _take_tags(lines: list[Line], begin: int) -> None:
    for line in lines[begin : begin + _LIST_LINES]:
        if line.furniture and line.furniture.reach is not Reach.EDGE:
            break
        if line.words > _TAG_WORDS or is_sentence(line.text):
            break
        line.kind = "tags"


def _take_headlines(lines: list[Line], begin: int, *, is_last: bool) -> None:
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


def _may_be_subheading(line: Line, following: Line) -> bool:
    """Whether a short line belongs to what follows rather than to the list above, which it ends."""
    return line.kind is None and line.words <= _SUBHEADING_WORDS and line.gap >= following.gap


def _may_be_headline(line: Line, *, is_last: bool) -> bool:
    text = line.text
    if _OF_ARTICLE.match(text) or len(text) > _HEADLINE_LENGTH or is_sentence(text):
        return False
    return is_last or line.words >= _HEADLINE_WORDS or any(letter.isdigit() for letter in text)


def _spans(lines: Iterable[Line], offset: int) -> tuple[Clutter, ...]:
    found = []
    for line in lines:
        if line.kind:
            found.append(Clutter(line.kind, (offset + line.start, offset + line.end)))
        elif len(line.text) <= _BYLINE_LENGTH and (time := _READING_TIME.search(line.text)):
            span = (offset + line.start + time.start(), offset + line.end)
            found.append(Clutter("reading-time", span))
    return tuple(found)
