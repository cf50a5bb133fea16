"""Which of the dates of a masthead are those of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from searchkit.article import Extracted, NewsDate
from searchkit.metadata.clutter_phrases import Reach
from searchkit.metadata.day_order import Order
from searchkit.metadata.furniture import judge, opens_menu
from searchkit.metadata.masthead_dates import (
    BULLETS,
    DatedLine,
    LineDate,
    is_name,
    may_hold_date,
    opens_other_texts,
    take_apart,
)
from searchkit.metadata.masthead_lines import LONGEST_LINE, Line, Masthead, last_lines
from searchkit.metadata.masthead_others import (
    fields_beside,
    is_of_something_else,
    shows_subject,
    tells_admission,
)
from searchkit.metadata.persons import read_names
from searchkit.metadata.site_lines import is_in_header, may_name_site, repeats_day, says_age, says_weather
from searchkit.values import value

FOOT_LINES = 8  # last lines of prose and what is below, where a page may say when it was published
CHRONOLOGY_LINES = 400  # lines below the head that are looked through for a chronology
LONGEST_HEADING = 60  # characters of a date that is a heading
_OF_SITES = frozenset({"navigation", "consent", "newsletter"})
_LEAST_SENTENCE = 40  # characters before the full stop
_STOPS = frozenset(".!?…")
_OF_ACCOUNT = re.compile(r"created\b", re.IGNORECASE)  # or of a forum, below what is written there
_CLOSING = "\"'”’»)"


@value
class _Lone:
    """A date without a label, in the head."""

    date: Extracted[NewsDate]
    has_time: bool
    has_name: bool


@dataclass(slots=True)
class HeadDates:
    """Collects the dates of a head, line by line.

    Above the first sentence of prose all are taken. Below it, where a standfirst is one, only those with a
    label or a time of day or beside a name; and none below the next: there they are those of comments.
    """

    found: Masthead
    title: str
    title_day: Extracted[NewsDate] | None = None  # believed where a line below repeats it
    _lone: list[_Lone] = field(default_factory=list)
    _waiting: _Lone | None = None  # for a byline below it
    _sentences: int = 0
    _is_below_article: bool = False
    _is_beside_credit: bool = False
    _is_fresh: bool = False  # whether the last line was a day and nothing else
    _before: int = 0  # how many dates were there before one that may be of an event, a film, a case
    _fields: re.Pattern[str] | None = None  # which would say so on the line below
    _above: str = ""  # the last line that was neither prose nor read

    def take(self, line: Line, dated: DatedLine) -> bool:
        """Take the dates of a line; ``False`` when they are not those of the article."""
        if self._is_below_article or self._sentences > 1:
            return False
        if dated.is_labelled:
            before = len(self.found.published)
            fields = fields_beside(line, dated)
            if fields and fields.match(self._above):
                return False
            _take_labelled(line, dated, self.found)
            self._before, self._fields = before, fields
            self.credited()
            return True
        if not dated.is_names_only or is_of_something_else(line.text, dated):
            return False
        if shows_subject(self.title, dated):
            return False
        lone = _Lone(dated.dates[0].extracted(line, "line:date"), dated.has_time, bool(dated.rest))
        is_credited = self._is_beside_credit or bool(dated.rest and dated.dates[0].start)
        if not self._sentences or lone.has_time or is_credited:
            self._lone.append(lone)
            self._is_beside_credit = True
            self._is_fresh = not (lone.has_time or lone.has_name)
        else:
            self._waiting = lone
        return True

    def credited(self) -> None:
        """Note a byline: a date beside it is the article's."""
        self._is_fresh = False
        if self._waiting:
            self._lone.append(self._waiting)
            self._waiting = None
        self._is_beside_credit = True

    def prose(self, text: str) -> None:
        """Note a line of prose."""
        self._is_fresh = False
        self._waiting = None
        self._sentences += _is_sentence(text)
        self._is_beside_credit = False
        self._fields = None
        self._above = ""

    def other(self, text: str) -> None:
        """Note any other line."""
        self._above = text
        if self._fields and self._fields.match(text):
            del self.found.published[self._before :]
        self._fields = None
        if not self._sentences and says_age(text):
            self.found.is_aged = True
            self._lone = [lone for lone in self._lone if lone.has_time or lone.has_name]
            self._is_fresh = False
        if self._lone and not self._sentences and tells_admission(text):
            self._lone.pop()
            self._is_fresh = False
        if self.title_day and not self._sentences and repeats_day(text, self.title_day.value):
            self._lone.append(_Lone(self.title_day, has_time=True, has_name=False))
        if self._is_fresh:
            if _is_site_header(text):
                self._lone.pop()
            self._is_fresh = may_name_site(text)
        if self._sentences and opens_other_texts(text):
            self._is_below_article = True
        if is_name(text):
            self.credited()
        elif any(map(str.isalpha, text)):
            self._is_beside_credit = False

    def close(self, title: str, body: str, order: Order, above: int) -> None:
        """Choose among the dates without a label.

        One with a time is best, else the last: the header of a site may hold another one.
        """
        if not self._lone:
            return
        timed = [lone for lone in self._lone if lone.has_time]
        best = timed[0] if timed else self._lone[-1]
        is_bare = not (best.has_time or best.has_name)
        if is_bare and (
            _is_chronology(title, body, best.date, order) or _is_of_visit(title, body[:above], best.date)
        ):
            return
        self.found.published.append(best.date)


def _is_sentence(text: str) -> bool:
    """Whether a line is as long as a sentence and ends as one."""
    kept = text.rstrip(_CLOSING)
    return len(kept) > _LEAST_SENTENCE and kept[-1] in _STOPS


def _is_of_visit(title: str, header: str, date: Extracted[NewsDate]) -> bool:
    """Whether a date stands in the header of a site, above the headline."""
    start, end = (place - len(title) - 2 for place in date.span or (0, 0))
    return 0 <= start < end <= len(header) and is_in_header(
        header[:start].splitlines(), header[end:].splitlines()
    )


def _is_site_header(text: str) -> bool:
    """Whether a line is the menu of a site or the weather: a day above it is that of the reader's visit."""
    if says_weather(text):
        return True
    furniture = judge(text)
    return (
        furniture is not None
        and furniture.kind in _OF_SITES
        and (furniture.reach is Reach.ANYWHERE or opens_menu(text))
    )


def _take_labelled(line: Line, dated: DatedLine, found: Masthead) -> None:
    for date in dated.dates:
        if date.kind == "updated":
            found.updated.append(date.extracted(line, "line:updated"))
        elif date.kind == "published" or _is_beside_update(date, dated):
            found.published.append(date.extracted(line, "line:published" if date.kind else "line:date"))
        if date.author:
            start, end = date.author
            found.authors += [
                line.extract(name.name, "byline", start + name.start, start + name.end)
                for name in read_names(line.text[start:end])
            ]


def _is_beside_update(date: LineDate, dated: DatedLine) -> bool:
    """Whether a date needs no label since the one behind it has: ``March 8, 2023, updated March 9, 2023``."""
    return (
        date is dated.dates[0] and dated.is_names_only and all(it.kind != "published" for it in dated.dates)
    )


def _is_chronology(title: str, body: str, date: Extracted[NewsDate], order: Order) -> bool:
    """Whether a date is the first of several with prose below each, and so a heading."""
    begin = (date.span or (0, 0))[1] - len(title) - 2
    heading: NewsDate | None = None
    for raw in body[max(begin, 0) :].split("\n", CHRONOLOGY_LINES)[1:CHRONOLOGY_LINES]:
        text = raw.strip()
        if heading and heading.start.date() != date.value.start.date() and _is_sentence(text):
            return True
        if not text:
            continue
        if opens_other_texts(text):
            return False
        heading = None
        if len(text) <= LONGEST_HEADING and may_hold_date(text):
            dated = take_apart(text, order)
            if dated and not dated.is_labelled and not dated.rest:
                heading = dated.dates[0].value
    return False


def _dated(text: str, order: Order) -> DatedLine | None:
    return take_apart(text, order) if len(text) <= LONGEST_LINE and may_hold_date(text) else None


def read_foot(title: str, body: str, order: Order, found: Masthead) -> None:
    """Read when the article was published from its last lines, where some pages say so below the text.

    Only a line that says nothing else is believed, and only where it is the one date below the last sentence
    of prose: dates of comments and of other articles stand there, too.
    """
    if not may_hold_date(body[-LONGEST_LINE:]):
        return
    dated, below = _foot_dates(title, body, order)
    if len(dated) != 1:
        return
    line, parts = dated[0]
    is_whole = not parts.rest or _opens_with_change(line.text, parts)
    if found.published:  # and perhaps changed later
        if is_whole and not found.updated and all(date.kind == "updated" for date in parts.dates):
            _take_labelled(line, parts, found)
    elif is_whole and all(date.kind for date in parts.dates):
        if not _OF_ACCOUNT.match(line.text):
            _take_labelled(line, parts, found)
    elif (
        not (parts.rest or parts.is_labelled or found.is_aged)
        and (parts.has_time or line.text[0] == "(")
        and all(map(judge, below))
    ):
        found.published.append(parts.dates[0].extracted(line, "line:date"))


def _opens_with_change(text: str, parts: DatedLine) -> bool:
    """Whether a line is a sentence that says when the article was changed, with what was behind it."""
    change = parts.dates[0]
    is_first = not text[: change.start].strip(BULLETS)
    return change.kind == "updated" and is_first and text.startswith(". ", change.end)


def _foot_dates(title: str, body: str, order: Order) -> tuple[list[tuple[Line, DatedLine]], list[str]]:
    """The lines with dates below the last prose, and what stands under them: a comment does, for instance."""
    dated: list[tuple[Line, DatedLine]] = []
    below: list[str] = []
    unread: list[tuple[Line, DatedLine | None]] = []  # and the dates of those that end as sentences do
    for line in last_lines(title, body, FOOT_LINES):
        parts = None
        if opens_other_texts(line.text):
            _read_foot_lines(unread, order, dated, below)
            unread.clear()
            dated.clear()  # those of comments and of other articles
            continue
        if _is_sentence(line.text):
            parts = _dated(line.text, order)
            is_prose = parts is None or not (parts.is_labelled or parts.is_names_only)
            if is_prose and judge(line.text) is None:
                break
        unread.append((line, parts))
    else:
        return [], []  # most often prose ends nowhere among them, and no other dates have to be read
    _read_foot_lines(unread, order, dated, below)
    return dated, below


def _read_foot_lines(
    lines: Iterable[tuple[Line, DatedLine | None]],
    order: Order,
    dated: list[tuple[Line, DatedLine]],
    below: list[str],
) -> None:
    for line, known in lines:
        parts = known or _dated(line.text, order)
        if parts:
            dated.append((line, parts))
        elif not dated:
            below.append(line.text)
