"""Dates written in ways that a query does not take → the way that it takes, to tell the user."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NAME: Final = r"(?P<name>[a-z]{3,9})\.?"
_DAY: Final = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>[0-9]{4})"
_FORMS: Final = tuple(
    map(
        re.compile,
        (
            rf"{_YEAR}[-/. ](?P<month>[0-9]{{1,2}})(?:[-/. ]{_DAY})?",
            rf"(?P<month>[0-9]{{1,2}})[-/. ]{_YEAR}",
            rf"{_DAY}[-/. ] ?(?P<month>[0-9]{{1,2}})[-/. ] ?{_YEAR}",
            rf"(?P<month>[0-9]{{1,2}})[-/. ]{_DAY}[-/. ]{_YEAR}",
            rf"(?:{_DAY}[-. ])?{_NAME}[- ]{_YEAR}",
            rf"{_NAME} {_DAY},? {_YEAR}",
            rf"{_YEAR} {_NAME}(?: {_DAY})?",
        ),
    )
)


def as_written_here(text: str) -> tuple[str, ...]:
    """The days or months that a date may mean: none where it is none, two where day and month may be either.

    Args:
        text: in small letters, with single spaces.
    """
    return tuple(dict.fromkeys(_readings(text)))


def _readings(text: str) -> Iterator[str]:
    for form in _FORMS:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            month = int(parts["month"]) if "month" in parts else _named_month(parts["name"])
            try:
                date = dt.date(int(parts["year"]), month, int(parts.get("day") or 1))
            except ValueError:
                continue
            yield date.isoformat() if parts.get("day") else date.isoformat()[:7]


def _named_month(name: str) -> int:
    """The number of a month; 0, which is none, where it has no such name."""
    return next((number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)), 0)
