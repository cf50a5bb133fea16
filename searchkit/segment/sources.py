"""The segments that become one, and which of their articles stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from searchkit.segment.container import Container, open_container
from searchkit.segment.dictionary import Strings
from searchkit.segment.reader import Segment
from searchkit.segment.runs import read_lengths, starts_of


@dataclass(frozen=True, slots=True)
class Source:
    """A segment to merge.

    Attributes:
        container: its file.
        segment: the same, for the few articles that have to be read whole.
        stays: bool, whether each of its articles is in the result.
        first: the number that its first article gets.
    """

    container: Container
    segment: Segment
    stays: np.ndarray
    first: int

    @property
    def count(self) -> int:
        """How many of its articles are in the result."""
        return int(np.count_nonzero(self.stays))

    @property
    def new_doc_ids(self) -> np.ndarray:
        """The number that each article gets: int64; for one that is left out, that of the next."""
        return self.first + starts_of(self.stays)[:-1]

    def values(self, name: str) -> np.ndarray:
        """A column as it was written.

        Raises:
            CorruptIndex: there is no such column, or its bytes are not those that were written.
        """
        return self.container.column(name).values

    def counts(self, name: str) -> np.ndarray:
        """The lengths of runs: int64.

        Raises:
            CorruptIndex: the column holds something else.
        """
        return read_lengths(self.container, name)

    def terms(self, name: str) -> list[bytes]:
        """All strings of a column."""
        strings = Strings(self.container, name)
        return strings.slice(0, len(strings))

    def runs(self) -> Iterator[tuple[int, int]]:
        """First and last + 1 of the articles that stay, for every stretch of them."""
        changes = np.flatnonzero(np.diff(self.stays, prepend=False, append=False))
        return zip(changes[::2].tolist(), changes[1::2].tolist(), strict=True)


def open_sources(sources: Sequence[tuple[Path, np.ndarray]]) -> list[Source]:
    """Open segment files, each with the ids of its articles that are left out: int64, ascending.

    Raises:
        CorruptIndex: a file is damaged.
    """
    opened = []
    first = 0
    for path, deleted in sources:
        segment = Segment(path)
        stays = np.ones(len(segment), bool)
        stays[deleted] = False
        opened.append(Source(open_container(path), segment, stays, first))
        first += opened[-1].count
    return opened


def column_left(sources: Sequence[Source], name: str) -> np.ndarray:
    """The items of the articles that stay, of a column of one item an article: of a type that holds all."""
    return np.concatenate([source.values(name)[source.stays] for source in sources])
