"""Several segment files → one that holds what is left of them, column by column.

The file is the very one that adding the same articles anew would give, but no text is analysed: dictionaries
are united, numbers of words, stems, values and articles are mapped to new ones, and lists are laid one after
the other. No list is sorted again, for the articles keep their order.

Words, stems and texts are merged side by side, or one after the other. What that takes in memory is 4 bytes
for each token of the result and 5 for each posting, about 2 more for what is encoded of each, the
dictionaries, and the compressed texts: for each byte of the file three and a half bytes side by side, little
more than two one after the other. What was read of the old files is let go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from functools import partial
from itertools import chain, compress
from pathlib import Path
from typing import Final, Protocol, TypeVar

import numpy as np

from searchkit.article import Origin
from searchkit.segment.builder import properties
from searchkit.segment.container import ColumnWriter, HeldColumns
from searchkit.segment.dates import DATE_COLUMNS, DateColumn, write_dates, write_rare_dates
from searchkit.segment.dictionary import Strings, number_terms, write_strings
from searchkit.segment.files import FileTable, write_files
from searchkit.segment.keywords import distinct, label_strings, write_keywords
from searchkit.segment.mentions import left_of, write_mentions
from searchkit.segment.merging_lists import WordMerger, merge_stems
from searchkit.segment.reader import Segment
from searchkit.segment.runs import starts_of
from searchkit.segment.sketches import read_sketches, write_sketches
from searchkit.segment.sources import Source, open_sources
from searchkit.segment.stored import StoredBuffer, StoredColumn
from searchkit.segment.values import KEYWORD_FIELDS, keywords_of

T = TypeVar("T")

_THREADS: Final = 2
"""Words and texts take about as long as all else together."""


def merge(path: Path, sources: Sequence[tuple[Path, np.ndarray]], *, side_by_side: bool = True) -> None:
    """Write one segment file; on any failure nothing is left.

    Args:
        path: the new file.
        sources: segment files in the order that their articles shall have, each with the ids of its
            articles that are left out: int64, ascending.
        side_by_side: whether words, stems and texts are merged at the same time.

    Raises:
        CorruptIndex: a file is damaged.
        IndexTooOld: a file is of an older format, which lacks columns.
    """
    opened = open_sources(sources)
    writer = ColumnWriter(path)
    try:
        with _in_threads() if side_by_side else nullcontext(_when_asked_for) as begin:
            merger = WordMerger(opened)
            words = begin(merger.columns)
            stored = {name: begin(partial(_merged_texts, opened, name)) for name in ("bodies", "cards")}
            stems = HeldColumns()
            merge_stems(stems, opened, merger.numbers)
            words().write(writer)
            stems.write(writer)
            write_sketches(writer, _sketches_left(opened))
            for name in KEYWORD_FIELDS:
                _merge_keywords(writer, opened, name)
            write_mentions(writer, *left_of((source.segment.mentions, source.stays) for source in opened))
            write_dates(writer, _dates_left(opened, lambda segment: segment.dates))
            write_rare_dates(writer, "modified", _dates_left(opened, lambda segment: segment.modified))
            _merge_files(writer, opened)
            write_strings(writer, "titles", list(chain.from_iterable(map(_titles, opened))))
            for name, texts in stored.items():
                texts().write(writer, name)
        writer.finish(properties(sum(source.count for source in opened)))
    finally:
        writer.abandon()


class _Begin(Protocol):
    """Takes a call that may begin, and gives a function that waits for its result."""

    def __call__(self, call: Callable[[], T], /) -> Callable[[], T]: ...


@contextmanager
def _in_threads() -> Iterator[_Begin]:
    # Neither compressing nor numpy holds the interpreter.
    threads = ThreadPoolExecutor(_THREADS)
    try:
        yield lambda call: threads.submit(call).result
    finally:
        threads.shutdown(cancel_futures=True)


def _when_asked_for(call: Callable[[], T], /) -> Callable[[], T]:
    return call


def _sketches_left(sources: list[Source]) -> np.ndarray:
    parts = [read_sketches(source.container, len(source.stays))[source.stays] for source in sources]
    return np.concatenate(parts)


def _dates_left(sources: list[Source], dates_of: Callable[[Segment], DateColumn]) -> dict[str, np.ndarray]:
    parts = [dates_of(source.segment).left(source.stays) for source in sources]
    return {name: np.concatenate([part[name] for part in parts]) for name in DATE_COLUMNS}


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


def _merge_keywords(writer: ColumnWriter, sources: list[Source], name: str) -> None:
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


def _labels(source: Source, name: str, terms: list[bytes], left: np.ndarray) -> Iterator[tuple[bytes, bytes]]:
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


def _merge_files(writer: ColumnWriter, sources: list[Source]) -> None:
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


def _titles(source: Source) -> Iterator[bytes]:
    titles = Strings(source.container, "titles")
    return chain.from_iterable(titles.slice(first, last) for first, last in source.runs())


def _merged_texts(sources: list[Source], name: str) -> StoredBuffer:
    buffer = StoredBuffer()
    for source in sources:
        column = StoredColumn(source.container, name)
        for first, last in source.runs():
            buffer.extend(column, first, last)
        source.container.forget()
    return buffer
