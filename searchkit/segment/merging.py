"""Several segment files → one that holds what is left of them, column by column.

The file is the very one that adding the same articles anew would give, but no text is analysed: dictionaries
are united, numbers of words, stems, values and articles are mapped to new ones, and lists are laid one after
the other. No list is sorted again, for the articles keep their order.

What it takes in memory is 4 bytes for each token of the result, about 2 more for what is encoded of them, the
dictionaries, and the compressed texts: about three bytes for each byte of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, compress
from pathlib import Path

import numpy as np

from searchkit.article import Origin
from searchkit.segment.builder import properties
from searchkit.segment.container import ColumnWriter, Container, open_container
from searchkit.segment.dates import DATE_COLUMNS, DateColumn, write_dates, write_rare_dates
from searchkit.segment.dictionary import Strings, TermDictionary, number_terms, write_strings
from searchkit.segment.files import FileTable, write_files
from searchkit.segment.forms import forms_left
from searchkit.segment.keywords import distinct, label_strings, write_keywords
from searchkit.segment.languages import write_languages
from searchkit.segment.lists import Lists, merge_lists, terms_left
from searchkit.segment.mentions import left_of, write_mentions
from searchkit.segment.postings import Forms, Postings, write_field_lengths, write_stems
from searchkit.segment.reader import Segment
from searchkit.segment.runs import read_lengths, starts_of
from searchkit.segment.sketches import read_sketches, write_sketches
from searchkit.segment.stored import StoredBuffer, StoredColumn
from searchkit.segment.streams import SECTION_GAP, SECTIONS, section_starts, write_words
from searchkit.segment.terms import Terms, united
from searchkit.segment.values import KEYWORD_FIELDS, keywords_of


def merge(path: Path, sources: Sequence[tuple[Path, np.ndarray]]) -> None:
    """Write one segment file; on any failure nothing is left.

    Args:
        path: the new file.
        sources: segment files in the order that their articles shall have, each with the ascending ids of
            its articles that are left out.

    Raises:
        CorruptIndex: a file is damaged.
        IndexTooOld: a file is of an older format, which lacks columns.
    """
    opened = _opened(sources)
    writer = ColumnWriter(path)
    # Neither compressing nor numpy holds the interpreter: the texts are merged beside all else.
    packing = ThreadPoolExecutor(1)
    stored = {name: packing.submit(_merged_texts, opened, name) for name in ("bodies", "cards")}
    try:
        stem_ids_by_word = _merge_words(writer, opened)
        _merge_stems(writer, opened, stem_ids_by_word)
        write_sketches(writer, _sketches_left(opened))
        for name in KEYWORD_FIELDS:
            _merge_keywords(writer, opened, name)
        write_mentions(writer, *left_of((source.segment.mentions, source.stays) for source in opened))
        write_dates(writer, _dates_left(opened, lambda segment: segment.dates))
        write_rare_dates(writer, "modified", _dates_left(opened, lambda segment: segment.modified))
        _merge_files(writer, opened)
        write_strings(writer, "titles", list(chain.from_iterable(map(_titles, opened))))
        for name, texts in stored.items():
            texts.result().write(writer, name)
        writer.finish(properties(sum(source.count for source in opened)))
    finally:
        packing.shutdown(cancel_futures=True)
        writer.abandon()


@dataclass(frozen=True, slots=True)
class _Source:
    """A segment to merge.

    Attributes:
        container: its file.
        segment: the same, for the few articles that have to be read whole.
        stays: whether each of its articles is in the result.
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
        """The number that each article gets; for one that is left out, that of the next."""
        return self.first + starts_of(self.stays)[:-1]

    def values(self, name: str) -> np.ndarray:
        """A column."""
        return self.container.column(name).values

    def counts(self, name: str) -> np.ndarray:
        """The lengths of runs: int64."""
        return read_lengths(self.container, name)

    def terms(self, name: str) -> list[bytes]:
        """All strings of a column."""
        strings = Strings(self.container, name)
        return strings.slice(0, len(strings))

    def runs(self) -> Iterator[tuple[int, int]]:
        """First and last + 1 of the articles that stay, for every stretch of them."""
        changes = np.flatnonzero(np.diff(self.stays, prepend=False, append=False))
        return zip(changes[::2].tolist(), changes[1::2].tolist(), strict=True)


def _opened(sources: Sequence[tuple[Path, np.ndarray]]) -> list[_Source]:
    opened = []
    first = 0
    for path, deleted in sources:
        segment = Segment(path)
        stays = np.ones(len(segment), bool)
        stays[deleted] = False
        opened.append(_Source(open_container(path), segment, stays, first))
        first += opened[-1].count
    return opened


def _left(sources: list[_Source], name: str) -> np.ndarray:
    """A column of one item an article."""
    return np.concatenate([source.values(name)[source.stays] for source in sources])


def _sketches_left(sources: list[_Source]) -> np.ndarray:
    parts = [read_sketches(source.container, len(source.stays))[source.stays] for source in sources]
    return np.concatenate(parts)


def _dates_left(sources: list[_Source], dates_of: Callable[[Segment], DateColumn]) -> dict[str, np.ndarray]:
    parts = [dates_of(source.segment).left(source.stays) for source in sources]
    return {name: np.concatenate([part[name] for part in parts]) for name in DATE_COLUMNS}


def _merge_words(writer: ColumnWriter, sources: list[_Source]) -> list[np.ndarray]:
    """Write ``words.*``; return the new number of each source's words, -1 for those that are left out."""
    lengths = [source.counts("words.section_lengths") for source in sources]
    stays = [np.repeat(source.stays, SECTIONS) for source in sources]
    section_lengths = np.concatenate([own[stay] for own, stay in zip(lengths, stays, strict=True)])
    new_starts = section_starts(section_lengths)
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
    left = [terms_left(own) for own in lists]
    vocabulary, numbers = _renumbered([source.segment.stream.words for source in sources], left)
    merged = merge_lists(lists, numbers, left, len(vocabulary))
    write_words(writer, vocabulary, merged.counts, merged.items, section_lengths)
    return numbers


def _merge_stems(writer: ColumnWriter, sources: list[_Source], new_words: list[np.ndarray]) -> None:
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
    left = [terms_left(own) for own in lists]
    vocabulary, numbers = _renumbered([source.segment.stems.stems for source in sources], left)
    merged = merge_lists(lists, numbers, left, len(vocabulary))
    forms = []
    for source, words, stems in zip(sources, new_words, numbers, strict=True):
        own = forms_left(source.segment, source.container, source.stays, words >= 0)
        forms.append(Forms(words[own.words], stems[own.stems]))
    write_stems(
        writer,
        vocabulary,
        Postings(merged.counts, merged.items, merged.beside),
        Forms(
            np.concatenate([own.words for own in forms]),
            np.concatenate([own.stems for own in forms]),
        ),
    )
    write_field_lengths(writer, _left(sources, "stems.field_lengths"))
    languages = [source.segment.languages for source in sources]
    names = sorted({name for column in languages for name in column.languages})
    of_articles = [
        np.array([names.index(name) for name in column.languages])[column.of_articles[source.stays]]
        for column, source in zip(languages, sources, strict=True)
    ]
    write_languages(writer, names, np.concatenate(of_articles))


def _renumbered(dictionaries: list[TermDictionary], left: list[np.ndarray]) -> tuple[Terms, list[np.ndarray]]:
    """The words or stems that occur in any dictionary, and the new number of each term of each, or -1."""
    there = [np.flatnonzero(own) for own in left]
    vocabulary, places = united(
        [own.all().where(chosen) for own, chosen in zip(dictionaries, there, strict=True)]
    )
    renumbered = [np.full(len(own), -1, np.int64) for own in left]
    borders = np.cumsum([len(chosen) for chosen in there])[:-1]
    for own, chosen, numbers in zip(renumbered, there, np.split(places, borders), strict=True):
        own[chosen] = numbers
    return vocabulary, renumbered


def _united(dictionaries: list[list[bytes]], left: list[np.ndarray]) -> tuple[list[bytes], list[np.ndarray]]:
    """The terms that occur in any dictionary, and the new number of each term of each dictionary, or -1."""
    there = [own > 0 for own in left]
    remaining = [
        terms if stays.all() else list(compress(terms, stays.tolist()))
        for terms, stays in zip(dictionaries, there, strict=True)
    ]
    vocabulary, numbers = number_terms(chain.from_iterable(remaining))
    renumbered = [np.full(len(terms), -1, np.int64) for terms in dictionaries]
    for own, stays, terms in zip(renumbered, there, remaining, strict=True):
        own[stays] = np.fromiter(map(numbers.__getitem__, terms), np.int64, len(terms))
    return vocabulary, renumbered


def _merge_keywords(writer: ColumnWriter, sources: list[_Source], name: str) -> None:
    left = []
    counts = []
    kept_values = []
    labels: dict[bytes, bytes] = {}
    dictionaries = [source.terms(f"{name}.terms") for source in sources]
    for source, terms in zip(sources, dictionaries, strict=True):
        own_counts = source.counts(f"{name}.value_counts")
        values = source.values(f"{name}.values")[np.repeat(source.stays, own_counts)]
        counts.append(own_counts[source.stays])
        kept_values.append(values)
        left.append(np.bincount(values, minlength=len(terms)))
        for term, label in _labels(source, name, terms, left[-1]):
            labels.setdefault(term, label)
    vocabulary, numbers = _united(dictionaries, left)
    values = np.concatenate([own[values] for own, values in zip(numbers, kept_values, strict=True)])
    write_keywords(writer, name, {term: labels[term] for term in vocabulary}, np.concatenate(counts), values)


def _labels(
    source: _Source, name: str, terms: list[bytes], left: np.ndarray
) -> Iterator[tuple[bytes, bytes]]:
    """Term and label of all that is left: the label is that of the first article which has the term."""
    strings = label_strings(source.container, name)
    labels = strings.slice(0, len(strings))
    starts = starts_of(source.counts(f"{name}.doc_freqs"))
    doc_ids = source.values(f"{name}.doc_ids")
    there = np.flatnonzero(left)
    first_stays = source.stays[doc_ids[starts[there]]]
    for number, stays in zip(there.tolist(), first_stays.tolist(), strict=True):
        label = labels[number]
        if not stays:
            owners = doc_ids[starts[number] : starts[number + 1]]
            first = int(owners[source.stays[owners]][0])
            label = distinct(keywords_of(source.segment.article(first))[name])[terms[number]]
        yield terms[number], label


def _merge_files(writer: ColumnWriter, sources: list[_Source]) -> None:
    numbers: dict[Origin, int] = {}
    of_articles = [np.zeros(0, np.int64)]
    for source in sources:
        files = FileTable(source.container)
        own = files.of_articles[source.stays]
        used, firsts = np.unique(own, return_index=True)
        origins = files.origins()
        renumbered = np.zeros(len(origins), np.int64)
        for number in used[np.argsort(firsts)].tolist():
            renumbered[number] = numbers.setdefault(origins[number], len(numbers))
        of_articles.append(renumbered[own])
    write_files(writer, list(numbers), np.concatenate(of_articles))


def _titles(source: _Source) -> Iterator[bytes]:
    titles = Strings(source.container, "titles")
    return chain.from_iterable(titles.slice(first, last) for first, last in source.runs())


def _merged_texts(sources: list[_Source], name: str) -> StoredBuffer:
    buffer = StoredBuffer()
    for source in sources:
        column = StoredColumn(source.container, name)
        for first, last in source.runs():
            buffer.extend(column, first, last)
    return buffer
