"""The token stream of the articles' text: exact words with positions.

All tokens of a segment are numbered in reading order; a *position* is such a number. Each article has
:data:`SECTIONS` sections, title and body, and after each section :data:`SECTION_GAP` numbers stay unused, so
that nothing that looks at most that far can reach across. Which article and section a position belongs to
follows from the lengths of the sections.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

import numpy as np

from searchkit.segment.container import ColumnWriter, Container, narrow
from searchkit.segment.dictionary import TermDictionary, write_strings
from searchkit.segment.lists import Part, PartBuffer, lay_renumbered, run_begins
from searchkit.segment.packed import PackedColumn, write_packed
from searchkit.segment.runs import Starts, read_lengths, starts_of, write_lengths

SECTIONS: Final = 2
TITLE: Final = 0
BODY: Final = 1
SECTION_GAP: Final = 52


class PositionBuffer:
    """Collects where each word stands."""

    def __init__(self) -> None:
        self._parts = PartBuffer()
        self._section_lengths = [np.zeros(0, np.int64)]
        self._end = 0

    def add(self, words: np.ndarray, section_lengths: np.ndarray) -> None:
        """Add the tokens of the next sections.

        Args:
            words: int64, the number of each token's word in reading order.
            section_lengths: int64, tokens of each section.
        """
        gaps = np.arange(len(section_lengths)) * SECTION_GAP + self._end
        # One sort of (word, position) packed in 64 bits is faster than a stable argsort by word.
        keys = np.repeat(gaps, section_lengths)
        keys += np.arange(len(keys))
        keys |= words << 32
        keys.sort()
        sorted_words = keys >> 32
        firsts = np.flatnonzero(run_begins(sorted_words))
        counts = np.diff(firsts, append=len(keys))
        self._parts.add(Part(narrow(sorted_words[firsts]), narrow(counts), keys.astype(np.uint32)))
        self._section_lengths.append(section_lengths)
        self._end += len(keys) + len(section_lengths) * SECTION_GAP

    def write(self, writer: ColumnWriter, vocabulary: list[bytes], numbers: np.ndarray) -> None:
        """Write the columns ``words.*``; nothing is left here.

        Args:
            writer: where to.
            vocabulary: distinct words in byte order.
            numbers: the place of each word in it.
        """
        merged = lay_renumbered(self._parts.parts, numbers)
        self._parts = PartBuffer()
        write_words(writer, vocabulary, merged.counts, merged.items, np.concatenate(self._section_lengths))


def write_words(
    writer: ColumnWriter,
    vocabulary: list[bytes],
    counts: np.ndarray,
    positions: np.ndarray,
    section_lengths: np.ndarray,
) -> None:
    """Write ``words.*``: dictionary, ``frequencies``, ``positions``, ``section_lengths``.

    Args:
        writer: where to.
        vocabulary: distinct words in byte order.
        counts: how often each stands.
        positions: uint32, those of the first word ascending, then those of the second, and so on.
        section_lengths: tokens of each section.
    """
    write_strings(writer, "words", vocabulary)
    write_lengths(writer, "words.frequencies", counts)
    write_packed(writer, "words.positions", positions)
    write_lengths(writer, "words.section_lengths", section_lengths)


def section_starts(section_lengths: np.ndarray) -> np.ndarray:
    """Position of the first token of each section, and where the next section would begin: int64."""
    return starts_of(section_lengths + SECTION_GAP)


class WordStream:
    """Reads the positions of exact words."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self.words = TermDictionary(container, "words")
        self._starts = Starts(container, "words.frequencies")
        self._positions = PackedColumn(container, "words.positions")

    @cached_property
    def section_starts(self) -> np.ndarray:
        """Position of the first token of each section, and one end: int64, ``SECTIONS * articles + 1``."""
        return section_starts(read_lengths(self._container, "words.section_lengths"))

    def frequency(self, word: int) -> int:
        """How often a word occurs."""
        start, end = self._run(word, word + 1)
        return end - start

    def positions(self, word: int) -> np.ndarray:
        """Where a word stands: int64, ascending."""
        return self._positions[slice(*self._run(word, word + 1))]

    def positions_of(self, words: np.ndarray | range) -> np.ndarray:
        """Where any of several words stands: int64, word after word, those of each ascending."""
        if isinstance(words, range):
            return self._positions[slice(*self._run(words.start, words.stop))]
        return np.concatenate([*(self.positions(int(word)) for word in words), np.zeros(0, np.int64)])

    def sections_of(self, positions: np.ndarray) -> np.ndarray:
        """The section of each position, counted over the segment: int32, ``SECTIONS * article + section``."""
        sections: np.ndarray = self.section_of_chunk[positions // SECTION_GAP]
        return sections

    @cached_property
    def section_of_chunk(self) -> np.ndarray:
        """The section of each run of ``SECTION_GAP`` positions, of which none holds tokens of two: int32."""
        return np.cumsum(np.bincount(self.section_starts[1:] // SECTION_GAP), dtype=np.int32)

    def _run(self, first: int, last: int) -> tuple[int, int]:
        """The part of the positions that belongs to the words ``first <= word < last``."""
        return int(self._starts[first : first + 1][0]), int(self._starts[last : last + 1][0])
