"""Text and declarations of an article → the places that it names, each once."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from searchkit.article import Extracted, Place
from searchkit.metadata import lexicon
from searchkit.metadata.gazetteer import gazetteer
from searchkit.metadata.toponyms import Recogniser, Toponym, Trust

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from searchkit.metadata.declared import Evidence
    from searchkit.metadata.gazetteer import Sense

SENSES_WEIGHED = 12  # of a name that dozens of places bear only the most prominent are ever meant

# A sense is worth the decimal logarithm of its inhabitants, and more for what speaks for it.
FIRST_SENSE_BONUS = 1.2
COUNTRY_BONUS = 1.0
COUNTRY_NAMED_BONUS = 1.5
INSIDE_NAMED_BONUS = 1.0
KIND_PENALTIES = {"admin1": 0.5, "admin2": 1.7}

_AREA_AFTER = re.compile(rf"\s+(?:{'|'.join(sorted(lexicon.AREA_WORDS))})\b", re.IGNORECASE)
_AREA_BEFORE = re.compile(r"\b(?:regions?|provinces?|oblasts?|state) of\s+$", re.IGNORECASE)
_ABBREVIATIONS = "|".join(
    re.escape(short) for short in sorted(lexicon.STATE_ABBREVIATIONS, key=len, reverse=True)
)
_STATE = re.compile(rf",\s((?:{_ABBREVIATIONS})(?:\.|(?=,)))")
_DATELINE_AFTER = re.compile(r",? (?:[A-Z][\w.]+ )?(?:\([A-Z]|[-–—] |\d)")
_BETWEEN_QUALIFIED = re.compile(r",\s+|\s*\(")
LONGEST_BETWEEN = 8  # characters between a town and its container: a comma, or a line's end and indentation
LOOK_BACK = 24


@dataclass(slots=True)
class _Mention:
    start: int
    end: int
    toponym: Toponym
    container: Sense | None = None  # "Texas" of "Paris, Texas"


@dataclass(frozen=True, slots=True)
class _Backing:
    """What the names of a text say for a country: how many lie in it, and whether it is named itself."""

    names: Counter[str | None]
    countries: set[str | None]

    def worth(self, sense: Sense, first: Sense) -> float:
        """How much speaks for a sense of a name whose most prominent one is ``first``."""
        if sense.kind not in {"country", "admin1", "admin2", "city"}:
            return math.inf if sense is first else 0.0
        country = sense.place.country
        others = self.names[country] - (country == first.place.country)
        value = math.log10(sense.population + 1) - KIND_PENALTIES.get(sense.kind, 0.0)
        value += FIRST_SENSE_BONUS * (sense is first) + COUNTRY_BONUS * (sense.kind == "country")
        value += COUNTRY_NAMED_BONUS * (others > 0)
        return value + INSIDE_NAMED_BONUS * (others > (country in self.countries))


@cache
def _recogniser() -> Recogniser:
    return Recogniser(gazetteer())


def find_places(text: str, declared: Iterable[Evidence] = ()) -> tuple[Extracted[Place], ...]:
    """Places that an article declares, then those that its text names, each at its first mention."""
    found = {place.value.id: place for evidence in declared for place in _declared_place(evidence)}
    for mention, sense in mentions(text):
        if sense.place.id not in found:
            span = (mention.start, mention.end)
            found[sense.place.id] = Extracted(sense.place, "gazetteer", text[span[0] : span[1]], span)
    return tuple(found.values())


def mentions(text: str) -> list[tuple[_Mention, Sense]]:
    """Every place name of a text with the place that it means; one place per name and text."""
    candidates = [
        _Mention(start + toponym.start, start + toponym.end, toponym)
        for start, toponym in _recogniser().find(text)
    ]
    if "," in text:
        candidates = sorted([*candidates, *_abbreviated_states(text)], key=lambda mention: mention.start)
    if not candidates:
        return []
    surnames = {mention.toponym.name for mention in candidates if mention.toponym.trust is Trust.PERSON}
    _qualify(text, candidates)
    countries = _countries_named(candidates)
    names = {
        mention.toponym.name for mention in candidates if _is_believed(text, mention, surnames, countries)
    }
    believed = [
        mention
        for mention in candidates
        if mention.toponym.name in names and mention.toponym.trust is not Trust.PERSON
    ]
    return _resolve(text, believed)


def _abbreviated_states(text: str) -> list[_Mention]:
    """States behind a town and a comma: Evanston, Ill."""
    found = []
    for match in _STATE.finditer(text):
        name = lexicon.STATE_ABBREVIATIONS[match[1].rstrip(".")]
        senses = tuple(sense for sense in gazetteer().senses(name) if sense.kind == "admin1")
        if senses and text[match.start() - 1 : match.start()].isalpha():
            toponym = Toponym(0, len(match[1]), f"{name} state", senses, Trust.SURE, alone=True)
            found.append(_Mention(*match.span(1), toponym))
    return found


def _qualify(text: str, candidates: list[_Mention]) -> None:
    """Find what is said with its container: ``Paris, Texas``; but ``China, Japan`` is a list."""
    for mention, following in itertools.pairwise(candidates):
        if following.start - mention.end > LONGEST_BETWEEN:
            continue
        senses = mention.toponym.senses
        if senses[0].kind in {"city", "admin1", "admin2"} and (
            _BETWEEN_QUALIFIED.fullmatch(text, mention.end, following.start)
        ):
            mention.container = _container(senses, following.toponym.senses)


def _container(senses: tuple[Sense, ...], above: tuple[Sense, ...]) -> Sense | None:
    return next((outer for outer in above for inner in senses if inner.is_within(outer)), None)


def _countries_named(candidates: list[_Mention]) -> set[str | None]:
    """Countries for which a sure name speaks: their own, or that of a town or an area inside."""
    return {
        mention.toponym.senses[0].place.country
        for mention in candidates
        if mention.toponym.trust is Trust.SURE
    } - {None}


def _is_believed(text: str, mention: _Mention, surnames: set[str], countries: set[str | None]) -> bool:
    toponym = mention.toponym
    if toponym.trust is Trust.PERSON or mention.container:
        return toponym.trust is not Trust.PERSON
    if toponym.name in surnames and toponym.senses[0].kind != "country":
        return False
    if toponym.trust is Trust.NEEDS_EVIDENCE:
        return _has_evidence(text, mention, countries)
    return toponym.trust is Trust.SURE


def _has_evidence(text: str, mention: _Mention, countries: set[str | None]) -> bool:
    """Whether what stands around a small town's name says that it is a place."""
    toponym = mention.toponym
    if _DATELINE_AFTER.match(text, mention.end) and _opens_line(text, mention.start):
        return True
    before = _word_before(text, mention.start)
    if not any(sense.place.country in countries for sense in toponym.senses):
        return before in {"in", "near"}
    return toponym.alone and before in lexicon.LOCATIVES


def _opens_line(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] == "\n"


def _word_before(text: str, start: int) -> str:
    words = text[max(0, start - LOOK_BACK) : start].split()
    return words[-1].lower() if words else ""


def _resolve(text: str, believed: list[_Mention]) -> list[tuple[_Mention, Sense]]:
    """Choose one sense for each name, in the light of all names."""
    by_name: dict[str, list[_Mention]] = {}
    for mention in believed:
        by_name.setdefault(mention.toponym.name, []).append(mention)
    firsts = [group[0].toponym.senses[0] for group in by_name.values()]
    backing = _Backing(
        Counter(sense.place.country for sense in firsts),
        {sense.place.country for sense in firsts if sense.kind == "country"},
    )
    chosen = {name: _choose(text, group, backing) for name, group in by_name.items()}
    return [(mention, chosen[mention.toponym.name]) for mention in believed]


def _choose(text: str, group: list[_Mention], backing: _Backing) -> Sense:
    senses = group[0].toponym.senses
    if len(senses) == 1:
        return senses[0]
    containers = [mention.container for mention in group if mention.container]
    inside = [sense for sense in senses for container in containers if sense.is_within(container)]
    if inside:
        return inside[0]
    senses = senses[:SENSES_WEIGHED]
    if any(_is_called_area(text, mention) for mention in group):
        areas = [sense for sense in senses if sense.kind in {"admin1", "admin2"}]
        senses = tuple(areas) or senses

    return max(senses, key=lambda sense: backing.worth(sense, senses[0]))


def _is_called_area(text: str, mention: _Mention) -> bool:
    if _AREA_AFTER.match(text, mention.end):
        return True
    return bool(_AREA_BEFORE.search(text, max(0, mention.start - LOOK_BACK), mention.start))


def _declared_place(evidence: Evidence) -> Iterator[Extracted[Place]]:
    for place in gazetteer().resolve(evidence.value)[:1]:
        yield Extracted(place, evidence.method, evidence.value)
