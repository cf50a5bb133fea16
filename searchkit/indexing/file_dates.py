"""The time of a file for articles that say no date: only where it was asked for, and marked as such."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from searchkit.article import Article, Extracted, NewsDate, Precision

METHOD: Final = "mtime"
_NANOSECONDS: Final = 1_000_000_000


def dated_by_file(article: Article) -> Article:
    """An article with the time of its file's last change, in UTC, where it has no date of its own."""
    if article.date is not None:
        return article
    seconds = article.origin.mtime_ns // _NANOSECONDS
    try:
        moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (OverflowError, ValueError, OSError):  # a file system may hold any number
        return article
    date = NewsDate(moment.replace(second=0), Precision.MINUTE)
    return replace(article, date=Extracted(date, METHOD, str(date)))
