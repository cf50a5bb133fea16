"""Lines with which pages begin and that no headline is: the day of the visit, and the name of the site."""

from __future__ import annotations

import re

from searchkit.metadata.calendar_names import MONTHS, WEEKDAYS, ZONES
from searchkit.metadata.dates import parse_date
from searchkit.metadata.day_order import unknown_order
from searchkit.metadata.masthead_dates import may_hold_date, take_apart
from searchkit.metadata.masthead_lines import LONGEST_LINE
from searchkit.metadata.names import fold
from searchkit.metadata.outlets import paper_words

_MOST_BESIDE_DATE = 4  # words beside the date of a line that says little else
_CALENDAR_LENGTH = 40
_SITE_WORDS = 5
_WORD = re.compile(r"[^\W_]+")
_HALVES = frozenset({"am", "pm", "uhr", "et", "ist", "at", "г", "р"})


def is_date_line(line: str) -> bool:
    """Whether a line says a day or a time and hardly anything else: ``March 9, 2023 | Login``."""
    if parse_date(line) is not None:
        return True
    if len(line) <= _CALENDAR_LENGTH and any(map(str.isdigit, line)) and _is_of_calendar(line):
        return True
    if len(line) > LONGEST_LINE or not may_hold_date(line):
        return False
    dated = take_apart(line, unknown_order)
    if dated is None:
        return False
    opens = dated.dates[0].start == 0 and line[dated.dates[0].end : dated.dates[0].end + 1] != ":"
    return len(dated.rest) <= _MOST_BESIDE_DATE and (
        dated.is_labelled or not dated.rest or opens or "|" in line
    )


def _is_of_calendar(line: str) -> bool:
    words = _WORD.findall(line)
    return all(
        word.isdigit()
        or word.lower() in _HALVES
        or word.upper() in ZONES
        or (folded := fold(word)) in MONTHS
        or folded in WEEKDAYS
        or folded.rstrip("apm").isdigit()
        for word in words
    )


def may_name_site(line: str) -> bool:
    """Whether a short line without small words holds what newspapers are called: ``The Coastal Monitor``."""
    words = line.split()
    return (
        1 < len(words) <= _SITE_WORDS
        and (words[0][0].isupper() and words[-1][0].isupper())
        and not any(map(str.isdigit, line))
        and not paper_words().isdisjoint(word.casefold() for word in words)
    )
