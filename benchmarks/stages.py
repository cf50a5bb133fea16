"""Where the time of ``searchkit index`` goes: the processor time of each stage for itself, in one process.

    python benchmarks/stages.py FOLDER

FOLDER holds JSON Lines files. The stages are those of ``searchkit index``; the whole is timed as well, so
that what lies between them (the scan, ids, hashing) shows.
"""

from __future__ import annotations

import gc
import itertools
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import searchkit
from searchkit.article import Article
from searchkit.engine.writing import build
from searchkit.indexing.processes import Here
from searchkit.loading.articles import load
from searchkit.loading.drafts import Draft
from searchkit.loading.encoding import decode
from searchkit.loading.files import FileStamp
from searchkit.loading.json_records import parse_json_lines
from searchkit.loading.scanning import scan
from searchkit.metadata import Text, describe_all
from searchkit.metadata.places import find_places

T = TypeVar("T")
BATCH = 320  # articles; of the length of news an indexing run reads as many at a time


@dataclass(frozen=True, slots=True)
class Stages:
    """Seconds of processor time of each stage.

    Attributes:
        reading: files → drafts: bytes, encoding, JSON, cleaning.
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
    with Here():  # collects garbage as seldom as the run does
        return _measure(corpus, directory)


def _measure(corpus: Path, directory: Path) -> Stages:
    stamps = scan([corpus]).files
    learning, _ = _timed(_first_look)
    reading = metadata = 0.0
    for stamp in stamps:  # one file at a time, as the run does: memory and its cost stay the same
        seconds, drafts = _timed(partial(_read, stamp))
        reading += seconds
        first, again = (_timed(partial(_describe, drafts))[0] for _ in range(2))
        learning += first - again
        metadata += again
    indexing = _index_seconds(stamps, directory / "stages")
    whole, _ = _timed(lambda: searchkit.index([corpus], index=directory / "whole", rebuild=True))
    return Stages(reading, learning, metadata, indexing, whole + learning)


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


def _index_seconds(stamps: Iterable[FileStamp], directory: Path) -> float:
    articles: list[Article] = [article for stamp in stamps for article in load(stamp).articles]
    gc.freeze()  # the run itself never holds all the articles; looking through them would count as indexing
    seconds, _ = _timed(lambda: build(directory, articles))
    gc.unfreeze()
    return seconds


def _read(stamp: FileStamp) -> tuple[Draft, ...]:
    text = decode(Path(stamp.absolute).read_bytes())
    assert isinstance(text, str), text
    return parse_json_lines(text).drafts


def _describe(drafts: Iterable[Draft]) -> None:
    texts = iter([Text(draft.title, draft.body, draft.declared) for draft in drafts])
    while some := list(itertools.islice(texts, BATCH)):
        describe_all(some)


def _first_look() -> None:
    find_places("In Kyiv.")


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
