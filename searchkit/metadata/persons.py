"""Bylines → the names in them, each with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from searchkit.metadata.calendar_names import CALENDAR_WORDS, MONTHS
from searchkit.metadata.gazetteer import gazetteer
from searchkit.metadata.names import fold
from searchkit.metadata.outlets import outlets
from searchkit.metadata.roles import is_honour, is_role, is_role_word, names_organisation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_NAME = 80
MOST_WORDS = 7  # of a declared name
FULL_NAME = 2  # words

_BY = re.compile(
    r"\s*(?:(?:ein )?(?:artikel|beitrag|text) von\b|(?:veröffentlicht|geschrieben) von\b"
    r"|(?:publié|écrit) par\b|(?:publicado|escrito) por\b|scritto da\b|a cura di\b"
    r"|(?:(?:written|reported|story|posted|submitted|edited|analysis|opinion|words|article|published) )?by\b"
    r"|(?:authors?|autor(?:in|en|e|es|a)?|auteur|autore|text[eo]?|автори?|авторы)\s*:"
    r"|(?-i:Von|VON|von|Par|PAR|par|Por|POR|por)(?=\s+(?-i:[A-ZÀ-ÞŁŚŽČŠĆ])\S*\s+\w))[:\s]*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*[,;&/]\s*(?:(?:and|und|et|with)\s+)?|\s+(?:and|AND|und|UND|et|ET|with|avec|та|и|і)\s+", re.UNICODE
)
_COMMAS = re.compile(r"\s*[,;/]\s*(?:(?:and|und|et|y|e)\s+)?|\s+(?:avec|with)\s+")
_ANDS = re.compile(r"\s*&\s*|\s+(?:and|AND|und|UND|et|ET|y|e|та|и|і)\s+")
_WHERE = re.compile(r"\s+(?:in|IN|for|FOR|at|AT|from|FROM|of|OF)\s+(?:the\s+)?[A-ZÀ-Þ].*$")
_PARTICLE = r"(?:van|von|de|der|den|da|di|del|della|dos|la|le|bin|ibn|al|el|ten|ter|zu|y|e)"
_NAME = re.compile(rf"[^\W\d_a-zß-ÿ][^\W\d_]*[\w.'’-]*(?: (?:{_PARTICLE}|[^\W\d_a-zß-ÿ][\w.'’-]*)){{0,4}}")
_ADDRESSES = re.compile(r"https?://[^\s)]+|www\.[^\s)]+|[^\s@]{1,64}@[^\s)]+|(?<!\w)@\w+")
_REST = re.compile(
    r"\s+[|•·–—-]\s+.*|\s*[|•·].*|\b(?:last )?(?:published|updated|posted|modified)\b.*|\s*\d.*"
    r"|\b(?:edited|photos?|photography|photographs|illustrations?|illustrated|video|translated|reviewed"
    r"|fact[- ]checked) by\b.*|\s*\((?!avec |with |mit )[^()]*\)\s*$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\s*\((?=(?:avec|with|mit) )(?:avec|with|mit) ([^()]*)\)")
_AROUND = " \t\n\r:-–—|*_·•"
_ENDS = " \t\n\r:;,.-–—|*•·[]"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name and where it stands in the text that was split."""

    name: str
    start: int
    end: int


def read_names(byline: str) -> tuple[PersonName, ...]:
    """Names of a byline from a page's text, where only what looks like names throughout is believed."""
    opening = _BY.match(byline)
    names: list[PersonName] = []
    is_below_place = False
    for begin, end in _parts(byline, opening.end() if opening else 0, len(byline)):
        where = _WHERE.search(byline, begin, end)
        part = byline[begin : where.start() if where else end].rstrip()
        follows = bool(names) and byline[:begin].rstrip().endswith(",")
        is_place = follows and not where and (is_below_place or _is_place_behind(part, names))
        is_below_place = where is not None or is_place
        if not part or is_place or is_role(part) or is_organisation(part) or (names and is_honour(part)):
            continue
        if not _is_name(part):
            return ()
        name = _without_roles(part)
        start = begin + part.index(name)
        names.append(PersonName(displayed(name), start, start + len(name)))
    return tuple(dict.fromkeys(names))


def _is_place_behind(part: str, names: Sequence[PersonName]) -> bool:
    """Whether a part behind a comma is where the authors are: ``Jane Doe, Berlin``."""
    return any(" " in one.name for one in names) and (
        " " not in part or bool(gazetteer().senses(fold(part), 1))
    )


def read_declared_names(value: str, *, inverted: bool = False) -> tuple[str, ...]:
    """Names of a declared author, taken as they are but for "By", roles, dates and addresses.

    Args:
        value: what was declared.
        inverted: whether the family name may come first: ``Doe, Jane``.
    """
    return _declared_names(value, inverted) if len(value) <= 8 * LONGEST_NAME else ()


@lru_cache(maxsize=1024)  # who wrote one article has written others
def _declared_names(value: str, inverted: bool) -> tuple[str, ...]:  # noqa: FBT001 - what is kept is found by both
    text = _TOGETHER.sub(r", \1", _ADDRESSES.sub(" ", value)).replace("( )", "").strip(" :;,-–—|*•·[]")
    opening = _BY.match(text)
    text = text[opening.end() :] if opening else text
    text = text if outlets().named(text) else _without_date(_REST.sub("", text))
    if inverted and text.count(",") == 1:
        family, _, given = text.partition(",")
        text = f"{given.strip()} {family.strip()}"
    names = (_declared_name(part) for part in _declared_parts(text))
    return tuple(dict.fromkeys(displayed(name) for name in names if name))


def is_organisation(name: str) -> bool:
    """Whether a name is that of an outlet, an agency or the like."""
    return names_organisation(name) or outlets().named(name) is not None


def is_full_name(name: str) -> bool:
    """Whether a name is written as those of persons are: capitalised words, more than one of Latin script."""
    return _is_name(name) and (" " in name or not name.isascii())


def displayed(name: str) -> str:
    """Write a name that stands all in capitals the usual way; leave others as they are."""
    return name.title().replace("’S", "’s").replace("'S", "'s") if name.isupper() and " " in name else name


def _without_date(text: str) -> str:
    """Take off the month that is left of a date that was cut at its first digit."""
    head, _, last = text.rpartition(" ")
    return head if head and fold(last.strip(_ENDS)) in MONTHS and " " in head.strip() else text


def _declared_parts(text: str) -> Iterator[str]:
    for part in _COMMAS.split(text):
        joined = _ANDS.split(part)
        # "Mac & i" is one name, and so is an organisation with an "and" in it
        whole = len(joined) > 1 and not all(" " in one.strip() or outlets().named(one) for one in joined)
        if whole or (is_organisation(part) and not is_role(part)):
            yield part
        else:
            yield from joined


def _declared_name(part: str) -> str | None:
    name = " ".join(part.split()).strip(" " if part.endswith(("Jr.", "Sr.")) else _ENDS)
    name = name[1:-1] if name.startswith("(") and name.endswith(")") else name.removesuffix("(").rstrip()
    opening = _BY.match(name)
    name = name[opening.end() :] if opening else name
    if is_organisation(name) and not is_role(name):
        return name if len(name) <= LONGEST_NAME else None
    where = _WHERE.search(name)
    if where and " " in name[: where.start()]:
        name = name[: where.start()]
    name = _without_roles(name)
    if len(name) < FULL_NAME or len(name) > LONGEST_NAME or len(name.split()) > MOST_WORDS:
        return None
    if ":" in name or not any(map(str.isalpha, name)):
        return None
    return None if is_role(name) or is_honour(name) else name


def _without_roles(name: str) -> str:
    """Take roles off the ends of a name, and the outlet behind it: ``JANE DOE Associated Press``."""
    words = name.split(" ")
    while len(words) > FULL_NAME and is_role_word(words[0]):
        del words[0]
    for count in range(1, len(words) - FULL_NAME + 1):
        rest = " ".join(words[-count:])
        if is_role(rest) or outlets().named(rest):
            return " ".join(words[:-count])
    return " ".join(words)


def _parts(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    bounds = []
    for match in _BETWEEN.finditer(text, start, stop):
        bounds.append((start, match.start()))
        start = match.end()
    bounds.append((start, stop))
    return [_stripped(text, begin, end) for begin, end in bounds]


def _stripped(text: str, begin: int, end: int) -> tuple[int, int]:
    part = text[begin:end]
    begin += len(part) - len(part.lstrip(_AROUND))
    return begin, begin + len(text[begin:end].rstrip(_AROUND))


def _is_name(part: str) -> bool:
    if len(part) > LONGEST_NAME or not _NAME.fullmatch(part):
        return False
    return not any(word in CALENDAR_WORDS for word in fold(part).split()[:1])
