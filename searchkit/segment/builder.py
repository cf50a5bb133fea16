"""Articles in, one segment file out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from searchkit import analysis
from searchkit.article import Article
from searchkit.segment import cards
from searchkit.segment.container import ColumnWriter
from searchkit.segment.dates import DateBuffer
from searchkit.segment.dictionary import write_strings
from searchkit.segment.files import FileBuffer
from searchkit.segment.keywords import Keyword, KeywordBuffer
from searchkit.segment.postings import TITLE_WEIGHT, write_postings
from searchkit.segment.stored import StoredBuffer
from searchkit.segment.streams import TokenBuffer, write_stream

KEYWORD_FIELDS: Final = (
    "path",
    "source",
    "author",
    "author_word",
    "places_exact",
    "places",
    "language",
    "url",
)
"""Fields of whole values. ``places_exact``: places that an article names; ``places``: all around them too."""


class SegmentBuilder:
    """Collects articles in memory as columns; :meth:`write` makes them a segment."""

    def __init__(self) -> None:
        self._tokens = TokenBuffer()
        self._keywords = {name: KeywordBuffer() for name in KEYWORD_FIELDS}
        self._dates = DateBuffer()
        self._files = FileBuffer()
        self._titles: list[bytes] = []
        self._bodies = StoredBuffer()
        self._cards = StoredBuffer()

    def __len__(self) -> int:
        """Articles collected so far."""
        return len(self._titles)

    @property
    def token_count(self) -> int:
        """Tokens collected so far, but for some of the last articles: what memory grows with."""
        return len(self._tokens)

    def add(self, article: Article) -> None:
        """Add an article; the caller sees to it that no id comes twice."""
        doc_id = len(self)
        self._tokens.add(article.title, article.body)
        for name, keywords in keywords_of(article).items():
            self._keywords[name].add(doc_id, keywords)
        self._dates.add(article.date.value if article.date else None)
        self._files.add(article.origin)
        self._titles.append(_utf8(article.title))
        self._bodies.add(_utf8(article.body))
        self._cards.add(cards.encode(article))

    def write(self, path: Path) -> None:
        """Write the segment file and bring it to disk; on any failure nothing is left."""
        writer = ColumnWriter(path)
        try:
            tokens = self._tokens.tokens()
            write_stream(writer, tokens)
            write_postings(writer, tokens)
            for name, buffer in self._keywords.items():
                buffer.write(writer, name, len(self))
            self._dates.write(writer)
            self._files.write(writer)
            write_strings(writer, "titles", self._titles)
            self._bodies.write(writer, "bodies")
            self._cards.write(writer, "cards")
            writer.finish(properties(len(self)))
        finally:
            writer.abandon()


def properties(article_count: int) -> dict[str, Any]:
    """What a segment file notes beside its columns."""
    return {"articles": article_count, "title_weight": TITLE_WEIGHT}


def keywords_of(article: Article) -> dict[str, Sequence[Keyword]]:
    """The values of an article in the fields where it has any."""
    keywords: dict[str, Sequence[Keyword]] = {"path": (_verbatim(article.id),)}
    if article.source:
        keywords["source"] = (_folded(article.source.value),)
    if article.authors:
        authors = [author.value for author in article.authors]
        keywords["author"] = list(map(_folded, authors))
        keywords["author_word"] = [word for author in authors for word in _words(author)]
    if article.places:
        places = [place.value for place in article.places]
        keywords["places_exact"] = [Keyword(_utf8(place.id), _utf8(place.name)) for place in places]
        keywords["places"] = [
            _verbatim(region) for place in places for region in (place.id, *place.ancestors)
        ]
    if article.language:
        keywords["language"] = (_verbatim(article.language.value),)
    if article.url:
        keywords["url"] = (_verbatim(article.url.value),)
    return keywords


# The same few names stand over most of the articles.
@lru_cache(maxsize=1 << 14)
def _folded(value: str) -> Keyword:
    return Keyword(analysis.fold_keyword(value), _utf8(value))


@lru_cache(maxsize=1 << 14)
def _words(value: str) -> tuple[Keyword, ...]:
    return tuple(Keyword(word, word) for word in analysis.terms(value))


def _verbatim(value: str) -> Keyword:
    term = _utf8(value)
    return Keyword(term, term)


def _utf8(text: str) -> bytes:
    return text.encode(errors="surrogatepass")
