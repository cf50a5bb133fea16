"""What stands beside the index and is no part of it: small files, whole or as they were."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

from searchkit.errors import CorruptIndex
from searchkit.segment.regular import create_regular, open_regular
from searchkit.segment.writing import sync_folder

_MOST_BYTES: Final = 1 << 26
"""A longer note is not read."""


def read_note(path: Path) -> object:
    """What a note says, or ``None`` where it is missing or damaged."""
    try:
        with open_regular(path) as file:
            content = file.read(_MOST_BYTES + 1)
        return None if len(content) > _MOST_BYTES else json.loads(content)
    except (OSError, ValueError, RecursionError, CorruptIndex):
        return None


def write_note(path: Path, text: str) -> None:
    """Write a file in one step, to stay; where that fails, as on a full disk, nothing is left behind.

    Raises:
        OSError: it cannot be written.
    """
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        with create_regular(temporary) as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)
