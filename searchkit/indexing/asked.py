"""The folders and files that an index was asked to equal, remembered from run to run.

They stand in ``.asked.json`` beside the index, and are no part of it: where the file is missing or damaged,
the folders that the articles came from take their place.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from searchkit.indexing.notes import write_note

FILE_NAME: Final = ".asked.json"


def asked(directory: Path) -> list[str]:
    """Absolute paths that an index was made from; none where that is not known."""
    try:
        paths = json.loads((directory / FILE_NAME).read_text(encoding="utf-8"))
        return [str(path) for path in paths] if isinstance(paths, list) else []
    except (OSError, ValueError):
        return []


def ask_for(directory: Path, paths: Sequence[str | os.PathLike[str]], *, rebuild: bool) -> None:
    """Remember paths besides those of earlier runs, or in their place when the index begins anew."""
    before = [] if rebuild else asked(directory)
    # Not Path.resolve: files are known by the names that were given, links and all.
    every = dict.fromkeys([*before, *(os.path.abspath(path) for path in paths)])  # noqa: PTH100
    write_note(directory / FILE_NAME, json.dumps(list(every)))
