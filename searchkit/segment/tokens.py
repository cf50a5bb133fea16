"""The texts of articles on their way to the columns ``words.*`` and ``stems.*``.

Texts are taken in chunks that fit in the processor's cache: their words are numbered and sorted there, and
the sorted lists of all chunks are laid together at the end. Numbers are given as words come; only the end
knows the order of all of them.
"""

from __future__ import annotations

import numpy as np

from searchkit import analysis
from searchkit.segment.container import ColumnWriter
from searchkit.segment.dictionary import number_terms
from searchkit.segment.numbering import WordNumbers, grown
from searchkit.segment.postings import PostingBuffer
from searchkit.segment.streams import PositionBuffer

_CHUNK_CHARACTERS = 1 << 19


class TokenBuffer:
    """Collects the words of articles."""

    def __init__(self) -> None:
        self._words = WordNumbers()
        self._stems: dict[bytes, int] = {}
        self._stem_of_word = np.zeros(0, np.int64)
        self._stemmed = 0
        self._positions = PositionBuffer()
        self._postings = PostingBuffer()
        self._pending: list[str] = []
        self._pending_characters = 0
        self._token_count = 0

    def __len__(self) -> int:
        """Tokens collected so far, but for some of the last articles."""
        return self._token_count

    def add(self, title: str, body: str) -> None:
        """Add the texts of one article."""
        self._pending += (title, body)
        self._pending_characters += len(title) + len(body)
        if self._pending_characters >= _CHUNK_CHARACTERS:
            self._flush()

    def write(self, writer: ColumnWriter) -> None:
        """Write the columns ``words.*`` and ``stems.*``; nothing is left here."""
        self._flush()
        words, word_ids = _in_order(self._words.words)
        self._positions.write(writer, words, word_ids)
        stems, stem_numbers = _in_order(list(self._stems))
        stem_ids = np.empty(len(words), np.int64)
        stem_ids[word_ids] = stem_numbers[self._stem_of_word[: len(words)]]
        self._postings.write(writer, stems, stem_numbers, stem_ids)

    def _flush(self) -> None:
        numbered = self._words.number(self._pending)
        self._stem(self._words.words[self._stemmed :])
        self._positions.add(numbered.words, numbered.lengths)
        self._postings.add(self._stem_of_word.take(numbered.words), numbered.lengths)
        self._token_count += len(numbered.words)
        self._pending = []
        self._pending_characters = 0

    def _stem(self, words: list[bytes]) -> None:
        """Number the stems of the next words."""
        numbers = [self._stems.setdefault(stem, len(self._stems)) for stem in analysis.stems(words)]
        end = self._stemmed + len(words)
        self._stem_of_word = grown(self._stem_of_word, end, 0)
        self._stem_of_word[self._stemmed : end] = numbers
        self._stemmed = end


def _in_order(terms: list[bytes]) -> tuple[list[bytes], np.ndarray]:
    """Terms in byte order, and the place of each."""
    ordered, places = number_terms(terms)
    return ordered, np.fromiter(map(places.__getitem__, terms), np.int64, len(terms))
