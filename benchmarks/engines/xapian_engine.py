"""Xapian, through the bindings of the distribution: runs in the distribution's Python."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Final

import xapian
from queries import KINDS, Query
from records import Record, read_corpus

_DATE_SLOT: Final = 0
_BATCH: Final = 10_000
"""Documents that are kept in memory before they go to the disk."""


class XapianSearcher:
    """An open database. Phrases are of unstemmed words, as Xapian indexes them."""

    kinds = frozenset(kind for kind in KINDS if kind != "fuzzy")

    def __init__(self, directory: Path) -> None:
        self._database = xapian.Database(str(directory))
        self._enquire = xapian.Enquire(self._database)
        self._stem = xapian.Stem("english")

    def titles(self, query: Query, limit: int) -> list[str]:
        """Search and read the titles of the hits."""
        self._enquire.set_query(self._tree(query))
        return [json.loads(hit.document.get_data())["title"] for hit in self._enquire.get_mset(0, limit)]

    def total(self, query: Query) -> int | None:
        """Count the matches."""
        self._enquire.set_query(self._tree(query))
        everything = self._database.get_doccount()
        return int(self._enquire.get_mset(0, 1, everything).get_matches_estimated())

    def _tree(self, query: Query) -> Any:  # noqa: ANN401 - the bindings have no types
        stems = [f"Z{self._stem(word).decode()}" for word in query.words]
        match query.kind:
            case "or-2" | "or-4":
                return xapian.Query(xapian.Query.OP_OR, stems)
            case "phrase-2" | "phrase-3":
                return xapian.Query(xapian.Query.OP_PHRASE, list(query.words))
            case "prefix":
                # Without all the arguments, the bindings take the word for a list of subqueries.
                limit = xapian.Query.WILDCARD_LIMIT_ERROR
                return xapian.Query(
                    xapian.Query.OP_WILDCARD, query.words[0], 0, limit, xapian.Query.OP_SYNONYM
                )
            case "filtered":
                dates = xapian.Query(
                    xapian.Query.OP_VALUE_RANGE, _DATE_SLOT, query.since, f"{query.until}T23:59:59"
                )
                both = xapian.Query(xapian.Query.OP_AND, xapian.Query(f"XS{query.source}"), dates)
                return xapian.Query(xapian.Query.OP_FILTER, xapian.Query(stems[0]), both)
        return xapian.Query(xapian.Query.OP_AND, stems)


class XapianEngine:
    """A database of the newest backend."""

    def prepare(self, corpus: Path, jobs: int) -> nullcontext[Iterable[Record]]:  # noqa: ARG002 - of the protocol
        """Read the records as they are added."""
        return nullcontext(read_corpus(corpus))

    def build(self, prepared: Iterable[Record], directory: Path, jobs: int) -> int:  # noqa: ARG002 - one process
        """Add all and commit."""
        database = xapian.WritableDatabase(str(directory), xapian.DB_CREATE_OR_OVERWRITE)
        articles = 0
        for record in prepared:
            database.add_document(_document(record))
            articles += 1
            if articles % _BATCH == 0:
                database.commit()
        database.close()
        return articles

    def open(self, directory: Path) -> XapianSearcher:
        """Open the database."""
        return XapianSearcher(directory)

    def add(self, directory: Path, corpus: Path, record: Record) -> bool:  # noqa: ARG002 - of the protocol
        """Add and commit."""
        database = xapian.WritableDatabase(str(directory), xapian.DB_OPEN)
        database.add_document(_document(record))
        database.close()
        return True


def _document(record: Record) -> Any:  # noqa: ANN401
    document = xapian.Document()
    generator = xapian.TermGenerator()
    generator.set_stemmer(xapian.Stem("english"))
    generator.set_document(document)
    generator.index_text(record.title)
    generator.increase_termpos()
    generator.index_text(record.text)
    document.add_value(_DATE_SLOT, record.date)
    document.add_boolean_term(f"XS{record.source}")
    document.set_data(json.dumps({"title": record.title, "text": record.text}))
    return document


def engine(name: str) -> XapianEngine:  # noqa: ARG001 - there is one kind
    """Give the adapter."""
    return XapianEngine()
