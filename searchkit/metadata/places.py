"""Text and declarations of an article → the places that it names, each once."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from searchkit.article import MentionedPlace
from searchkit.metadata import lexicon
from searchkit.metadata.gazetteer import gazetteer
from searchkit.metadata.senses import (
    COUNTRY_NAMED_BONUS,
    INSIDE_NAMED_BONUS,
    Name,
    containers_of,
    weigh,
)
from searchkit.metadata.toponyms import Mention, Recogniser, Toponym, Trust

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from searchkit.metadata.declared import Evidence
    from searchkit.metadata.gazetteer import Sense
    from searchkit.metadata.senses import Weighed

_WORD_AFTER = re.compile(r"\s+(\w+)")
_AREA_BEFORE = re.compile(r"\b(?:regions?|provinces?|oblasts?|state) of\s+$", re.IGNORECASE)
_ABBREVIATIONS = "|".join(
    re.escape(short) for short in sorted(lexicon.STATE_ABBREVIATIONS, key=len, reverse=True)
)
_STATE = re.compile(rf",\s(?=[A-Z])((?:{_ABBREVIATIONS})(?:\.|(?=,)))")
_DATELINE_AFTER = re.compile(r",? (?:[A-Z][\w.]+ )?(?:\([A-Z]|[-–—] |\d)")
_BETWEEN_QUALIFIED = re.compile(r",\s+|\s*\(")
LONGEST_BETWEEN = 8  # characters between a town and its container: a comma, or a line's end and indentation
LOOK_BACK = 24


@dataclass(slots=True)
class _Backing:
    """What the names of a text say for a country: how many lie in it, and whether it is named itself."""

    names: dict[str | None, int]
    countries: set[str | None]

    def add(self, sense: Sense) -> None:
        """Take in what a name means first."""
        country = sense.place.country
        self.names[country] = self.names.get(country, 0) + 1
        if sense.kind == "country":
            self.countries.add(country)

    def best(self, weighed: tuple[Weighed, ...]) -> Sense:
        """Choose among the senses of a name, most prominent first."""
        if len(weighed) == 1:
            return weighed[0].sense
        own_country = weighed[0].sense.place.country
        best, most = weighed[0], -math.inf
        for one in weighed:
            country, worth = one.backed_by, one.worth
            if country in self.names and country is not None:
                others = self.names[country] - (country == own_country)
                worth += COUNTRY_NAMED_BONUS * (others > 0)
                worth += INSIDE_NAMED_BONUS * (others > (country in self.countries))
            if worth > most:
                best, most = one, worth
        return best.sense


@cache
def _recogniser() -> Recogniser:
    return Recogniser(gazetteer())


def find_places(text: str, declared: Iterable[Evidence] = ()) -> tuple[MentionedPlace, ...]:
    """Places that an article declares, then those that its text names, each at its first mention."""
    found = {place.value.id: place for evidence in declared for place in _declared_place(evidence)}
    for mention, sense in _meant(text, _candidates(text)).values():
        place = sense.place
        if place.id not in found:
            start, end = span = mention.start, mention.end
            found[place.id] = MentionedPlace(place, "gazetteer", text[start:end], (span,))
    return tuple(found.values())


def mentions(text: str) -> list[tuple[Mention, Sense]]:
    """Every place name of a text with the place that it means; one place per name and text."""
    candidates = _candidates(text)
    meant = _meant(text, candidates)
    return [
        (mention, meant[mention.toponym.name.folded][1])
        for mention in candidates
        if mention.toponym.trust is not Trust.PERSON and mention.toponym.name.folded in meant
    ]


def _candidates(text: str) -> list[Mention]:
    candidates = _recogniser().find(text)
    states = _abbreviated_states(text)
    return sorted([*candidates, *states], key=lambda mention: mention.start) if states else candidates


def _meant(text: str, candidates: list[Mention]) -> dict[str, tuple[Mention, Sense]]:
    """Folded names of places → first mention, and what is meant by all of them; in the order of the text."""
    _qualify(text, candidates)
    mentions_of: dict[str, list[Mention]] = {}
    surnames = set()
    countries = set()  # for which a sure name speaks: their own, or that of a town or an area inside
    sure, person = Trust.SURE, Trust.PERSON
    for mention in candidates:
        toponym = mention.toponym
        name, trust = toponym.name, toponym.trust
        if trust is person:
            surnames.add(name.folded)
            continue
        group = mentions_of.get(name.folded)
        if group is None:
            mentions_of[name.folded] = [mention]
        else:
            group.append(mention)
        if trust is sure:
            countries.add(name.senses[0].place.country)
    countries.discard(None)
    believed = []
    for folded, group in mentions_of.items():
        is_surname = folded in surnames
        for mention in group:
            if _is_believed(text, mention, countries, is_surname=is_surname):
                believed.append(group)
                break
    return _resolve(text, believed)


def _abbreviated_states(text: str) -> list[Mention]:
    """States behind a town and a comma: Evanston, Ill."""
    return [
        Mention(match.start(1), match.start(1) + toponym.end, toponym)
        for match in _STATE.finditer(text)
        if text[match.start() - 1 : match.start()].isalpha()
        for toponym in _state(match[1])
    ]


@cache
def _state(abbreviation: str) -> tuple[Toponym, ...]:
    name = lexicon.STATE_ABBREVIATIONS[abbreviation.rstrip(".")]
    senses = tuple(sense for sense in gazetteer().senses(name) if sense.kind == "admin1")
    if not senses:
        return ()
    weighed = weigh(senses)
    state = Name(f"{name} state", senses, weighed, weighed, containers_of(senses))
    return (Toponym(0, len(abbreviation), state, Trust.SURE, alone=True),)


def _qualify(text: str, candidates: list[Mention]) -> None:
    """Find what is said with its container: ``Paris, Texas``; but ``China, Japan`` is a list."""
    for mention, following in itertools.pairwise(candidates):
        if following.start - mention.end > LONGEST_BETWEEN:
            continue
        containers = mention.toponym.name.containers
        if containers and _BETWEEN_QUALIFIED.fullmatch(text, mention.end, following.start):
            above = following.toponym.name.senses
            mention.container = next((outer for outer in above if outer.place.id in containers), None)


def _is_believed(text: str, mention: Mention, countries: set[str | None], *, is_surname: bool) -> bool:
    if mention.container:
        return True
    trust = mention.toponym.trust
    if trust is Trust.NEEDS_QUALIFIER:
        return False
    if is_surname and mention.toponym.name.senses[0].kind != "country":
        return False
    return trust is Trust.SURE or _has_evidence(text, mention, countries)


def _has_evidence(text: str, mention: Mention, countries: set[str | None]) -> bool:
    """Whether what stands around a small town's name says that it is a place."""
    toponym = mention.toponym
    if _DATELINE_AFTER.match(text, mention.end) and _opens_line(text, mention.start):
        return True
    before = _word_before(text, mention.start)
    if not any(sense.place.country in countries for sense in toponym.name.senses):
        return before in {"in", "near"}
    return toponym.alone and before in lexicon.LOCATIVES


def _opens_line(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] == "\n"


def _word_before(text: str, start: int) -> str:
    words = text[max(0, start - LOOK_BACK) : start].split()
    return words[-1].lower() if words else ""


def _resolve(text: str, believed: list[list[Mention]]) -> dict[str, tuple[Mention, Sense]]:
    """Choose one sense for all mentions of a name, in the light of all names."""
    backing = _Backing({}, set())
    for group in believed:
        backing.add(group[0].toponym.name.senses[0])
    return {group[0].toponym.name.folded: (group[0], _choose(text, group, backing)) for group in believed}


def _choose(text: str, group: list[Mention], backing: _Backing) -> Sense:
    name = group[0].toponym.name
    if len(name.senses) == 1:
        return name.senses[0]
    containers = [mention.container for mention in group if mention.container]
    if containers:
        inside = next((sense for sense in name.senses if any(map(sense.is_within, containers))), None)
        if inside:
            return inside
    if name.areas:
        for mention in group:
            if _is_called_area(text, mention):
                return backing.best(name.areas)
    return backing.best(name.weighed)


def _is_called_area(text: str, mention: Mention) -> bool:
    start = mention.start
    after = _WORD_AFTER.match(text, mention.end)
    if after and after[1].lower() in lexicon.AREA_WORDS:
        return True
    begin = max(0, start - LOOK_BACK)
    is_after_of = text[begin:start].rstrip()[-2:].lower() == "of"
    return is_after_of and bool(_AREA_BEFORE.search(text, begin, start))


def _declared_place(evidence: Evidence) -> Iterator[MentionedPlace]:
    for place in gazetteer().resolve(evidence.value)[:1]:
        yield MentionedPlace(place, evidence.method, evidence.value)
