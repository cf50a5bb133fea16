"""Names in a text → those that are believed to be place names, by what stands around them."""

from __future__ import annotations

import itertools
import re

from searchkit.metadata import lexicon
from searchkit.metadata.gazetteer import gazetteer
from searchkit.metadata.senses import within
from searchkit.metadata.states import abbreviated_states
from searchkit.metadata.toponyms import Mention, Trust

_WORD_AFTER = re.compile(r"\s+(\w+)")
_AREA_BEFORE = re.compile(r"\b(?:regions?|provinces?|oblasts?|state) of\s+$", re.IGNORECASE)
_DATELINE_AFTER = re.compile(r",? (?:[A-Z][\w.]+ )?(?:\([A-Z]|[-–—] |\d)")
_IN_A_LIST = re.compile(r",?\s+and\s+|,\s+")
_SAYS = re.compile(r",?\s(?:said|says|told|added|explained|testified|wrote|recalled)\b")
_BETWEEN_QUALIFIED = re.compile(r",\s+|\s*\(")
LONGEST_BETWEEN = 8  # characters between a town and its container: a comma, or a line's end and indentation
LOOK_BACK, LOOK_AHEAD = 24, 16
_BLANKS, _STOPS = frozenset(" \n"), ".,;:)"
VILLAGE = 2_000  # inhabitants below which a name is believed only where its country is named too

# How often what is believed for such a reason is a place, and the one that it is taken for.
QUALIFIED, SURE, IN_EVIDENCE, LISTED = 0.97, 0.95, 0.8, 0.7


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
        if _is_something_else(text, mention):
            continue
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
    for folded, group in of_name.items():
        is_surname = folded in surnames
        belief = max([_belief(text, mention, countries, is_surname=is_surname) for mention in group])
        if belief == SURE and group[0].toponym.name.may_be_surname and _speaks(text, group, countries):
            belief = 0.0
        for mention in group:
            mention.belief = belief
    _accompany(text, of_name, mentions)
    return [mention for mention in mentions if mention.belief]


def is_called_area(text: str, mention: Mention) -> bool:
    """Whether a word beside the name says that a subdivision is meant: the Donetsk region."""
    if mention.is_area:
        return True
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
        if mention.toponym.name.areas or following.toponym.name.areas:
            _level(text, mention, following)
        if not _BETWEEN_QUALIFIED.fullmatch(text, mention.end, following.start):
            continue
        for outer in following.toponym.name.senses:
            mention.inside = () if outer.is_town else within(mention.toponym.name, outer, gazetteer())
            if mention.inside:
                mention.container = outer
                following.is_container = True
                break


def _level(text: str, mention: Mention, following: Mention) -> None:
    """Take a name for that of a subdivision beside another one: Connecticut, New York and New Jersey."""
    for one, other in ((mention, following), (following, mention)):
        if (
            one.toponym.name.areas
            and other.toponym.name.senses[0].kind == "admin1"
            and _IN_A_LIST.fullmatch(text, mention.end, following.start)
        ):
            one.is_area = True


def _accompany(text: str, groups: dict[str, list[Mention]], mentions: list[Mention]) -> None:
    """Believe what is listed with a place of the same country: the villages of Foua and Kfraya."""
    for pair in itertools.pairwise(mentions):
        for one, other in (pair, pair[::-1]):
            if one.belief or not other.belief or one.toponym.trust is not Trust.NEEDS_EVIDENCE:
                continue
            name = one.toponym.name
            if (
                one.toponym.alone
                and _IN_A_LIST.fullmatch(text, pair[0].end, pair[1].start)
                and not other.toponym.name.is_demonym
                and {sense.place.country for sense in name.senses}
                & {sense.place.country for sense in other.toponym.name.senses}
            ):
                for same in groups[name.folded]:
                    same.belief = LISTED


def _speaks(text: str, group: list[Mention], countries: set[str | None]) -> bool:
    """Whether somebody of that name says something, and nothing else says that it is a place."""
    return any(_SAYS.match(text, mention.end) for mention in group) and not any(
        _has_evidence(text, mention, countries) for mention in group
    )


def _is_something_else(text: str, mention: Mention) -> bool:
    """Whether the name is part of a sum of money, or that of a disease: US$5, the Marburg virus."""
    start, end = mention.start, mention.end
    behind = text[end : end + LOOK_AHEAD]
    if behind[:1] == "$" or text[start - 1 : start] == "$":
        return True
    if behind[:1] not in _BLANKS:
        return False
    word = behind.split(maxsplit=1)[0].rstrip(_STOPS) if behind.strip() else ""
    mention.is_money = word in lexicon.CURRENCIES or (word[:1].isupper() and word.lower() in lexicon.CURRENCIES)
    return word in lexicon.DISEASES


def _belief(text: str, mention: Mention, countries: set[str | None], *, is_surname: bool) -> float:
    if mention.container or mention.is_container:
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
    words = text[max(0, mention.start - LOOK_BACK) : mention.start].lower().split()
    before = words[-1] if words else ""
    if before == "of" and len(words) > 1 and words[-2] in lexicon.PLACE_KINDS:
        return True
    if not any(sense.place.country in countries for sense in toponym.name.senses):
        return before in {"in", "near"} and toponym.name.senses[0].population >= VILLAGE
    after = _WORD_AFTER.match(text, mention.end)
    if after and after[1] in lexicon.PEOPLE_OF_PLACES:
        return True
    return toponym.alone and before in lexicon.LOCATIVES


def _is_dateline(text: str, mention: Mention) -> bool:
    start = mention.start
    if start and text[start - 1] not in "\n \t":
        return False
    line = text[max(text.rfind("\n", 0, start) + 1, start - LOOK_BACK) : start]
    return not line.strip() and bool(_DATELINE_AFTER.match(text, mention.end))
