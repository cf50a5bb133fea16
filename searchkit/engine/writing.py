"""Changing an index: articles in, articles out, one commit."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from searchkit.article import Article, Origin
from searchkit.codec import toc
from searchkit.codec.distribution import refuse_mixed_whoosh
from searchkit.codec.lock import write_lock
from searchkit.codec.segments import ColumnarSegment
from searchkit.engine import grouping, groups, merging
from searchkit.engine.batches import Batches
from searchkit.engine.superseding import without_superseded
from searchkit.errors import CorruptIndex, IndexNotFound, IndexNotWritten
from searchkit.segment.reader import Segment
from searchkit.segment.writing import make_folder


class IndexWriter:
    """The one writer of an index. Nothing that it does is seen before :meth:`commit`, and all of it after.

    Use it as a context manager: leaving it without a commit, by an exception or not, changes nothing.
    """

    def __init__(
        self, directory: Path, *, from_scratch: bool = False, merge_bytes: int = merging.LARGEST_MERGE
    ) -> None:
        """Prepare to write.

        Args:
            directory: where the index lives; it is made if need be.
            from_scratch: begin with no articles; those of the last commit stay until :meth:`commit`, and it
                need not be whole.
            merge_bytes: of segment files that are merged into one at most.
        """
        self._directory = directory
        self._from_scratch = from_scratch
        self._merge_bytes = merge_bytes
        self._batches = Batches(directory)
        self._fresh: list[ColumnarSegment] = []

    def __enter__(self) -> Self:
        """Take the lock.

        Raises:
            IndexLocked: another process is writing.
            SearchkitError: two distributions of Whoosh overwrote each other.
            UntrustedIndex: the index there is not one that searchkit wrote.
            CorruptIndex: its table of contents is damaged.
        """
        refuse_mixed_whoosh()
        make_folder(self._directory)
        self._lock = write_lock(self._directory)
        self._held = self._lock.__enter__()
        self._not_understood: frozenset[str] = frozenset()
        try:
            self._contents = self._last_commit()
        except BaseException:
            self._lock.__exit__(None, None, None)
            raise
        self._kept = () if self._from_scratch else self._contents.segments
        return self

    def _last_commit(self) -> toc.Toc:
        try:
            return toc.read(self._directory)
        except IndexNotFound:
            return toc.Toc(-1, ())
        except CorruptIndex:
            if not self._from_scratch:
                raise
            # What it needs cannot be told: until there is something better, all may be of use to somebody.
            self._not_understood = frozenset(path.name for path in self._directory.iterdir())
            return toc.Toc(toc.newest_generation(self._directory), ())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clean up what was not committed, and free the lock.

        Raises:
            IndexNotWritten: writing failed because the folder is another one.
        """
        in_place = self._held.is_in_place()
        try:
            if in_place:  # what another writer has begun elsewhere is none of ours
                toc.clean(self._directory, self._contents, self._not_understood)
        finally:
            self._lock.__exit__(kind, error, trace)
        if not in_place and isinstance(error, CorruptIndex | IndexNotFound | IndexNotWritten | OSError):
            raise self._replaced() from error

    def remove_files(self, origins: Collection[Origin]) -> None:
        """Delete the articles that came from these files."""
        gone = set(origins)
        self._kept = tuple(self._without(entry, gone) for entry in self._kept)

    def add(self, article: Article) -> None:
        """Add an article; one of the same id that was there, or was added before, gives way to it."""
        self._batches.add(article)

    def adopt(self, segments: Iterable[ColumnarSegment]) -> None:
        """Add finished segments, whose files are in the folder, as if their articles had been added."""
        self._fresh += [*self._batches.take(), *segments]

    def commit(self, copies_threshold: float = groups.THRESHOLD) -> None:
        """Make all changes visible at once.

        Args:
            copies_threshold: what part of the shorter of two articles stands in the longer if one is a copy.

        Raises:
            IndexNotWritten: the disk is full, or the folder is another one; nothing has changed.
            SearchkitError: the disk failed when all was written.
        """
        self.adopt(())
        segments = without_superseded(self._directory, self._kept, self._fresh)
        merged = merging.merge(
            self._directory, [entry for entry in segments if entry.doc_count()], self._merge_bytes
        )
        generation = self._contents.generation + 1
        try:
            found = grouping.find(self._directory, merged, copies_threshold)
            if not self._held.is_in_place():
                raise self._replaced()
            groups.write(self._directory, generation, found, merged)
            toc.write(self._directory, generation, merged, has_copies=True)
        finally:
            # An interrupt or a fault may come after the rename: what is published must not be cleaned away.
            if toc.is_published(self._directory, generation):
                self._contents = toc.Toc(generation, tuple(merged), has_copies=True)
                self._not_understood = frozenset()
        self._kept = self._contents.segments
        self._fresh = []

    def _replaced(self) -> IndexNotWritten:
        return IndexNotWritten(f"{self._directory}: the folder was moved or replaced meanwhile")

    def _without(self, entry: ColumnarSegment, gone: set[Origin]) -> ColumnarSegment:
        files = Segment(self._directory / entry.filename).files
        numbers = [number for number, origin in enumerate(files.origins()) if origin in gone]
        return entry.with_deleted(np.flatnonzero(np.isin(files.of_articles, numbers))) if numbers else entry


def build(directory: Path, articles: Iterable[Article]) -> None:
    """Make an index of exactly these articles, in place of what was there.

    Raises:
        IndexLocked: another process is writing.
    """
    with IndexWriter(directory, from_scratch=True) as writer:
        for article in articles:
            writer.add(article)
        writer.commit()
