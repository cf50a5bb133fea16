"""Whole values: sources, authors, places, languages, ids, URLs.

Each article has any number of values of a field. A value is looked up by its *term*, which is folded, and
shown by its *label*, which is written as the article has it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from typing import Protocol

import numpy as np

from searchkit.segment.container import ColumnWriter, Container, narrow
from searchkit.segment.dictionary import PlainTerms, Strings, TermDictionary, write_strings
from searchkit.segment.runs import Starts, write_lengths
from searchkit.values import value

_ARTICLE_BITS = 32


@value
class Keyword:
    """One value of a field: the term to find it by, and the label to show."""

    term: bytes
    label: bytes


class ValueColumn(Protocol):
    """A field of whole values, however it is stored."""

    @property
    def terms(self) -> TermDictionary:
        """What values are looked up by; not all of them need occur."""
        ...

    def occurs(self, term: int) -> bool:
        """Whether any article has a value."""
        ...

    def doc_ids(self, term: int) -> np.ndarray:
        """The articles that have a value: int64, ascending."""
        ...

    def doc_ids_of(self, terms: np.ndarray | range, among: np.ndarray | None = None) -> np.ndarray:
        """The articles, or those among some, that have any of several values: int64, ascending."""
        ...

    def having_any(self) -> np.ndarray:
        """Whether each article has a value at all: bool."""
        ...

    def labels(self, doc_id: int) -> list[str]:
        """The values of an article as they are shown."""
        ...

    def label(self, term: int) -> str:
        """How a value is shown."""
        ...

    def counts(self, doc_ids: np.ndarray) -> np.ndarray:
        """How many of some articles have each value: int64, one item a term."""
        ...


class KeywordBuffer:
    """Collects the values of one field."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}
        self._labels: list[bytes] = []
        self._doc_ids = array("I")
        self._counts = array("I")
        self._values = array("I")

    def numbers(self, keywords: Iterable[Keyword]) -> tuple[int, ...]:
        """The numbers of the terms of keywords, each once. The label of a term is the first that it has."""
        found = []
        for keyword in keywords:
            number = self._numbers.setdefault(keyword.term, len(self._labels))
            if number == len(self._labels):
                self._labels.append(keyword.label)
            found.append(number)
        return tuple(dict.fromkeys(found))

    def add(self, doc_ids: Iterable[int], numbers: Sequence[Sequence[int]]) -> None:
        """Add the values of each of some articles, which come later than those that have some.

        Args:
            doc_ids: the articles, ascending.
            numbers: of the values of each, every one once.
        """
        self._doc_ids.extend(doc_ids)
        self._counts.extend(map(len, numbers))
        self._values.extend(chain.from_iterable(numbers))

    def add_verbatim(self, doc_ids: Iterable[int], terms: Sequence[bytes]) -> None:
        """Add articles like :meth:`add`, of which each has one value, whose label is its term."""
        self._doc_ids.extend(doc_ids)
        self._counts.extend(repeat(1, len(terms)))
        for term in terms:
            number = self._numbers.setdefault(term, len(self._labels))
            if number == len(self._labels):
                self._labels.append(term)
            self._values.append(number)

    def write(self, writer: ColumnWriter, name: str, article_count: int) -> None:
        """Write the values of so many articles."""
        counts = np.zeros(article_count, np.int64)
        counts[np.frombuffer(self._doc_ids, np.uint32)] = np.frombuffer(self._counts, np.uint32)
        values = np.frombuffer(self._values, np.uint32).astype(np.int64)
        terms = list(self._numbers)
        order = sorted(range(len(terms)), key=terms.__getitem__)
        renumbered = np.empty(len(terms), np.int64)
        renumbered[order] = np.arange(len(terms))
        write_keywords(
            writer,
            name,
            {terms[number]: self._labels[number] for number in order},
            counts,
            renumbered[values],
        )


def distinct(keywords: Sequence[Keyword]) -> dict[bytes, bytes]:
    """The label of each term: the first that comes with it."""
    labels: dict[bytes, bytes] = {}
    for keyword in keywords:
        labels.setdefault(keyword.term, keyword.label)
    return labels


def write_keywords(
    writer: ColumnWriter,
    name: str,
    labels: dict[bytes, bytes],
    counts: np.ndarray,
    values: np.ndarray,
) -> None:
    """Write ``name.terms``, ``name.labels``, postings by term and values by article.

    Args:
        writer: where to.
        name: the field.
        labels: the label of each term, in byte order of the terms.
        counts: how many values each article has.
        values: the terms of the first article, then those of the second, and so on: int64.
    """
    terms, own_labels = list(labels), list(labels.values())
    # One sort of (value, article) packed in 64 bits is faster than a stable argsort by value.
    keys = np.repeat(np.arange(len(counts)), counts)
    keys |= values << _ARTICLE_BITS
    keys.sort()
    write_strings(writer, f"{name}.terms", terms)
    # The labels of ids and the like are the terms: nothing is written then.
    write_strings(writer, f"{name}.labels", [] if own_labels == terms else own_labels)
    write_lengths(writer, f"{name}.doc_freqs", np.bincount(values, minlength=len(terms)))
    writer.add(f"{name}.doc_ids", narrow(keys.astype(np.uint32)))
    write_lengths(writer, f"{name}.value_counts", counts)
    writer.add(f"{name}.values", narrow(values))


def label_strings(container: Container, name: str) -> Strings:
    """The label of each term."""
    is_written = len(container.column(f"{name}.labels.blob")) > 0
    return Strings(container, f"{name}.labels" if is_written else f"{name}.terms")


class KeywordColumn:
    """Reads one field of whole values."""

    def __init__(self, container: Container, name: str) -> None:
        self._terms = PlainTerms(container, f"{name}.terms")
        self._labels = label_strings(container, name)
        self._doc_ids = container.column(f"{name}.doc_ids")
        self._starts = Starts(container, f"{name}.doc_freqs", self._doc_ids)
        self._values = container.column(f"{name}.values")
        self._value_starts = Starts(container, f"{name}.value_counts", self._values)

    @property
    def terms(self) -> PlainTerms:
        """What values are looked up by, folded."""
        return self._terms

    def occurs(self, term: int) -> bool:
        """Whether any article has a value, as those that are written have."""
        return self.doc_freq(term) > 0

    def doc_freq(self, term: int) -> int:
        """How many articles have a value."""
        start, end = self._starts[term : term + 2].tolist()
        return int(end - start)

    def doc_freqs(self, terms: np.ndarray) -> np.ndarray:
        """How many articles have each of some values: int64."""
        starts = self._starts.values
        counts: np.ndarray = starts[terms + 1] - starts[terms]
        return counts

    def doc_ids(self, term: int) -> np.ndarray:
        """The articles that have a value: int64, ascending."""
        start, end = self._starts[term : term + 2].tolist()
        return self._doc_ids[start:end].astype(np.int64)

    def doc_ids_of(self, terms: np.ndarray | range, among: np.ndarray | None = None) -> np.ndarray:
        """The articles that have any of several values: int64, ascending, each once.

        Args:
            terms: numbers of the values.
            among: look only at these articles, int64 ascending.
        """
        if among is not None:
            held = np.zeros(len(among), bool)
            for term in terms:
                held |= self._holds(int(term), among)
            return among[held]
        if len(terms) == 1:
            return self.doc_ids(int(terms[0]))
        found = [self.doc_ids(int(term)) for term in terms]
        return np.unique(np.concatenate([*found, np.zeros(0, np.int64)]))

    def _holds(self, term: int, doc_ids: np.ndarray) -> np.ndarray:
        start, end = self._starts[term : term + 2].tolist()
        holders = self._doc_ids[start:end]
        if not len(holders):
            return np.zeros(len(doc_ids), bool)
        # Numbers of another type would have numpy convert the whole column for each search.
        wanted = doc_ids.astype(holders.dtype)
        held: np.ndarray = holders[np.minimum(np.searchsorted(holders, wanted), len(holders) - 1)] == wanted
        return held

    def having_any(self) -> np.ndarray:
        """Whether each article has a value at all: bool."""
        starts = self._value_starts.values
        return starts[1:] > starts[:-1]

    def labels(self, doc_id: int) -> list[str]:
        """The values of an article as they are shown, in its order."""
        start, end = self._value_starts[doc_id : doc_id + 2].tolist()
        return [self.label(number) for number in self._values[start:end].tolist()]

    def first_labels(self, doc_ids: np.ndarray) -> list[str]:
        """The first value of each of some articles, which all have one, as it is shown."""
        numbers = self._values.values[self._value_starts.values[doc_ids]]
        return [label.decode(errors="surrogatepass") for label in self._labels.some(numbers.tolist())]

    def label(self, term: int) -> str:
        """How a value is shown."""
        return self._labels[term].decode(errors="surrogatepass")

    def pairs(self) -> tuple[np.ndarray, np.ndarray]:
        """Each article with each of its values as one number, by articles and by values: int64."""
        by_value, by_article = np.diff(self._starts.values), np.diff(self._value_starts.values)
        values = self._values.below(len(self.terms)).astype(np.int64)
        doc_ids = self._doc_ids.below(len(by_article)).astype(np.int64)
        return (
            np.repeat(np.arange(len(by_article)), by_article) | values << _ARTICLE_BITS,
            doc_ids | np.repeat(np.arange(len(by_value)), by_value) << _ARTICLE_BITS,
        )

    def counts(self, doc_ids: np.ndarray) -> np.ndarray:
        """How many of these articles have each value: int64, one item a term."""
        starts = self._value_starts.values
        chosen = np.zeros(len(starts) - 1, bool)
        chosen[doc_ids] = True
        values = self._values.below(len(self.terms))[np.repeat(chosen, np.diff(starts))]
        return np.bincount(values, minlength=len(self.terms))
