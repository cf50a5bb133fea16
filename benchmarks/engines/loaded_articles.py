"""Articles that processes hold in memory before the clock starts, and the segments that they make of them.

The files are divided as ``searchkit index`` divides them, and each process writes the segments of its shares
as it would while it loads them: what is left out is loading.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from searchkit.article import Article
from searchkit.codec.segments import ColumnarSegment
from searchkit.engine.batches import Batches
from searchkit.engine.merging import one_segment
from searchkit.indexing.memory import DEFAULT_MEMORY_BYTES, budget
from searchkit.indexing.processes import Here, Pool, Workers
from searchkit.indexing.shares import Share, share_out, useful_jobs
from searchkit.loading.articles import load_each
from searchkit.loading.files import DEFAULT_MAX_BYTES
from searchkit.loading.parts import load_part
from searchkit.loading.scanning import scan
from searchkit.segment.vocabulary import Vocabulary


class LoadedArticles:
    """The articles of a corpus, in the processes that will index them."""

    def __init__(self, shares: list[Share], processes: list[Pool]) -> None:
        """Wait until all are loaded."""
        self._shares = shares
        self._processes = processes
        counts = [process.submit(_count) for process in processes]
        self._count = sum(count.result() for count in counts)

    def __len__(self) -> int:
        """Number of articles."""
        return self._count

    def write(self, directory: Path) -> list[ColumnarSegment]:
        """Have all processes write their segments at once; as many as a run over the files gives."""
        written = [
            self._process(number).submit(partial(_write, number // len(self._processes), directory))
            for number in range(len(self._shares))
        ]
        units: list[list[ColumnarSegment]] = []
        joined: list[Future[list[ColumnarSegment]]] = []
        for share, segments in zip(self._shares, written, strict=True):
            if share.unit == len(units):
                units.append([])
            units[share.unit] += segments.result()
            if share.is_last:
                joined.append(
                    self._process(share.unit).submit(partial(one_segment, directory, units[share.unit]))
                )
        return [segment for unit in joined for segment in unit.result()]

    def _process(self, number: int) -> Pool:
        return self._processes[number % len(self._processes)]


@contextmanager
def loaded_articles(corpus: Path, jobs: int) -> Iterator[LoadedArticles]:
    """Load a corpus with its metadata into so many processes; with one, into this."""
    stamps = scan([corpus]).files
    count = useful_jobs(sum(stamp.size for stamp in stamps), jobs)
    shares = share_out(stamps, (), budget(DEFAULT_MEMORY_BYTES, count), DEFAULT_MAX_BYTES)
    with ExitStack() as stack:
        if count == 1:
            processes: list[Pool] = [stack.enter_context(Here())]
            _load(shares)
        else:
            # Each is a pool of its own: what a process has loaded is to be written by the same one.
            processes = [
                stack.enter_context(Workers(1, partial(_load, shares[first::count])))
                for first in range(count)
            ]
        yield LoadedArticles(shares, processes)


_loaded: list[list[Article]] = []
"""The articles of the shares of this process."""


def _load(shares: list[Share]) -> None:
    _loaded.clear()
    for share in shares:
        articles: list[Article] = []
        for piece in share.pieces:
            if piece.part is None:
                faults: tuple[object, ...] = load_each(piece.stamp, articles.append)
            else:
                faults = load_part(piece.part, articles.append).faults
            assert not faults, faults[0]
        _loaded.append(articles)


def _count() -> int:
    return sum(map(len, _loaded))


_vocabularies: dict[Path, Vocabulary] = {}
"""What this process knows of words from the shares that it wrote to a folder before."""


def _write(number: int, directory: Path) -> list[ColumnarSegment]:
    if number == 0:
        _vocabularies.clear()
    batches = Batches(directory, vocabulary=_vocabularies.setdefault(directory, Vocabulary()))
    for article in _loaded[number]:
        batches.add(article)
    return batches.take()
