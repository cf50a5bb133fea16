"""Lines with which pages begin and that no headline is: the day of the visit, and the name of the site."""

from __future__ import annotations

import re

from searchkit.article import Extracted
from searchkit.metadata.calendar_names import MONTHS, WEEKDAYS, ZONES
from searchkit.metadata.dates import parse_date
from searchkit.metadata.day_order import unknown_order
from searchkit.metadata.furniture import judge
from searchkit.metadata.masthead_dates import may_hold_date, take_apart
from searchkit.metadata.masthead_lines import LONGEST_LINE, read_lines
from searchkit.metadata.names import fold
from searchkit.metadata.outlets import outlets, paper_words

_MOST_BESIDE_DATE = 4  # words beside the date of a line that says little else
_CALENDAR_LENGTH = 40
_SITE_WORDS = 5
_LINES_OF_SITE = 4
_LONGEST_SITE = 60  # characters
_SHORTEST_SIGNED = 4
_FULL_NAME_OF_SITE = 3  # words; of two, "Emily Post" is a person
_END_OF_PAGE = 400  # characters in which the copyright stands
_COMPOUNDS = ("zeitung", "kurier", "blatt", "anzeiger", "bote", "rundschau", "nachrichten")
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
    if not 0 < len(words) <= _SITE_WORDS or any(map(str.isdigit, line)) or not words[0][0].isupper():
        return False
    if len(words) == 1:
        return line.casefold().endswith(_COMPOUNDS)
    return words[-1] != words[-1].lower() and not paper_words().isdisjoint(word.casefold() for word in words)


def read_site(title: str, body: str) -> Extracted[str] | None:
    """Read the name of the site from the first lines of a page that was copied whole.

    It is that of a known outlet, or repeated behind a ©, or what newspapers are called with a menu beside it.
    """
    lines = [line for line, _ in zip(read_lines(title, body), range(_LINES_OF_SITE), strict=False)]
    end = body[-_END_OF_PAGE:]
    signed = end[end.rfind("\n", 0, max(end.rfind("©"), 0)) + 1 :] if "©" in end else ""
    for number, line in enumerate(lines):
        if len(line.text) > _LONGEST_SITE:
            return None
        name = line.text.partition("|")[0].rstrip()
        beside = [one.text for one in (*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2])]
        is_paper = may_name_site(name) and judge(name) is None
        is_first = number == 0 and len(name.split()) >= _FULL_NAME_OF_SITE
        is_site = is_paper and (is_first or any(is_date_line(one) or _is_menu(one) for one in beside))
        if is_site or (name and outlets().named(name)) or _is_signed(name, signed):
            return line.extract(name, "line:site", 0, len(name))
    return None


def _is_signed(name: str, signed: str) -> bool:
    return len(name) >= _SHORTEST_SIGNED and name[0].isupper() and name.casefold() in signed.casefold()


def _is_menu(line: str) -> bool:
    furniture = judge(line)
    return furniture is not None and furniture.kind in {"navigation", "consent", "newsletter"}
