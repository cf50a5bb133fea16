"""Declarations and masthead → when an article was published.

In order of trust: what the file declares, labelled lines, bylines, lines that are a date alone, a dateline
with the year, the day in the article's address; a dateline without a year only where the address says the
year. An "Updated" line is believed last, where nothing says when the article was first published.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from searchkit.article import Extracted, NewsDate, Precision
from searchkit.metadata.dates import calendar_day, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from searchkit.metadata.declared import Evidence
    from searchkit.metadata.masthead_lines import Masthead

_METHODS = ("line:published", "byline", "line:date", "dateline")
_IN_PATH = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d\d|\d)(?:[/-](?P<day>\d\d|\d))?(?=[/-]|$)")


def find_date(
    dates: Iterable[Evidence], masthead: Masthead, url: Extracted[str] | None
) -> Extracted[NewsDate] | None:
    """Take the best evidence of the day of publication; ``None`` when there is none."""
    for evidence in dates:
        date = parse_date(evidence.value)
        if date:
            return Extracted(date, evidence.method, evidence.value)
    if masthead.published:
        return min(masthead.published, key=lambda found: _METHODS.index(found.method))
    address = _date_in_address(url) if url else None
    return _complete_dateline(masthead, address) or address or next(iter(masthead.updated), None)


def _date_in_address(url: Extracted[str]) -> Extracted[NewsDate] | None:
    match = _IN_PATH.search(url.value)
    if match is None:
        return None
    day = calendar_day(int(match["year"]), int(match["month"]), int(match["day"] or 1))
    if day is None:
        return None
    precision = Precision.DAY if match["day"] else Precision.MONTH
    return Extracted(NewsDate(day.start, precision), "url-path", url.quote)


def _complete_dateline(masthead: Masthead, address: Extracted[NewsDate] | None) -> Extracted[NewsDate] | None:
    """Give a dateline's day the year of the address, when the two agree about the month."""
    dateline = masthead.dateline_day
    if dateline is None or address is None or address.value.precision is not Precision.MONTH:
        return None
    start: dt.datetime = address.value.start
    if start.month != dateline.value.month:
        return None
    day = calendar_day(start.year, dateline.value.month, dateline.value.day)
    return Extracted(day, dateline.method, dateline.quote, dateline.span) if day else None
