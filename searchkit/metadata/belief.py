"""Names in texts → those that are believed to be place names, by what stands around them."""

from __future__ import annotations

import itertools
import re
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from searchkit.metadata import lexicon
from searchkit.metadata.containers import IN_A_LIST, find_containers
from searchkit.metadata.mentions import Mention
from searchkit.metadata.states import with_states
from searchkit.metadata.surroundings import LOOK_BACK, look_around, word_behind
from searchkit.metadata.traits import AREAS, COUNTRY, DEMONYM, MINOR, NATION
from searchkit.metadata.trust import Trust

if TYPE_CHECKING:
    from collections.abc import Container

    from numpy.typing import NDArray

    from searchkit.metadata.containers import Containment
    from searchkit.metadata.joined import Joined
    from searchkit.metadata.senses import Name
    from searchkit.metadata.surroundings import Surroundings
    from searchkit.metadata.toponyms import Toponyms

# Python 3.11 takes ten times as long to get a member of an enumeration as a name.
TRUSTED, PERSON = int(Trust.SURE), int(Trust.PERSON)
NEEDS_EVIDENCE, NEEDS_QUALIFIER = int(Trust.NEEDS_EVIDENCE), int(Trust.NEEDS_QUALIFIER)

_SAYS = re.compile(r",?\s(?:said|says|told|added|explained|testified|wrote|recalled)\b")
_NOTHING: frozenset[str] = frozenset()
VILLAGE = 2_000  # inhabitants below which a name is believed only where its country is named too

# How often what is believed for such a reason is a place, and the one that it is taken for.
QUALIFIED, SURE, IN_EVIDENCE, LISTED = 0.97, 0.95, 0.8, 0.7


def weigh_names(joined: Joined, toponyms: Toponyms) -> list[list[Mention]]:
    """Say of each name how much it is believed; a name is believed everywhere in a text or nowhere.

    Args:
        joined: texts.
        toponyms: all names in them that could be meant.

    Returns:
        For each text the mentions of its names, in its order. Left out is most of what is not believed.
    """
    toponyms = with_states(joined, toponyms)
    text_numbers = joined.numbers_at(toponyms.starts)
    said = find_containers(joined, toponyms, text_numbers)
    kept = np.flatnonzero(_may_be_places(toponyms, text_numbers, said))
    around = look_around(joined, toponyms.only(kept), text_numbers[kept])
    kept, around = kept[~around.are_other], around.only(~around.are_other)
    mentions = _mentions(joined, toponyms.only(kept), text_numbers[kept], around)
    _note(said, kept, mentions)
    borders = np.searchsorted(text_numbers[kept], np.arange(len(joined.texts) + 1)).tolist()
    of_texts = [mentions[start:end] for start, end in itertools.pairwise(borders)]
    for number, (text, some) in enumerate(zip(joined.texts, of_texts, strict=True)):
        if some:
            _believe(text, some, said.qualified.get(number, _NOTHING))
    return of_texts


def _may_be_places(
    toponyms: Toponyms, text_numbers: NDArray[np.int64], said: Containment
) -> NDArray[np.bool_]:
    """bool[n], whether each may be believed at all."""
    # Nothing but a container speaks for a name that is above all something else.
    may_be: NDArray[np.bool_] = toponyms.trusts != NEEDS_QUALIFIER
    if said.qualified:
        doubtful = np.flatnonzero(~may_be & np.isin(text_numbers, list(said.qualified)))
        for number, text_number in zip(doubtful.tolist(), text_numbers[doubtful].tolist(), strict=True):
            may_be[number] = toponyms.names[number].folded in said.qualified[text_number]
    return may_be


def _mentions(
    joined: Joined, toponyms: Toponyms, text_numbers: NDArray[np.int64], around: Surroundings
) -> list[Mention]:
    begins = joined.starts[text_numbers]
    return list(
        map(
            Mention,
            (toponyms.starts - begins).tolist(),
            (toponyms.ends - begins).tolist(),
            toponyms.names,
            toponyms.trusts.tolist(),
            toponyms.are_alone.tolist(),
            around.are_datelines.tolist(),
            around.are_money.tolist(),
            around.are_areas.tolist(),
        )
    )


def _note(said: Containment, numbers: NDArray[np.int64], mentions: list[Mention]) -> None:
    """Note at mentions what the names beside them say; ``numbers`` are those of their names."""
    noted = np.array([*said.containers, *said.are_containers, *said.are_areas], np.int64)
    places = np.flatnonzero(np.isin(numbers, noted))
    for number, mention in zip(numbers[places].tolist(), [mentions[place] for place in places], strict=True):
        mention.container = said.containers.get(number)
        if mention.container:
            mention.inside = mention.name.inside(mention.container)
        mention.is_container = number in said.are_containers
        mention.is_area = mention.is_area or number in said.are_areas


def _believe(text: str, mentions: list[Mention], qualified: Container[str]) -> None:
    """Say how much the names of a text are believed; ``qualified`` are those said with a container."""
    groups: dict[str, list[Mention]] = {}
    surnames: set[str] = set()
    for mention in mentions:
        folded = mention.name.folded
        if mention.trust == PERSON:
            surnames.add(folded)
        elif folded in groups:
            groups[folded].append(mention)
        else:
            groups[folded] = [mention]
    context = _Context(text, mentions)
    is_unsure = False
    for folded, group in groups.items():
        traits = group[0].name.traits
        is_surname = folded in surnames
        if traits & DEMONYM or (traits & (COUNTRY | AREAS) == COUNTRY and not is_surname):
            belief = SURE
        else:
            belief = _belief_of_all(
                context, group, is_surname=is_surname, may_be_qualified=folded in qualified
            )
            is_unsure = is_unsure or not belief
        for mention in group:
            mention.belief = belief
    if is_unsure:
        _accompany(text, groups, mentions)


class _Context:
    """What stands around the names of a text."""

    def __init__(self, text: str, mentions: list[Mention]) -> None:
        self.text = text
        self._mentions = mentions

    @cached_property
    def countries(self) -> set[str | None]:
        """Countries of the names that are trusted; of most texts nobody asks for them."""
        trusted = [one.name for one in self._mentions if one.trust == TRUSTED]
        return {name.country for name in trusted} - {None}


def _accompany(text: str, groups: dict[str, list[Mention]], mentions: list[Mention]) -> None:
    """Believe what is listed with a place of the same country: the villages of Foua and Kfraya."""
    for pair in itertools.pairwise(mentions):
        for one, other in (pair, pair[::-1]):
            if one.belief or not other.belief or one.trust != NEEDS_EVIDENCE:
                continue
            name = one.name
            if (
                one.alone
                and IN_A_LIST.fullmatch(text, pair[0].end, pair[1].start)
                and not other.name.traits & DEMONYM
                and {sense.place.country for sense in name.nearby}
                & {sense.place.country for sense in other.name.nearby}
            ):
                for same in groups[name.folded]:
                    same.belief = LISTED


def _may_be_surname(name: Name) -> bool:
    """One word and no country, capital or metropolis."""
    return bool(name.traits & MINOR) and " " not in name.folded


def _speaks(context: _Context, group: list[Mention]) -> bool:
    """Whether somebody of that name says something, and nothing else says that it is a place."""
    return any(_SAYS.match(context.text, mention.end) for mention in group) and not any(
        _has_evidence(context, mention) for mention in group
    )


def _belief_of_all(
    context: _Context, group: list[Mention], *, is_surname: bool, may_be_qualified: bool
) -> float:
    name = group[0].name
    if may_be_qualified:
        for mention in group:
            if mention.container or mention.is_container:
                return QUALIFIED
    if is_surname and not name.traits & NATION:
        return 0.0
    for mention in group:
        if mention.trust == TRUSTED:
            return 0.0 if _may_be_surname(name) and _speaks(context, group) else SURE
    for mention in group:
        if mention.trust == NEEDS_EVIDENCE and _has_evidence(context, mention):
            return IN_EVIDENCE
    return 0.0


def _has_evidence(context: _Context, mention: Mention) -> bool:
    """Whether what stands around a small town's name says that it is a place."""
    text = context.text
    if mention.is_dateline:
        return True
    words = text[max(0, mention.start - LOOK_BACK) : mention.start].lower().split()
    before = words[-1] if words else ""
    if before == "of" and len(words) > 1 and words[-2] in lexicon.PLACE_KINDS:
        return True
    name = mention.name
    is_before_place = before in lexicon.LOCATIVES
    is_before_people = word_behind(text, mention.end).rstrip(".,;:") in lexicon.PEOPLE_OF_PLACES
    if not is_before_place and not is_before_people:
        return False
    if not any(sense.place.country in context.countries for sense in name.nearby):
        return before in {"in", "near"} and name.senses[0].population >= VILLAGE
    return is_before_people or mention.alone
