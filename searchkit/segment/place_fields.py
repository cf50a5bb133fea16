"""The fields of places: which articles name a place, name one inside a region, are about it.

All is worked out from the mentions when it is asked for. Lists of articles for each region would take six
times the room, and looking through the mentions of 100,000 articles takes a millisecond.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Final

import numpy as np

from searchkit.article import ABOUT
from searchkit.segment.dictionary import TermDictionary
from searchkit.segment.lists import run_begins
from searchkit.segment.mentions import FOCUS_BITS, HUNDREDTHS, ONLY_DEMONYM, Mentions
from searchkit.segment.places import PlaceTable
from searchkit.values import value

PLACE_FIELDS: Final = ("about", "about_exact", "places", "places_exact")
"""Fields of places. ``exact``: the place itself; else all that it contains counts as well."""

_WORTH_BITS: Final = 7
_ARTICLE_BITS: Final = 32


@value
class Measure:
    """What mentions are worth, and how much of that an article needs to have a region.

    Attributes:
        worth: of each mention by its weight, below 128.
        least: what the mentions of a region have to be worth together.
    """

    worth: Callable[[np.ndarray], np.ndarray]
    least: int


def _named(weights: np.ndarray) -> np.ndarray:
    """1 for what names the place itself, and not only its people or language."""
    return (weights < ONLY_DEMONYM).astype(np.uint8)


def _focus(weights: np.ndarray) -> np.ndarray:
    focus: np.ndarray = weights & FOCUS_BITS
    return focus


NAMED: Final = Measure(_named, 1)
IN_FOCUS: Final = Measure(_focus, round(ABOUT * HUNDREDTHS))


@value
class Reach:
    """Which places belong to a region.

    Attributes:
        places: which places of a table some regions have: bool.
        regions: the regions that have some places: rows of these, and a region for each.
    """

    places: Callable[[PlaceTable, np.ndarray], np.ndarray]
    regions: Callable[[PlaceTable, np.ndarray], tuple[np.ndarray, np.ndarray]]


ITSELF: Final = Reach(PlaceTable.being, PlaceTable.themselves)
AND_INSIDE: Final = Reach(PlaceTable.within, PlaceTable.around)


@value
class PlaceField:
    """A field of places over the mentions of a segment."""

    __slots__ = ("__dict__",)  # for what is worked out once

    mentions: Mentions
    measure: Measure
    reach: Reach

    @property
    def terms(self) -> TermDictionary:
        """All regions of the segment; those that no article has are not part of the field."""
        return self.mentions.table.regions

    def occurs(self, term: int) -> bool:
        """Whether any article has a region."""
        return bool(self._occurring[term])

    @cached_property
    def _occurring(self) -> np.ndarray:
        return self._counts(np.flatnonzero(self._worth)) > 0

    @cached_property
    def _worth(self) -> np.ndarray:
        return self.measure.worth(self.mentions.weights)

    def doc_ids(self, term: int) -> np.ndarray:
        """The articles that have a region: int64, ascending."""
        chosen = self.reach.places(self.mentions.table, np.array([term]))
        rows = np.flatnonzero(chosen[self.mentions.places])
        worth = np.bincount(self.mentions.owners[rows], self._worth[rows])
        return np.flatnonzero(worth >= self.measure.least)

    def doc_ids_of(self, terms: np.ndarray | range, among: np.ndarray | None = None) -> np.ndarray:
        """The articles that have any of several regions: int64, ascending, each once.

        Args:
            terms: numbers of the regions.
            among: look only at these articles, int64 ascending.
        """
        held = np.zeros(self._article_count, bool)
        for term in terms:
            held[self.doc_ids(int(term))] = True
        return np.flatnonzero(held) if among is None else among[held[among]]

    def having_any(self) -> np.ndarray:
        """Whether each article has any region: bool."""
        return self._having_any

    @cached_property
    def _having_any(self) -> np.ndarray:
        held = np.zeros(self._article_count, bool)
        held[self.mentions.owners[self._worth >= self.measure.least]] = True
        if self.measure.least > 1:
            others = np.flatnonzero((self._worth > 0) & ~held[self.mentions.owners])
            held[self._pairs(others)[1]] = True
        return held

    @property
    def _article_count(self) -> int:
        return len(self.mentions.starts) - 1

    def labels(self, doc_id: int) -> list[str]:
        """The names of the places of an article that are worth enough each, most in focus first."""
        places, weights = self.mentions.rows(doc_id)
        enough = self.measure.worth(weights) >= self.measure.least
        places, weights = places[enough], weights[enough]
        order = np.argsort(-(weights & FOCUS_BITS).astype(np.int16), kind="stable")
        table = self.mentions.table
        names: dict[int, str] = {}
        for number in places[order].tolist():
            names.setdefault(table.ids.item(number), table.name(number))
        return list(names.values())

    def label(self, term: int) -> str:
        """How a region is called; its id where no article mentions it."""
        return self.mentions.table.label(term)

    def counts(self, doc_ids: np.ndarray) -> np.ndarray:
        """How many of these articles have each region: int64, one item a region."""
        chosen = np.zeros(self._article_count, bool)
        chosen[doc_ids] = True
        return self._counts(np.flatnonzero(chosen[self.mentions.owners] & (self._worth > 0)))

    def _counts(self, rows: np.ndarray) -> np.ndarray:
        return np.bincount(self._pairs(rows)[0], minlength=len(self.terms))

    def _pairs(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Each region with each article that has it, by some mentions: both int64."""
        mentions = self.mentions
        of_rows, regions = self.reach.regions(mentions.table, mentions.places[rows])
        # (region, article, worth) packed in 64 bits: one sort lays together what is to be summed.
        keys = regions << _ARTICLE_BITS
        keys |= mentions.owners[rows][of_rows]
        keys <<= _WORTH_BITS
        keys |= self._worth[rows][of_rows]
        keys.sort()
        pairs = keys >> _WORTH_BITS
        begins = np.flatnonzero(run_begins(pairs))
        pairs = pairs[begins]
        if self.measure.least > 1 and len(begins):
            worth = np.add.reduceat(keys & ((1 << _WORTH_BITS) - 1), begins)
            pairs = pairs[worth >= self.measure.least]
        return pairs >> _ARTICLE_BITS, pairs & ((1 << _ARTICLE_BITS) - 1)


def place_fields(mentions: Mentions) -> dict[str, PlaceField]:
    """The fields of places over the mentions of a segment, by name."""
    return {
        "about": PlaceField(mentions, IN_FOCUS, AND_INSIDE),
        "about_exact": PlaceField(mentions, IN_FOCUS, ITSELF),
        "places": PlaceField(mentions, NAMED, AND_INSIDE),
        "places_exact": PlaceField(mentions, NAMED, ITSELF),
    }
