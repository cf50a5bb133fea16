"""A segment file, opened for reading. Columns are looked at when they are first asked for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np

from searchkit import analysis
from searchkit.article import Article, Origin, without_clutter
from searchkit.errors import CorruptIndex, IndexTooOld
from searchkit.segment.container import VERSION, Container, open_container
from searchkit.segment.dates import DateColumn, read_dates, read_rare_dates
from searchkit.segment.dictionary import Strings
from searchkit.segment.files import FileTable
from searchkit.segment.keywords import KeywordColumn, ValueColumn
from searchkit.segment.languages import LanguageColumn
from searchkit.segment.mentions import Mentions
from searchkit.segment.place_fields import PLACE_FIELDS, PlaceField, place_fields
from searchkit.segment.postings import StemPostings, weighted_frequencies
from searchkit.segment.sketches import lengths_of, read_sketches
from searchkit.segment.stored import StoredColumn
from searchkit.segment.streams import BODY, SECTION_GAP, SECTIONS, TITLE, WordStream

MENTIONS_SINCE: Final = 2
"""The first format that knows how places are mentioned, and when articles were modified."""
LATER_FIELDS: Final = frozenset({"about", "about_exact", "modified"})
"""Fields that segments of older formats do not have."""

_LEAST_BYTES: Final = 8
"""An article takes more than so many in its dates, its id and its title; so memory for it is bounded."""
_WITH_CLUTTER = b'"clutter":['


class Segment:
    """An immutable set of articles.

    Safe to share between threads: columns are read-only, and opening one twice does no harm.
    """

    def __init__(self, path: Path) -> None:
        self._container = open_container(path)
        self._article_count = _article_count(self._container)
        if self.missing_fields and "mentions.counts" in self._container.columns:
            raise CorruptIndex(str(path), f"it is not of the format {self.version} that it names")
        self._keywords: dict[str, KeywordColumn] = {}

    def __len__(self) -> int:
        """Articles in the segment, deleted ones included."""
        return self._article_count

    @property
    def container(self) -> Container:
        """The file."""
        return self._container

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
        return WordStream(self._container, len(self))

    @property
    def version(self) -> int:
        """Format of the file."""
        return self._container.version

    @property
    def missing_fields(self) -> frozenset[str]:
        """Fields that the format of the file does not have yet."""
        return LATER_FIELDS if self.version < MENTIONS_SINCE else frozenset()

    @property
    def sketches(self) -> np.ndarray:
        """What the articles say in few bytes: uint64, see :mod:`searchkit.segment.sketches`."""
        return read_sketches(self._container, self._article_count)

    @property
    def sketched_lengths(self) -> np.ndarray:
        """How many words of each article its sketch is made of: int64."""
        return lengths_of(np.diff(self.stream.section_starts) - SECTION_GAP)

    @cached_property
    def languages(self) -> LanguageColumn:
        """Languages of the stems."""
        return LanguageColumn(self._container, self._article_count)

    @cached_property
    def dates(self) -> DateColumn:
        """When the articles were published."""
        return read_dates(self._container)

    @cached_property
    def modified(self) -> DateColumn:
        """When the articles were last changed.

        Raises:
            IndexTooOld: the format of the file does not have that.
        """
        self._require("modified")
        return read_rare_dates(self._container, "modified", len(self))

    def dates_of(self, field: str) -> DateColumn:
        """The dates of a field: ``date`` or ``modified``."""
        return self.modified if field == "modified" else self.dates

    @cached_property
    def mentions(self) -> Mentions:
        """Which places the articles mention.

        Raises:
            IndexTooOld: the format of the file does not say how.
        """
        self._require("about")
        return Mentions(self._container)

    @cached_property
    def _place_fields(self) -> dict[str, PlaceField]:
        return place_fields(self.mentions)

    def values(self, field: str) -> ValueColumn:
        """A field of whole values, one of places among them.

        Raises:
            IndexTooOld: the format of the file does not have it.
        """
        self._require(field)
        is_of_places = field in PLACE_FIELDS and self.version >= MENTIONS_SINCE
        return self._place_fields[field] if is_of_places else self.keywords(field)

    def _require(self, field: str) -> None:
        if field in self.missing_fields:
            raise IndexTooOld(
                str(self._container.path),
                f"it was built by an earlier version, which knows no {field}: searchkit index --rebuild",
                found=self.version,
                supported=VERSION,
            )

    @cached_property
    def titles(self) -> Strings:
        """Titles, in UTF-8 that may hold lone surrogates."""
        return Strings(self._container, "titles")

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

    def ids(self, doc_ids: np.ndarray) -> list[str]:
        """The ids of some articles (integers)."""
        return self.keywords("path").first_labels(doc_ids)

    def title(self, doc_id: int) -> str:
        """The title of an article."""
        return _text(self.titles[doc_id])

    def body(self, doc_id: int) -> str:
        """The body of an article, decompressed."""
        return _text(self._bodies[doc_id])

    def prose(self, doc_id: int) -> str:
        """The body of an article with a blank for each character of clutter: what is searched."""
        card = self._cards[doc_id]
        body = self.body(doc_id)
        if _WITH_CLUTTER not in card:
            return body
        from searchkit.segment import cards  # noqa: PLC0415 - most articles have none

        return without_clutter(body, cards.read_clutter(card), len(self.title(doc_id)) + 2)

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
            modified=None if self.missing_fields else self.modified.value(doc_id),
            places=None if self.missing_fields else self.mentions.of_article(doc_id),
        )

    def positions_of_stem(self, stem: bytes) -> np.ndarray:
        """Where any word with a stem stands, in articles of the stem's language: int64, in no order."""
        number = self.stems.stems.find(stem)
        if number is None:
            return np.zeros(0, np.int64)
        positions = self.stream.positions_of(self.stems.words_of(number))
        if not self.languages.is_mixed:
            return positions
        # The same word has other stems in articles of other languages.
        language = self.languages.languages.index(analysis.language_of_stem(stem))
        articles = self.stream.sections_of(positions) // SECTIONS
        found: np.ndarray = positions[self.languages.of_articles[articles] == language]
        return found

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
        return self._container.faults()

    @cached_property
    def _bodies(self) -> StoredColumn:
        return StoredColumn(self._container, "bodies")

    @cached_property
    def _cards(self) -> StoredColumn:
        return StoredColumn(self._container, "cards")


def _article_count(container: Container) -> int:
    count = container.properties.get("articles")
    if type(count) is not int or not 0 <= count * _LEAST_BYTES <= container.nbytes:
        raise CorruptIndex(str(container.path), f"it cannot hold {count!r} articles")
    return count


def _text(stored: bytes) -> str:
    return stored.decode(errors="surrogatepass")
