"""The ranked field: postings of stems over title and body together.

A posting holds the article and the *weighted* term frequency, in which an occurrence in the title counts
:data:`TITLE_WEIGHT` times; field lengths are weighted alike. This is BM25F in the form of Robertson, Zaragoza
and Taylor, "Simple BM25 extension to multiple weighted fields" (CIKM 2004): fields are joined before the
saturation, not after.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np

from searchkit.segment.container import Columns, Container, narrow
from searchkit.segment.lists import Part, PartBuffer, distinct, lay_renumbered, run_begins
from searchkit.segment.packed import NumberColumn, PackedColumn, write_numbers, write_packed
from searchkit.segment.packed_terms import read_packed_terms, write_packed_terms
from searchkit.segment.runs import Starts, write_lengths
from searchkit.segment.steps import read_steps, write_steps
from searchkit.segment.streams import SECTIONS, TITLE
from searchkit.segment.terms import Terms
from searchkit.values import value

TITLE_WEIGHT: Final = 2
"""Occurrences that one in the title counts for. Part of the format: frequencies are stored weighted."""

_WORD_BITS = 32
_WORD_MASK = (1 << _WORD_BITS) - 1


def section_weights(sections: np.ndarray) -> np.ndarray:
    """What an occurrence in each of these sections counts: int64."""
    return np.where(sections % SECTIONS == TITLE, TITLE_WEIGHT, 1)


def weighted_frequencies(sections: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Count occurrences by article.

    Args:
        sections: the section of each occurrence, ascending.

    Returns:
        Articles (int64, ascending) and the weighted number of occurrences in each (float64).
    """
    owners = sections // SECTIONS
    firsts = heads(owners)
    weights = section_weights(sections)
    counts = np.add.reduceat(weights, firsts) if len(firsts) < len(weights) else weights
    return owners[firsts].astype(np.int64), counts.astype(np.float64)


def counted_sections(sections: Sequence[int]) -> dict[int, int]:
    """What :func:`weighted_frequencies` gives, for few occurrences."""
    counts: dict[int, int] = {}
    for section in sections:
        owner, part = divmod(section, SECTIONS)
        counts[owner] = counts.get(owner, 0) + (TITLE_WEIGHT if part == TITLE else 1)
    return counts


def heads(values: np.ndarray) -> np.ndarray:
    """Where runs of equal neighbours begin: int64."""
    return np.flatnonzero(run_begins(values))


@value
class Postings:
    """Postings in memory.

    Attributes:
        doc_freqs: integers, how many postings each stem has.
        doc_ids: integers, the article of each posting: those of the first stem ascending, then of the second.
        term_freqs: integers, the weighted frequency of each posting.
    """

    doc_freqs: np.ndarray
    doc_ids: np.ndarray
    term_freqs: np.ndarray


@value
class Forms:
    """Which words have which stems: pairs, in any order; a word has one stem in each language.

    Attributes:
        words: int64, the word of each pair.
        stems: int64, its stem.
    """

    words: np.ndarray
    stems: np.ndarray


def write_stems(writer: Columns, vocabulary: Terms, postings: Postings, forms: Forms) -> None:
    """Write dictionary, postings, and the words of each stem.

    Args:
        writer: where to.
        vocabulary: distinct stems in byte order.
        postings: their postings.
        forms: the words of each stem; a pair that comes twice counts once.
    """
    write_packed_terms(writer, "stems", vocabulary)
    write_lengths(writer, "stems.doc_freqs", postings.doc_freqs)
    write_packed(writer, "stems.doc_ids", postings.doc_ids)
    write_numbers(writer, "stems.term_freqs", postings.term_freqs)
    # One sort of (stem, word) packed in 64 bits.
    pairs = distinct(forms.stems << _WORD_BITS | forms.words)
    counts = np.bincount(pairs >> _WORD_BITS, minlength=len(vocabulary))
    write_lengths(writer, "stems.word_counts", counts)
    write_steps(writer, "stems.word_steps", pairs & _WORD_MASK)


def write_field_lengths(writer: Columns, field_lengths: np.ndarray) -> None:
    """Write the weighted length of each article: integers."""
    writer.add("stems.field_lengths", narrow(field_lengths))


class PostingBuffer:
    """Collects which articles hold which stems."""

    def __init__(self) -> None:
        self._parts = PartBuffer()
        self._field_lengths = [np.zeros(0, np.int64)]
        self._article_count = 0

    def add(self, stems: np.ndarray, section_lengths: np.ndarray) -> None:
        """Add the tokens of the next articles.

        Args:
            stems: integers, the number of each token's stem in reading order.
            section_lengths: int64, tokens of each section, ``SECTIONS`` for each article.
        """
        lengths = section_lengths.reshape(-1, SECTIONS)
        self._parts.add(_postings(stems, lengths, self._article_count))
        self._field_lengths.append(lengths @ section_weights(np.arange(SECTIONS)))
        self._article_count += len(lengths)

    def write(self, writer: Columns, vocabulary: Terms, numbers: np.ndarray, forms: Forms) -> None:
        """Write the columns ``stems.*``; nothing is left here.

        Args:
            writer: where to.
            vocabulary: distinct stems in byte order.
            numbers: int64, the place of each stem in it.
            forms: the words of each stem, both by their places.
        """
        merged = lay_renumbered(self._parts.parts, numbers, len(vocabulary))
        self._parts = PartBuffer()
        write_stems(writer, vocabulary, Postings(merged.counts, merged.items, merged.beside), forms)
        write_field_lengths(writer, np.concatenate(self._field_lengths))


def _postings(stems: np.ndarray, lengths: np.ndarray, first_article: int) -> Part:
    """The stem of each token, and how many each section of each article has → the lists of stems."""
    article_bits = len(lengths).bit_length()
    most = (int(stems.max(initial=0)) + 1) << article_bits
    # One sort of (stem, article) packed in as few bits as they take is faster than any other.
    keys = stems.astype(np.min_scalar_type(most))
    keys <<= article_bits
    keys |= np.repeat(np.arange(len(lengths), dtype=keys.dtype), lengths.sum(axis=1))
    # What stands in a title comes as often as it counts.
    in_titles = keys[np.repeat(np.arange(lengths.size) % SECTIONS == TITLE, lengths.ravel())]
    keys = np.concatenate([keys, *[in_titles] * (TITLE_WEIGHT - 1)])
    keys.sort()
    firsts = heads(keys)
    term_freqs = np.diff(firsts, append=len(keys))
    keys = keys[firsts]
    articles = (keys & keys.dtype.type((1 << article_bits) - 1)).astype(np.uint32)
    articles += np.uint32(first_article)
    keys >>= article_bits
    firsts = heads(keys)
    counts = np.diff(firsts, append=len(keys))
    return Part(narrow(keys[firsts]), narrow(counts), articles, narrow(term_freqs))


class StemPostings:
    """Reads postings of stems."""

    def __init__(self, container: Container) -> None:
        self.stems = read_packed_terms(container, "stems")
        self._doc_ids = PackedColumn(container, "stems.doc_ids")
        self._starts = Starts(container, "stems.doc_freqs", self._doc_ids)
        self._term_freqs = NumberColumn(container, "stems.term_freqs")
        self._container = container
        self._field_lengths = container.column("stems.field_lengths")

    @cached_property
    def field_lengths(self) -> np.ndarray:
        """Weighted length of every article, float64."""
        return self._field_lengths.values.astype(np.float64)

    @cached_property
    def words(self) -> np.ndarray:
        """The words of the first stem, ascending, then those of the second, and so on: unsigned.

        Raises:
            CorruptIndex: their column holds something else.
        """
        if "stems.words" in self._container.columns:  # before format 3
            return self._container.column("stems.words").values
        return read_steps(self._container, "stems.word_steps")

    @cached_property
    def _word_starts(self) -> Starts:
        return Starts(self._container, "stems.word_counts", self.words)

    def doc_freq(self, stem: int) -> int:
        """How many articles hold a stem."""
        start, end = self._starts[stem : stem + 2].tolist()
        return int(end - start)

    def postings(self, stem: int) -> tuple[np.ndarray, np.ndarray]:
        """The articles that hold a stem (int64, ascending), and its weighted frequency in each (float64)."""
        start, end = self._starts[stem : stem + 2].tolist()
        return self._doc_ids[start:end], self._term_freqs[start:end].astype(np.float64)

    def forms(self) -> Forms:
        """The words of all stems."""
        counts = np.diff(self._word_starts.values)
        return Forms(self.words.astype(np.int64), np.repeat(np.arange(len(counts)), counts))

    def words_of(self, stem: int) -> np.ndarray:
        """The numbers of the exact words that share a stem: int64, ascending."""
        start, end = self._word_starts[stem : stem + 2].tolist()
        return self.words[start:end].astype(np.int64)
