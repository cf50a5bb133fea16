"""Masses of articles: a hundred thousand files in one folder, and a gigabyte in one line.

Each is indexed, or refused, within memory and time; what is small beside it is found. With little time the
masses are small.
"""

from __future__ import annotations

import gzip
import time
from functools import partial
from pathlib import Path
from typing import Final

from torture.losing import insist
from torture.within_limits import within_limits

import searchkit
from searchkit.indexing.freshness import Freshness, freshness
from searchkit.loading.articles import prepare
from searchkit.loading.files import DEFAULT_MAX_BYTES

SHARE: Final = 2
LONG_SECONDS: Final = 60
"""With less time the masses are a two hundredth."""
SMALL: Final = 200
FILES: Final = 100_000
LINE_BYTES: Final = 1 << 30
_NAMES: Final = ("line.txt", "line.md", "line.html", "line.json", "line.jsonl")
_PIECE: Final = (
    b"Nobody in the harbour had expected so many ships at once, and grain was loaded at night. " * 10_000
)
_LEAST_TIME: Final = 60
_MEBIBYTES: Final = 512


def campaign(seconds: float, seed: int, folder: Path) -> dict[str, int]:
    """Index masses; it takes as long as it takes, and there is nothing of chance in it."""
    del seed
    prepare()
    part = 1 if seconds >= LONG_SECONDS else SMALL
    work = (
        ("lines", partial(_lines, folder / "lines", LINE_BYTES // part, DEFAULT_MAX_BYTES // part)),
        ("tiny files", partial(_tiny_files, folder / "tiny", FILES // part)),
    )
    counted = {}
    for told, index in work:
        begun = time.monotonic()
        limit = _LEAST_TIME + int(3 * seconds)
        counted[told] = int(str(within_limits(index, told, seconds=limit, mebibytes=_MEBIBYTES)))
        counted[f"seconds for {told}"] = round(time.monotonic() - begun)
    return counted


def _tiny_files(folder: Path, count: int) -> int:
    """Index so many files of a few words: how many."""
    news, index = folder / "news", folder / "index"
    news.mkdir(parents=True)
    for number in range(count):
        (news / f"{number}.txt").write_text(f"Note {number}\n\nShip {number} has left the harbour.\n")
    done = searchkit.index(news, index=index)
    insist((done.added, done.failed) == (count, ()), f"{done.added} of {count} tiny files are indexed")
    with searchkit.open(index) as opened:
        insist(opened.search("harbour").total == count, "not every tiny file is found")
        insist(opened.search(f"ship {count // 2}").hits[0].title == f"Note {count // 2}", "one is not found")
        insist(freshness(opened) == Freshness(0, 0, 0), "tiny files look new")
    insist(searchkit.index(news, index=index).unchanged == count, "the next run finds changes")
    insist(not searchkit.verify(index).faults, "the index is not in order")
    return count


def _lines(folder: Path, size: int, limit: int) -> int:
    """Index lines of so many bytes under every name, plain and packed: how many."""
    news, index = folder / "news", folder / "index"
    news.mkdir(parents=True)
    first, *others = (news / name for name in _NAMES)
    with first.open("wb") as plain, gzip.open(news / "line.txt.gz", "wb", compresslevel=1) as packed:
        for _ in range(size // len(_PIECE) + 1):
            plain.write(_PIECE)
            packed.write(_PIECE)
    for path in others:
        path.hardlink_to(first)
    (news / "good.md").write_text("# The lighthouse keeper\n\nHe waits in the harbour.\n")
    done = searchkit.index(news, index=index, max_bytes=limit)
    lines = [*_NAMES, "line.txt.gz"]
    insist(done.added == 1, f"{done.added} articles of {lines} and a good one")
    told = {Path(failure.path).name: failure.reason for failure in done.failed}
    insist(sorted(told) == sorted(lines), f"reported are {sorted(told)}")
    insist(all("too large" in reason for reason in told.values()), f"reported is {told}")
    with searchkit.open(index) as opened:
        insist(opened.search("lighthouse").total == 1, "the good article is not found")
    return len(lines)
