"""The highest of many scores, which are told apart before the few of them are put in order."""

from __future__ import annotations

from typing import Final

import numpy as np

_FEW: Final = 128
"""So many scores are sorted faster than the best of them are told apart first."""
_GROUP: Final = 32
"""So many scores are a group, whose highest stands for it where there are many."""


def rows(scores: np.ndarray, count: int) -> np.ndarray:
    """The rows of the highest scores, best first, ties in order: int64, at most ``count``."""
    if len(scores) <= max(count, _FEW):
        return (-scores).argsort(kind="stable")[:count]
    bar = reached(scores, count) if len(scores) > _FEW * count else nth(scores, count)
    high = (scores >= bar).nonzero()[0]
    best: np.ndarray = high[(-scores[high]).argsort(kind="stable")[:count]]
    return best


def reached(scores: np.ndarray, count: int) -> float:
    """What ``count`` of the scores or more reach; 0 where they are too few to find that fast."""
    groups = len(scores) // _GROUP
    if not 0 < count <= groups:
        return 0.0
    # The highest of each group are scores, too: the nth of them is no higher than the nth of all.
    return nth(scores[: groups * _GROUP].reshape(_GROUP, groups).max(axis=0), count)


def nth(scores: np.ndarray, rank: int) -> float:
    """The score of this rank, counted from 1; there are at least as many."""
    place = len(scores) - rank
    return float(np.partition(scores, place)[place])
