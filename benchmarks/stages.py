"""Where the time of ``searchkit index`` goes: the processor time of each stage for itself, in one process.

    python benchmarks/stages.py FOLDER

FOLDER holds JSON Lines files. The stages are timed within one run, so that a processor whose clock changes
slows all of them alike; what they leave of the whole (the scan, ids, hashing) shows.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar
from unittest.mock import patch

import searchkit
from searchkit import metadata
from searchkit.engine.batches import Batches
from searchkit.engine.writing import IndexWriter
from searchkit.indexing import building
from searchkit.loading import parsing
from searchkit.loading.drafts import Draft
from searchkit.loading.faults import Fault
from searchkit.loading.json_records import read_json_lines
from searchkit.metadata.declared import Metadata
from searchkit.metadata.description import Text
from searchkit.metadata.places import find_places

T = TypeVar("T")
P = ParamSpec("P")
_INDEXING = ((Batches, "add"), (Batches, "take"), (building, "one_segment"), (IndexWriter, "commit"))


@dataclass(frozen=True, slots=True)
class Stages:
    """Seconds of processor time of each stage.

    Attributes:
        reading: text of files → drafts: JSON, cleaning.
        learning: what metadata takes more the first time, once a process: gazetteer and tables are unpacked,
            words and names are looked up that are known from then on.
        metadata: drafts → dates, sources, authors and places.
        indexing: articles → the committed index: keywords, analysis, segments.
        whole: ``searchkit.index`` over the files.
    """

    reading: float
    learning: float
    metadata: float
    indexing: float
    whole: float

    @property
    def other(self) -> float:
        """What the whole takes beyond its stages."""
        return self.whole - self.reading - self.learning - self.metadata - self.indexing


def measure(corpus: Path, directory: Path) -> Stages:
    """Time the stages over a folder of JSON Lines files; the index goes into a new folder."""
    spent: defaultdict[str, float] = defaultdict(float)
    learning, _ = _timed(partial(find_places, "In Kyiv."))
    with ExitStack() as stages:
        stages.enter_context(patch.object(metadata, "describe_all", _describing(spent)))
        stages.enter_context(patch.object(parsing, "read_json_lines", _reading(spent)))
        for owner, name in _INDEXING:
            stages.enter_context(
                patch.object(owner, name, _spending(spent, "indexing", getattr(owner, name)))
            )
        whole, _ = _timed(lambda: searchkit.index([corpus], index=directory / "whole", rebuild=True))
    return Stages(
        spent["reading"],
        learning + spent["learning"],
        spent["metadata"],
        spent["indexing"],
        learning + whole - spent["metadata"],  # which came twice
    )


def lines(stages: Stages, text_bytes: int) -> list[str]:
    """The stages as rows of a Markdown table: seconds of the processor, share, megabytes of text for each."""
    rows = [
        ("reading and parsing the files", stages.reading),
        ("unpacking the gazetteer, learning names, once a process", stages.learning),
        ("metadata", stages.metadata),
        ("analysis, segments, commit", stages.indexing),
        ("other: scan, hashing, ids", stages.other),
        ("`searchkit index` as a whole, one process", stages.whole),
    ]
    megabytes = text_bytes / 1e6
    return [
        "| stage | seconds of the processor | share | MB of text for each |",
        "|---|---:|---:|---:|",
        *(
            f"| {name} | {seconds:.2f} | {seconds / stages.whole:.0%} | {megabytes / seconds:.1f} |"
            for name, seconds in rows
            if seconds > 0
        ),
    ]


def _describing(spent: defaultdict[str, float]) -> Callable[[list[Text]], list[Metadata]]:
    """Describe all texts twice: what the first time takes more is learning, and the second is metadata."""
    describe_all = metadata.describe_all

    def describe(texts: list[Text]) -> list[Metadata]:
        first, found = _timed(partial(describe_all, texts))
        again, _ = _timed(partial(describe_all, texts))
        spent["learning"] += first - again
        spent["metadata"] += again
        return found

    return describe


def _reading(spent: defaultdict[str, float]) -> Callable[[str, int], Iterator[Draft | Fault]]:
    def read(text: str, first_line: int = 1) -> Iterator[Draft | Fault]:
        following = _spending(spent, "reading", partial(next, read_json_lines(text, first_line), None))
        while found := following():
            yield found

    return read


def _spending(spent: defaultdict[str, float], stage: str, call: Callable[P, T]) -> Callable[P, T]:
    """Make a function add what it takes to a stage."""

    def called(*given: P.args, **named: P.kwargs) -> T:
        seconds, result = _timed(partial(call, *given, **named))
        spent[stage] += seconds
        return result

    return called


def _timed(call: Callable[[], T]) -> tuple[float, T]:
    begun = time.process_time()  # what else the machine does shall not count
    result = call()
    return time.process_time() - begun, result


def main() -> None:
    """Print the table for a folder."""
    corpus = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as directory:
        stages = measure(corpus, Path(directory))
    text_bytes = sum(path.stat().st_size for path in corpus.glob("*.jsonl"))
    print("\n".join(lines(stages, text_bytes)), asdict(stages), sep="\n\n")


if __name__ == "__main__":
    main()
