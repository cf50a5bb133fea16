"""Putting articles into groups of copies, at a commit.

An article belongs to the group of the earliest article that it is a copy of, and that is no copy itself: so
all of a group are copies of its first, and what drifts from copy to copy begins a group of its own. The
groups follow from the articles alone, whatever the order in which they came and the segments that hold them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from searchkit.codec.segments import ColumnarSegment
from searchkit.engine import resemblance
from searchkit.engine.groups import Groups
from searchkit.engine.resemblance import Classes, Texts
from searchkit.segment.reader import Segment
from searchkit.segment.runs import starts_of


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
    groups = _groups(found, doc_ids, opened)
    sizes = np.array([len(group) for group in groups], np.int64)
    articles = np.array([doc_id for group in groups for doc_id in group], np.int64)
    return Groups(articles, starts_of(sizes), len(live), threshold)


def _live(entry: ColumnarSegment) -> np.ndarray:
    live = np.ones(entry.doc_count_all(), bool)
    live[entry.deleted] = False
    return live


def _ages(segments: Sequence[Segment], doc_ids: np.ndarray) -> dict[int, tuple[bool, int, str]]:
    """What is smaller for earlier articles, those without a date last: for each of some, ascending."""
    ages: dict[int, tuple[bool, int, str]] = {}
    bases = starts_of(np.array([len(segment) for segment in segments], np.int64))
    borders = doc_ids.searchsorted(bases).tolist()
    for segment, base, start, end in zip(segments, bases.tolist(), borders, borders[1:], strict=False):
        inside = doc_ids[start:end] - base
        undated = ~segment.dates.known[inside]
        first_seconds = segment.dates.starts[inside]
        of_segment = zip(undated.tolist(), first_seconds.tolist(), segment.ids(inside), strict=True)
        ages.update(zip(doc_ids[start:end].tolist(), of_segment, strict=True))
    return ages


def _groups(found: Classes, doc_ids: np.ndarray, segments: Sequence[Segment]) -> list[list[int]]:
    """The groups of two articles or more, by their first, each by age."""
    sizes = np.diff(found.starts)
    related = sizes > 1
    related[found.pairs.reshape(-1)] = True
    of_related = related.repeat(sizes)
    articles = doc_ids[found.members[of_related]]
    classes = np.arange(len(sizes)).repeat(sizes)[of_related]
    class_of = dict(zip(articles.tolist(), classes.tolist(), strict=True))
    ages = _ages(segments, np.sort(articles))
    by_age = sorted(ages, key=ages.__getitem__)
    # Articles are named by their places among these from here on; classes stand by their first.
    members: dict[int, list[int]] = {}
    for place, doc_id in enumerate(by_age):
        members.setdefault(class_of[doc_id], []).append(place)
    near: dict[int, list[int]] = {number: [] for number in members}
    for one, other in found.pairs.tolist():
        near[one].append(other)
        near[other].append(one)
    leaders: dict[int, int] = {}
    for number in members:
        older = [other for other in near[number] if leaders.get(other) == other]
        leaders[number] = min(older, key=lambda each: members[each][0], default=number)
    groups: dict[int, list[int]] = {}
    for number, leader in leaders.items():
        groups.setdefault(leader, []).extend(members[number])
    return [[by_age[place] for place in sorted(group)] for group in groups.values() if len(group) > 1]
