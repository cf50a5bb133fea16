"""Names of an article that can mean several places → the places meant, each with how sure that is.

What a name means, other names say: places inside one country, and more so inside one subdivision, speak for
each other. Every name spreads one vote over its senses, by what they are worth; each sense is then weighed
again in the light of the votes of the other names for the areas that contain it. A few rounds settle it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from searchkit.values import value

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from searchkit.metadata.gazetteer import Sense

KEPT = 10_000  # articles whose names were resolved; bounds the memory of a long indexing run
ROUNDS = 2
NEGLIGIBLE = 0.005  # a share that is not worth its while
FLATNESS = 0.4  # in the first round less known senses have their say, for several names to agree on
MOST_VOTES = 3.0  # more of them say no more
# What the votes for an area, and one, are raised to: 1.4 and 1.5 powers of ten for the first of them.
OF_COUNTRY, OF_SUBDIVISION = 1.4 * math.log2(10.0), 1.5 * math.log2(10.0)

_Votes: TypeAlias = "list[tuple[str, float]]"  # for areas


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


@dataclass(slots=True, eq=False)  # there is one of each name
class Candidate:
    """A name to be resolved.

    Attributes:
        senses: what it can mean here, most prominent first; never empty.
        weight: how much its vote counts.
        first_votes: what it says for areas before the others are heard.
        powers: ten to the worth of each sense.
        heard: areas whose votes speak for some of several senses → the exponent, the numbers of the senses.
        alone: what it means where nothing else speaks for any of its senses.
    """

    senses: Sequence[Weighed]
    weight: float
    first_votes: _Votes = field(init=False)
    powers: list[float] = field(init=False)
    heard: dict[str, tuple[float, list[int]]] = field(init=False)
    alone: Meaning = field(init=False)

    def __post_init__(self) -> None:
        """Work out what is the same in every text."""
        self.powers = [10.0**one.worth for one in self.senses]
        self.heard = {}
        if len(self.senses) == 1:  # nothing to choose from
            self.first_votes = [(area, self.weight) for area in self.senses[0].areas]
            self.alone = Meaning(self.senses[0].sense, 1.0)
            return
        self.first_votes = self.votes(_shares([power**FLATNESS for power in self.powers]))
        for number, one in enumerate(self.senses):
            for area in one.areas:
                exponent = OF_COUNTRY if area.startswith("country:") else OF_SUBDIVISION
                self.heard.setdefault(area, (exponent, []))[1].append(number)
        self.alone = self.meaning(_shares(self.powers))

    def votes(self, shares: Iterable[float]) -> _Votes:
        """What it says for areas, if so much is the share of each sense."""
        votes: dict[str, float] = {}
        for sense, share in zip(self.senses, shares, strict=True):
            if share > NEGLIGIBLE:
                vote = share * self.weight
                for area in sense.areas:
                    votes[area] = votes.get(area, 0.0) + vote
        return list(votes.items())

    def shares(self, votes: Mapping[str, float]) -> list[float]:
        """Share of each sense in the light of the votes of others."""
        powers = self.powers.copy()
        for area in votes if len(votes) < len(self.heard) else self.heard:
            vote = votes.get(area, 0.0)
            if vote > NEGLIGIBLE and area in self.heard:
                exponent, numbers = self.heard[area]
                factor = (1.0 + min(vote, MOST_VOTES)) ** exponent
                for number in numbers:
                    powers[number] *= factor
        return _shares(powers)

    def meaning(self, shares: list[float]) -> Meaning:
        """Choose the sense whose share is largest."""
        share = max(shares)
        return Meaning(self.senses[shares.index(share)].sense, share)


@dataclass(slots=True)  # not frozen: there are many
class Meaning:
    """What a name means.

    Attributes:
        sense: the most probable sense.
        share: its share among all senses of the name, 0 to 1.
    """

    sense: Sense
    share: float


def resolve(candidates: Iterable[Candidate]) -> Sequence[Meaning]:
    """Choose a sense for each name, in the light of the others."""
    return _resolved(tuple(candidates))


@lru_cache(KEPT)  # the names of one article often come together in others
def _resolved(candidates: tuple[Candidate, ...]) -> list[Meaning]:
    meanings = [one.alone for one in candidates]
    ambiguous = [number for number, one in enumerate(candidates) if one.heard]
    if len(ambiguous) == 1:  # the usual: what it hears is the same in every round
        number = ambiguous[0]
        one = candidates[number]
        votes = _sums([others.first_votes for others in candidates if others is not one], one.heard)
        if votes:
            meanings[number] = one.meaning(one.shares(votes))
    elif ambiguous:
        heard = set().union(*[candidates[number].heard for number in ambiguous])
        votes = _sums([one.first_votes for one in candidates], heard)
        given = {number: candidates[number].first_votes for number in ambiguous}
        for turn in range(ROUNDS, 0, -1):
            for number in ambiguous:
                one = candidates[number]
                for area, vote in given[number]:
                    votes[area] -= vote
                shares = one.shares(votes)
                if turn == 1:
                    meanings[number] = one.meaning(shares)
                    if number == ambiguous[-1]:  # nobody hears it
                        break
                given[number] = one.votes(shares)
                for area, vote in given[number]:
                    votes[area] = votes.get(area, 0.0) + vote
    return meanings


def _sums(given: Iterable[_Votes], heard: Container[str]) -> dict[str, float]:
    """Votes of several names for each area whose votes somebody hears."""
    sums: dict[str, float] = {}
    for votes in given:
        for area, vote in votes:
            if area in heard:
                sums[area] = sums.get(area, 0.0) + vote
    return sums


def _shares(powers: list[float]) -> list[float]:
    total = sum(powers)
    return [power / total for power in powers]
