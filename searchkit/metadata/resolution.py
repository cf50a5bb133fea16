"""Names of an article that can mean several places → the places meant, each with how sure that is.

What a name means, other names say: places inside one country, and more so inside one subdivision, speak for
each other. Every name spreads one vote over its senses, by what they are worth; each sense is then weighed
again in the light of the votes of the other names for the areas that contain it. A few rounds settle it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from searchkit.metadata.gazetteer import Sense
    from searchkit.metadata.senses import Weighed

ROUNDS = 2
NEGLIGIBLE = 0.005  # a share that is not worth its while
FLATNESS = 0.4  # in the first round less known senses have their say, for several names to agree on
MOST_VOTES = 3.0  # more of them say no more
OF_COUNTRY, OF_SUBDIVISION = 1.4, 1.5  # what a vote for an area is worth, in powers of ten


@dataclass(slots=True)
class Candidate:
    """A name to be resolved.

    Attributes:
        senses: what it can mean here, most prominent first; never empty.
        weight: how much its vote counts.
    """

    senses: Sequence[Weighed]
    weight: float


@dataclass(frozen=True, slots=True)
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
    shares: list[list[float]] = []
    for one in candidates:
        if len(one.senses) == 1:
            for area in one.senses[0].areas:
                votes[area] = votes.get(area, 0.0) + one.weight
            shares.append([1.0])
        else:
            shares.append(_shares([sense.worth * FLATNESS for sense in one.senses]))
            _vote(votes, one, shares[-1], one.weight)
    for _ in range(ROUNDS):
        for number in ambiguous:
            one = candidates[number]
            _vote(votes, one, shares[number], -one.weight)
            shares[number] = _shares([_worth(sense, votes) for sense in one.senses])
            _vote(votes, one, shares[number], one.weight)
    for number in ambiguous:
        share = max(shares[number])
        best = candidates[number].senses[shares[number].index(share)]
        meanings[number] = Meaning(best.sense, share)
    return meanings


def _vote(votes: dict[str, float], candidate: Candidate, shares: list[float], weight: float) -> None:
    for sense, share in zip(candidate.senses, shares, strict=True):
        if share > NEGLIGIBLE:
            vote = share * weight
            for area in sense.areas:
                votes[area] = votes.get(area, 0.0) + vote


def _worth(sense: Weighed, votes: dict[str, float]) -> float:
    worth = sense.worth
    for area in sense.areas:
        vote = votes.get(area, 0.0)
        if vote > NEGLIGIBLE:
            each = OF_COUNTRY if area.startswith("country:") else OF_SUBDIVISION
            worth += each * math.log2(1.0 + min(vote, MOST_VOTES))
    return worth


def _shares(worths: list[float]) -> list[float]:
    most = max(worths)
    powers = [10.0 ** (worth - most) for worth in worths]
    total = sum(powers)
    return [power / total for power in powers]
