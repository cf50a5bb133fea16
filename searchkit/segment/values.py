"""The whole values of an article: which keywords it has in which field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Final

from searchkit import analysis
from searchkit.article import Article
from searchkit.segment.container import ColumnWriter
from searchkit.segment.keywords import Keyword, KeywordBuffer

KEYWORD_FIELDS: Final = (
    "path",
    "source",
    "author",
    "author_word",
    "language",
    "url",
)
"""Fields of whole values, but for those of places."""


def keywords_of(article: Article) -> dict[str, Sequence[Keyword]]:
    """The values of an article in the fields where it has any."""
    keywords: dict[str, Sequence[Keyword]] = {"path": _verbatim(article.id)}
    if article.source:
        keywords["source"] = _folded(article.source.value)
    if article.authors:
        authors = [author.value for author in article.authors]
        keywords["author"] = [keyword for author in authors for keyword in _folded(author)]
        keywords["author_word"] = [keyword for author in authors for keyword in _words(author)]
    if article.language:
        keywords["language"] = _verbatim(article.language.value)
    if article.url:
        keywords["url"] = _verbatim(article.url.value)
    return keywords


class ValueBuffer:
    """Collects the :func:`keywords_of` articles as numbers; what stands over many articles is folded once."""

    def __init__(self) -> None:
        self._buffers = {name: KeywordBuffer() for name in KEYWORD_FIELDS}
        self._sources = _Numbers(self._buffers["source"], _folded)
        self._authors = _Numbers(self._buffers["author"], _folded)
        self._author_words = _Numbers(self._buffers["author_word"], _words)

    def add(self, first_doc_id: int, articles: Sequence[Article]) -> None:
        """Add the values of articles that follow each other, and all that were added before."""
        numbered = [*enumerate(articles, start=first_doc_id)]
        self._add_verbatim("path", {doc_id: article.id for doc_id, article in numbered})
        sources = {doc_id: article.source.value for doc_id, article in numbered if article.source}
        self._buffers["source"].add(sources, [self._sources[source] for source in sources.values()])
        self._add_authors(
            {
                doc_id: [author.value for author in article.authors]
                for doc_id, article in numbered
                if article.authors
            }
        )
        languages = {doc_id: article.language.value for doc_id, article in numbered if article.language}
        self._add_verbatim("language", languages)
        self._add_verbatim("url", {doc_id: article.url.value for doc_id, article in numbered if article.url})

    def write(self, writer: ColumnWriter, article_count: int) -> None:
        """Write the columns of all fields."""
        for name in KEYWORD_FIELDS:
            self._buffers[name].write(writer, name, article_count)

    def _add_verbatim(self, name: str, values: dict[int, str]) -> None:
        """Add one value of each of some articles, as it is written."""
        self._buffers[name].add_verbatim(values, [_utf8(value) for value in values.values()])

    def _add_authors(self, authors: dict[int, list[str]]) -> None:
        """Add the authors of some articles."""
        for buffer, numbers in (("author", self._authors), ("author_word", self._author_words)):
            of_articles = [_joined([numbers[author] for author in own]) for own in authors.values()]
            self._buffers[buffer].add(authors, of_articles)


class _Numbers(dict[str, tuple[int, ...]]):
    """The numbers of the keywords of each value, worked out when it is first asked for."""

    def __init__(self, buffer: KeywordBuffer, keywords: Callable[[str], Sequence[Keyword]]) -> None:
        super().__init__()
        self._buffer = buffer
        self._keywords = keywords

    def __missing__(self, value: str) -> tuple[int, ...]:
        numbers = self[value] = self._buffer.numbers(self._keywords(value))
        return numbers


def _joined(numbers: list[tuple[int, ...]]) -> Sequence[int]:
    """The distinct numbers of some values, each of which has none twice, in their order."""
    return numbers[0] if len(numbers) == 1 else [*dict.fromkeys(chain.from_iterable(numbers))]


def _folded(value: str) -> Sequence[Keyword]:
    return (Keyword(analysis.fold_keyword(value), _utf8(value)),)


def _words(value: str) -> Sequence[Keyword]:
    return [Keyword(word, word) for word in analysis.terms(value)]


def _verbatim(value: str) -> Sequence[Keyword]:
    term = _utf8(value)
    return (Keyword(term, term),)


def _utf8(text: str) -> bytes:
    return text.encode(errors="surrogatepass")
