"""Moments that a page gives in UTC → the same moments in the time zone of the site's readers, for their day.

Programs write ``2021-11-04T23:00Z`` for what a German site shows as 5 November. Where the domain or the
language leaves one time zone only, that zone is taken.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from searchkit.article import NewsDate, Precision
from searchkit.metadata.calendar_names import READERS
from searchkit.metadata.declared import Declared, Evidence


def for_readers(date: NewsDate, declared: Declared) -> NewsDate:
    """Tell a moment that is told in UTC in the time of the readers of an article."""
    if date.start.tzinfo is None or date.start.utcoffset() or date.precision < Precision.MINUTE:
        return date
    name = _zone_of_domain(declared.urls) or _zone_of_language(declared.languages)
    zone = _zone(name) if name else None
    if zone is None:
        return date
    local = date.start.astimezone(zone)
    offset = local.utcoffset() or dt.timedelta(0)
    return NewsDate(local.replace(tzinfo=dt.timezone(offset)), date.precision)


def _zone_of_domain(urls: Iterable[Evidence]) -> str | None:
    for url in urls:
        try:
            domain = (urlsplit(url.value).hostname or "").rpartition(".")[2]
        except ValueError:
            continue
        if domain in READERS:
            return READERS[domain]
    return None


def _zone_of_language(languages: Iterable[Evidence]) -> str | None:
    for language in languages:
        name = f"lang:{language.value.strip()[:2].lower()}"
        if name in READERS:
            return READERS[name]
    return None


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError):  # a system without time zones: the moment stays in UTC
        return None
