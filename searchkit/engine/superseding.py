"""An id stands for one article: of several with one id, in whatever segments, the last stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from searchkit.codec.segments import ColumnarSegment
from searchkit.segment.keywords import KeywordColumn
from searchkit.segment.reader import Segment


@dataclass(frozen=True, slots=True)
class _Ids:
    """The ids of a segment.

    Attributes:
        column: all of them.
        live: whether each is that of an article which is not deleted.
    """

    column: KeywordColumn
    live: np.ndarray

    def hashes(self) -> np.ndarray:
        """A number for each id: int64; different ids hardly ever have the same."""
        ids = self.column.terms.slice(0, len(self.live))
        return np.fromiter(map(hash, ids), np.int64, len(ids))

    def hold(self, article_id: bytes) -> bool:
        number = self.column.terms.find(article_id)
        return number is not None and bool(self.live[number])


def without_superseded(
    directory: Path, kept: Sequence[ColumnarSegment], fresh: Sequence[ColumnarSegment]
) -> list[ColumnarSegment]:
    """Delete the articles whose id comes again later.

    Memory holds 8 bytes for each fresh article, and the ids of one segment.

    Args:
        directory: where the segment files are.
        kept: segments of the index, in which no id stands twice.
        fresh: segments that come after those.
    """
    entries: list[ColumnarSegment] = []
    later: list[_Ids] = []
    later_hashes = np.zeros(0, np.int64)
    for entry in reversed(fresh):
        own = _ids(directory, entry)
        hashes = own.hashes()
        entries.append(_without(entry, own, hashes, later, later_hashes))
        later.append(own)
        later_hashes = np.concatenate([later_hashes, hashes[own.live]])
    for entry in reversed(kept):
        if len(later_hashes):
            own = _ids(directory, entry)
            entries.append(_without(entry, own, own.hashes(), later, later_hashes))
        else:
            entries.append(entry)
    return entries[::-1]


def without_ids(directory: Path, entry: ColumnarSegment, ids: Sequence[str]) -> ColumnarSegment:
    """Delete the articles of these ids from a segment."""
    column = Segment(directory / entry.filename).keywords("path")
    numbers = [column.terms.find(article_id.encode(errors="surrogatepass")) for article_id in ids]
    found = np.array(sorted(number for number in numbers if number is not None), np.int64)
    return entry.with_deleted(column.doc_ids_of(found)) if len(found) else entry


def _ids(directory: Path, entry: ColumnarSegment) -> _Ids:
    column = Segment(directory / entry.filename).keywords("path")
    live = np.delete(np.arange(entry.doc_count_all()), entry.deleted)
    return _Ids(column, column.counts(live) > 0)


def _without(
    entry: ColumnarSegment, own: _Ids, hashes: np.ndarray, later: list[_Ids], later_hashes: np.ndarray
) -> ColumnarSegment:
    suspects = np.flatnonzero(own.live & np.isin(hashes, later_hashes))
    numbers = [
        number for number in suspects.tolist() if any(ids.hold(own.column.terms[number]) for ids in later)
    ]
    return entry.with_deleted(own.column.doc_ids_of(np.array(numbers, np.int64))) if numbers else entry
