"""Names of an article that can mean several places → the places meant, each with how sure that is.

What a name means, other names say: places inside one country, and more so inside one subdivision, speak for
each other. Every name spreads one vote over its senses, by what they are worth; each sense is then weighed
again in the light of the votes of the other names for the areas that contain it. A few rounds settle it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from searchkit.values import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from searchkit.metadata.gazetteer import Sense

ROUNDS = 2
NEGLIGIBLE = 0.005  # a share that is not worth its while
FLATNESS = 0.4  # in the first round less known senses have their say, for several names to agree on
MOST_VOTES = 3.0  # more of them say no more
OF_COUNTRY, OF_SUBDIVISION = 1.4, 1.5  # what a vote for an area is worth, in powers of ten

_Votes: TypeAlias = "list[tuple[str, float]]"  # for areas
_Scale: TypeAlias = "tuple[float, list[tuple[str, float]]]"


@value
class Weighed:
    """A sense of a name and what speaks for it in every text.

    Attributes:
        sense: the sense.
        worth: in powers of ten.
        areas: ids of the country and the subdivisions that it is or lies in.
    """

    sense: Sense
    worth: float
    areas: tuple[str, ...]


@dataclass(slots=True)
class Candidate:
    """A name to be resolved.

    Attributes:
        senses: what it can mean here, most prominent first; never empty.
        weight: how much its vote counts.
        first_votes: what it says for areas before the others are heard.
        scales: for each of several senses its worth, and what a vote for each of its areas adds.
    """

    senses: Sequence[Weighed]
    weight: float
    first_votes: _Votes = field(init=False)
    scales: list[_Scale] = field(init=False)

    def __post_init__(self) -> None:
        """Work out what is the same in every text."""
        if len(self.senses) == 1:  # nothing to choose from
            self.first_votes, self.scales = [(area, self.weight) for area in self.senses[0].areas], []
            return
        shares = _shares([one.worth * FLATNESS for one in self.senses])
        self.first_votes = self.votes(shares)
        self.scales = [
            (
                one.worth,
                [(area, OF_COUNTRY if area.startswith("country:") else OF_SUBDIVISION) for area in one.areas],
            )
            for one in self.senses
        ]

    def votes(self, shares: Iterable[float]) -> _Votes:
        """What it says for areas, if so much is the share of each sense."""
        votes: dict[str, float] = {}
        for sense, share in zip(self.senses, shares, strict=True):
            if share > NEGLIGIBLE:
                vote = share * self.weight
                for area in sense.areas:
                    votes[area] = votes.get(area, 0.0) + vote
        return list(votes.items())


@dataclass(slots=True)  # not frozen: there is one for each name of an article
class Meaning:
    """What a name means.

    Attributes:
        sense: the most probable sense.
        share: its share among all senses of the name, 0 to 1.
    """

    sense: Sense
    share: float


def resolve(candidates: Sequence[Candidate]) -> list[Meaning]:
    """Choose a sense for each name, in the light of the others."""
    meanings = [Meaning(one.senses[0].sense, 1.0) for one in candidates]
    ambiguous = [number for number, one in enumerate(candidates) if len(one.senses) > 1]
    if not ambiguous:
        return meanings
    votes: dict[str, float] = {}
    for one in candidates:
        for area, vote in one.first_votes:
            votes[area] = votes.get(area, 0.0) + vote
    given = {number: candidates[number].first_votes for number in ambiguous}
    # One alone hears the same in every round.
    for turn in range(ROUNDS if len(ambiguous) > 1 else 1, 0, -1):
        for number in ambiguous:
            one = candidates[number]
            for area, vote in given[number]:
                votes[area] -= vote
            shares = _shares(_worths(one.scales, votes))
            if len(ambiguous) > 1:
                given[number] = one.votes(shares)
                for area, vote in given[number]:
                    votes[area] = votes.get(area, 0.0) + vote
            if turn == 1:
                share = max(shares)
                meanings[number] = Meaning(one.senses[shares.index(share)].sense, share)
    return meanings


def _worths(scales: Iterable[_Scale], votes: Mapping[str, float]) -> list[float]:
    """What each sense of a name is worth in the light of the votes."""
    worths = []
    for worth, areas in scales:
        for area, each in areas:
            vote = votes.get(area, 0.0)
            if vote > NEGLIGIBLE:
                worth += each * math.log2(1.0 + min(vote, MOST_VOTES))  # noqa: PLW2901 - a sum
        worths.append(worth)
    return worths


def _shares(worths: list[float]) -> list[float]:
    most = max(worths)
    powers = [10.0 ** (worth - most) for worth in worths]
    total = sum(powers)
    return [power / total for power in powers]
