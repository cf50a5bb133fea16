"""What stands beside the index and is no part of it: small files, whole or as they were."""

from __future__ import annotations

from pathlib import Path


def write_note(path: Path, text: str) -> None:
    """Write a file in one step; where it cannot be written, as on a full disk, nothing is left behind.

    Raises:
        OSError: it cannot be written.
    """
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
