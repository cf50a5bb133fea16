"""One committed state of the index: its segments seen as one row of articles, numbered through."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import accumulate
from pathlib import Path

import numpy as np

from searchkit.analysis import ENGLISH
from searchkit.article import Origin
from searchkit.codec import toc
from searchkit.engine import scoring
from searchkit.engine.cache import Cache, default_capacity
from searchkit.engine.groups import Groups
from searchkit.engine.groups import read as read_groups
from searchkit.engine.memory import keep_what_is_freed
from searchkit.errors import ArticleNotFound, CorruptIndex
from searchkit.segment.dates import Periods
from searchkit.segment.dictionary import Strings
from searchkit.segment.reader import Segment
from searchkit.segment.streams import SECTION_GAP, SECTIONS
from searchkit.values import value

_ATTEMPTS = 10


@value
class Leaf:
    """A segment as part of the whole.

    Attributes:
        segment: the columns.
        base: number of its first article.
        deleted: its deleted articles, int64, numbered inside the segment.
    """

    segment: Segment
    base: int
    deleted: np.ndarray

    __eq__ = object.__eq__  # what is open equals nothing but itself
    __hash__ = object.__hash__


@value
class Snapshot:
    """The segments of one commit; never changes, and is safe to share between threads.

    Articles and positions are numbered over all segments, in their order.
    """

    __slots__ = ("__dict__",)  # for what is worked out once

    directory: Path
    generation: int
    leaves: tuple[Leaf, ...]
    cache: Cache
    copies: Groups

    __eq__ = object.__eq__  # what is open equals nothing but itself
    __hash__ = object.__hash__

    @cached_property
    def _periods(self) -> dict[str, Periods]:
        return {}

    @cached_property
    def article_count(self) -> int:
        """Articles in all segments, deleted ones included: the N of scoring."""
        return sum(len(leaf.segment) for leaf in self.leaves)

    @cached_property
    def deleted_count(self) -> int:
        """Articles that are deleted and not yet merged away."""
        return sum(len(leaf.deleted) for leaf in self.leaves)

    @cached_property
    def live(self) -> np.ndarray:
        """Whether each article is to be found: bool."""
        live = np.ones(self.article_count, bool)
        for leaf in self.leaves:
            live[leaf.base + leaf.deleted] = False
        return live

    @cached_property
    def norms(self) -> np.ndarray:
        """Length norms of all articles, see :func:`scoring.length_norms`."""
        lengths = [leaf.segment.stems.field_lengths for leaf in self.leaves]
        return scoring.length_norms(np.concatenate([*lengths, np.zeros(0)]))

    @cached_property
    def inverse_norms(self) -> np.ndarray:
        """1 divided by each of :attr:`norms`: float32."""
        return (1 / self.norms).astype(np.float32)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of all stems, ascending; that of English ones where there are no articles."""
        found = {language for leaf in self.leaves for language in leaf.segment.languages.languages}
        return tuple(sorted(found)) or (ENGLISH,)

    def stem_doc_freq(self, stem: bytes) -> int:
        """How many articles hold a stem."""
        found = [(leaf.segment.stems, leaf.segment.stems.stems.find(stem)) for leaf in self.leaves]
        return sum(stems.doc_freq(number) for stems, number in found if number is not None)

    @cached_property
    def position_bases(self) -> tuple[int, ...]:
        """What is added to the positions of each segment, to number them over all."""
        sizes = [SECTION_GAP * len(leaf.segment.stream.section_of_chunk) for leaf in self.leaves]
        return tuple(accumulate(sizes, initial=0))[:-1]

    @cached_property
    def position_dtype(self) -> np.dtype[np.signedinteger]:
        """The narrower of int32 and int64 that holds every position."""
        return np.min_scalar_type(-SECTION_GAP * max(1 << 15, len(self._section_of_chunk)))

    def sections_of(self, positions: np.ndarray) -> np.ndarray:
        """The section of each position: int32, ``SECTIONS * article + section``."""
        sections: np.ndarray = self._section_of_chunk[positions // SECTION_GAP]
        return sections

    def sections_of_few(self, positions: list[int]) -> list[int]:
        """The same for few positions, for which arrays take longer."""
        of_chunk = self._section_of_chunk.data
        return [of_chunk[position // SECTION_GAP] for position in positions]

    @cached_property
    def _section_of_chunk(self) -> np.ndarray:
        parts = [leaf.segment.stream.section_of_chunk + SECTIONS * leaf.base for leaf in self.leaves]
        return np.concatenate([*parts, np.zeros(0, np.int32)])

    @cached_property
    def missing_fields(self) -> frozenset[str]:
        """Fields that a segment does not have, as an earlier version built it."""
        return frozenset().union(*(leaf.segment.missing_fields for leaf in self.leaves))

    @cached_property
    def first_fault(self) -> CorruptIndex | None:
        """What is wrong with the index, if anything is; all of it is decoded for that."""
        from searchkit.segment.checking import faults_of  # noqa: PLC0415 - needed when all else has failed

        return next((fault for leaf in self.leaves for fault in faults_of(leaf.segment)), None)

    def files(self) -> dict[Origin, int]:
        """The files that the articles came from, and how many articles each gave."""
        found: dict[Origin, int] = {}
        for leaf in self.leaves:
            live = self.live[leaf.base : leaf.base + len(leaf.segment)]
            counts = np.bincount(leaf.segment.files.of_articles[live], minlength=len(leaf.segment.files))
            for origin, count in zip(leaf.segment.files.origins(), counts.tolist(), strict=True):
                if count:
                    found[origin] = found.get(origin, 0) + count
        return found

    def gather(self, column: Callable[[Segment], np.ndarray]) -> np.ndarray:
        """A column with one item an article, over all segments; of the type that holds the items of each."""
        parts = [column(leaf.segment) for leaf in self.leaves] or [np.zeros(0, np.int64)]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def parts(self, doc_ids: np.ndarray | None) -> Iterator[tuple[Leaf, np.ndarray | None]]:
        """The segments, each with those of some articles (int64, ascending) that it holds, numbered in it.

        Without articles every segment comes, with ``None``; with them only those that hold any.
        """
        if doc_ids is None:
            yield from ((leaf, None) for leaf in self.leaves)
        else:
            yield from ((leaf, doc_ids[part] - leaf.base) for leaf, part in self.split(doc_ids))

    def split(self, doc_ids: np.ndarray) -> Iterator[tuple[Leaf, slice]]:
        """The segments that hold any of some articles (int64, ascending), each with the part of these."""
        for leaf in self.leaves:
            start, end = np.searchsorted(doc_ids, (leaf.base, leaf.base + len(leaf.segment))).tolist()
            if start < end:
                yield leaf, slice(start, end)

    def locate(self, doc_id: int) -> tuple[Segment, int]:
        """The segment of an article, and its number there."""
        leaf = self.leaves[bisect_right(self._bases, doc_id) - 1]
        return leaf.segment, doc_id - leaf.base

    def doc_id(self, article_id: str) -> int:
        """The number of the article that has an id.

        Raises:
            ArticleNotFound: there is none.
        """
        term = article_id.encode(errors="surrogatepass")
        for leaf in self.leaves:
            column = leaf.segment.keywords("path")
            number = column.terms.find(term)
            if number is not None:
                for doc_id in column.doc_ids(number).tolist():
                    if self.live[leaf.base + doc_id]:
                        return leaf.base + int(doc_id)
        raise ArticleNotFound(f"no article has the id {article_id!r}")

    def titles(self, doc_ids: list[int]) -> list[str]:
        """The titles of some articles."""
        bases, columns = self._bases, self._titles
        titles = []
        for doc_id in doc_ids:
            place = bisect_right(bases, doc_id) - 1
            titles.append(columns[place][doc_id - bases[place]].decode("utf-8", "surrogatepass"))
        return titles

    def periods_of(self, field: str) -> Periods:
        """The dates of all articles in a field: ``date`` or ``modified``."""
        if field not in self._periods:
            self._periods[field] = Periods.joined(
                [leaf.segment.dates_of(field).periods for leaf in self.leaves]
            )
        return self._periods[field]

    @cached_property
    def _titles(self) -> tuple[Strings, ...]:
        return tuple(leaf.segment.titles for leaf in self.leaves)

    @cached_property
    def _bases(self) -> tuple[int, ...]:
        return tuple(leaf.base for leaf in self.leaves)


def load(directory: Path, cache_bytes: int | None = None) -> Snapshot:
    """The newest committed state.

    Args:
        directory: where the index is.
        cache_bytes: how much is kept for the next queries; ``None`` for what suits its size.

    Raises:
        IndexNotFound: there is no index.
        UntrustedIndex: the table of contents is not one that searchkit writes.
        CorruptIndex: a file is missing or damaged.
    """
    keep_what_is_freed()
    for attempt in range(_ATTEMPTS):
        contents = toc.read(directory)
        try:
            return _open(directory, contents, cache_bytes)
        except CorruptIndex:
            # A writer may have committed, and cleaned up, between our reading the contents and the files.
            if attempt + 1 == _ATTEMPTS or toc.read(directory).generation == contents.generation:
                raise
    raise AssertionError


def _open(directory: Path, contents: toc.Toc, cache_bytes: int | None) -> Snapshot:
    leaves = []
    base = 0
    for entry in contents.segments:
        path = directory / entry.filename
        segment = Segment(path)
        if len(segment) != entry.doc_count_all():
            raise CorruptIndex(
                str(path), f"{len(segment)} articles where {entry.doc_count_all()} were committed"
            )
        leaves.append(Leaf(segment, base, entry.deleted))
        base += len(segment)
    if cache_bytes is None:
        cache_bytes = default_capacity(sum(leaf.segment.nbytes for leaf in leaves))
    copies = read_groups(directory, contents)
    if copies is None:
        if toc.newest_generation(directory) != contents.generation:
            raise CorruptIndex(str(directory), "it changes faster than it can be read")
        copies = Groups.none(base)  # an earlier version does not look for them
    return Snapshot(directory, contents.generation, tuple(leaves), Cache(cache_bytes), copies)
