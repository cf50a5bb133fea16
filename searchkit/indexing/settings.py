"""What an index was asked to equal, and how, remembered from run to run.

It stands in ``.asked.json`` beside the index, and is no part of it: where the file is missing or damaged, the
folders that the articles came from take their place. It also says where the last run was, so that an index
that came from elsewhere can be told from one that is ours.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from searchkit.engine.groups import LEAST_THRESHOLD, THRESHOLD
from searchkit.indexing.notes import read_note, write_note
from searchkit.values import value

FILE_NAME: Final = ".asked.json"


@value
class Settings:
    """What later runs take up.

    Attributes:
        paths: absolute paths that the index was made from; none where that is not known.
        mtime_dates: articles that say no date have that of their file.
        folder_sources: articles that say no source have their folder.
        copies_threshold: what part of the shorter of two articles stands in the longer if one is a copy.
    """

    paths: tuple[str, ...] = ()
    mtime_dates: bool = False
    folder_sources: bool = False
    copies_threshold: float = THRESHOLD

    def with_paths(self, paths: Sequence[str | os.PathLike[str]], *, rebuild: bool) -> Settings:
        """The same with paths besides those of earlier runs, or in their place when the index begins anew."""
        before = () if rebuild and paths else self.paths
        # Not Path.resolve: files are known by the names that were given, links and all.
        every = dict.fromkeys([*before, *(os.path.abspath(path) for path in paths)])  # noqa: PTH100
        return Settings(tuple(every), self.mtime_dates, self.folder_sources, self.copies_threshold)

    def without(self, paths: Collection[str]) -> Settings:
        """The same without some absolute paths."""
        kept = tuple(path for path in self.paths if path not in paths)
        return Settings(kept, self.mtime_dates, self.folder_sources, self.copies_threshold)


def read_settings(directory: Path) -> Settings:
    """What an index was asked for; the least where that is not known."""
    note = read_note(directory / FILE_NAME)
    if isinstance(note, list):  # as long as there was nothing but paths
        note = {"paths": note}
    if not isinstance(note, dict) or not isinstance(paths := note.get("paths"), list):
        return Settings()
    return Settings(
        tuple(map(str, paths)),
        note.get("mtime_dates") is True,
        note.get("folder_sources") is True,
        _threshold(note.get("copies_threshold")),
    )


def _threshold(noted: object) -> float:
    if isinstance(noted, int | float) and LEAST_THRESHOLD <= noted <= 1:
        return float(noted)
    return THRESHOLD


def is_from_here(directory: Path) -> bool:
    """Whether the last run was in this very folder, and not in one that this is a copy of, say a stranger's.

    Nobody else knows the number that the file system gives to a folder.
    """
    note = read_note(directory / FILE_NAME)
    return isinstance(note, dict) and note.get("inode") == directory.stat().st_ino


def remember_settings(directory: Path, note: Settings) -> None:
    """Write what an index was asked for, and where it is, where that is new.

    Raises:
        OSError: it cannot be written.
    """
    if note != read_settings(directory) or not is_from_here(directory):
        told = {
            "paths": note.paths,
            "mtime_dates": note.mtime_dates,
            "folder_sources": note.folder_sources,
            "copies_threshold": note.copies_threshold,
            "inode": directory.stat().st_ino,
        }
        write_note(directory / FILE_NAME, json.dumps(told))
