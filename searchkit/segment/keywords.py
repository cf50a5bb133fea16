"""Whole values: sources, authors, places, languages, ids, URLs.

Each article has any number of values of a field. A value is looked up by its *term*, which is folded, and
shown by its *label*, which is written as the article has it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from searchkit.segment.container import ColumnWriter, Container, narrow
from searchkit.segment.dictionary import Strings, TermDictionary, number_terms, starts_of, write_strings


@dataclass(frozen=True, slots=True)
class Keyword:
    """One value of a field: the term to find it by, and the label to show."""

    term: bytes
    label: bytes


@dataclass(slots=True)
class KeywordBuffer:
    """Collects the values of one field, article by article."""

    _terms: list[bytes] = field(default_factory=list)
    _labels: dict[bytes, bytes] = field(default_factory=dict)
    _counts: list[int] = field(default_factory=list)

    def add(self, keywords: list[Keyword]) -> None:
        """Add the values of the next article; a repeated one is kept once."""
        distinct = {keyword.term: keyword.label for keyword in keywords}
        for term, label in distinct.items():
            self._terms.append(term)
            self._labels.setdefault(term, label)
        self._counts.append(len(distinct))

    def write(self, writer: ColumnWriter, name: str) -> None:
        """Write ``name.terms``, ``name.labels``, postings by term and values by article."""
        terms, numbers = number_terms(self._terms)
        values = np.fromiter((numbers[term] for term in self._terms), np.int64, len(self._terms))
        counts = np.array(self._counts, np.int64)
        doc_ids = np.repeat(np.arange(len(counts)), counts)[np.argsort(values, kind="stable")]
        write_strings(writer, f"{name}.terms", terms)
        write_strings(writer, f"{name}.labels", [self._labels[term] for term in terms])
        writer.add(f"{name}.starts", narrow(starts_of(np.bincount(values, minlength=len(terms)))))
        writer.add(f"{name}.doc_ids", narrow(doc_ids))
        writer.add(f"{name}.value_starts", narrow(starts_of(counts)))
        writer.add(f"{name}.values", narrow(values))


class KeywordColumn:
    """Reads one field of whole values."""

    def __init__(self, container: Container, name: str) -> None:
        self.terms = TermDictionary(container, f"{name}.terms")
        self._labels = Strings(container, f"{name}.labels")
        self._starts = container.column(f"{name}.starts")
        self._doc_ids = container.column(f"{name}.doc_ids")
        self._value_starts = container.column(f"{name}.value_starts")
        self._values = container.column(f"{name}.values")

    def doc_freq(self, term: int) -> int:
        """How many articles have a value."""
        start, end = self._starts[term : term + 2].tolist()
        return int(end - start)

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

    def label(self, term: int) -> str:
        """How a value is shown."""
        return self._labels[term].decode(errors="surrogatepass")

    def counts(self, doc_ids: np.ndarray) -> np.ndarray:
        """How many of these articles have each value: int64, one item a term."""
        starts = self._value_starts.values.astype(np.int64)
        chosen = np.zeros(len(starts) - 1, bool)
        chosen[doc_ids] = True
        values = self._values.values[np.repeat(chosen, np.diff(starts))]
        return np.bincount(values, minlength=len(self.terms))
