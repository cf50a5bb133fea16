"""What stands between headline and prose: bylines, date lines, the dateline.

Only there is the text itself asked for a date, a source or an author. It ends where prose begins: bylines and
labelled dates may follow a standfirst, dates without a label may not, for further down they are about
something else (a chronology, a caption).
"""

from __future__ import annotations

import re

from searchkit.metadata.day_order import Order, unknown_order
from searchkit.metadata.masthead_bylines import read_byline, read_outlet
from searchkit.metadata.masthead_datelines import read_dateline
from searchkit.metadata.masthead_dates import may_hold_date, take_apart
from searchkit.metadata.masthead_lines import LONGEST_LINE, Line, Masthead, read_lines
from searchkit.metadata.masthead_names import LoneNames
from searchkit.metadata.masthead_reading import HeadDates, read_foot

PROSE_WORDS = 9  # a line of as many words is prose or a standfirst
STANDFIRSTS = 1  # lines of prose that a byline may follow
LONGEST_HEAD = 3  # lines of prose, captions and the like, that a labelled date or one with a time may follow

_CREDIT = re.compile(
    r"\b(?:photo|photograph|image|images|getty|credit|illustration|picture|foto)\b|©", re.IGNORECASE
)
_OF_CREDITS = ("photo", "image", "getty", "credit", "illustration", "picture", "foto", "©")
_SENTENCE_ENDS = frozenset('.!?…"”’»')
_DASHES = frozenset("-–—")
_WIDE_STOP = "。"  # ends sentences that have no blanks between their words


def read_masthead(title: str, body: str, order: Order = unknown_order, above: int = 0) -> Masthead:
    """Read what stands between headline and prose; spans count from the start of the title.

    Args:
        title: the headline; may be empty.
        body: the text below it.
        order: asked for the order of day and month where the numbers leave it open.
        above: how many characters of the body stood above the headline.
    """
    found = Masthead()
    dates = HeadDates(found, title)
    if len(title) <= LONGEST_LINE and may_hold_date(title):
        _read_title(title, found, dates, order)
    names = LoneNames()
    prose = 0
    is_below_byline = False
    is_first = True
    for line in read_lines(title, body):
        if is_below_byline:
            read_outlet(line, found)
        authors = len(found.authors)
        may_have_dateline = prose <= STANDFIRSTS
        is_dateline = may_have_dateline and line.text[-1] in _DASHES and read_dateline(line, found)
        may_be_read = len(line.text) <= LONGEST_LINE and (may_have_dateline or may_hold_date(line.text))
        is_read = may_be_read and not is_dateline and _read_short(line, found, dates, names, order)
        is_below_byline = len(found.authors) > authors
        if is_read:
            is_first = False
            continue
        if is_dateline or (may_have_dateline and read_dateline(line, found)):
            found.opens_with_dateline = is_first
            break
        is_first = False
        names.other(line)
        if _is_prose(line.text):
            prose += not (prose and _credits_picture(line.text))
            dates.prose(line.text)
            names.prose(is_text=prose > STANDFIRSTS)
            if prose > LONGEST_HEAD:
                break
        else:
            dates.other(line.text)
    dates.close(title, body, order, above)
    names.close(found)
    if not (found.published and found.updated):
        read_foot(title, body, order, found)
    return found


def _read_short(line: Line, found: Masthead, dates: HeadDates, names: LoneNames, order: Order) -> bool:
    """Read a byline or a line with a date."""
    dated = take_apart(line.text, order) if may_hold_date(line.text) else None
    if read_byline(line, dated, found):
        dates.credited()
        return True
    if dated is None or not dates.take(line, dated):
        return False
    names.dated(line, dated)
    return True


def _read_title(title: str, found: Masthead, dates: HeadDates, order: Order) -> None:
    """Read a first line that is no headline, though it was taken for one."""
    line = Line(0, title)
    if not read_dateline(line, found):
        dated = take_apart(title, order)
        if dated and (dated.is_labelled or dated.has_time):
            dates.take(line, dated)
        elif dated and dated.dates[-1].end == len(title):
            dates.title_day = dated.dates[-1].extracted(line, "line:date")


def _credits_picture(text: str) -> bool:
    small = text.lower()  # the pattern looks at each word: ten times as slow as all of these
    return any(map(small.__contains__, _OF_CREDITS)) and _CREDIT.search(text) is not None


def _is_prose(text: str) -> bool:
    """Whether a line is part of the text or above it; the menu of a site is neither."""
    if len(text.split(None, PROSE_WORDS - 1)) < PROSE_WORDS:
        return _WIDE_STOP in text
    if text[-1] in _SENTENCE_ENDS or not text.isascii():
        return True
    words = text.split()
    return 2 * sum(map(str.islower, [word[0] for word in words])) >= len(words)
