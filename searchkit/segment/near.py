"""Words next to each other, or near each other, from ascending positions."""

from __future__ import annotations

import numpy as np


def phrase(positions: list[np.ndarray]) -> np.ndarray:
    """Where words follow each other.

    Args:
        positions: ascending positions (int64) of the first, second, ... word.

    Returns:
        Positions of the first word of each occurrence: int64, ascending.
    """
    rarest_first = sorted(range(len(positions)), key=lambda place: len(positions[place]))
    starts = positions[rarest_first[0]] - rarest_first[0]
    for place in rarest_first[1:]:
        starts = starts[_contains(positions[place], starts + place)]
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
    after = np.searchsorted(others, positions)
    ahead = others[np.minimum(after, len(others) - 1)]
    behind = others[np.maximum(after - 1, 0)]
    nearest: np.ndarray = np.minimum(np.abs(ahead - positions), np.abs(positions - behind))
    return nearest


def _contains(positions: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    if not len(positions):
        return np.zeros(len(wanted), bool)
    found = np.searchsorted(positions, wanted)
    equal: np.ndarray = positions[np.minimum(found, len(positions) - 1)] == wanted
    return equal
