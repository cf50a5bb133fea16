"""The scores of articles for the words of a query, always summed in one order: equal articles score equal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from searchkit.engine import highest
from searchkit.engine.lists import StemList

MARGIN: Final = 1e-9
"""Bounds are sums of floats: what rounding alone would leave out stays in."""


class Scored(NamedTuple):
    """The list of a word, and how many times the word counts."""

    stem: bytes
    found: StemList
    boost: float

    @property
    def highest(self) -> float:
        """The most that the word adds to any score."""
        return self.boost * self.found.highest

    def scores(self) -> np.ndarray:
        """What the word adds to the score of each article of its list."""
        scores = self.found.scores[:-1]
        return scores if self.boost == 1 else self.boost * scores

    def scores_in(self, rows: np.ndarray) -> np.ndarray:
        """What the word adds to the score of each article in some rows of its list, nothing in row -1."""
        scores: np.ndarray = self.found.scores[rows]
        return scores if self.boost == 1 else self.boost * scores

    def best(self, count: int) -> list[tuple[int, float]]:
        """The articles of highest score, with that score."""
        doc_ids, scores = self.found.leading
        return [
            (doc_id, self.boost * score)
            for doc_id, score in zip(doc_ids[:count], scores[:count], strict=True)
        ]


def scores_of(scored: Sequence[Scored], doc_ids: np.ndarray) -> np.ndarray:
    """The scores of articles."""
    return summed(scored, {part.stem: part.found.find(doc_ids) for part in scored})


def summed(scored: Sequence[Scored], rows: Mapping[bytes, np.ndarray]) -> np.ndarray:
    """The scores of articles in these rows of the lists, in one order always: equal articles score equal."""
    first, *others = scored
    sums = first.scores_in(rows[first.stem])
    for part in others:
        sums += part.scores_in(rows[part.stem])
    return sums


def bar_of(scores: np.ndarray, count: int) -> float:
    """What an article must score, where these are scores of some articles: nothing if they are too few."""
    if len(scores) < count:
        return 0.0
    return highest.nth(scores, count) - MARGIN
