"""Putting articles into groups of copies, at a commit.

An article belongs to the group of the earliest article that it is a copy of, and that is no copy itself: so
all of a group are copies of its first, and what drifts from copy to copy begins a group of its own. The
groups follow from the articles alone, whatever the order in which they came and the segments that hold them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np

from searchkit.codec.segments import ColumnarSegment
from searchkit.engine import resemblance
from searchkit.engine.copies import Groups
from searchkit.engine.resemblance import Classes, Texts
from searchkit.segment.reader import Segment
from searchkit.segment.runs import starts_of

_Aged: TypeAlias = tuple[tuple[bool, int, str], int]
"""An article behind what makes it later than others: that it has no date; its date; its id."""


def find(directory: Path, segments: Sequence[ColumnarSegment], threshold: float) -> Groups:
    """Put the articles of some segments into groups.

    Args:
        directory: where the segment files are.
        segments: all segments of a commit.
        threshold: see :mod:`searchkit.engine.resemblance`.
    """
    opened = [Segment(directory / entry.filename) for entry in segments]
    live = np.concatenate([*(_live(entry) for entry in segments), np.zeros(0, bool)])
    doc_ids = live.nonzero()[0]
    if not len(doc_ids):
        return Groups.none(len(live), threshold)
    texts = Texts(
        np.concatenate([segment.sketches for segment in opened]),
        np.concatenate([segment.sketched_lengths for segment in opened]),
    )
    found = resemblance.classes(texts.where(doc_ids), threshold)
    groups = _groups(found, doc_ids, _Ages(opened))
    sizes = np.array([len(group) for group in groups], np.int64)
    articles = np.array([doc_id for group in groups for doc_id in group], np.int64)
    return Groups(articles, starts_of(sizes), len(live), threshold)


def _live(entry: ColumnarSegment) -> np.ndarray:
    live = np.ones(entry.doc_count_all(), bool)
    live[entry.deleted] = False
    return live


class _Ages:
    """Which articles are earlier: by date, those without one last, then by id."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._known = [segment.dates.known for segment in segments]
        self._starts = [segment.dates.starts for segment in segments]
        self._bases = starts_of(np.array([len(segment) for segment in segments], np.int64))

    def of(self, doc_id: int) -> tuple[bool, int, str]:
        """Smaller for an earlier article."""
        number = int(np.searchsorted(self._bases, doc_id, side="right")) - 1
        inside = doc_id - int(self._bases[number])
        known, start = bool(self._known[number][inside]), int(self._starts[number][inside])
        return not known, start, self._segments[number].id(inside)


def _groups(found: Classes, doc_ids: np.ndarray, ages: _Ages) -> list[list[int]]:
    """The groups of two articles or more, by their first, each by age."""
    sizes = np.diff(found.starts)
    related = np.zeros(len(sizes), bool)
    related[sizes > 1] = True
    related[found.pairs.reshape(-1)] = True
    members = {number: _by_age(found, number, doc_ids, ages) for number in related.nonzero()[0].tolist()}
    near: dict[int, list[int]] = {number: [] for number in members}
    for one, other in found.pairs.tolist():
        near[one].append(other)
        near[other].append(one)
    rank = {number: place for place, number in enumerate(sorted(members, key=lambda each: members[each][0]))}
    leaders: dict[int, int] = {}
    for number in rank:
        older = [other for other in near[number] if leaders.get(other) == other]
        leaders[number] = min(older, key=rank.__getitem__, default=number)
    groups: dict[int, list[_Aged]] = {}
    for number, leader in leaders.items():
        groups.setdefault(leader, []).extend(members[number])
    return [[doc_id for _, doc_id in sorted(group)] for group in groups.values() if len(group) > 1]


def _by_age(found: Classes, number: int, doc_ids: np.ndarray, ages: _Ages) -> list[_Aged]:
    rows = found.members[found.starts[number] : found.starts[number + 1]]
    return sorted((ages.of(doc_id), doc_id) for doc_id in doc_ids[rows].tolist())
