"""The corpus that all engines read: a folder of JSON Lines files of bounded size.

Standard library only: adapters of engines that live in another Python read it too.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final, TextIO

PART_BYTES: Final = 16_000_000
"""Bytes after which the next file begins: an archive of several files, none too large to be read."""
_OUTLETS: Final = (
    "Morning Post",
    "Daily Ledger",
    "Evening Star",
    "Coastal News",
    "The Herald",
    "Wire Service",
)


@dataclass(frozen=True, slots=True)
class Record:
    """An article as the corpus holds it; ``date`` is ISO 8601, with the time and without a time zone."""

    id: str
    title: str
    date: str
    source: str
    text: str

    @property
    def nbytes(self) -> int:
        """Bytes of what is searched: title and text in UTF-8."""
        return len(self.title.encode()) + len(self.text.encode())


@dataclass(frozen=True, slots=True)
class CorpusFacts:
    """How large a corpus is: ``text_bytes`` counts titles and texts in UTF-8."""

    articles: int
    text_bytes: int


def read_file(path: Path) -> Iterator[Record]:
    """Records of a JSON Lines file, which may be gzip-compressed; other keys are left out."""
    open_text = gzip.open if path.suffix == ".gz" else open
    with open_text(path, "rt", encoding="utf-8") as lines:
        yield from map(_record, map(json.loads, lines))


def read_corpus(folder: Path) -> Iterator[Record]:
    """Records of a corpus that :func:`write_corpus` wrote, in their order."""
    for part in sorted(folder.glob("*.jsonl")):
        yield from read_file(part)


def write_corpus(records: Iterable[Record], folder: Path, part_bytes: int = PART_BYTES) -> CorpusFacts:
    """Write records to a new folder as numbered files of about ``part_bytes``."""
    folder.mkdir(parents=True)
    articles = text_bytes = written = 0
    part: TextIO | None = None
    for record in records:
        if part is None or written >= part_bytes:
            if part is not None:
                part.close()
            part = (folder / f"{articles:09}.jsonl").open("w", encoding="utf-8")
            written = 0
        written += part.write(json.dumps(asdict(record), ensure_ascii=False) + "\n")
        articles += 1
        text_bytes += record.nbytes
    if part is not None:
        part.close()
    return CorpusFacts(articles, text_bytes)


def replicate(records: Iterable[Record], times: int, seed: int = 1) -> Iterator[Record]:
    """Give every record ``times`` times, with distinct ids and the same title and text.

    A collection of one outlet within a few months makes no filter selective: each copy is 30 days later than
    the one before, and has an outlet drawn with the seed.
    """
    generator = random.Random(seed)
    kept = list(records)
    for copy in range(times):
        for record in kept:
            if times == 1:
                yield record
                continue
            moment = dt.datetime.fromisoformat(record.date) + dt.timedelta(days=30 * copy)
            yield replace(
                record,
                id=f"{record.id}-{copy}",
                date=moment.isoformat(),
                source=generator.choice(_OUTLETS),
            )


def _record(values: dict[str, Any]) -> Record:
    return Record(
        str(values["id"]), values["title"] or "", values["date"], values["source"] or "", values["text"]
    )
