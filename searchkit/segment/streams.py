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

from searchkit.errors import CorruptIndex
from searchkit.segment.container import Columns, Container, narrow
from searchkit.segment.dictionary import PlainTerms, write_terms
from searchkit.segment.lists import Part, PartBuffer, lay_renumbered, run_begins
from searchkit.segment.packed import PackedColumn, write_packed
from searchkit.segment.runs import Starts, read_lengths, starts_of, write_lengths
from searchkit.segment.terms import Terms

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

    def write(self, writer: Columns, vocabulary: Terms, numbers: np.ndarray) -> None:
        """Write the columns ``words.*``; nothing is left here.

        Args:
            writer: where to.
            vocabulary: distinct words in byte order.
            numbers: int64, the place of each word in it.
        """
        merged = lay_renumbered(self._parts.parts, numbers, len(vocabulary))
        self._parts = PartBuffer()
        write_words(writer, vocabulary, merged.counts, merged.items, np.concatenate(self._section_lengths))


def write_words(
    writer: Columns,
    vocabulary: Terms,
    counts: np.ndarray,
    positions: np.ndarray,
    section_lengths: np.ndarray,
) -> None:
    """Write ``words.*``: dictionary, ``frequencies``, ``positions``, ``section_lengths``.

    Args:
        writer: where to.
        vocabulary: distinct words in byte order.
        counts: integers, how often each stands.
        positions: uint32, those of the first word ascending, then those of the second, and so on.
        section_lengths: int64, tokens of each section.
    """
    write_terms(writer, "words", vocabulary)
    write_lengths(writer, "words.frequencies", counts)
    write_packed(writer, "words.positions", positions)
    write_lengths(writer, "words.section_lengths", section_lengths)


def section_starts(section_lengths: np.ndarray) -> np.ndarray:
    """Position of the first token of each section, and where the next section would begin: int64."""
    return starts_of(section_lengths + SECTION_GAP)


class WordStream:
    """Reads the positions of exact words."""

    def __init__(self, container: Container, article_count: int) -> None:
        self._container = container
        self._article_count = article_count
        self.words = PlainTerms(container, "words")
        self._positions = PackedColumn(container, "words.positions")
        self._starts = Starts(container, "words.frequencies", self._positions)

    @cached_property
    def section_starts(self) -> np.ndarray:
        """Position of the first token of each section, and one end: int64, ``SECTIONS * articles + 1``.

        Raises:
            CorruptIndex: the sections have other tokens than the words.
        """
        lengths = read_lengths(self._container, "words.section_lengths")
        if lengths.sum() != len(self._positions) or len(lengths) != SECTIONS * self._article_count:
            raise CorruptIndex(
                str(self._container.path), "they are not those of the words", "words.section_lengths"
            )
        return section_starts(lengths)

    def positions(self, word: int) -> np.ndarray:
        """Where a word stands: int64, ascending."""
        start, end = self._starts.run(word)
        return self._positions[start:end]

    def positions_of(self, words: np.ndarray | range) -> np.ndarray:
        """Where any of several words stands: int64, word after word, those of each ascending."""
        found = [self._positions[start:end] for start, end in self.runs(words)]
        return found[0] if len(found) == 1 else np.concatenate([*found, np.zeros(0, np.int64)])

    def frequencies(self, words: np.ndarray | range) -> np.ndarray:
        """How often each of some words stands in the segment: int64."""
        starts = self._starts.values
        numbers = np.arange(words.start, words.stop) if isinstance(words, range) else words
        counts: np.ndarray = starts[numbers + 1] - starts[numbers]
        return counts

    def all_frequencies(self) -> np.ndarray:
        """How often each word stands in the segment: int64."""
        return self._starts.sizes()

    def runs(self, words: np.ndarray | range) -> list[tuple[int, int]]:
        """The parts of all positions that belong to some words (int64, ascending): (start, end) of each."""
        if isinstance(words, range):
            starts = self._starts.view
            return [(starts[words.start], starts[words.stop])] if words else []
        firsts = self._starts.values
        return list(zip(firsts[words].tolist(), firsts[words + 1].tolist(), strict=True))

    def part(self, start: int, end: int) -> tuple[np.ndarray, np.ndarray]:
        """A part of all positions, or what there is of it, and where in it words begin: both int64."""
        starts = self._starts.values
        first, last = starts.searchsorted((start, min(end, len(self._positions)))).tolist()
        return self._positions[start : min(end, len(self._positions))], starts[first:last] - start

    def sections_of(self, positions: np.ndarray) -> np.ndarray:
        """The section of each position, counted over the segment: int32, ``SECTIONS * article + section``."""
        sections: np.ndarray = self.section_of_chunk[positions // SECTION_GAP]
        return sections

    @cached_property
    def section_of_chunk(self) -> np.ndarray:
        """The section of each run of ``SECTION_GAP`` positions, of which none holds tokens of two: int32."""
        return np.cumsum(np.bincount(self.section_starts[1:] // SECTION_GAP), dtype=np.int32)
