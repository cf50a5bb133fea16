"""A segment file, opened for reading. Columns are looked at when they are first asked for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np

from searchkit.article import Article, Origin
from searchkit.errors import CorruptIndex
from searchkit.segment.container import open_container
from searchkit.segment.dates import DateColumn
from searchkit.segment.dictionary import Strings
from searchkit.segment.files import FileTable
from searchkit.segment.keywords import KeywordColumn
from searchkit.segment.postings import StemPostings, weighted_frequencies
from searchkit.segment.stored import StoredColumn
from searchkit.segment.streams import BODY, SECTION_GAP, SECTIONS, TITLE, WordStream


class Segment:
    """An immutable set of articles.

    Safe to share between threads: columns are read-only, and opening one twice does no harm.
    """

    def __init__(self, path: Path) -> None:
        self._container = open_container(path)
        self._article_count = int(self._container.properties["articles"])
        self._keywords: dict[str, KeywordColumn] = {}

    def __len__(self) -> int:
        """Articles in the segment, deleted ones included."""
        return self._article_count

    @property
    def nbytes(self) -> int:
        """Size of the file."""
        return self._container.nbytes

    @cached_property
    def stems(self) -> StemPostings:
        """Postings of the ranked field."""
        return StemPostings(self._container)

    @cached_property
    def stream(self) -> WordStream:
        """Positions of exact words."""
        return WordStream(self._container)

    @cached_property
    def dates(self) -> DateColumn:
        """Dates."""
        return DateColumn(self._container)

    @cached_property
    def files(self) -> FileTable:
        """Files."""
        return FileTable(self._container)

    def keywords(self, name: str) -> KeywordColumn:
        """A field of whole values, one of ``values.KEYWORD_FIELDS``."""
        if name not in self._keywords:
            self._keywords[name] = KeywordColumn(self._container, name)
        return self._keywords[name]

    def id(self, doc_id: int) -> str:
        """The id of an article."""
        return self.keywords("path").labels(doc_id)[0]

    def title(self, doc_id: int) -> str:
        """The title of an article."""
        return _text(self._titles[doc_id])

    def titles(self, doc_ids: list[int]) -> list[str]:
        """The titles of some articles."""
        return [str(title, "utf-8", "surrogatepass") for title in self._titles.some(doc_ids)]

    def body(self, doc_id: int) -> str:
        """The body of an article, decompressed."""
        return _text(self._bodies[doc_id])

    def origin(self, doc_id: int) -> Origin:
        """The file of an article."""
        return self.files.origin(doc_id)

    def article(self, doc_id: int) -> Article:
        """An article with the provenance of its values."""
        from searchkit.segment import cards  # noqa: PLC0415 - hits are made of columns, few readers want all

        return cards.decode(
            self._cards[doc_id],
            id=self.id(doc_id),
            origin=self.origin(doc_id),
            title=self.title(doc_id),
            body=self.body(doc_id),
            date=self.dates.value(doc_id),
        )

    def words_of(self, stem: bytes) -> np.ndarray:
        """The numbers of the exact words with a stem: int64, ascending."""
        number = self.stems.stems.find(stem)
        return np.zeros(0, np.int64) if number is None else self.stems.words_of(number)

    def frequencies(self, positions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Count occurrences by article.

        Args:
            positions: positions in the token stream, ascending.

        Returns:
            Articles (int64, ascending) and the weighted number of occurrences in each (float64).
        """
        return weighted_frequencies(self.stream.sections_of(positions))

    def has_text(self, section: int | None) -> np.ndarray:
        """Whether each article has a word in a section, or in any: bool."""
        starts = self.stream.section_starts
        filled = (np.diff(starts) > SECTION_GAP).reshape(-1, SECTIONS)
        if section is None:
            return np.logical_or(filled[:, TITLE], filled[:, BODY])
        wanted: np.ndarray = filled[:, section]
        return wanted

    def verify(self) -> list[CorruptIndex]:
        """Read every byte and check every checksum: the faults found."""
        faults = []
        for column in self._container.columns.values():
            try:
                _ = column.values
            except CorruptIndex as fault:
                faults.append(fault)
        return faults

    @cached_property
    def _titles(self) -> Strings:
        return Strings(self._container, "titles")

    @cached_property
    def _bodies(self) -> StoredColumn:
        return StoredColumn(self._container, "bodies")

    @cached_property
    def _cards(self) -> StoredColumn:
        return StoredColumn(self._container, "cards")


def _text(stored: bytes) -> str:
    return stored.decode(errors="surrogatepass")
