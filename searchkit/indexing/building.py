"""From files to finished segment files, in this process or in several."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from searchkit.article import Article, Failure
from searchkit.codec.segments import ColumnarSegment
from searchkit.engine.batches import Batches
from searchkit.engine.merging import one_segment
from searchkit.engine.superseding import without_ids
from searchkit.indexing.file_dates import dated_by_file
from searchkit.indexing.folder_sources import sourced_by_folder
from searchkit.indexing.memory import Budget
from searchkit.indexing.planning import Plan
from searchkit.indexing.processes import Here, Pool, Workers
from searchkit.indexing.shares import Piece, Share, share_out, useful_jobs
from searchkit.loading.articles import load_each, prepare
from searchkit.loading.describing import Describing, Take
from searchkit.loading.parts import Joiner, LoadedPart, load_part
from searchkit.segment.vocabulary import Vocabulary

WORTH_PROCESSES: Final = 4_000_000
"""Bytes of files below which starting processes costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read.

    Attributes:
        max_bytes: larger files are not read.
        mtime_dates: articles that say no date get that of their file.
        folder_sources: articles that say no source get their folder.
    """

    max_bytes: int
    mtime_dates: bool
    folder_sources: bool


@dataclass(frozen=True, slots=True)
class Built:
    """What became of the files.

    Attributes:
        segments: finished, in the order of the articles; part of no commit yet.
        failures: what could not be read.
    """

    segments: tuple[ColumnarSegment, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class _BuiltShare:
    """What became of a share.

    Attributes:
        segments: in the order of the articles.
        pieces: what each piece gave besides articles: failures of a file, keys and faults of a part of one.
    """

    segments: tuple[ColumnarSegment, ...]
    pieces: tuple[tuple[Failure, ...] | LoadedPart, ...]


class _Kept(threading.local):
    """What goes from one share of a process to its next."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()


_kept = _Kept()


def build_segments(
    directory: Path,
    plan: Plan,
    budget: Budget,
    reading: Reading,
    progress: Callable[[int, int], None] | None,
) -> Built:
    """Read the files of a plan into segment files.

    Args:
        directory: where they are written; the caller holds the write lock.
        plan: which files.
        budget: processes to use, and what each may collect. With one process everything is done in this one.
        reading: how files are read.
        progress: called with the number of files read so far, and of files to read; here each part of a file
            that is divided counts as one.

    Raises:
        SearchkitError: one of the processes died.
    """
    total = sum(stamp.size for stamp in plan.load)
    workers = useful_jobs(total, budget.jobs) if total >= WORTH_PROCESSES else 1
    budget = replace(budget, jobs=workers)
    pool: Pool = Workers(workers, prepare) if workers > 1 else Here()
    with pool, _forgetting():
        shares = share_out(plan.load, tuple(plan.kept), budget, reading.max_bytes)
        results = pool.run(
            [partial(_build, directory, share, budget.batch_tokens, reading) for share in shares],
            _ticker(shares, progress),
        )
        joining = _Joining()
        units: list[list[ColumnarSegment]] = []
        merged: list[Future[list[ColumnarSegment]]] = []
        for share, built in zip(shares, results, strict=True):
            if share.unit == len(units):
                units.append([])
            units[share.unit] += _without_repeated(directory, share, built, joining)
            if share.is_last:
                merged.append(pool.submit(partial(one_segment, directory, units[share.unit])))
        joining.finish()
        segments = tuple(segment for unit in merged for segment in unit.result())
    return Built(segments, tuple(joining.failures))


@contextmanager
def _forgetting() -> Iterator[None]:
    """Leave nothing of the shares in this process, should it build them itself."""
    try:
        yield
    finally:
        _kept.vocabulary = Vocabulary()


def _ticker(shares: Sequence[Share], progress: Callable[[int, int], None] | None) -> Callable[[], None]:
    total = sum(len(share.pieces) for share in shares)
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, total)

    return tick


def _build(
    directory: Path, share: Share, batch_tokens: int, reading: Reading, tick: Callable[[], None]
) -> _BuiltShare:
    """Load a share and write it; no article leaves this process but in a segment."""
    batches = Batches(directory, batch_tokens, _kept.vocabulary)
    describing = Describing()
    pieces: list[tuple[Failure, ...] | LoadedPart] = []
    for piece in share.pieces:
        take: Take = partial(_add_prefixed, batches, piece.prefix) if piece.prefix else batches.add
        if reading.mtime_dates:
            take = partial(_add_dated, take)
        if reading.folder_sources:
            take = partial(_add_sourced, take)
        if piece.part is None:
            read = load_each(piece.stamp, take, max_bytes=reading.max_bytes, describing=describing)
            pieces.append(read)
        else:
            pieces.append(load_part(piece.part, take, describing))
        tick()
    describing.finish()
    return _BuiltShare(tuple(batches.take()), tuple(pieces))


def _add_prefixed(batches: Batches, prefix: str, article: Article) -> None:
    batches.add(replace(article, id=prefix + article.id))


def _add_dated(take: Take, article: Article) -> None:
    take(dated_by_file(article))


def _add_sourced(take: Take, article: Article) -> None:
    take(sourced_by_folder(article))


def _without_repeated(
    directory: Path, share: Share, built: _BuiltShare, joining: _Joining
) -> list[ColumnarSegment]:
    """The segments of a share, less the articles whose key stands in an earlier part of their file."""
    repeated: list[str] = []
    for piece, given in zip(share.pieces, built.pieces, strict=True):
        if isinstance(given, LoadedPart):
            repeated += joining.join(piece, given)
        else:
            joining.finish()
            joining.failures += given
    if not repeated:
        return list(built.segments)
    return [without_ids(directory, segment, repeated) for segment in built.segments]


class _Joining:
    """Gathers failures in the order of the files, and puts the parts of divided files together."""

    def __init__(self) -> None:
        self.failures: list[Failure] = []
        self._joiner: Joiner | None = None
        self._place = ("", "")

    def join(self, piece: Piece, loaded: LoadedPart) -> list[str]:
        """The ids of the articles of a part whose key an earlier part has already."""
        place = piece.stamp.root, piece.stamp.path
        if self._joiner is None or place != self._place:
            self.finish()
            self._joiner, self._place = Joiner(piece.stamp), place
        return [piece.prefix + article_id for article_id in self._joiner.join(loaded)]

    def finish(self) -> None:
        """No further part of the file comes."""
        if self._joiner is not None:
            self.failures += self._joiner.failures()
            self._joiner = None
