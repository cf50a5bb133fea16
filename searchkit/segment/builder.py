"""Articles in, one segment file out."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any, Final

from searchkit import analysis
from searchkit.article import Article
from searchkit.segment.cards import encode
from searchkit.segment.container import ColumnWriter
from searchkit.segment.dates import DateBuffer, write_dates, write_rare_dates
from searchkit.segment.dictionary import write_strings
from searchkit.segment.files import FileBuffer
from searchkit.segment.mentions import MentionBuffer
from searchkit.segment.postings import TITLE_WEIGHT
from searchkit.segment.stored import StoredBuffer
from searchkit.segment.tokens import TokenBuffer
from searchkit.segment.values import ValueBuffer
from searchkit.segment.vocabulary import Vocabulary

_CHARACTERS_AT_ONCE: Final = 1 << 20
"""What is made of so much text fits in the processor's cache."""
_ARTICLES_AT_ONCE: Final = 1 << 13
"""However short they are: those that wait are objects, which take more than columns."""


class SegmentBuilder:
    """Collects articles in memory as columns; :meth:`write` makes them a segment."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        """Begin.

        Args:
            vocabulary: what is known of words from segments built before; one at a time is built with it.
        """
        self._tokens = TokenBuffer(Vocabulary() if vocabulary is None else vocabulary)
        self._values = ValueBuffer()
        self._mentions = MentionBuffer()
        self._dates = DateBuffer()
        self._modified = DateBuffer()
        self._files = FileBuffer()
        self._titles: list[bytes] = []
        self._bodies = StoredBuffer()
        self._cards = StoredBuffer()
        self._pending: list[Article] = []
        self._pending_characters = 0

    def __len__(self) -> int:
        """Articles collected so far."""
        return len(self._titles) + len(self._pending)

    @property
    def token_count(self) -> int:
        """Tokens collected so far, but for some of the last articles: what memory grows with."""
        return len(self._tokens)

    def add(self, article: Article) -> None:
        """Add an article; the caller sees to it that no id comes twice."""
        self._pending.append(article)
        self._pending_characters += len(article.title) + len(article.body)
        if self._pending_characters >= _CHARACTERS_AT_ONCE or len(self._pending) >= _ARTICLES_AT_ONCE:
            self._flush()

    def write(self, path: Path) -> None:
        """Write the segment file and bring it to disk; on any failure nothing is left."""
        self._flush()
        writer = ColumnWriter(path)
        try:
            self._tokens.write(writer)
            self._values.write(writer, len(self))
            self._mentions.write(writer)
            write_dates(writer, self._dates.columns)
            write_rare_dates(writer, "modified", self._modified.columns)
            self._files.write(writer)
            write_strings(writer, "titles", self._titles)
            self._bodies.write(writer, "bodies")
            self._cards.write(writer, "cards")
            writer.finish(properties(len(self)))
        finally:
            writer.abandon()

    def _flush(self) -> None:
        # Column by column: what one of them takes then stays in the processor's cache.
        articles, first = self._pending, len(self._titles)
        self._tokens.add(
            [*chain.from_iterable((article.title, article.prose) for article in articles)],
            [
                analysis.stemming_of(article.language.value if article.language else None)
                for article in articles
            ],
        )
        self._values.add(first, articles)
        self._mentions.add([article.places for article in articles])
        self._dates.add(article.date for article in articles)
        self._modified.add(article.modified for article in articles)
        self._files.add(article.origin for article in articles)
        self._titles += [_utf8(article.title) for article in articles]
        self._bodies.add([_utf8(article.body) for article in articles])
        self._cards.add([encode(article) for article in articles])
        self._pending = []
        self._pending_characters = 0


def properties(article_count: int) -> dict[str, Any]:
    """What a segment file notes beside its columns."""
    return {"articles": article_count, "title_weight": TITLE_WEIGHT}


def _utf8(text: str) -> bytes:
    return text.encode(errors="surrogatepass")
