"""Which engines there are, what they need, and what a reader of the figures must know of each."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import Final, cast

from engines.protocol import Engine

DEBIAN_PYTHON: Final = "/usr/bin/python3"
BASELINE: Final = "tantivy"
"""Ratios are against this engine, with as many threads as searchkit has processes."""


@dataclass(frozen=True, slots=True)
class Spec:
    """An engine of the comparison.

    Attributes:
        module: of ``engines``; its ``engine(name)`` gives the adapter.
        needs: what must be importable.
        note: what a reader must know.
        index_of: the engine whose index is searched; this one's own where empty.
        searched: whether it is asked queries.
        slow: it is built once, whatever the number of rounds.
        sample: articles that it is given at most; 0 for all.
        python: its interpreter.
    """

    module: str
    needs: str
    note: str
    index_of: str = ""
    searched: bool = True
    slow: bool = False
    sample: int = 0
    python: str = sys.executable


ENGINES: Final = {
    "searchkit": Spec(
        "searchkit_engine",
        "searchkit",
        "`searchkit.index` end to end: files, metadata, places, exact words; a search adds closeness to the "
        "score, and counts the matches only when it is asked how many there are",
    ),
    "searchkit-count": Spec(
        "searchkit_engine",
        "searchkit",
        "the index of `searchkit`, asked for the exact number of matches too",
        index_of="searchkit",
    ),
    "searchkit-loaded": Spec(
        "searchkit_engine",
        "searchkit",
        "as many processes, each with its articles in memory, loaded with their metadata before the clock "
        "starts: segments and commit; its peak memory is mostly those articles",
        searched=False,
    ),
    "tantivy": Spec(
        "tantivy_engine",
        "tantivy",
        "as many threads as searchkit has processes; one indexed field `text` (title and body, en_stem, "
        "positions, stored), stored title, fast date and source; a search does not count (count=False), and "
        "so may skip; a prefix is a regular expression",
    ),
    "tantivy-1": Spec("tantivy_engine", "tantivy", "the same with one thread"),
    "tantivy-loaded": Spec(
        "tantivy_engine",
        "tantivy",
        "all threads, over records that are in memory before the clock starts",
        searched=False,
    ),
    "tantivy-count": Spec(
        "tantivy_engine",
        "tantivy",
        "the index of `tantivy`, asked for the exact number of matches too, as searchkit gives it",
        index_of="tantivy",
    ),
    "tantivy-range": Spec(
        "tantivy_engine",
        "tantivy",
        "the index of `tantivy`, where a prefix is a range of terms; it scores no match, as the regular "
        "expression does not",
        index_of="tantivy",
    ),
    "fts5": Spec(
        "sqlite_engine", "sqlite3", "SQLite FTS5, tokenizer porter; date and source unindexed columns"
    ),
    "bm25s": Spec("bm25s_engine", "bm25s", "OR only, no positions, whole index and texts in memory"),
    "xapian": Spec(
        "xapian_engine",
        "xapian",
        "python3-xapian of Debian, in Debian's Python",
        slow=True,
        python=DEBIAN_PYTHON,
    ),
    "whoosh": Spec(
        "whoosh_engine",
        "whoosh",
        "stock Whoosh with its own codec, on a sample of at most 3,000 articles: MB/s and bytes scale, its "
        "query times are for the sample and would grow with the corpus",
        slow=True,
        sample=3000,
    ),
}


def available(name: str) -> bool:
    """Whether the engine's interpreter is there and imports what it needs."""
    spec = ENGINES[name]
    try:
        done = subprocess.run([spec.python, "-c", f"import {spec.needs}"], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def load(name: str) -> Engine:
    """Import an adapter into this process."""
    module = import_module(f"engines.{ENGINES[name].module}")
    return cast("Engine", module.engine(name))
