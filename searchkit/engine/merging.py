"""Keeping segments few: small ones of like size become one, as in a log-structured merge tree."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Final

from searchkit.codec.segments import ColumnarSegment, new_segment
from searchkit.segment.container import version_of
from searchkit.segment.merging import merge as merge_columns
from searchkit.segment.reader import MENTIONS_SINCE

FAN_IN: Final = 8
"""This many segments of one size class are merged. An article is rewritten once for each class it climbs."""
LARGEST_MERGE: Final = 200 << 20
"""Bytes of the files that are merged at a time: it takes three and a half bytes of memory for each."""


def merge(
    directory: Path, segments: list[ColumnarSegment], largest: int = LARGEST_MERGE
) -> list[ColumnarSegment]:
    """Merge where there are too many segments of like size, or one is mostly deleted.

    Segments of the first format lack columns, and stay as they are until the index is rebuilt.

    Args:
        directory: where the segment files are.
        segments: the segments of the coming commit.
        largest: bytes of the files that are merged at a time. A file of more than half of it is left alone,
            unless most of its articles are deleted.

    Returns:
        The segments to commit; files of merged ones are new, and not part of any commit yet.
    """
    older = [entry for entry in segments if version_of(directory / entry.filename) < MENTIONS_SINCE]
    wasteful = [
        entry for entry in segments if entry.deleted_count() > entry.doc_count() and entry not in older
    ]
    merged = [join(directory, [entry]) if entry in wasteful else entry for entry in segments]
    while crowded := _crowded(directory, [entry for entry in merged if entry not in older], largest):
        position = merged.index(crowded[0])
        merged = [entry for entry in merged if entry not in crowded]
        merged.insert(position, join(directory, crowded))
    return merged


def _crowded(directory: Path, segments: list[ColumnarSegment], largest: int) -> list[ColumnarSegment]:
    """The segments of a size class that holds too many, as far as they may be merged, or nothing."""
    classes: dict[int, list[ColumnarSegment]] = defaultdict(list)
    for entry in segments:
        classes[int(math.log(entry.doc_count(), FAN_IN))].append(entry)
    for members in classes.values():
        if len(members) >= FAN_IN:
            sizes = {entry: (directory / entry.filename).stat().st_size for entry in members}
            small = [entry for entry in members if sizes[entry] <= largest // 2]
            totals = accumulate(sizes[entry] for entry in small)
            chosen = [entry for entry, total in zip(small, totals, strict=True) if total <= largest]
            if len(chosen) > 1:
                return chosen
    return []


def one_segment(directory: Path, segments: list[ColumnarSegment]) -> list[ColumnarSegment]:
    """Put one segment in the place of several that were never committed, and remove their files.

    Deleted articles are left out, also of a single segment: what comes of some articles must not depend on
    how many segments they came in. Where other processes do the same meanwhile, threads would only take
    memory.
    """
    if not segments or (len(segments) == 1 and not segments[0].deleted_count()):
        return segments
    joined = join(directory, segments, side_by_side=False)
    for segment in segments:
        (directory / segment.filename).unlink()
    return [joined]


def join(
    directory: Path, entries: Sequence[ColumnarSegment], *, side_by_side: bool = True
) -> ColumnarSegment:
    """One new segment with the articles of several, in their order, that are not deleted."""
    merged = new_segment(sum(entry.doc_count() for entry in entries))
    sources = [(directory / entry.filename, entry.deleted) for entry in entries]
    merge_columns(directory / merged.filename, sources, side_by_side=side_by_side)
    return merged
