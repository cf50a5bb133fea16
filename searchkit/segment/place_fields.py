"""The fields of places: which articles name a place, name one inside a region, are about it.

All is worked out from the mentions when it is asked for. Lists of articles for each region would take six
times the room, and looking through the mentions of 100,000 articles takes a millisecond.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from searchkit.article import ABOUT
from searchkit.segment.dictionary import TermDictionary
from searchkit.segment.lists import run_begins
from searchkit.segment.mentions import FOCUS_BITS, HUNDREDTHS, ONLY_DEMONYM, Mentions
from searchkit.segment.places import PlaceTable

PLACE_FIELDS: Final = ("about", "about_exact", "places", "places_exact")
"""Fields of places. ``exact``: the place itself; else all that contain it count as well."""

_REGION_SHIFT: Final = 32


def is_named(weights: np.ndarray) -> np.ndarray:
    """Which mentions name the place itself, and not only its people or language: bool."""
    named: np.ndarray = weights < ONLY_DEMONYM
    return named


def is_in_focus(weights: np.ndarray) -> np.ndarray:
    """Which mentions are of a place that the article is about: bool."""
    in_focus: np.ndarray = (weights & FOCUS_BITS) >= round(ABOUT * HUNDREDTHS)
    return in_focus


@dataclass(frozen=True)
class PlaceField:
    """A field of places, worked out from the mentions.

    Attributes:
        mentions: those of the segment.
        counts_for: which mentions the field takes, by their weights.
        matching: which places are found under some regions.
        regions_of: under which regions places are found.
    """

    mentions: Mentions
    counts_for: Callable[[np.ndarray], np.ndarray]
    matching: Callable[[PlaceTable, np.ndarray], np.ndarray]
    regions_of: Callable[[PlaceTable, np.ndarray], tuple[np.ndarray, np.ndarray]]

    @property
    def terms(self) -> TermDictionary:
        """All regions of the segment; those that no article has are not part of the field."""
        return self.mentions.table.regions

    def occurs(self, term: int) -> bool:
        """Whether any article has a region."""
        return bool(self._occurring[term])

    @cached_property
    def _occurring(self) -> np.ndarray:
        held = np.zeros(len(self.terms), bool)
        places = np.flatnonzero(np.bincount(self.mentions.places[self._counted]))
        held[self.regions_of(self.mentions.table, places)[1]] = True
        return held

    @cached_property
    def _counted(self) -> np.ndarray:
        return self.counts_for(self.mentions.weights)

    def doc_ids(self, term: int) -> np.ndarray:
        """The articles that have a region: int64, ascending."""
        return self.doc_ids_of(range(term, term + 1))

    def doc_ids_of(self, terms: np.ndarray | range, among: np.ndarray | None = None) -> np.ndarray:
        """The articles that have any of several regions: int64, ascending, each once.

        Args:
            terms: numbers of the regions.
            among: look only at these articles, int64 ascending.
        """
        chosen = self.matching(self.mentions.table, np.asarray(terms, np.int64))
        owners = self.mentions.owners[chosen[self.mentions.places] & self._counted]
        found: np.ndarray = owners[run_begins(owners)].astype(np.int64)
        return found if among is None else among[self._held_by(found)[among]]

    def having_any(self) -> np.ndarray:
        """Whether each article has any place: bool."""
        return self._held_by(self.mentions.owners[self._counted])

    def _held_by(self, doc_ids: np.ndarray) -> np.ndarray:
        held = np.zeros(len(self.mentions.starts) - 1, bool)
        held[doc_ids] = True
        return held

    def labels(self, doc_id: int) -> list[str]:
        """The names of the places of an article, what it is most about first."""
        places, weights = self.mentions.rows(doc_id)
        counted = self.counts_for(weights)
        places, weights = places[counted], weights[counted]
        order = np.argsort(-(weights & FOCUS_BITS).astype(np.int16), kind="stable")
        table = self.mentions.table
        names: dict[int, str] = {}
        for number in places[order].tolist():
            names.setdefault(table.ids.item(number), table.name(number))
        return list(names.values())

    def label(self, term: int) -> str:
        """How a region is called; its id where no article names it."""
        return self.mentions.table.label(term)

    def counts(self, doc_ids: np.ndarray) -> np.ndarray:
        """How many of these articles have each region: int64, one item a region."""
        mentions = self.mentions
        chosen = self._held_by(doc_ids)[mentions.owners] & self._counted
        rows, regions = self.regions_of(mentions.table, mentions.places[chosen])
        # (region, article) packed in 64 bits: an article counts once for a region, whatever it names there.
        keys = (regions << _REGION_SHIFT) | mentions.owners[chosen][rows]
        keys.sort()
        return np.bincount(keys[run_begins(keys)] >> _REGION_SHIFT, minlength=len(self.terms))


def place_fields(mentions: Mentions) -> dict[str, PlaceField]:
    """The fields of places over the mentions of a segment, by name."""
    return {
        f"{name}{suffix}": PlaceField(mentions, counts_for, matching, regions_of)
        for name, counts_for in (("about", is_in_focus), ("places", is_named))
        for suffix, matching, regions_of in (
            ("", PlaceTable.within, PlaceTable.around),
            ("_exact", PlaceTable.being, PlaceTable.themselves),
        )
    }
