"""Whether an article writes the day or the month first, where "9/3/2023" may be either.

Told by, in this order: the country of the site's domain, the declared language, the dates that the article
spells out or whose numbers leave no choice, the language of its prose by a few words that no article can do
without. English alone tells nothing: its readers are on both sides.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from searchkit.metadata.calendar_names import (
    DAY_FIRST_ENGLISH,
    ENGLISH_WORDS,
    MONTH_FIRST_DOMAINS,
    MONTHS,
    OTHER_WORDS,
    UNDECIDED_DOMAINS,
    UNDECIDED_LANGUAGES,
)
from searchkit.metadata.declared import Declared
from searchkit.metadata.names import fold


class DayOrder(enum.Enum):
    """Which of two numbers is the day."""

    UNKNOWN = enum.auto()
    DAY_FIRST = enum.auto()
    MONTH_FIRST = enum.auto()


Order = Callable[[], DayOrder]
"""Asked only where the numbers leave it open, for most articles never."""

_READ = 6000  # characters of the text; a language shows in fewer
_SPELLED = re.compile(
    r"(?<!\w)(?:(?P<month>[^\W\d_]{3,10})\.? [0-3]?\d(?:st|nd|rd|th)?,? (?:1[89]|20)\d\d"
    r"|[0-3]?\d(?:st|nd|rd|th|\.)? (?P<after>[^\W\d_]{3,10})\.?,? (?:1[89]|20)\d\d)(?!\d)"
)
_NUMBERS = re.compile(
    r"(?<![\w/.-])(?P<first>\d\d?)(?P<separator>[/.-])(?P<next>\d\d?)(?P=separator)(?:1[89]|20)\d\d(?!\d)"
)
_AMERICAN = re.compile(r"\d ?[AaPp]\.?[Mm]\.?,? \(?(?:E|C|M|P)[SD]?T\b")
_BRITISH = re.compile(
    r"\b\d{1,2}[:.]\d\d ?(?:[ap]m )?(?:GMT|BST|IST|AEST|AEDT|NZST|NZDT|CET|CEST|SAST|PKT)\b"
)
_LONG_CLOCK = re.compile(r"(?<![\w/.-])\d\d/\d\d/\d{4},? (?:[-–|] |at )?[0-2]\d:\d\d(?! ?[AaPp]\.?[Mm])")
_OTHER_MONEY = re.compile(r"[£€₹] ?\d")
_LAST_MONTH = 12
_LEAST_COMMON = 4
_OTHER_SCRIPT = re.compile(r"[Ѐ-ӿ֐-׿؀-ۿ]{3}")  # Cyrillic, Hebrew, Arabic


def unknown_order() -> DayOrder:
    """Tell nothing."""
    return DayOrder.UNKNOWN


@dataclass(slots=True)
class OrderClues:
    """What an article offers to find the order by; called, it answers, and remembers the answer.

    Attributes:
        text: its title and body.
        declared: what its file declares: addresses and languages.
    """

    text: str
    declared: Declared
    _answer: DayOrder | None = None

    def __call__(self) -> DayOrder:
        """Tell the order of day and month."""
        if self._answer is None:
            text = self.text[:_READ]
            self._answer = (
                _of_domains(evidence.value for evidence in self.declared.urls)
                or _of_languages(evidence.value for evidence in self.declared.languages)
                or _of_dates(text)
                or _of_prose(text)
                or _of_clock_and_money(text)
                or DayOrder.UNKNOWN
            )
        return self._answer


def _of_domains(urls: Iterable[str]) -> DayOrder | None:
    for url in urls:
        try:
            domain = (urlsplit(url).hostname or "").rpartition(".")[2]
        except ValueError:
            continue
        if domain in MONTH_FIRST_DOMAINS:
            return DayOrder.MONTH_FIRST
        if domain.isalpha() and domain not in UNDECIDED_DOMAINS:
            return DayOrder.DAY_FIRST
    return None


def _of_languages(languages: Iterable[str]) -> DayOrder | None:
    for language in languages:
        code, _, region = language.strip().replace("_", "-").partition("-")
        code = code.lower()
        if code == "en" and region.upper() in DAY_FIRST_ENGLISH:
            return DayOrder.DAY_FIRST
        if len(code) in {2, 3} and code.isalpha() and code not in UNDECIDED_LANGUAGES:
            return DayOrder.DAY_FIRST
    return None


def _of_dates(text: str) -> DayOrder | None:
    """Let the dates vote that leave no choice; ``None`` where there are none, or where they disagree."""
    votes = 0
    for match in _SPELLED.finditer(text):
        if fold(match["month"] or match["after"]) in MONTHS:
            votes += 1 if match["after"] else -1
    for match in _NUMBERS.finditer(text):
        first, following = int(match["first"]), int(match["next"])
        if first > _LAST_MONTH >= following:
            votes += 2
        elif following > _LAST_MONTH >= first:
            votes -= 2
    votes += 4 * bool(_BRITISH.search(text)) - 4 * bool(_AMERICAN.search(text))
    if votes:
        return DayOrder.DAY_FIRST if votes > 0 else DayOrder.MONTH_FIRST
    return None


def _of_prose(text: str) -> DayOrder | None:
    if _OTHER_SCRIPT.search(text):
        return DayOrder.DAY_FIRST
    words = text.lower().split()
    english = sum(word in ENGLISH_WORDS for word in words)
    other = sum(word in OTHER_WORDS for word in words)
    return DayOrder.DAY_FIRST if other >= _LEAST_COMMON and other > 2 * english else None


def _of_clock_and_money(text: str) -> DayOrder | None:
    return DayOrder.DAY_FIRST if _LONG_CLOCK.search(text) or _OTHER_MONEY.search(text) else None
