"""tantivy, through tantivy-py: one thread or several, with and without counting the matches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Final

import tantivy
from queries import KINDS, Query
from records import Record, read_corpus

HEAP_BYTES: Final = 1_000_000_000
"""What the writer may use: as much as searchkit's build at most. More means fewer segments to merge."""
_FIELDS: Final = ["text"]
_NO_WORDS: Final = "no_words"
"""Tokenizer of what is only stored: every text field is indexed, and bytes take longer to fetch."""


class TantivySearcher:
    """An open index of tantivy.

    All goes through its own parser, which takes about as long as the constructors of queries; misspelt words,
    which the parser does not know, through theirs.
    """

    def __init__(self, directory: Path, *, counting: bool, ranging: bool) -> None:
        self._index = tantivy.Index.open(str(directory))
        self._index.reload()
        self._searcher = self._index.searcher()
        self._counting = counting
        self._ranging = ranging
        self.kinds = frozenset(["prefix"] if ranging else KINDS)

    def titles(self, query: Query, limit: int) -> list[str]:
        """Search and read the titles of the hits from the document store."""
        found = self._searcher.search(self._query(query), limit, count=self._counting)
        return [self._searcher.doc(address)["title"][0] for _, address in found.hits]

    def total(self, query: Query) -> int | None:
        """Count the matches."""
        found: Any = self._searcher.search(self._query(query), 1, count=True)
        return int(found.count)  # which the stubs do not know

    def _query(self, query: Query) -> tantivy.Query:
        words = " ".join(query.words)
        match query.kind:
            case "and-2":
                return self._index.parse_query(words, _FIELDS, conjunction_by_default=True)
            case "phrase-2" | "phrase-3":
                return self._index.parse_query(f'"{words}"', _FIELDS)
            case "prefix":
                return self._prefix(words)
            case "fuzzy":
                return tantivy.Query.fuzzy_term_query(self._index.schema, "text", words, distance=1)
            case "filtered":
                dates = f"date:[{query.since}T00:00:00Z TO {query.until}T23:59:59Z]"
                return self._index.parse_query(f'+{words} +{dates} +source:"{query.source}"', _FIELDS)
        return self._index.parse_query(words, _FIELDS)

    def _prefix(self, word: str) -> tantivy.Query:
        if self._ranging:
            return self._index.parse_query(f"text:[{word} TO {_next(word)}}}", _FIELDS)
        return tantivy.Query.regex_query(self._index.schema, "text", f"{word}.*")


class TantivyEngine:
    """An index with one searched field, written by a number of threads."""

    def __init__(
        self, *, threads: int = 0, loaded: bool = False, counting: bool = False, ranging: bool = False
    ) -> None:
        self._threads = threads
        self._loaded = loaded
        self._counting = counting
        self._ranging = ranging

    def prepare(self, corpus: Path, jobs: int) -> nullcontext[Iterable[Record]]:  # noqa: ARG002 - of the protocol
        """Give the records, to be read as they are indexed or read already."""
        return nullcontext(list(read_corpus(corpus)) if self._loaded else read_corpus(corpus))

    def build(self, prepared: Iterable[Record], directory: Path, jobs: int) -> int:
        """Add all, commit, and wait for the merging that it started."""
        index = _with_tokenizer(tantivy.Index(_schema(), str(directory)))
        writer = index.writer(HEAP_BYTES, self._threads or jobs)
        articles = 0
        for record in prepared:
            writer.add_document(_document(record))
            articles += 1
        writer.commit()
        writer.wait_merging_threads()
        return articles

    def open(self, directory: Path) -> TantivySearcher:
        """Open the index."""
        return TantivySearcher(directory, counting=self._counting, ranging=self._ranging)

    def add(self, directory: Path, corpus: Path, record: Record) -> bool:  # noqa: ARG002 - of the protocol
        """Add and commit."""
        writer = _with_tokenizer(tantivy.Index.open(str(directory))).writer(num_threads=1)
        writer.add_document(_document(record))
        writer.commit()
        writer.wait_merging_threads()
        return True


def _with_tokenizer(index: tantivy.Index) -> tantivy.Index:
    nothing = tantivy.Tokenizer.regex(r"[^\s\S]")
    index.register_tokenizer(_NO_WORDS, tantivy.TextAnalyzerBuilder(nothing).build())
    return index


def _document(record: Record) -> tantivy.Document:
    return tantivy.Document(
        text=f"{record.title}\n\n{record.text}",
        title=record.title,
        date=dt.datetime.fromisoformat(record.date),
        source=record.source,
    )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True, tokenizer_name="en_stem", index_option="position")
    builder.add_text_field("title", stored=True, tokenizer_name=_NO_WORDS, index_option="basic")
    builder.add_date_field("date", stored=True, indexed=True, fast=True)
    builder.add_text_field("source", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _next(prefix: str) -> str:
    """Give the least word behind all that begin with the prefix."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


def engine(name: str) -> TantivyEngine:
    """Give the adapter."""
    return TantivyEngine(
        threads=1 if name == "tantivy-1" else 0,
        loaded=name == "tantivy-loaded",
        counting=name == "tantivy-count",
        ranging=name == "tantivy-range",
    )
