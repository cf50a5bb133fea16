"""SQLite FTS5 with the porter tokenizer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, nullcontext
from pathlib import Path

from queries import KINDS, Query
from records import Record, read_corpus

_CREATE = """
    CREATE VIRTUAL TABLE articles
    USING fts5(title, body, date UNINDEXED, source UNINDEXED, tokenize = 'porter unicode61')
"""
_INSERT = "INSERT INTO articles (title, body, date, source) VALUES (?, ?, ?, ?)"
_FILTER = "AND date >= ? AND date < ? || 'U' AND source = ?"  # 'U' follows the 'T' before a time


class SqliteSearcher:
    """An open database."""

    kinds = frozenset(kind for kind in KINDS if kind != "fuzzy")

    def __init__(self, directory: Path) -> None:
        self._connection = sqlite3.connect(directory / "articles.db")

    def titles(self, query: Query, limit: int) -> list[str]:
        """Search and read the titles of the hits."""
        text, condition, values = _parts(query)
        statement = f"SELECT title FROM articles WHERE articles MATCH ? {condition} ORDER BY rank LIMIT ?"  # noqa: S608 - of constants
        return [title for (title,) in self._connection.execute(statement, (text, *values, limit))]

    def total(self, query: Query) -> int | None:
        """Count the matches."""
        text, condition, values = _parts(query)
        statement = f"SELECT count(*) FROM articles WHERE articles MATCH ? {condition}"  # noqa: S608 - of constants
        return int(self._connection.execute(statement, (text, *values)).fetchone()[0])


class SqliteEngine:
    """A database of one virtual table."""

    def prepare(self, corpus: Path, jobs: int) -> nullcontext[Iterable[Record]]:  # noqa: ARG002 - of the protocol
        """Read the records as they are inserted."""
        return nullcontext(read_corpus(corpus))

    def build(self, prepared: Iterable[Record], directory: Path, jobs: int) -> int:  # noqa: ARG002 - one writer
        """Insert all in one transaction."""
        with closing(sqlite3.connect(directory / "articles.db")) as connection, connection:
            connection.execute(_CREATE)
            connection.executemany(_INSERT, _rows(prepared))
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])

    def open(self, directory: Path) -> SqliteSearcher:
        """Open the database."""
        return SqliteSearcher(directory)

    def add(self, directory: Path, corpus: Path, record: Record) -> bool:  # noqa: ARG002 - of the protocol
        """Insert one."""
        with closing(sqlite3.connect(directory / "articles.db")) as connection, connection:
            connection.executemany(_INSERT, _rows([record]))
        return True


def _rows(records: Iterable[Record]) -> Iterator[tuple[str, str, str, str]]:
    for record in records:
        yield record.title, record.text, record.date, record.source


def _parts(query: Query) -> tuple[str, str, tuple[str, ...]]:
    """What to match, and a further condition with its values."""
    quoted = [f'"{word}"' for word in query.words]
    match query.kind:
        case "or-2" | "or-4":
            return " OR ".join(quoted), "", ()
        case "phrase-2" | "phrase-3":
            return f'"{" ".join(query.words)}"', "", ()
        case "prefix":
            return f"{query.words[0]}*", "", ()
        case "filtered":
            return quoted[0], _FILTER, (query.since, query.until, query.source)
    return " ".join(quoted), "", ()


def engine(name: str) -> SqliteEngine:  # noqa: ARG001 - there is one kind
    """Give the adapter."""
    return SqliteEngine()
