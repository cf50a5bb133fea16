"""What names of months, weekdays and time zones mean, and which words announce or forbid a date."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

from searchkit.metadata.names import fold

_SHORTEST_CALENDAR_WORD = 6  # shorter ones are names of people: May, Jan, June, Sam

_TABLE = tomllib.loads(files(__package__).joinpath("data", "calendar.toml").read_text(encoding="utf-8"))


def _numbers(rows: Iterable[str], first: int) -> dict[str, int]:
    return {fold(name): number for number, row in enumerate(rows, first) for name in row.split()}


def _longest_first(phrases: Iterable[str]) -> str:
    """Give a pattern of phrases, in which no phrase hides a longer one.

    Those with the same first letter stand together, so that few are tried at a word.
    """
    ordered: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        ordered.setdefault(phrase[0], []).append(re.escape(phrase[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(ends)})" for first, ends in ordered.items())


MONTHS = _numbers(_TABLE["months"], 1)
"""Folded name → number of the month, from 1."""

WEEKDAYS = _numbers(_TABLE["weekdays"], 0)
"""Folded name → number of the weekday, Monday 0."""

CALENDAR_WORDS = frozenset(name for name in (*MONTHS, *WEEKDAYS) if len(name) >= _SHORTEST_CALENDAR_WORD) - {
    "august",
    "domingo",
}
"""Folded names of months and weekdays that no person bears."""

ZONES: dict[str, float] = _TABLE["zones"]
"""Zone → hours from UTC; only what means one offset, as CST (several) and ET (by season) do not."""

READERS: dict[str, str] = {
    place: zone for zone, places in _TABLE["readers"].items() for place in places.split()
}
"""Last part of a domain, or ``lang:`` and a language → IANA name of the zone that its readers live in."""

PUBLISHED = _longest_first(_TABLE["labels"]["published"])
"""Pattern of what stands before the day of publication, to be matched regardless of case."""

UPDATED = _longest_first(_TABLE["labels"]["updated"])
"""Pattern of what stands before the day of a change."""

LINKS = _longest_first(_TABLE["labels"]["links"])
"""Pattern of what may stand between one of them and the day."""

OTHERS = frozenset(_TABLE["others"]["words"])
"""Words, in small letters, that make a day beside them that of something else than the article."""

WORKS = _longest_first(_TABLE["others"]["works"])
"""Pattern of what is published and is no article, to be matched regardless of case."""

SECTIONS = frozenset(_TABLE["others"]["sections"])
"""Lines, in small letters, below which the days are those of other texts."""

VISITS = frozenset(_TABLE["others"]["visits"])
"""Lines, in small letters, beside which a day above the headline is that of the reader's visit."""

MONTH_FIRST_DOMAINS = frozenset(_TABLE["order"]["month_first_domains"].split())
"""Last parts of domains where the month stands before the day."""

UNDECIDED_DOMAINS = frozenset(_TABLE["order"]["undecided_domains"].split())
"""Last parts of domains that tell no country, or one that writes both ways."""

UNDECIDED_LANGUAGES = frozenset(_TABLE["order"]["undecided_languages"].split())
"""Languages that do not tell whether the day or the month stands first."""

DAY_FIRST_ENGLISH = frozenset(_TABLE["order"]["day_first_english"].split())
"""Countries that write the day first in English."""

ENGLISH_WORDS = frozenset(_TABLE["order"]["english_words"].split())
"""Words of any English text."""

OTHER_WORDS = frozenset(_TABLE["order"]["other_words"].split())
"""Words of any text in languages that put the day first."""

OPENERS = frozenset(_TABLE["credits"]["openers"].split())
"""Words, in small letters, before a name in a byline."""

PARTICLES = frozenset(_TABLE["credits"]["particles"].split())
"""Small words that stand in and between names."""

ANSWERS = tuple(_TABLE["credits"]["answers"])
"""How the line above a comment ends."""
