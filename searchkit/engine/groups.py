"""Groups of articles that are copies of each other, kept beside the table of contents of a commit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, Self

import numpy as np

from searchkit.codec import toc
from searchkit.codec.segments import ColumnarSegment
from searchkit.errors import CorruptIndex
from searchkit.segment.container import ColumnWriter, narrow, open_container
from searchkit.segment.runs import starts_of
from searchkit.values import value

THRESHOLD: Final = 0.8
"""Articles are copies from this part on of the shorter one that stands in the longer one."""

LEAST_THRESHOLD: Final = 0.5
"""Sketches do not tell articles that share less from others."""

_ALONE: Final = -1


@value
class Copies:
    """The other articles that say the same as one.

    Attributes:
        count: how many.
        sources: the outlets that they are from, those with most of them first.
        ids: of the articles, the earliest first.
    """

    count: int
    sources: tuple[str, ...]
    ids: tuple[str, ...]


@value
class Groups:
    """The groups of an index, numbered from 0.

    Attributes:
        articles: the articles of all groups, numbered over all segments: those of the first group, the
            earliest first, then those of the second.
        starts: where each group begins in ``articles``, and their end.
        article_count: articles in the index.
        threshold: the containment from which on articles are copies.
        nbytes: size of the file that they were read from; 0 where there is none.
    """

    __slots__ = ("__dict__",)  # for what is worked out once

    articles: np.ndarray
    starts: np.ndarray
    article_count: int
    threshold: float
    nbytes: int = 0

    __eq__ = object.__eq__  # what is open equals nothing but itself
    __hash__ = object.__hash__

    @classmethod
    def none(cls, article_count: int, threshold: float = THRESHOLD) -> Self:
        """Those of an index that knows of none."""
        return cls(np.zeros(0, np.int64), np.zeros(1, np.int64), article_count, threshold)

    def __len__(self) -> int:
        """How many groups."""
        return len(self.starts) - 1

    @cached_property
    def group_of_articles(self) -> memoryview:
        """The group of each article of the index, or a number below 0."""
        groups = np.full(self.article_count, _ALONE, np.int32)
        groups[self.articles] = np.repeat(np.arange(len(self)), np.diff(self.starts))
        return groups.data

    def of(self, doc_id: int) -> list[int]:
        """The group that an article is in, the earliest first, itself among them; none where it is alone."""
        group = self.group_of_articles[doc_id]
        if group == _ALONE:
            return []
        found: list[int] = self.articles[self.starts[group] : self.starts[group + 1]].tolist()
        return found

    def firsts(self, doc_ids: Sequence[int]) -> list[int]:
        """The places of those articles that no other of their group stands before."""
        groups = self.group_of_articles
        seen: set[int] = set()
        places = []
        for place, doc_id in enumerate(doc_ids):
            group = groups[doc_id]
            if group == _ALONE:
                places.append(place)
            elif group not in seen:
                seen.add(group)
                places.append(place)
        return places


def write(directory: Path, generation: int, copies: Groups, segments: Sequence[ColumnarSegment]) -> None:
    """Write the groups of a coming commit of these segments.

    Raises:
        IndexNotWritten: the disk is full.
    """
    writer = ColumnWriter(directory / toc.copies_name(generation))
    try:
        writer.add("articles", narrow(copies.articles))
        writer.add("sizes", narrow(np.diff(copies.starts)))
        writer.finish(
            {
                "articles": copies.article_count,
                "threshold": copies.threshold,
                "segments": [segment.filename for segment in segments],
            }
        )
    finally:
        writer.abandon()


def verify(directory: Path, contents: toc.Toc) -> tuple[int, list[CorruptIndex]]:
    """Read every byte of the file of the groups of a commit: how many it has, and what is wrong with them.

    It has none, and nothing is wrong, where an earlier version wrote no such file.
    """
    try:
        groups = read(directory, contents)
        if groups is None:
            return 0, []
        return groups.nbytes, open_container(directory / toc.copies_name(contents.generation)).faults()
    except CorruptIndex as fault:
        return 0, [fault]


def read(directory: Path, contents: toc.Toc) -> Groups | None:
    """The groups of a commit, or ``None`` where an earlier version wrote none.

    Raises:
        CorruptIndex: the file is missing, damaged, or that of another commit.
    """
    path = directory / toc.copies_name(contents.generation)
    if not contents.has_copies and not path.exists():
        return None
    article_count = sum(segment.doc_count_all() for segment in contents.segments)
    container = open_container(path)
    names = [segment.filename for segment in contents.segments]
    if container.properties.get("segments", names) != names:
        raise CorruptIndex(str(path), "it is of another index, or of another state of it")
    articles = container.column("articles").below(article_count).astype(np.int64)
    starts = starts_of(container.column("sizes").below(len(articles) + 1).astype(np.int64))
    threshold = container.properties.get("threshold")
    if starts[-1] != len(articles) or not isinstance(threshold, int | float):
        raise CorruptIndex(str(path), "it does not hold groups of articles")
    return Groups(articles, starts, article_count, float(threshold), container.nbytes)
