"""Names in a text → those that are believed to be place names, by what stands around them."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from searchkit.metadata import lexicon
from searchkit.metadata.senses import containers_of, within
from searchkit.metadata.states import abbreviated_states
from searchkit.metadata.toponyms import NEEDS_EVIDENCE, NEEDS_QUALIFIER, PERSON, Mention
from searchkit.metadata.toponyms import SURE as TRUSTED

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD_AFTER = re.compile(r"\s+(\w+)")
_AREA_BEFORE = re.compile(r"\b(?:regions?|provinces?|oblasts?|state) of\s+$", re.IGNORECASE)
_DATELINE_AFTER = re.compile(r",? (?:[A-Z][\w.]+ )?(?:\([A-Z]|[-–—] |\d)")
_IN_A_LIST = re.compile(r",?\s+and\s+|,\s+")
_SAYS = re.compile(r",?\s(?:said|says|told|added|explained|testified|wrote|recalled)\b")
_BETWEEN_QUALIFIED = re.compile(r",\s+|\s*\(")
LONGEST_BETWEEN = 8  # characters between a town and its container: a comma, or a line's end and indentation
LOOK_BACK, LOOK_AHEAD = 24, 16
_INDENTED = "  "  # what stands before the first word of an indented line
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
    if states:
        mentions = sorted([*mentions, *states], key=lambda mention: mention.start)
    _qualify(text, mentions)
    mentions = [mention for mention in mentions if not _is_something_else(text, mention)]
    groups = _by_name([mention for mention in mentions if mention.toponym.trust is not PERSON])
    surnames = {one.toponym.name.folded for one in mentions if one.toponym.trust is PERSON}
    countries = {one.toponym.name.country for one in mentions if one.toponym.trust is TRUSTED} - {None}
    for folded, group in groups.items():
        name = group[0].toponym.name
        if name.is_demonym or (name.is_country and not name.areas and folded not in surnames):
            belief = SURE
        else:
            belief = _belief_of_all(text, group, countries, is_surname=folded in surnames)
        for mention in group:
            mention.belief = belief
    _accompany(text, groups, mentions)
    return [mention for mention in mentions if mention.belief]


def _by_name(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        folded = mention.toponym.name.folded
        group = groups.get(folded)
        if group is None:
            groups[folded] = [mention]
        else:
            group.append(mention)
    return groups


def _is_something_else(text: str, mention: Mention) -> bool:
    """Whether it is a disease or an amount (the Marburg virus, US$5); notes which is a dateline or money."""
    start, end = mention.start, mention.end
    behind = text[end : end + 1]
    word = _word_behind(text, end) if behind in _BLANKS else ""
    mention.is_money = word in _MONEY
    if start < len(_INDENTED) or (
        text[start - 1].isspace() and (text[start - 1] == "\n" or text[start - len(_INDENTED)].isspace())
    ):
        mention.is_dateline = bool(_DATELINE_AFTER.match(text, end))
    return word in lexicon.DISEASES or behind == "$" or text[start - 1 : start] == "$"


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
    if text[end : end + 1] not in _BLANKS:
        return ""
    words = text[end : end + LOOK_AHEAD].split(maxsplit=1)
    return words[0] if words else ""


def _qualify(text: str, mentions: list[Mention]) -> None:
    """Find what is said with its container: ``Paris, Texas``; but ``China, Japan`` is a list."""
    for mention, following in itertools.pairwise(mentions):
        if following.start - mention.end > LONGEST_BETWEEN:
            continue
        between = text[mention.end : following.start]
        if not ("," in between or "(" in between or "and" in between):
            continue
        if mention.toponym.name.areas or following.toponym.name.areas:
            _level(text, mention, following)
        if not _BETWEEN_QUALIFIED.fullmatch(text, mention.end, following.start):
            continue
        containers = containers_of(mention.toponym.name)
        if containers:
            above = following.toponym.name.senses
            mention.container = next((outer for outer in above if outer.place.id in containers), None)
            if mention.container:
                mention.inside = within(mention.toponym.name, mention.container)
                following.is_container = True


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
            if one.belief or not other.belief or one.toponym.trust is not NEEDS_EVIDENCE:
                continue
            name = one.toponym.name
            if (
                one.toponym.alone
                and _IN_A_LIST.fullmatch(text, pair[0].end, pair[1].start)
                and not other.toponym.name.is_demonym
                and {sense.place.country for sense in name.nearby}
                & {sense.place.country for sense in other.toponym.name.nearby}
            ):
                for same in groups[name.folded]:
                    same.belief = LISTED


def _speaks(text: str, group: list[Mention], countries: set[str | None]) -> bool:
    """Whether somebody of that name says something, and nothing else says that it is a place."""
    return any(_SAYS.match(text, mention.end) for mention in group) and not any(
        _has_evidence(text, mention, countries) for mention in group
    )


def _belief_of_all(text: str, group: list[Mention], countries: set[str | None], *, is_surname: bool) -> float:
    belief = max([_belief(text, mention, countries, is_surname=is_surname) for mention in group])
    if belief == SURE and group[0].toponym.name.may_be_surname and _speaks(text, group, countries):
        return 0.0
    return belief


def _belief(text: str, mention: Mention, countries: set[str | None], *, is_surname: bool) -> float:
    if mention.container or mention.is_container:
        return QUALIFIED
    toponym = mention.toponym
    trust = toponym.trust
    if trust is NEEDS_QUALIFIER:
        return 0.0
    if is_surname and toponym.name.senses[0].kind != "country":
        return 0.0
    if trust is TRUSTED:
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
    name = toponym.name
    is_before_place = before in lexicon.LOCATIVES
    is_before_people = _word_behind(text, mention.end).rstrip(".,;:") in lexicon.PEOPLE_OF_PLACES
    if not is_before_place and not is_before_people:
        return False
    if not any(sense.place.country in countries for sense in name.nearby):
        return before in {"in", "near"} and name.senses[0].population >= VILLAGE
    return is_before_people or toponym.alone
