"""Words next to each other, or near each other, from ascending positions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def phrase(words: Sequence[np.ndarray]) -> np.ndarray:
    """Where words follow each other.

    The rarest word is gone through, the others are only looked up where they would have to stand.

    Args:
        words: ascending positions of each word, integers of one signed type.

    Returns:
        Positions of the first word of each occurrence, ascending.
    """
    rarest_first = sorted(range(len(words)), key=lambda place: len(words[place]))
    if not len(words[rarest_first[0]]):
        return words[rarest_first[0]]
    starts = words[rarest_first[0]]
    if rarest_first[0]:
        starts = starts - rarest_first[0]
    for place in rarest_first[1:]:
        wanted = starts + place if place else starts
        found = words[place].searchsorted(wanted)
        starts = starts[words[place].take(found, mode="clip") == wanted]
    return starts


def within(positions: list[np.ndarray], slop: int) -> np.ndarray:
    """Where words stand together in any order, the last at most ``slop`` positions after the first.

    A word that is asked for twice must stand there twice.

    Args:
        positions: ascending positions (int64) of each word.
        slop: largest distance between the first and the last.

    Returns:
        Positions of the first word of each occurrence: int64, ascending.
    """
    distinct: list[tuple[np.ndarray, int]] = []
    for index, found in enumerate(positions):
        if any(found is earlier for earlier in positions[:index]):
            continue
        distinct.append((found, sum(found is other for other in positions)))
    starts = np.unique(np.concatenate(positions))
    for found, times in distinct:
        if len(found) < times:
            return np.zeros(0, np.int64)
        last = np.searchsorted(found, starts) + times - 1
        reached = found[np.minimum(last, len(found) - 1)]
        starts = starts[(last < len(found)) & (reached <= starts + slop)]
    return starts


def distances(positions: np.ndarray, others: np.ndarray) -> np.ndarray:
    """How far the nearest of ``others`` (ascending, not empty) is from each position: int64."""
    after = others.searchsorted(positions)
    ahead = others.take(after, mode="clip")
    ahead -= positions
    after -= 1
    behind = others.take(after, mode="clip")
    behind -= positions
    nearest: np.ndarray = np.minimum(np.abs(ahead), np.abs(behind))
    return nearest
