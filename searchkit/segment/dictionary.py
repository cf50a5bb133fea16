"""Sorted byte strings: a term dictionary, or any column of strings.

One blob holds the strings one after the other, each followed by a line feed; ``lengths`` says how long each
is with it. The line feeds let a pattern be matched against all terms in one pass of the regular-expression
engine. A line feed inside a string (a file name may hold one) is written as NUL, which no text holds.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

import numpy as np

from searchkit.segment.container import Columns, Container
from searchkit.segment.letters import likely
from searchkit.segment.runs import Starts, write_lengths
from searchkit.segment.terms import Terms

_END: Final = b"\n"
_INNER: Final = b"\0"
_SAMPLE_STEP: Final = 32
_FEW_LOOKS: Final = 64
"""So often a dictionary is looked into as it is: to lay out a sample takes as long as a hundred looks."""


class Strings:
    """A read-only column of byte strings, addressed by number."""

    def __init__(self, container: Container, name: str) -> None:
        self._blob = container.column(f"{name}.blob")
        self._starts = Starts(container, f"{name}.lengths", self._blob)

    def __len__(self) -> int:
        """Number of strings."""
        return len(self._starts) - 1

    @property
    def starts(self) -> np.ndarray:
        """Where each string begins, and where the last one ends: int64."""
        return self._starts.values

    def __getitem__(self, number: int) -> bytes:
        """The string of that number, ``0 <= number < len(self)``."""
        starts = self._starts.view
        return self._blob.text(starts[number], starts[number + 1] - 1).replace(_INNER, _END)

    def some(self, numbers: list[int]) -> list[bytes]:
        """The strings of these numbers."""
        starts = self._starts.view
        strings = self._blob.texts([(starts[number], starts[number + 1] - 1) for number in numbers])
        return [string.replace(_INNER, _END) for string in strings]

    def slice(self, first: int, last: int) -> list[bytes]:
        """The strings ``first <= number < last``."""
        if first >= last:
            return []
        starts = self._starts[first : last + 1]
        blob = self._blob[int(starts[0]) : int(starts[-1]) - 1].tobytes()
        strings = blob.split(_END)
        return [string.replace(_INNER, _END) for string in strings] if _INNER in blob else strings


class TermDictionary(ABC):
    """Strings in ascending byte order without repeats: a term is its rank."""

    @abstractmethod
    def __len__(self) -> int:
        """Number of terms."""

    @abstractmethod
    def __getitem__(self, number: int) -> bytes:
        """The term of that number, ``0 <= number < len(self)``."""

    @abstractmethod
    def some(self, numbers: list[int]) -> list[bytes]:
        """The terms of these numbers."""

    @abstractmethod
    def slice(self, first: int, last: int) -> list[bytes]:
        """The terms ``first <= number < last``."""

    @abstractmethod
    def part(self, terms: range) -> Terms:
        """Terms that follow each other, where none of them holds a line feed."""

    @abstractmethod
    def _around(self, term: bytes) -> tuple[int, list[bytes]]:
        """The few terms among which this one stands or would stand, and the number of the first of them."""

    def find(self, term: bytes) -> int | None:
        """The number of a term, or ``None``."""
        first, terms = self._around(term)
        place = bisect_left(terms, term)
        return first + place if place < len(terms) and terms[place] == term else None

    def rank(self, term: bytes) -> int:
        """How many terms sort before this one."""
        first, terms = self._around(term)
        return first + bisect_left(terms, term)

    def with_prefix(self, prefix: bytes) -> range:
        """The terms that start with ``prefix``: a contiguous range."""
        end = prefix.rstrip(b"\xff")
        if not end:
            return range(self.rank(prefix), len(self))
        after = end[:-1] + bytes([end[-1] + 1])
        first, terms = self._around(prefix)
        start, stop = bisect_left(terms, prefix), bisect_left(terms, after)
        if stop < len(terms):  # few words begin alike, so the last of them is mostly among these, too
            return range(first + start, first + stop)
        return range(first + start, self.rank(after))

    def all(self) -> Terms:
        """All terms, where none holds a line feed."""
        return self.part(range(len(self)))

    def matching(self, pattern: str) -> np.ndarray:
        """The numbers (int64, ascending) of the terms that a regular expression matches as a whole.

        The pattern sees characters, not bytes. Terms are looked through one by one: the cost is the size of
        the dictionary.
        """
        compiled = re.compile(rf"^(?:{pattern})$", re.MULTILINE)
        text, ends = self._text
        characters = np.fromiter((match.start() for match in compiled.finditer(text)), np.int64)
        return np.searchsorted(ends, characters)

    @cached_property
    def _text(self) -> tuple[str, np.ndarray]:
        """All terms with a line feed after each, and the character at which each ends: int64."""
        blob = self.all().blob
        text = blob.tobytes().decode()
        if len(text) < len(blob):
            blob = np.frombuffer(text.encode("utf-32-le"), np.uint32)
        return text, ends_of(blob)


def ends_of(characters: np.ndarray) -> np.ndarray:
    """Where strings end: int64."""
    return np.flatnonzero(characters == ord(_END))


class PlainTerms(Strings, TermDictionary):
    """Terms that are written out: what is small, or wanted in any order."""

    def __init__(self, container: Container, name: str) -> None:
        super().__init__(container, name)
        self._looks = 0

    def _around(self, term: bytes) -> tuple[int, list[bytes]]:
        if self._looks < _FEW_LOOKS:
            self._looks += 1
            sampled = range(0, len(self), _SAMPLE_STEP)
            place = bisect_right(sampled, term, key=self.__getitem__) - 1
            first = max(place, 0) * _SAMPLE_STEP
            return first, self.slice(first, min(first + _SAMPLE_STEP, len(self)) if place >= 0 else first)
        sample, starts, blob = self._sample
        place = bisect_right(sample, term) - 1
        if place < 0:
            return 0, []
        terms = blob[starts[place] : starts[place + 1] - 1].tobytes()
        found = terms.split(_END)
        if _INNER in terms:
            found = [string.replace(_INNER, _END) for string in found]
        return place * _SAMPLE_STEP, found

    @cached_property
    def _sample(self) -> tuple[list[bytes], list[int], memoryview]:
        """Every ``_SAMPLE_STEP``-th term, where each begins in the blob and where that ends, and the blob.

        A look here and one into the terms that follow find a term, in a few microseconds.
        """
        blob, starts = self._blob.values.tobytes(), self._starts.values
        firsts = starts[:-1:_SAMPLE_STEP].tolist()
        ends = (starts[1::_SAMPLE_STEP] - 1).tolist()
        sample = [blob[start:end] for start, end in zip(firsts, ends, strict=True)]
        if _INNER in blob:
            sample = [string.replace(_INNER, _END) for string in sample]
        return sample, [*firsts, len(blob)], self._blob.values.data

    def part(self, terms: range) -> Terms:
        """Terms that follow each other, where none of them holds a line feed."""
        starts = self._starts[terms.start : terms.stop + 1]
        return Terms(self._blob[int(starts[0]) : int(starts[-1])], np.diff(starts))

    def likely(self, word: str, edits: int, among: np.ndarray) -> np.ndarray:
        """Those of some terms that few edits may turn into a word: all that they do, and few others.

        Args:
            word: without a line feed.
            edits: how many.
            among: the numbers of the terms, int64, ascending.
        """
        starts = self._starts.values
        rows = likely(self._blob.values, starts[among], starts[among + 1] - 1, word, edits)
        numbers: np.ndarray = among[rows]
        return numbers


def write_terms(writer: Columns, name: str, terms: Terms) -> None:
    """Write terms as :func:`write_strings` does."""
    writer.add(f"{name}.blob", terms.blob)
    write_lengths(writer, f"{name}.lengths", terms.lengths)


def write_strings(writer: Columns, name: str, strings: Sequence[bytes]) -> None:
    """Write strings as the columns ``name.blob`` and ``name.lengths``."""
    blob = _END.join([*strings, b""])
    if blob.count(_END) > len(strings):
        blob = _END.join([*(string.replace(_END, _INNER) for string in strings), b""])
    lengths = np.fromiter(map(len, strings), np.int64, len(strings)) + 1
    writer.add(f"{name}.blob", blob)
    write_lengths(writer, f"{name}.lengths", lengths)


def number_terms(terms: Iterable[bytes]) -> tuple[list[bytes], dict[bytes, int]]:
    """Distinct terms in byte order, and the number of each."""
    # Most come in long ascending runs, which sorting lays together; in a set their order would be lost.
    ordered = list(dict.fromkeys(sorted(terms)))
    return ordered, dict(zip(ordered, range(len(ordered)), strict=True))
