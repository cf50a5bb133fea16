"""searchkit: the files end to end, or articles that are in memory already."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any

from queries import KINDS, Query
from records import Record

import searchkit
from engines.loaded_articles import loaded_articles
from searchkit.engine.writing import IndexWriter


class SearchkitSearcher:
    """An open index of searchkit."""

    kinds = frozenset(KINDS)

    def __init__(self, directory: Path, *, counting: bool = False) -> None:
        self._index = searchkit.open(directory)
        self._counting = counting

    def titles(self, query: Query, limit: int) -> list[str]:
        """Search and read the titles of the hits; count all matches too, if that is asked for."""
        results = self._search(query, limit)
        if self._counting:
            assert results.total >= len(results)
        return [hit.title for hit in results]

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

    def __init__(self, *, counting: bool = False) -> None:
        self._counting = counting

    def prepare(self, corpus: Path, jobs: int) -> AbstractContextManager[Any]:  # noqa: ARG002 - of the protocol
        """Give the folder: reading it is measured."""
        return nullcontext(corpus)

    def build(self, prepared: Any, directory: Path, jobs: int) -> int:  # noqa: ANN401 - of the protocol
        """Make the index equal the files."""
        report = searchkit.index([prepared], index=directory, rebuild=True, jobs=jobs)
        assert not report.failed, report.failed[0]
        return report.added

    def open(self, directory: Path) -> SearchkitSearcher:
        """Open the index."""
        return SearchkitSearcher(directory, counting=self._counting)

    def add(self, directory: Path, corpus: Path, record: Record) -> bool:
        """Save the article as a file beside the corpus and index both folders: what is new is found."""
        folder = directory.with_name(f"{directory.name}-new")
        folder.mkdir(exist_ok=True)
        (folder / f"{record.id}.jsonl").write_text(json.dumps(asdict(record)) + "\n", encoding="utf-8")
        report = searchkit.index([corpus, folder], index=directory)
        assert report.added == 1
        return True


class LoadedEngine(FileEngine):
    """Articles in memory → index, in as many processes: loading and metadata cost nothing."""

    def prepare(self, corpus: Path, jobs: int) -> AbstractContextManager[Any]:
        """Load every article with its metadata, each into the memory of the process that will index it."""
        return loaded_articles(corpus, jobs)

    def build(self, prepared: Any, directory: Path, jobs: int) -> int:  # noqa: ANN401, ARG002 - of the protocol
        """Have the processes write their segments, and commit them."""
        with IndexWriter(directory, from_scratch=True) as writer:
            writer.adopt(prepared.write(directory))
            writer.commit()
        return len(prepared)


def engine(name: str) -> FileEngine:
    """Give the adapter."""
    return LoadedEngine() if name == "searchkit-loaded" else FileEngine(counting=name == "searchkit-count")
