"""Words and stems of several segments → those of one: dictionaries united, lists laid one after the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchkit.segment.container import Columns, HeldColumns
from searchkit.segment.dictionary import TermDictionary
from searchkit.segment.forms import forms_left
from searchkit.segment.languages import write_languages
from searchkit.segment.lists import Lists, Merged, merge_lists, terms_left
from searchkit.segment.postings import Forms, Postings, write_field_lengths, write_stems
from searchkit.segment.runs import starts_of
from searchkit.segment.sources import Source, column_left
from searchkit.segment.streams import SECTION_GAP, SECTIONS, section_starts, write_words
from searchkit.segment.terms import Terms, united
from searchkit.values import value


@value
class _Joint:
    """The dictionaries of all segments as one, with the lists that are not laid together yet.

    Attributes:
        vocabulary: the terms that are left.
        numbers: for each segment the new number of each of its terms, -1 for those that are left out.
        lists: those of each segment.
        left: how many items of each term of each segment stay.
    """

    vocabulary: Terms
    numbers: list[np.ndarray]
    lists: list[Lists]
    left: list[np.ndarray]

    def merged(self) -> Merged:
        """The lists laid together."""
        return merge_lists(self.lists, self.numbers, self.left, len(self.vocabulary))


class WordMerger:
    """Merges the exact words.

    Attributes:
        numbers: for each segment the new number of each of its words, -1 for those that are left out.
    """

    def __init__(self, sources: Sequence[Source]) -> None:
        """Unite the dictionaries."""
        lengths = [source.counts("words.section_lengths") for source in sources]
        stays = [np.repeat(source.stays, SECTIONS) for source in sources]
        self._section_lengths = np.concatenate([own[stay] for own, stay in zip(lengths, stays, strict=True)])
        new_starts = section_starts(self._section_lengths)
        lists = []
        for source, own, stay in zip(sources, lengths, stays, strict=True):
            starts = section_starts(own)
            shifts = new_starts[source.first * SECTIONS + starts_of(stay)[:-1]] - starts[:-1]
            # Sections are so far apart that no SECTION_GAP positions hold tokens of two of them.
            section_of_chunk = np.cumsum(np.bincount(starts[1:] // SECTION_GAP))
            section_of_chunk = np.minimum(section_of_chunk, max(len(own) - 1, 0))
            lists.append(
                Lists(
                    starts_of(source.counts("words.frequencies")),
                    source.container,
                    "words.positions",
                    None if source.stays.all() else stay[section_of_chunk],
                    shifts[section_of_chunk],
                    SECTION_GAP,
                )
            )
        self._joint = _joint([source.segment.stream.words for source in sources], lists)
        self.numbers = self._joint.numbers

    def columns(self) -> HeldColumns:
        """Lay the lists together, and give ``words.*``; other threads may use the sources meanwhile."""
        merged = self._joint.merged()
        held = HeldColumns()
        write_words(held, self._joint.vocabulary, merged.counts, merged.items, self._section_lengths)
        return held


def merge_stems(columns: Columns, sources: Sequence[Source], new_words: Sequence[np.ndarray]) -> None:
    """Write ``stems.*``.

    Args:
        columns: where to.
        sources: the segments.
        new_words: int64, for each of them the new number of each of its words, -1 where it is left out.
    """
    lists = [
        Lists(
            starts_of(source.counts("stems.doc_freqs")),
            source.container,
            "stems.doc_ids",
            None if source.stays.all() else source.stays,
            source.new_doc_ids - np.arange(len(source.stays)),
            1,
            "stems.term_freqs",
        )
        for source in sources
    ]
    joint = _joint([source.segment.stems.stems for source in sources], lists)
    merged = joint.merged()
    forms = []
    for source, words, stems in zip(sources, new_words, joint.numbers, strict=True):
        own = forms_left(source.segment, source.container, source.stays, words >= 0)
        forms.append(Forms(words[own.words], stems[own.stems]))
    write_stems(
        columns,
        joint.vocabulary,
        Postings(merged.counts, merged.items, merged.beside),
        Forms(
            np.concatenate([own.words for own in forms]),
            np.concatenate([own.stems for own in forms]),
        ),
    )
    write_field_lengths(columns, column_left(sources, "stems.field_lengths"))
    _merge_languages(columns, sources)


def _merge_languages(columns: Columns, sources: Sequence[Source]) -> None:
    languages = [source.segment.languages for source in sources]
    names = sorted({name for column in languages for name in column.languages})
    of_articles = [
        np.array([names.index(name) for name in column.languages])[column.of_articles[source.stays]]
        for column, source in zip(languages, sources, strict=True)
    ]
    write_languages(columns, names, np.concatenate(of_articles))


def _joint(dictionaries: Sequence[TermDictionary], lists: list[Lists]) -> _Joint:
    """The terms that occur in any dictionary, and their lists."""
    left = [terms_left(own) for own in lists]
    there = [np.flatnonzero(own) for own in left]
    vocabulary, places = united(
        [own.all().where(chosen) for own, chosen in zip(dictionaries, there, strict=True)]
    )
    numbers = [np.full(len(own), -1, np.int64) for own in left]
    borders = np.cumsum([len(chosen) for chosen in there])[:-1]
    for own, chosen, new in zip(numbers, there, np.split(places, borders), strict=True):
        own[chosen] = new
    return _Joint(vocabulary, numbers, lists, left)
