"""What stands beside the index and is no part of it: small files, whole or as they were."""

from __future__ import annotations

import os
from pathlib import Path

from searchkit.segment.writing import sync_folder


def write_note(path: Path, text: str) -> None:
    """Write a file in one step, to stay; where that fails, as on a full disk, nothing is left behind.

    Raises:
        OSError: it cannot be written.
    """
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)
