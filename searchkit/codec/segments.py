"""What the table of contents says of a segment. Its import path and constructor are file format."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Final, NoReturn

import numpy as np
from whoosh.codec.base import Codec, Segment

from searchkit.codec.names import EXTENSION, INDEX_NAME
from searchkit.codec.schema import refuse_writing

_MAX_ARTICLES: Final = 2**32 - 1
_ID = re.compile(r"[0-9a-z]{1,64}")


class ColumnarSegment(Segment):
    """A segment file and which of its articles are deleted; a value: deleting makes another one.

    Args:
        segid: what makes the file name; random, so that no name ever comes twice.
        article_count: articles in the file, deleted ones included.
        deleted: ids of the deleted ones, ascending, 4 bytes each, least significant byte first.

    Raises:
        ValueError: the values do not belong together.
    """

    def __init__(self, segid: str, article_count: int, deleted: bytes = b"") -> None:
        if not _ID.fullmatch(segid):
            raise ValueError(f"{segid!r} is no segment id")
        if not 0 <= article_count <= _MAX_ARTICLES:
            raise ValueError(f"a segment cannot hold {article_count} articles")
        self.indexname = INDEX_NAME
        self.segid = segid
        self.compound = False
        self._article_count = article_count
        self._deleted = _ascending(deleted, article_count)

    def __reduce__(self) -> tuple[type[ColumnarSegment], tuple[str, int, bytes]]:
        return ColumnarSegment, (self.segid, self._article_count, self._deleted.tobytes())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ColumnarSegment) and self.__reduce__() == other.__reduce__()

    def __hash__(self) -> int:
        return hash(self.segid)

    @property
    def filename(self) -> str:
        """Name of the file in the folder of the index."""
        return f"{INDEX_NAME}_{self.segid}{EXTENSION}"

    @property
    def deleted(self) -> np.ndarray:
        """Ids of the deleted articles: int64, ascending."""
        return self._deleted.astype(np.int64)

    def with_deleted(self, doc_ids: np.ndarray) -> ColumnarSegment:
        """The same file with these articles deleted besides those that are already.

        Args:
            doc_ids: int64, in any order; some may be deleted already.

        Raises:
            ValueError: an id is not one of the segment.
        """
        if not len(doc_ids):
            return self
        # Not np.union1d: it imports numpy's masked arrays, which takes longer than adding an article.
        deleted = np.sort(np.concatenate([self.deleted, doc_ids]))
        if deleted[0] < 0 or deleted[-1] >= self._article_count:
            raise ValueError(f"{self.filename} has no such article")
        deleted = deleted[np.diff(deleted, prepend=-1) > 0]
        return ColumnarSegment(self.segid, self._article_count, deleted.astype("<u4").tobytes())

    def codec(self) -> Codec:
        """How Whoosh reads the file."""
        # Only Whoosh asks: a search of searchkit goes past it.
        from searchkit.codec.codec import ColumnarCodec  # noqa: PLC0415

        return ColumnarCodec()

    def doc_count_all(self) -> int:
        """Articles in the file, deleted ones included."""
        return self._article_count

    def doc_count(self) -> int:
        """Articles that are not deleted."""
        return self._article_count - len(self._deleted)

    def deleted_count(self) -> int:
        """Deleted articles."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """Ids of the deleted articles, ascending."""
        return iter(self._deleted.tolist())

    def is_deleted(self, docnum: int) -> bool:
        """Whether an article is deleted."""
        rank = int(np.searchsorted(self._deleted, docnum))
        return rank < len(self._deleted) and int(self._deleted[rank]) == docnum

    def should_assemble(self) -> bool:
        """Whether several files are to be joined: there is only one."""
        return False

    def delete_document(self, docnum: int, delete: bool = True) -> NoReturn:  # noqa: FBT001, FBT002 - Whoosh's
        """Refuse: only searchkit writes."""
        refuse_writing()

    def set_doc_count(self, doccount: int) -> NoReturn:
        """Refuse: the number of articles is that of the file."""
        refuse_writing()


def new_segment(article_count: int) -> ColumnarSegment:
    """A segment that no index has yet, with nothing deleted."""
    return ColumnarSegment(os.urandom(8).hex(), article_count)


def _ascending(deleted: bytes, article_count: int) -> np.ndarray:
    doc_ids = np.frombuffer(deleted, "<u4")
    if len(doc_ids) and (int(doc_ids[-1]) >= article_count or bool(np.any(doc_ids[1:] <= doc_ids[:-1]))):
        raise ValueError("the deleted articles are not ascending ids of the segment")
    return doc_ids
