"""Bylines → the names in them, each with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from searchkit.metadata.calendar_names import CALENDAR_WORDS
from searchkit.metadata.names import fold

LONGEST_NAME = 80

_BY = re.compile(r"\s*(?:(?:written |reported |story )?by\b|author:)[:\s]*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;&]\s*(?:and\s+|und\s+|et\s+)?|\s+(?:and|AND|und|et|with)\s+")
_WHERE = re.compile(r"\s+(?:in|IN|for|FOR|at|from|of)\s+(?:the\s+)?[A-ZÀ-Þ].*$")
_PARTICLE = r"(?:van|von|de|der|den|da|di|del|della|dos|la|le|bin|ibn|al|el|ten|ter|zu|y|e)"
_NAME = re.compile(rf"[^\W\d_a-zß-ÿ][^\W\d_]*[\w.'’-]*(?: (?:{_PARTICLE}|[^\W\d_a-zß-ÿ][\w.'’-]*)){{0,4}}")
_ROLES = """
    staff writer writers reporter reporters editor editors correspondent correspondents contributor
    contributors columnist analyst agencies agency admin administrator newsroom desk bureau team author guest
    senior chief special web online producer photographer photo photos press associated reuters afp ap dpa
    tass upi bloomberg unknown anonymous none null
"""
_ROLE_WORDS = frozenset(_ROLES.split())
_ROLE_OPENERS = frozenset({"staff", "senior", "chief", "special", "guest", "associated", "web", "agencies"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name and where it stands in the text that was split."""

    name: str
    start: int
    end: int


def read_names(byline: str) -> tuple[PersonName, ...]:
    """Names of a byline from a page's text, where only what looks like names throughout is believed."""
    return _split(byline, strict=True)


def read_declared_names(value: str) -> tuple[PersonName, ...]:
    """Names of a declared author, taken as they are but for "By", roles and addresses."""
    if "://" in value or len(value) > 8 * LONGEST_NAME:
        return ()
    return _split(value, strict=False)


def displayed(name: str) -> str:
    """Write a name that stands all in capitals the usual way; leave others as they are."""
    return name.title().replace("’S", "’s").replace("'S", "'s") if name.isupper() and " " in name else name


def _split(text: str, *, strict: bool) -> tuple[PersonName, ...]:
    opening = _BY.match(text)
    start = opening.end() if opening else 0
    where = _WHERE.search(text, start)
    stop = where.start() if where else len(text)
    names: list[PersonName] = []
    for begin, end in _parts(text, start, stop):
        part = text[begin:end]
        if not part or _is_role(part):
            continue
        if not _is_name(part) if strict else len(part) > LONGEST_NAME or "@" in part:
            if strict:
                return ()
            continue
        names.append(PersonName(displayed(part), begin, end))
    return tuple(dict.fromkeys(names))


def _parts(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    bounds = []
    for match in _BETWEEN.finditer(text, start, stop):
        bounds.append((start, match.start()))
        start = match.end()
    bounds.append((start, stop))
    return [_stripped(text, begin, end) for begin, end in bounds]


def _stripped(text: str, begin: int, end: int) -> tuple[int, int]:
    part = text[begin:end]
    begin += len(part) - len(part.lstrip(" \t\n\r:-–—|"))
    return begin, begin + len(text[begin:end].rstrip(" \t\n\r:-–—|"))


def _is_role(part: str) -> bool:
    words = fold(part).split()
    return bool(words) and (words[0] in _ROLE_OPENERS or all(word in _ROLE_WORDS for word in words))


def _is_name(part: str) -> bool:
    if len(part) > LONGEST_NAME or not _NAME.fullmatch(part):
        return False
    return not any(word in CALENDAR_WORDS for word in fold(part).split()[:1])
