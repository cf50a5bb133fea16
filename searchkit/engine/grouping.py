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
from searchkit.segment.postings import heads
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
    articles, sizes = _groups(found, doc_ids, opened)
    return Groups(articles, starts_of(sizes), len(live), threshold)


def _live(entry: ColumnarSegment) -> np.ndarray:
    live = np.ones(entry.doc_count_all(), bool)
    live[entry.deleted] = False
    return live


def _by_age(segments: Sequence[Segment], doc_ids: np.ndarray) -> np.ndarray:
    """Some articles, given ascending, the earlier first, those without a date last: int64."""
    bases = starts_of(np.array([len(segment) for segment in segments], np.int64))
    borders = doc_ids.searchsorted(bases).tolist()
    undated, first_seconds = np.empty(len(doc_ids), bool), np.empty(len(doc_ids), np.int64)
    ids: list[str] = []
    for segment, base, start, end in zip(segments, bases.tolist(), borders, borders[1:], strict=False):
        inside = doc_ids[start:end] - base
        undated[start:end] = ~segment.dates.known[inside]
        first_seconds[start:end] = segment.dates.starts[inside]
        ids += segment.ids(inside)
    ranks = np.empty(len(ids), np.int64)
    ranks[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    return doc_ids[np.lexsort((ranks, first_seconds, undated))]


def _groups(
    found: Classes, doc_ids: np.ndarray, segments: Sequence[Segment]
) -> tuple[np.ndarray, np.ndarray]:
    """The articles of the groups of two or more, by their first, each by age: int64; and their sizes."""
    sizes = np.diff(found.starts)
    related = sizes > 1
    related[found.pairs.reshape(-1)] = True
    of_related = related.repeat(sizes)
    articles = doc_ids[found.members[of_related]]
    class_of = np.zeros(int(doc_ids[-1]) + 1, np.int64)
    class_of[articles] = np.arange(len(sizes)).repeat(sizes)[of_related]
    articles = _by_age(segments, np.sort(articles))
    classes = class_of[articles]
    # Articles are named by their places among these from here on; classes stand by their first.
    firsts = np.zeros(len(sizes), np.int64)
    firsts[classes[::-1]] = np.arange(len(articles))[::-1]
    leaders = firsts[_leaders(found.pairs, firsts)][classes]
    order = leaders.argsort(kind="stable")
    group_sizes = np.diff(heads(leaders[order]), append=len(order))
    has_copies = group_sizes > 1
    return articles[order[has_copies.repeat(group_sizes)]], group_sizes[has_copies]


def _leaders(pairs: np.ndarray, firsts: np.ndarray) -> np.ndarray:
    """The class whose first article leads the group of each class: int64."""
    near: dict[int, list[int]] = {number: [] for number in pairs.ravel().tolist()}
    for one, other in pairs.tolist():
        near[one].append(other)
        near[other].append(one)
    leaders: dict[int, int] = {}
    for number in sorted(near, key=firsts.item):
        older = [other for other in near[number] if leaders.get(other) == other]
        leaders[number] = min(older, key=firsts.item, default=number)
    found = np.arange(len(firsts))
    found[list(leaders)] = list(leaders.values())
    return found
