"""The sorted terms of one Whoosh field with their postings, out of the columns of a segment."""

from __future__ import annotations

import bisect
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol

import numpy as np
from whoosh.reading import TermInfo

from searchkit.codec.schema import DATE_FIELDS, KEYWORD_COLUMNS, TEXT_SECTIONS
from searchkit.segment.dates import DateColumn
from searchkit.segment.dictionary import TermDictionary
from searchkit.segment.keywords import ValueColumn
from searchkit.segment.reader import Segment
from searchkit.segment.streams import SECTION_GAP, SECTIONS

_CHUNK_TERMS = 1024
FIELD_NAMES: Final = tuple(
    sorted([*TEXT_SECTIONS, *(f"{name}_exact" for name in TEXT_SECTIONS), *KEYWORD_COLUMNS, *DATE_FIELDS])
)
"""Fields that have terms, in the order in which Whoosh lists them."""


def field_names(segment: Segment) -> tuple[str, ...]:
    """Those of :data:`FIELD_NAMES` that a segment has: an older one lacks the newer fields."""
    return tuple(name for name in FIELD_NAMES if name not in segment.missing_fields)


@dataclass(frozen=True, slots=True)
class Postings:
    """The articles that hold a term.

    Attributes:
        doc_ids: int64, ascending.
        weights: float64, how much the term counts in each.
        positions: makes the positions of the ``n``-th article, ascending, numbered inside the article.
    """

    doc_ids: np.ndarray
    weights: np.ndarray
    positions: Callable[[int], list[int]]


class FieldTerms(Protocol):
    """Terms in byte order without repeats, each with postings."""

    def __len__(self) -> int: ...

    def term(self, number: int) -> bytes:
        """The term of a number."""
        ...

    def rank(self, term: bytes) -> int:
        """How many terms sort before this one."""
        ...

    def slice(self, first: int, last: int) -> list[bytes]:
        """The terms ``first <= number < last``."""
        ...

    def occurs(self, number: int) -> bool:
        """Whether any article holds the term; those that none holds are not part of the field."""
        ...

    def postings(self, number: int) -> Postings:
        """The articles that hold the term."""
        ...

    def field_lengths(self) -> np.ndarray | None:
        """Length of every article in this field: float64; ``None`` where lengths mean nothing."""
        ...


def open_terms(segment: Segment, field: str) -> FieldTerms:
    """The terms of a field, one of :data:`FIELD_NAMES`."""
    if field in DATE_FIELDS:
        return DateTerms(segment.dates_of(field))
    if columns := KEYWORD_COLUMNS.get(field):
        return KeywordTerms([segment.values(name) for name in columns])
    if field in TEXT_SECTIONS:
        return StemTerms(segment, TEXT_SECTIONS[field])
    return WordTerms(segment, TEXT_SECTIONS[field.removesuffix("_exact")])


def find(terms: FieldTerms, term: bytes) -> int | None:
    """The number of a term, or ``None`` when no article holds it."""
    number = terms.rank(term)
    found = number < len(terms) and terms.term(number) == term and terms.occurs(number)
    return number if found else None


def numbered_from(terms: FieldTerms, number: int) -> Iterator[tuple[int, bytes]]:
    """``(number, term)`` of all terms from a number on."""
    for first in range(number, len(terms), _CHUNK_TERMS):
        last = min(first + _CHUNK_TERMS, len(terms))
        for current, term in enumerate(terms.slice(first, last), first):
            if terms.occurs(current):
                yield current, term


def info(terms: FieldTerms, number: int) -> TermInfo:
    """Exact statistics of a term; a new object, for Whoosh changes it."""
    postings = terms.postings(number)
    lengths = terms.field_lengths()
    held = np.zeros(1) if lengths is None else lengths[postings.doc_ids]
    return TermInfo(  # type: ignore[no-untyped-call]
        weight=float(postings.weights.sum()),
        df=len(postings.doc_ids),
        minlength=int(held.min()),
        maxlength=int(held.max()),
        maxweight=float(postings.weights.max()),
        minid=int(postings.doc_ids[0]),
        maxid=int(postings.doc_ids[-1]),
    )


class _DictionaryTerms:
    """Terms that stand in a dictionary."""

    def __init__(self, dictionary: TermDictionary | _Merged) -> None:
        self._dictionary = dictionary

    def __len__(self) -> int:
        return len(self._dictionary)

    def term(self, number: int) -> bytes:
        return self._dictionary[number]

    def rank(self, term: bytes) -> int:
        return self._dictionary.rank(term)

    def slice(self, first: int, last: int) -> list[bytes]:
        return self._dictionary.slice(first, last)


class _TextTerms(_DictionaryTerms):
    """Words or stems of the token stream, in one section or in all.

    In all sections together an occurrence in the title counts more and lengths are weighted alike; in one
    section alone each occurrence counts once.
    """

    def __init__(self, segment: Segment, dictionary: TermDictionary, section: int | None) -> None:
        super().__init__(dictionary)
        self._segment = segment
        self._section = section

    def occurs(self, number: int) -> bool:
        return self._section is None or len(self._positions(number)) > 0

    def postings(self, number: int) -> Postings:
        positions = self._positions(number)
        articles = self._segment.stream.sections_of(positions) // SECTIONS
        doc_ids, firsts = np.unique(articles, return_index=True)
        if self._section is None:
            weights = self._segment.frequencies(positions)[1]
        else:
            weights = np.diff(firsts, append=len(positions)).astype(np.float64)
        return Postings(doc_ids, weights, self._split(positions, doc_ids, firsts))

    def field_lengths(self) -> np.ndarray:
        lengths: np.ndarray = self._segment.stems.field_lengths
        if self._section is not None:
            all_sections = np.diff(self._section_starts) - SECTION_GAP
            lengths = all_sections[self._section :: SECTIONS].astype(np.float64)
        return lengths

    def _all_positions(self, number: int) -> np.ndarray:
        raise NotImplementedError

    def _positions(self, number: int) -> np.ndarray:
        positions = self._all_positions(number)
        if self._section is not None:
            sections = self._segment.stream.sections_of(positions) % SECTIONS
            positions = positions[sections == self._section]
        return positions

    def _split(
        self, positions: np.ndarray, doc_ids: np.ndarray, firsts: np.ndarray
    ) -> Callable[[int], list[int]]:
        starts = self._section_starts[doc_ids * SECTIONS + (self._section or 0)]

        def of_article(number: int) -> list[int]:
            last = firsts[number + 1] if number + 1 < len(firsts) else len(positions)
            relative: list[int] = (positions[firsts[number] : last] - starts[number]).tolist()
            return relative

        return of_article

    @cached_property
    def _section_starts(self) -> np.ndarray:
        return self._segment.stream.section_starts.astype(np.int64)


class WordTerms(_TextTerms):
    """Exact words."""

    def __init__(self, segment: Segment, section: int | None) -> None:
        super().__init__(segment, segment.stream.words, section)

    def _all_positions(self, number: int) -> np.ndarray:
        return self._segment.stream.positions(number)


class StemTerms(_TextTerms):
    """Stems; one occurs where any of its words does."""

    def __init__(self, segment: Segment, section: int | None) -> None:
        super().__init__(segment, segment.stems.stems, section)

    def _all_positions(self, number: int) -> np.ndarray:
        return np.sort(self._segment.positions_of_stem(self._dictionary[number]))


def _no_positions(_: int) -> list[int]:
    return []


class KeywordTerms(_DictionaryTerms):
    """Whole values, out of one column or several that make one field together."""

    def __init__(self, columns: list[ValueColumn]) -> None:
        super().__init__(columns[0].terms if len(columns) == 1 else _Merged(columns))
        self._columns = columns

    def occurs(self, number: int) -> bool:
        return len(self._columns) > 1 or self._columns[0].occurs(number)

    def postings(self, number: int) -> Postings:
        term = self._dictionary[number]
        numbers = [(column, column.terms.find(term)) for column in self._columns]
        found = [column.doc_ids(own) for column, own in numbers if own is not None]
        doc_ids = found[0] if len(found) == 1 else np.unique(np.concatenate(found))
        return Postings(doc_ids, np.ones(len(doc_ids)), _no_positions)

    def field_lengths(self) -> None:
        return None


class _Merged:
    """The terms of several columns as one dictionary, in memory: names of authors are few."""

    def __init__(self, columns: list[ValueColumn]) -> None:
        dictionaries = [column.terms for column in columns]
        self._terms = sorted({term for terms in dictionaries for term in terms.slice(0, len(terms))})

    def __len__(self) -> int:
        return len(self._terms)

    def __getitem__(self, number: int) -> bytes:
        return self._terms[number]

    def rank(self, term: bytes) -> int:
        return bisect.bisect_left(self._terms, term)

    def slice(self, first: int, last: int) -> list[bytes]:
        return self._terms[first:last]


_TERM = struct.Struct(">BQ")  # Whoosh's precision step, which is always 0 here, and the sortable number
_MICROSECONDS = 1_000_000
_YEAR_1 = -62_135_596_800  # seconds from 1970 to the first moment that Whoosh counts
_SIGN = 1 << 63


class DateTerms:
    """The distinct first moments of the articles' dates, as the terms that a DATETIME field would have."""

    def __init__(self, dates: DateColumn) -> None:
        known = np.flatnonzero(dates.known)
        values = microseconds(dates.starts[known])
        order = np.argsort(values, kind="stable")
        self._doc_ids = known[order]
        self._values, self._firsts = np.unique(values[order], return_index=True)

    def __len__(self) -> int:
        return len(self._values)

    def term(self, number: int) -> bytes:
        return _TERM.pack(0, int(self._values[number]) + _SIGN)

    def rank(self, term: bytes) -> int:
        return bisect.bisect_left(range(len(self)), term, key=self.term)

    def slice(self, first: int, last: int) -> list[bytes]:
        return [self.term(number) for number in range(first, last)]

    def occurs(self, number: int) -> bool:
        return True

    def postings(self, number: int) -> Postings:
        last = self._firsts[number + 1] if number + 1 < len(self) else len(self._doc_ids)
        doc_ids = self._doc_ids[self._firsts[number] : last]
        return Postings(doc_ids, np.ones(len(doc_ids)), _no_positions)

    def field_lengths(self) -> None:
        return None


def microseconds(seconds: np.ndarray) -> np.ndarray:
    """Seconds since 1970 → microseconds since the year 1, as Whoosh counts: int64, never before that year."""
    return np.maximum((seconds.astype(np.int64) - _YEAR_1) * _MICROSECONDS, 0)
