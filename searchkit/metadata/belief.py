"""Names in a text → those that are believed to be place names, by what stands around them."""

from __future__ import annotations

import itertools
import re
from functools import cached_property
from typing import TYPE_CHECKING

from searchkit.metadata import lexicon
from searchkit.metadata.states import abbreviated_states
from searchkit.metadata.traits import AREAS, BROAD, COUNTRY, DEMONYM, FIRST_LEVEL, MINOR, NATION
from searchkit.metadata.trust import NEEDS_EVIDENCE, NEEDS_QUALIFIER, PERSON
from searchkit.metadata.trust import SURE as TRUSTED

if TYPE_CHECKING:
    from searchkit.metadata.senses import Name
    from searchkit.metadata.toponyms import Mention

_WORD_AFTER = re.compile(r"\s+(\w+)")
_AREA_BEFORE = re.compile(r"\b(?:regions?|provinces?|oblasts?|state) of\s+$", re.IGNORECASE)
_DATELINE_AFTER = re.compile(r",? (?:[A-Z][\w.]+ )?(?:\([A-Z]|[-–—] |\d)")
_IN_A_LIST = re.compile(r",?\s+and\s+|,\s+")
_SAYS = re.compile(r",?\s(?:said|says|told|added|explained|testified|wrote|recalled)\b")
_BETWEEN_QUALIFIED = re.compile(r",\s+|\s*\(")
LONGEST_BETWEEN = 8  # characters between a town and its container: a comma, or a line's end and indentation
LOOK_BACK, LOOK_AHEAD = 24, 16
INDENTED = 2  # blanks before the first word of an indented line
_BLANKS = frozenset(" \n")
_MONEY = frozenset(
    f"{written}{stop}"
    for word in lexicon.CURRENCIES
    for written in (word, word.capitalize())
    for stop in ("", ".", ",")
)
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
    if states:  # Ore. is no village of that name
        starts = {state.start for state in states}
        others = [mention for mention in mentions if mention.start not in starts]
        mentions = sorted([*others, *states], key=lambda mention: mention.start)
    qualified = _qualify(text, mentions)
    kept: list[Mention] = []
    groups: dict[str, list[Mention]] = {}
    surnames: set[str] = set()
    for mention in mentions:
        trust = mention.toponym.trust
        folded = mention.toponym.name.folded
        # Nothing but a container speaks for a name that is above all something else.
        if (trust is NEEDS_QUALIFIER and folded not in qualified) or _is_something_else(text, mention):
            continue
        kept.append(mention)
        if trust is PERSON:
            surnames.add(folded)
        elif folded in groups:
            groups[folded].append(mention)
        else:
            groups[folded] = [mention]
    around = _Surroundings(text, kept)
    is_unsure = False
    for folded, group in groups.items():
        traits = group[0].toponym.name.traits
        is_surname = folded in surnames
        if traits & DEMONYM or (traits & (COUNTRY | AREAS) == COUNTRY and not is_surname):
            belief = SURE
        else:
            belief = _belief_of_all(
                around, group, is_surname=is_surname, may_be_qualified=folded in qualified
            )
            is_unsure = is_unsure or not belief
        for mention in group:
            mention.belief = belief
    if is_unsure:
        _accompany(text, groups, kept)
    return [mention for mention in kept if mention.belief] if is_unsure or surnames else kept


class _Surroundings:
    """What stands around the names of a text."""

    def __init__(self, text: str, mentions: list[Mention]) -> None:
        self.text = text
        self._mentions = mentions

    @cached_property
    def countries(self) -> set[str | None]:
        """Countries of the names that are trusted; of most texts nobody asks for them."""
        trusted = [one.toponym.name for one in self._mentions if one.toponym.trust is TRUSTED]
        return {name.country for name in trusted} - {None}


def _is_something_else(text: str, mention: Mention) -> bool:
    """Whether it is a disease or an amount (the Marburg virus, US$5); notes which is a dateline or money."""
    start, end = mention.start, mention.end
    before = text[start - INDENTED : start] if start >= INDENTED else "\n"
    if before[-1] == "\n" or before.isspace():
        mention.is_dateline = _DATELINE_AFTER.match(text, end) is not None
    behind = text[end : end + 1]
    if behind in _BLANKS:
        word = _first_word(text[end : end + LOOK_AHEAD])
        if word in _MONEY:
            mention.is_money = True
        elif word in lexicon.DISEASES:
            return True
    return behind == "$" or text[start - 1 : start] == "$"


def is_called_area(text: str, mention: Mention) -> bool:
    """Whether a word beside the name says that a subdivision is meant: the Donetsk region."""
    if mention.is_area:
        return True
    start, end = mention.start, mention.end
    if _word_behind(text, end).rstrip(".,;:").lower() in lexicon.AREA_WORDS:
        return True
    return text[start - 3 : start] == "of " and bool(
        _AREA_BEFORE.search(text, max(0, start - LOOK_BACK), start)
    )


def _word_behind(text: str, end: int) -> str:
    """The next word with what is written to it; empty behind a comma and the like."""
    behind = text[end : end + LOOK_AHEAD]
    return _first_word(behind) if behind[:1] in _BLANKS else ""


def _first_word(text: str) -> str:
    words = text.split(None, 1)
    return words[0] if words else ""


def _qualify(text: str, mentions: list[Mention]) -> set[str]:
    """Find what is said with its container: ``Paris, Texas``; but ``China, Japan`` is a list.

    Returns:
        The folded names of both.
    """
    qualified: set[str] = set()
    for mention, following in itertools.pairwise(mentions):
        if following.start - mention.end > LONGEST_BETWEEN:
            continue
        between = text[mention.end : following.start]
        if not ("," in between or "(" in between or "and" in between):
            continue
        traits = following.toponym.name.traits
        if (mention.toponym.name.traits | traits) & AREAS:
            _level(text, mention, following)
        is_larger = traits & (BROAD | AREAS)
        if not is_larger or not _BETWEEN_QUALIFIED.fullmatch(text, mention.end, following.start):
            continue
        containers = mention.toponym.name.containers
        if containers:
            above = following.toponym.name.senses
            mention.container = next((outer for outer in above if outer.place.id in containers), None)
            if mention.container:
                mention.inside = mention.toponym.name.inside(mention.container)
                following.is_container = True
                qualified |= {mention.toponym.name.folded, following.toponym.name.folded}
    return qualified


def _level(text: str, mention: Mention, following: Mention) -> None:
    """Take a name for that of a subdivision beside another one: Connecticut, New York and New Jersey."""
    for one, other in ((mention, following), (following, mention)):
        if (
            one.toponym.name.traits & AREAS
            and other.toponym.name.traits & FIRST_LEVEL
            and _IN_A_LIST.fullmatch(text, mention.end, following.start)
        ):
            one.is_area = True


def _accompany(text: str, groups: dict[str, list[Mention]], mentions: list[Mention]) -> None:
    """Believe what is listed with a place of the same country: the villages of Foua and Kfraya."""
    for pair in itertools.pairwise(mentions):
        for one, other in (pair, pair[::-1]):
            if one.belief or not other.belief or one.toponym.trust is not NEEDS_EVIDENCE:
                continue
            name = one.toponym.name
            if (
                one.toponym.alone
                and _IN_A_LIST.fullmatch(text, pair[0].end, pair[1].start)
                and not other.toponym.name.traits & DEMONYM
                and {sense.place.country for sense in name.nearby}
                & {sense.place.country for sense in other.toponym.name.nearby}
            ):
                for same in groups[name.folded]:
                    same.belief = LISTED


def _may_be_surname(name: Name) -> bool:
    """One word and no country, capital or metropolis."""
    return bool(name.traits & MINOR) and " " not in name.folded


def _speaks(around: _Surroundings, group: list[Mention]) -> bool:
    """Whether somebody of that name says something, and nothing else says that it is a place."""
    return any(_SAYS.match(around.text, mention.end) for mention in group) and not any(
        _has_evidence(around, mention) for mention in group
    )


def _belief_of_all(
    around: _Surroundings, group: list[Mention], *, is_surname: bool, may_be_qualified: bool
) -> float:
    name = group[0].toponym.name
    if may_be_qualified:
        for mention in group:
            if mention.container or mention.is_container:
                return QUALIFIED
    if is_surname and not name.traits & NATION:
        return 0.0
    for mention in group:
        if mention.toponym.trust is TRUSTED:
            return 0.0 if _may_be_surname(name) and _speaks(around, group) else SURE
    for mention in group:
        if mention.toponym.trust is NEEDS_EVIDENCE and _has_evidence(around, mention):
            return IN_EVIDENCE
    return 0.0


def _has_evidence(around: _Surroundings, mention: Mention) -> bool:
    """Whether what stands around a small town's name says that it is a place."""
    text, toponym = around.text, mention.toponym
    if mention.is_dateline:
        return True
    words = text[max(0, mention.start - LOOK_BACK) : mention.start].lower().split()
    before = words[-1] if words else ""
    if before == "of" and len(words) > 1 and words[-2] in lexicon.PLACE_KINDS:
        return True
    name = toponym.name
    is_before_place = before in lexicon.LOCATIVES
    is_before_people = _word_behind(text, mention.end).rstrip(".,;:") in lexicon.PEOPLE_OF_PLACES
    if not is_before_place and not is_before_people:
        return False
    if not any(sense.place.country in around.countries for sense in name.nearby):
        return before in {"in", "near"} and name.senses[0].population >= VILLAGE
    return is_before_people or toponym.alone
