"""searchkit: the files end to end, or articles that are in memory already."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from queries import KINDS, Query
from records import Record

import searchkit
from searchkit.article import Article
from searchkit.engine.writing import build
from searchkit.loading.articles import load
from searchkit.loading.scanning import scan


class SearchkitSearcher:
    """An open index of searchkit."""

    kinds = frozenset(KINDS)

    def __init__(self, directory: Path) -> None:
        self._index = searchkit.open(directory)

    def titles(self, query: Query, limit: int) -> list[str]:
        """Search, count all matches, and read the titles of the hits."""
        return [hit.title for hit in self._search(query, limit)]

    def total(self, query: Query) -> int | None:
        """Count the matches; none when only some of the words could be found."""
        results = self._search(query, 1)
        return 0 if results.relaxed else results.total

    def _search(self, query: Query, limit: int) -> searchkit.Results:
        words = " ".join(query.words)
        match query.kind:
            case "or-2" | "or-4":
                return self._index.search(words, match="any", limit=limit)
            case "phrase-2" | "phrase-3":
                return self._index.search(f'"{words}"', limit=limit)
            case "prefix":
                return self._index.search(f"{words}*", limit=limit)
            case "fuzzy":
                return self._index.search(f"{words}~", limit=limit)
            case "filtered":
                text = f'{words} date:{query.since}..{query.until} source:"{query.source}"'
                return self._index.search(text, limit=limit)
        return self._index.search(words, limit=limit)


class FileEngine:
    """``searchkit index`` over the corpus, in as many processes as there are jobs."""

    def prepare(self, corpus: Path) -> Path:
        """Give the folder: reading it is measured."""
        return corpus

    def build(self, prepared: Path, directory: Path, jobs: int) -> int:
        """Make the index equal the files."""
        report = searchkit.index([prepared], index=directory, rebuild=True, jobs=jobs)
        assert not report.failed, report.failed[0]
        return report.added

    def open(self, directory: Path) -> SearchkitSearcher:
        """Open the index."""
        return SearchkitSearcher(directory)

    def add(self, directory: Path, corpus: Path, record: Record) -> bool:
        """Save the article as a file beside the corpus and index both folders: what is new is found."""
        folder = directory.with_name(f"{directory.name}-new")
        folder.mkdir(exist_ok=True)
        (folder / f"{record.id}.jsonl").write_text(json.dumps(asdict(record)) + "\n", encoding="utf-8")
        report = searchkit.index([corpus, folder], index=directory)
        assert report.added == 1
        return True


class LoadedEngine(FileEngine):
    """Articles in memory → index: what is left when loading and metadata cost nothing."""

    def prepare(self, corpus: Path) -> list[Article]:  # type: ignore[override]  # is only given to build
        """Load every article with its metadata."""
        return list(loaded(corpus))

    def build(self, prepared: list[Article], directory: Path, jobs: int) -> int:  # type: ignore[override]  # noqa: ARG002
        """Build from articles."""
        build(directory, prepared)
        return len(prepared)


def loaded(corpus: Path) -> Iterator[Article]:
    """Articles of the corpus as ``searchkit index`` loads them."""
    for stamp in scan([corpus]).files:
        yield from load(stamp).articles


def engine(name: str) -> FileEngine:
    """Give the adapter."""
    return LoadedEngine() if name == "searchkit-loaded" else FileEngine()
