"""The line that says who wrote an article, and the line below it → authors and the outlet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from searchkit.metadata.outlets import outlets
from searchkit.metadata.persons import read_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from searchkit.article import Extracted
    from searchkit.metadata.masthead_dates import DatedLine
    from searchkit.metadata.masthead_lines import Line, Masthead

LONGEST_OUTLET = 60

_BYLINE = re.compile(
    r"[*_]{0,3}(?:By:?|BY:?|by:?|Written by|Reported by|Story by|Analysis by|Opinion by|Words by|Authors?:"
    r"|Autor(?:en|in|es)?:|Auteurs?:|Автори?:|Авторы:|Текст:"
    r"|(?P<foreign>[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|[Dd]i|DI|[Dd]oor|DOOR|[Aa]v))[ \t]+(?P<rest>\S.*)"
)
_BYLINE_INITIALS = frozenset("BbWRSAOVvPpDdaАТ*_")
_READING_TIME = re.compile(r"[\s|·•,–—-]*\b\d{1,2}[ -]?min(?:ute)?s?\b.*", re.IGNORECASE)
_FIELD_BREAK = re.compile(r"\s+[-–—|·•]\s+")
_HOUSE = re.compile(
    r"(?P<outlet>[A-ZÀ-Þ][^,;]*?)(?:['’]s?)? (?:staff|newsroom|newsdesk|(?:\w+ )?(?:service|bureau))"
    r"(?: (?:writer|reporter)s?)?",
    re.IGNORECASE,
)
_FOR = re.compile(r"(?:for|of|at|from) (?:the )?", re.IGNORECASE)
_ENDS = " \t,;:()-–—|·•*_"

_Bounds = tuple[int, int]


def read_byline(line: Line, dated: DatedLine | None, found: Masthead) -> bool:
    """``By A and B``, ``By A 5 Min Read``, ``BY SITE - NAME - THURSDAY, MAR 09, 2023``."""
    match = _BYLINE.fullmatch(line.text) if line.text[0] in _BYLINE_INITIALS else None
    if match is None:
        return False
    stop = dated.dates[0].start if dated else len(line.text)
    reading_time = _READING_TIME.search(line.text, match.start("rest"), stop)
    stop = reading_time.start() if reading_time else stop
    bracket = _bracket(line.text, match.start("rest"), stop)
    stop = bracket[0] if bracket else stop
    fields = _fields(line.text, match.start("rest"), stop)
    credited = [(start, end) for start, end in fields if line.text[start:end].strip(" -–—|·•")]
    site, people = _site_and_people(line.text, credited)
    authors: list[Extracted[str]] = []
    for start, end in people:
        names = read_names(line.text[start:end])
        authors += [line.extract(one.name, "byline", start + one.start, start + one.end) for one in names]
        if names and site is None:  # "Jane Doe, Associated Press"
            site = _outlet_in(line.text, start + names[-1].end, end)
    if authors and bracket and site is None:
        site = _outlet_in(line.text, *bracket)
    if not authors and dated and not match["foreign"] and (house := _house_of(line.text, credited)):
        site = house
    # "Von", "Par" and the like open sentences and are names too: there only whole names are believed.
    elif not authors or (match["foreign"] and not all(" " in author.value for author in authors)):
        return False
    found.authors += authors
    if site:
        found.sources.append(line.extract(line.text[slice(*site)], "byline", *site))
    for date in dated.dates if dated else ():
        if date.kind == "updated":
            found.updated.append(date.extracted(line, "line:updated"))
        else:
            found.published.append(date.extracted(line, "byline"))
    return True


def _bracket(text: str, start: int, stop: int) -> _Bounds | None:
    """What a byline ends with in brackets: where its authors are, or for whom they write."""
    opening = text.find(" (", start, stop)
    return (opening, stop) if opening >= 0 and text[:stop].rstrip().endswith(")") else None


def read_outlet(line: Line, found: Masthead) -> None:
    """Read the line below a byline where it is an outlet's name and nothing else."""
    name = line.text if len(line.text) <= LONGEST_OUTLET else ""
    name = name if outlets().named(name) else name.partition(",")[0]  # BBC News, Suffolk
    if name and outlets().named(name):
        found.sources.append(line.extract(name, "byline", 0, len(name)))


def _site_and_people(text: str, credited: Sequence[_Bounds]) -> tuple[_Bounds | None, Sequence[_Bounds]]:
    """Which part of a byline is the outlet: the one that is known, else the first of several."""
    if len(credited) <= 1:
        return None, credited
    parts = [_trimmed(text, *part) for part in credited]
    known = next((part for part in parts if outlets().named(text[slice(*part)])), None)
    if known:
        return known, [part for part in parts if part != known]
    named = [part for part in parts if read_names(text[slice(*part)])]
    return (None, named) if named == parts[:1] else (parts[0], parts[1:])


def _house_of(text: str, credited: Sequence[_Bounds]) -> _Bounds | None:
    """The outlet in "Steppe Report staff", where a line credits nobody else."""
    if len(credited) != 1:
        return None
    start, end = _trimmed(text, *credited[0])
    house = _HOUSE.fullmatch(text, start, end) if text[start].isupper() else None
    return house.span("outlet") if house else None


def _outlet_in(text: str, start: int, end: int) -> _Bounds | None:
    bounds = _trimmed(text, start, end)
    behind = _FOR.match(text, *bounds)
    bounds = (behind.end(), bounds[1]) if behind else bounds
    return bounds if bounds[0] < bounds[1] and outlets().named(text[slice(*bounds)]) else None


def _trimmed(text: str, start: int, end: int) -> _Bounds:
    part = text[start:end]
    start += len(part) - len(part.lstrip(_ENDS))
    return start, start + len(text[start:end].rstrip(_ENDS))


def _fields(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Parts of a byline between dashes or bars."""
    bounds = []
    for match in _FIELD_BREAK.finditer(text, start, stop):
        bounds.append((start, match.start()))
        start = match.end()
    return [*bounds, (start, stop)]
