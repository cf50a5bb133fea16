"""What an adapter does for the engine behind it. Standard library only."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from queries import Kind, Query
from records import Record


class Searcher(Protocol):
    """An open index. A query comes in no engine's language: putting it into one counts as part of the search.

    Attributes:
        kinds: what the engine can be asked.
    """

    kinds: frozenset[Kind]

    def titles(self, query: Query, limit: int) -> list[str]:
        """Fetch the titles of the best hits, best first."""

    def total(self, query: Query) -> int | None:
        """Count the matches; ``None`` where the engine has no count."""


class Engine(Protocol):
    """Builds, opens and extends an index in a folder."""

    # Any: each engine reads the corpus in its own way.
    def prepare(self, corpus: Path, jobs: int) -> AbstractContextManager[Any]:
        """Do what is not measured: usually nothing, so that reading the files is measured with the rest."""

    def build(self, prepared: Any, directory: Path, jobs: int) -> int:  # noqa: ANN401
        """Index all, down to the disk, in a folder that exists and is empty: how many articles."""

    def open(self, directory: Path) -> Searcher:
        """Open what was built."""

    def add(self, directory: Path, corpus: Path, record: Record) -> bool:
        """Add one article so that the next process finds it; false where the engine cannot."""
