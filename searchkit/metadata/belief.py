"""Names in a text → those that are believed to be place names, by what stands around them."""

from __future__ import annotations

import itertools
import re

from searchkit.metadata import lexicon
from searchkit.metadata.states import abbreviated_states
from searchkit.metadata.toponyms import Mention, Trust

_WORD_AFTER = re.compile(r"\s+(\w+)")
_AREA_BEFORE = re.compile(r"\b(?:regions?|provinces?|oblasts?|state) of\s+$", re.IGNORECASE)
_DATELINE_AFTER = re.compile(r",? (?:[A-Z][\w.]+ )?(?:\([A-Z]|[-–—] |\d)")
_BETWEEN_QUALIFIED = re.compile(r",\s+|\s*\(")
LONGEST_BETWEEN = 8  # characters between a town and its container: a comma, or a line's end and indentation
LOOK_BACK = 24

# How often what is believed for such a reason is a place, and the one that it is taken for.
QUALIFIED, SURE, IN_EVIDENCE = 0.97, 0.95, 0.8


def believed(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give those mentions that are believed, with how much; a name is believed everywhere or nowhere.

    Args:
        text: where the names stand.
        mentions: all names that could be meant, in the order of the text.
    """
    states = abbreviated_states(text)
    if states:
        mentions = sorted([*mentions, *states], key=lambda mention: mention.start)
    _qualify(text, mentions)
    surnames = set()
    countries = set()  # for which a sure name speaks: their own, or that of a town or an area inside
    of_name: dict[str, list[Mention]] = {}
    sure, person = Trust.SURE, Trust.PERSON
    for mention in mentions:
        toponym = mention.toponym
        name, trust = toponym.name, toponym.trust
        if trust is person:
            surnames.add(name.folded)
            continue
        group = of_name.get(name.folded)
        if group is None:
            of_name[name.folded] = [mention]
        else:
            group.append(mention)
        if trust is sure:
            countries.add(name.senses[0].place.country)
        mention.is_dateline = _is_dateline(text, mention)
    countries.discard(None)
    kept = []
    for folded, group in of_name.items():
        is_surname = folded in surnames
        for mention in group:
            belief = _belief(text, mention, countries, is_surname=is_surname)
            if belief:
                for one in group:
                    one.belief = belief
                kept += group
                break
    return kept


def is_called_area(text: str, mention: Mention) -> bool:
    """Whether a word beside the name says that a subdivision is meant: the Donetsk region."""
    start = mention.start
    after = _WORD_AFTER.match(text, mention.end)
    if after and after[1].lower() in lexicon.AREA_WORDS:
        return True
    begin = max(0, start - LOOK_BACK)
    is_after_of = text[begin:start].rstrip()[-2:].lower() == "of"
    return is_after_of and bool(_AREA_BEFORE.search(text, begin, start))


def _qualify(text: str, mentions: list[Mention]) -> None:
    """Find what is said with its container: ``Paris, Texas``; but ``China, Japan`` is a list."""
    for mention, following in itertools.pairwise(mentions):
        if following.start - mention.end > LONGEST_BETWEEN:
            continue
        containers = mention.toponym.name.containers
        if containers and _BETWEEN_QUALIFIED.fullmatch(text, mention.end, following.start):
            above = following.toponym.name.senses
            mention.container = next((outer for outer in above if outer.place.id in containers), None)


def _belief(text: str, mention: Mention, countries: set[str | None], *, is_surname: bool) -> float:
    if mention.container:
        return QUALIFIED
    toponym = mention.toponym
    trust = toponym.trust
    if trust is Trust.NEEDS_QUALIFIER:
        return 0.0
    if is_surname and toponym.name.senses[0].kind != "country":
        return 0.0
    if trust is Trust.SURE:
        return SURE
    return IN_EVIDENCE if _has_evidence(text, mention, countries) else 0.0


def _has_evidence(text: str, mention: Mention, countries: set[str | None]) -> bool:
    """Whether what stands around a small town's name says that it is a place."""
    toponym = mention.toponym
    if mention.is_dateline:
        return True
    before = _word_before(text, mention.start)
    if not any(sense.place.country in countries for sense in toponym.name.senses):
        return before in {"in", "near"}
    return toponym.alone and before in lexicon.LOCATIVES


def _is_dateline(text: str, mention: Mention) -> bool:
    start = mention.start
    return (start == 0 or text[start - 1] == "\n") and bool(_DATELINE_AFTER.match(text, mention.end))


def _word_before(text: str, start: int) -> str:
    words = text[max(0, start - LOOK_BACK) : start].split()
    return words[-1].lower() if words else ""
