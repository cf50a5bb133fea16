"""The files that could not be read whole, remembered from run to run.

They stand in ``.faulty.json`` beside the index, and are no part of it: where the file is missing or damaged,
nothing is lost but the memory. It lets a run over unchanged files say again what is wrong with them, and
keeps a file that no run can read from looking new for ever.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from searchkit.article import Failure
from searchkit.indexing.notes import read_note, write_note
from searchkit.loading.files import FileStamp, shown
from searchkit.values import value

FILE_NAME: Final = ".faulty.json"


@value
class FaultyFile:
    """A file as it stood when it was read, and what was wrong with it.

    Attributes:
        stamp: the file.
        faults: line, where there is one, and reason.
    """

    stamp: FileStamp
    faults: tuple[tuple[int | None, str], ...]

    def failures(self) -> list[Failure]:
        """The faults as they are reported, the file named from the working directory."""
        return [Failure(shown(self.stamp.absolute), line, reason) for line, reason in self.faults]


def faulty_files(stamps: Iterable[FileStamp], failures: Iterable[Failure]) -> list[FaultyFile]:
    """Those of some files that any of the failures names."""
    faults: dict[str, list[tuple[int | None, str]]] = {}
    for failure in failures:
        faults.setdefault(failure.path, []).append((failure.line, failure.reason))
    named = ((stamp, faults.get(shown(stamp.absolute))) for stamp in stamps)
    return [FaultyFile(stamp, tuple(found)) for stamp, found in named if found]


def remember(directory: Path, files: Iterable[FaultyFile]) -> None:
    """Write the faulty files of an index, in place of those remembered before, where they differ.

    Raises:
        OSError: they cannot be written.
    """
    now = list(files)
    if now != remembered(directory):
        rows = [
            [file.stamp.root, file.stamp.path, file.stamp.size, file.stamp.mtime_ns, file.faults]
            for file in now
        ]
        write_note(directory / FILE_NAME, json.dumps(rows))


def remembered(directory: Path) -> list[FaultyFile]:
    """The faulty files of an index; none where the memory is missing or damaged."""
    rows = read_note(directory / FILE_NAME)
    if not isinstance(rows, list):
        return []
    try:
        return [
            FaultyFile(
                FileStamp(str(root), str(path), int(size), int(mtime_ns)),
                tuple((None if line is None else int(line), str(reason)) for line, reason in faults),
            )
            for root, path, size, mtime_ns, faults in rows
        ]
    except (ValueError, TypeError, OverflowError):
        return []
