"""Stock Whoosh: its own codec, analysis, parser and scoring."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from queries import KINDS, Query
from records import Record, read_corpus
from whoosh import index as whoosh_index
from whoosh.analysis.analyzers import StemmingAnalyzer
from whoosh.fields import DATETIME, ID, TEXT, Schema
from whoosh.qparser.default import QueryParser
from whoosh.query.compound import And
from whoosh.query.ranges import DateRange
from whoosh.query.terms import FuzzyTerm, Prefix, Term
from whoosh.writing import IndexWriter


class WhooshSearcher:
    """An open index."""

    kinds = frozenset(KINDS)

    def __init__(self, directory: Path) -> None:
        index = whoosh_index.open_dir(str(directory))
        self._parser: Any = QueryParser("text", index.schema)
        self._searcher = index.searcher()

    def titles(self, query: Query, limit: int) -> list[str]:
        """Search and read the titles of the hits."""
        return [hit["title"] for hit in self._searcher.search(self._tree(query), limit=limit)]

    def total(self, query: Query) -> int | None:
        """Count the matches."""
        return len(self._searcher.search(self._tree(query), limit=1))

    def _tree(self, query: Query) -> Any:  # noqa: ANN401 - the parser has no types
        match query.kind:
            case "or-2" | "or-4":
                return self._parser.parse(" OR ".join(query.words))
            case "phrase-2" | "phrase-3":
                return self._parser.parse(f'"{" ".join(query.words)}"')
            case "prefix":
                return Prefix("text", query.words[0])
            case "fuzzy":
                return FuzzyTerm("text", query.words[0])
            case "filtered":
                since, until = map(dt.datetime.fromisoformat, (query.since, f"{query.until}T23:59:59"))
                dates = DateRange("date", since, until)
                return And([self._parser.parse(query.words[0]), dates, Term("source", query.source)])
        return self._parser.parse(" ".join(query.words))


class WhooshEngine:
    """An index of stock segments."""

    def prepare(self, corpus: Path, jobs: int) -> nullcontext[Iterable[Record]]:  # noqa: ARG002 - of the protocol
        """Read the records as they are added."""
        return nullcontext(read_corpus(corpus))

    def build(self, prepared: Iterable[Record], directory: Path, jobs: int) -> int:  # noqa: ARG002 - one process
        """Add all and commit."""
        text = TEXT(analyzer=StemmingAnalyzer(stoplist=None), stored=True)
        schema = Schema(id=ID, title=ID(stored=True), text=text, date=DATETIME, source=ID)
        writer = whoosh_index.create_in(str(directory), schema).writer(limitmb=512)
        articles = 0
        for record in prepared:
            _add(writer, record)
            articles += 1
        writer.commit()
        return articles

    def open(self, directory: Path) -> WhooshSearcher:
        """Open the index."""
        return WhooshSearcher(directory)

    def add(self, directory: Path, corpus: Path, record: Record) -> bool:  # noqa: ARG002 - of the protocol
        """Add and commit."""
        writer = whoosh_index.open_dir(str(directory)).writer()
        _add(writer, record)
        writer.commit()
        return True


def _add(writer: IndexWriter, record: Record) -> None:
    writer.add_document(
        id=record.id,
        title=record.title,
        text=f"{record.title}\n\n{record.text}",
        date=dt.datetime.fromisoformat(record.date),
        source=record.source,
    )


def engine(name: str) -> WhooshEngine:  # noqa: ARG001 - there is one kind
    """Give the adapter."""
    return WhooshEngine()
