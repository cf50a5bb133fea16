"""Declarations and masthead → when an article was published, and when it was last changed.

In order of trust: what the file declares, labelled lines, bylines, lines that are a date alone, a dateline
with the year, the day in the article's address, the day in the file's name. A dateline without a year takes
it from what else says when the article appeared. Where nothing says when it was first published, the day of
its last change stands for it: a reader finds it there, and the method says what it is.

A day after the file's own time or before 1800 is no day of publication, and no article was changed before it
was published.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from searchkit.article import Extracted, NewsDate, Precision
from searchkit.metadata.dates import calendar_day, parse_date
from searchkit.metadata.readers import for_readers

if TYPE_CHECKING:
    from searchkit.metadata.day_order import Order
    from searchkit.metadata.declared import Declared, Evidence
    from searchkit.metadata.masthead_lines import Day, Masthead

METHODS = ("line:published", "byline", "line:date", "dateline")
LONGEST_DELAY = 60  # days between a dateline and what else says when the article appeared

_IN_PATH = re.compile(
    r"[/-](?P<year>(?:19|20)\d\d)(?:[/-](?P<month>1[0-2]|0?[1-9])(?:[/-](?P<day>3[01]|[12]\d|0?[1-9]))?(?=[/_.-]|$)"
    r"|(?P<month2>1[0-2]|0[1-9])(?P<day2>3[01]|[12]\d|0[1-9])(?=[/_.-]|$))"
)
_DAY_FIRST_IN_PATH = re.compile(  # only where it can be nothing else
    r"[/-](?P<day>3[01]|2\d|1[3-9])-(?P<month>1[0-2]|0[1-9])-(?P<year>(?:19|20)\d\d)(?=[/_.-]|$)"
)
_IN_NAME = re.compile(
    r"(?:\A|(?<=[\s_.()-]))(?P<date>(?P<year>(?:1[89]|20)\d\d)(?P<separator>[-_.]?)(?P<month>0[1-9]|1[0-2])"
    r"(?P=separator)(?P<day>0[1-9]|[12]\d|3[01]))(?=[\s_.()T-]|\Z)"
)
_FOLDERS = re.compile(
    r"(?:\A|/)(?P<date>(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2])/(?P<day>0[1-9]|[12]\d|3[01]))/"
)


@dataclass(slots=True)  # not frozen, as what follows: one is made for every article
class Publication:
    """When an article was published and last changed, each where it is known."""

    date: Extracted[NewsDate] | None = None
    modified: Extracted[NewsDate] | None = None


@dataclass(slots=True)
class Known:
    """What tells of an article's days.

    Attributes:
        declared: what the file declares.
        masthead: what stands between headline and prose.
        url: its address.
        path: path of its file, with ``/`` between the parts; empty when the file holds several articles.
        latest: a day after this one is refused; ``None`` refuses none.
        order: tells whether day or month stands first.
    """

    declared: Declared
    masthead: Masthead
    url: Extracted[str] | None
    path: str
    latest: dt.date | None
    order: Order


def find_publication(known: Known) -> Publication:
    """Take the best evidence of both days."""
    declared, masthead = known.declared, known.masthead
    is_dated = declared.dates or declared.updates or masthead.published or masthead.updated
    if not (is_dated or known.url or known.path):
        return Publication()
    published = next(_published(known), None)
    if not known.declared.updates and not known.masthead.updated:
        return Publication(published)
    updates = (*_read(known.declared.updates, known), *_possible(known.masthead.updated, known.latest))
    modified = next(
        (update for update in updates if published is None or _day(update) >= _day(published)), None
    )
    return Publication(published or modified, modified)


def _published(known: Known) -> Iterator[Extracted[NewsDate]]:
    """Give the days of publication that are said, the most trusted first."""
    yield from _read(known.declared.dates, known)
    yield from _possible(sorted(known.masthead.published, key=_trust), known.latest)
    address = _date_in_address(known.url) if known.url else None
    if known.masthead.dateline_day:
        said = (address, *_read(known.declared.updates, known), *known.masthead.updated)
        completed = (_complete(known.masthead.dateline_day, one.value) for one in said if one)
        yield from _possible(filter(None, completed), known.latest)
    named = _date_in_file_name(known.path) if known.path else None
    yield from _possible(filter(None, (address, named)), known.latest)


def _trust(found: Extracted[NewsDate]) -> int:
    return METHODS.index(found.method)


def _read(evidence: Iterable[Evidence], known: Known) -> Iterator[Extracted[NewsDate]]:
    for one in evidence:
        date = parse_date(one.value, known.order)
        if date:
            date = for_readers(date, known.declared)
            if known.latest is None or date.start.date() <= known.latest:
                yield Extracted(date, one.method, one.value)


def _possible(dates: Iterable[Extracted[NewsDate]], latest: dt.date | None) -> Iterator[Extracted[NewsDate]]:
    return (date for date in dates if latest is None or _day(date) <= latest)


def _day(date: Extracted[NewsDate]) -> dt.date:
    return date.value.start.date()


def _date_in_address(url: Extracted[str]) -> Extracted[NewsDate] | None:
    match = _IN_PATH.search(url.value) or _DAY_FIRST_IN_PATH.search(url.value)
    if match is None:
        return None
    if match.re is _DAY_FIRST_IN_PATH:
        date = calendar_day(int(match["year"]), int(match["month"]), int(match["day"]))
        return Extracted(date, "url-path", url.quote) if date else None
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    if month is None:
        return None
    date = calendar_day(int(match["year"]), int(month), int(day or 1))
    if date is None:
        return None
    precision = Precision.DAY if day else Precision.MONTH
    return Extracted(NewsDate(date.start, precision), "url-path", url.quote)


def _date_in_file_name(path: str) -> Extracted[NewsDate] | None:
    """``2023-03-09-title.md``, ``title_20230309.txt``, ``2023/03/09/title.html``."""
    folder, _, name = path.rpartition("/")
    match = _IN_NAME.search(name) or _FOLDERS.search(f"{folder}/")
    date = calendar_day(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    return Extracted(date, "file-name", match["date"]) if match and date else None


def _complete(dateline: Extracted[Day], near: NewsDate) -> Extracted[NewsDate] | None:
    """Give a dateline's day the year of a date soon after it; the month of an address has to be its own."""
    for year in (near.start.year, near.start.year - 1):
        day = calendar_day(year, dateline.value.month, dateline.value.day)
        if day is None:
            continue
        if near.precision is Precision.MONTH:
            is_near = (day.start.year, day.start.month) == (near.start.year, near.start.month)
        else:
            is_near = 0 <= (near.start.date() - day.start.date()).days <= LONGEST_DELAY
        if is_near:
            return Extracted(day, dateline.method, dateline.quote, dateline.span)
    return None
