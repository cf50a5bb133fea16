"""bm25s: scores of all words computed beforehand, in sparse arrays."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path

import bm25s
import Stemmer
from queries import Kind, Query
from records import Record, read_corpus


class Bm25sSearcher:
    """An index in memory, with the titles beside it."""

    kinds: frozenset[Kind] = frozenset({"term", "or-2", "or-4"})

    def __init__(self, directory: Path) -> None:
        self._index = bm25s.BM25.load(directory / "index")
        self._titles: list[str] = json.loads((directory / "titles.json").read_text("utf-8"))
        self._stemmer = Stemmer.Stemmer("english")

    def titles(self, query: Query, limit: int) -> list[str]:
        """Score all documents; those of score 0 do not match."""
        stems = [self._stemmer.stemWords(list(query.words))]
        found, scores = self._index.retrieve(stems, k=min(limit, len(self._titles)), show_progress=False)
        return [
            self._titles[number]
            for number, score in zip(found[0].tolist(), scores[0].tolist(), strict=True)
            if score > 0
        ]

    def total(self, query: Query) -> int | None:  # noqa: ARG002 - of the protocol
        """Nothing counts matches."""
        return None


class Bm25sEngine:
    """The corpus is tokenized as a whole, in memory."""

    def prepare(self, corpus: Path, jobs: int) -> nullcontext[Path]:  # noqa: ARG002 - of the protocol
        """Give the folder: reading it is measured."""
        return nullcontext(corpus)

    def build(self, prepared: Path, directory: Path, jobs: int) -> int:  # noqa: ARG002 - of the protocol
        """Index and save; the texts are stored as they are, as the others do."""
        records = list(read_corpus(prepared))
        texts = [f"{record.title}\n\n{record.text}" for record in records]
        tokens = bm25s.tokenize(
            texts, stopwords=None, stemmer=Stemmer.Stemmer("english"), show_progress=False
        )
        index = bm25s.BM25()
        index.index(tokens, show_progress=False)
        index.save(directory / "index", corpus=texts)
        (directory / "titles.json").write_text(json.dumps([record.title for record in records]), "utf-8")
        return len(records)

    def open(self, directory: Path) -> Bm25sSearcher:
        """Load all of it."""
        return Bm25sSearcher(directory)

    def add(self, directory: Path, corpus: Path, record: Record) -> bool:  # noqa: ARG002 - of the protocol
        """Nothing can be added."""
        return False


def engine(name: str) -> Bm25sEngine:  # noqa: ARG001 - there is one kind
    """Give the adapter."""
    return Bm25sEngine()
