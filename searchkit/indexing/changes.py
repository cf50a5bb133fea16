"""What a run changed, counted in articles: the new segments against what the files held before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from searchkit.article import Origin
from searchkit.codec import toc
from searchkit.codec.segments import ColumnarSegment
from searchkit.segment.reader import Segment


@dataclass(frozen=True, slots=True)
class _Stored:
    """Where an article stands; it is read when it is asked for."""

    segment: Segment
    doc_id: int

    @property
    def origin(self) -> Origin:
        return self.segment.origin(self.doc_id)


def count_changes(directory: Path, gone: dict[Origin, int], fresh: Sequence[ColumnarSegment]) -> Counter[str]:
    """Count articles by what became of them: ``added``, ``moved``, ``changed``, ``unchanged``, ``removed``.

    Args:
        directory: the index, as it still is.
        gone: files that are no more, or were read anew, with the number of their articles.
        fresh: segments of the files that were read.
    """
    if not gone:
        return Counter(added=sum(entry.doc_count() for entry in fresh))
    before = dict(_articles_of(directory, gone))
    counts: Counter[str] = Counter()
    newcomers: Counter[str] = Counter()
    for entry in fresh:
        segment = Segment(directory / entry.filename)
        for doc_id in np.delete(np.arange(len(segment)), entry.deleted).tolist():
            old = before.pop(segment.id(doc_id), None)
            if old is None:
                newcomers[segment.origin(doc_id).sha256] += 1
            else:
                counts[_change(_Stored(segment, doc_id), old)] += 1
    # Of several copies of a file that is gone, and where it was only copied, no more moved than went.
    leavers = Counter(old.origin.sha256 for old in before.values())
    counts["moved"] = (newcomers & leavers).total()
    counts["added"] = newcomers.total() - counts["moved"]
    counts["removed"] = len(before) - counts["moved"]
    return counts


def _articles_of(directory: Path, files: dict[Origin, int]) -> Iterator[tuple[str, _Stored]]:
    for entry in toc.read(directory).segments:
        segment = Segment(directory / entry.filename)
        numbers = [number for number, origin in enumerate(segment.files.origins()) if origin in files]
        doc_ids = np.flatnonzero(np.isin(segment.files.of_articles, numbers))
        for doc_id in np.setdiff1d(doc_ids, entry.deleted).tolist():
            yield segment.id(doc_id), _Stored(segment, doc_id)


def _change(new: _Stored, old: _Stored) -> str:
    same = replace(old.segment.article(old.doc_id), origin=new.origin) == new.segment.article(new.doc_id)
    return "unchanged" if same else "changed"
