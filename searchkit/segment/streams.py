"""The token stream of the articles' text: exact words with positions.

All tokens of a segment are numbered in reading order; a *position* is such a number. Each article has
:data:`SECTIONS` sections, title and body, and after each section :data:`SECTION_GAP` numbers stay unused, so
that nothing that looks at most that far can reach across. Which article and section a position belongs to
follows from the lengths of the sections.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from searchkit import analysis
from searchkit.segment.container import ColumnWriter, Container
from searchkit.segment.dictionary import TermDictionary, number_terms, write_strings
from searchkit.segment.packed import PackedColumn, write_packed
from searchkit.segment.runs import Starts, read_lengths, starts_of, write_lengths

SECTIONS: Final = 2
TITLE: Final = 0
BODY: Final = 1
SECTION_GAP: Final = 52

_CHUNK_CHARACTERS = 1 << 18


@dataclass(frozen=True, slots=True)
class Tokens:
    """The token stream of a segment in memory.

    Attributes:
        vocabulary: distinct words in byte order.
        word_ids: int32, the word of each token in reading order.
        section_lengths: int64, tokens of each section, ``SECTIONS`` for each article.
    """

    vocabulary: list[bytes]
    word_ids: np.ndarray
    section_lengths: np.ndarray

    def sections(self) -> np.ndarray:
        """uint32, the section of each token, counted over the whole segment."""
        return np.repeat(np.arange(len(self.section_lengths), dtype=np.uint32), self.section_lengths)


class TokenBuffer:
    """Collects the words of articles as numbers."""

    def __init__(self) -> None:
        # Looking a new word up gives it the next number: one C call a token, no Python frame.
        self._numbers: defaultdict[bytes, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__
        self._text_end = self._numbers[analysis.TEXT_END]
        self._pending: list[str] = []
        self._pending_characters = 0
        self._chunks = [np.zeros(0, np.int32)]
        self._section_lengths = [np.zeros(0, np.int64)]
        self._token_count = 0

    def __len__(self) -> int:
        """Tokens collected so far, but for some of the last articles."""
        return self._token_count

    def add(self, *sections: str) -> None:
        """Add the sections of one article: title and body."""
        self._pending += sections
        self._pending_characters += sum(map(len, sections))
        if self._pending_characters >= _CHUNK_CHARACTERS:
            self._flush()

    def tokens(self) -> Tokens:
        """All that was collected, with words cut to size and numbered in byte order; nothing is left here."""
        self._flush()
        raw = [analysis.cut(word) for word in self._numbers if word != analysis.TEXT_END]
        vocabulary, numbers = number_terms(raw)
        # TEXT_END has the first number, and stands nowhere any more.
        renumbered = np.fromiter((0, *(numbers[word] for word in raw)), np.int32, len(raw) + 1)
        word_ids = renumbered[np.concatenate(self._chunks)]
        self._chunks.clear()
        return Tokens(vocabulary, word_ids, np.concatenate(self._section_lengths))

    def _flush(self) -> None:
        words = analysis.words_of_all(self._pending)
        numbers = np.fromiter(map(self._numbers.__getitem__, words), np.int32, len(words))
        ends = numbers == self._text_end
        self._chunks.append(numbers[~ends])
        self._section_lengths.append(np.diff(np.flatnonzero(ends), prepend=-1) - 1)
        self._token_count += len(self._chunks[-1])
        self._pending = []
        self._pending_characters = 0


def write_stream(writer: ColumnWriter, tokens: Tokens) -> None:
    """Write the columns ``words.*``."""
    # One sort of (word, position) packed in 64 bits is faster than a stable argsort by word.
    keys = np.left_shift(tokens.word_ids, 32, dtype=np.int64)
    keys += _positions(tokens.section_lengths)
    keys.sort()
    counts = np.bincount(tokens.word_ids, minlength=len(tokens.vocabulary))
    write_words(writer, tokens.vocabulary, counts, keys.astype(np.uint32), tokens.section_lengths)


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


def _positions(section_lengths: np.ndarray) -> np.ndarray:
    """The position of each token in reading order: uint32."""
    gaps = np.arange(len(section_lengths), dtype=np.uint32) * np.uint32(SECTION_GAP)
    positions = np.repeat(gaps, section_lengths)
    positions += np.arange(len(positions), dtype=np.uint32)
    return positions


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
