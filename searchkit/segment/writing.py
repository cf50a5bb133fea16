"""Writing that the system refuses: the disk is full, a limit is reached, a device fails."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from searchkit.errors import IndexNotWritten


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Name the file where writing fails: the system itself names none once a file is open.

    Raises:
        IndexNotWritten: a step inside raised an error of the system.
    """
    try:
        yield
    except OSError as error:
        raise IndexNotWritten(f"{path}: {error.strerror or type(error).__name__}") from error


def sync_folder(directory: Path) -> None:
    """Bring the names in a folder to disk.

    Raises:
        OSError: the device fails.
    """
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(directory: Path) -> None:
    """Make a folder, and what it is in, so that a power loss does not take it away again.

    Raises:
        OSError: it cannot be made.
        IndexNotWritten: the device fails.
    """
    missing = []
    while not directory.is_dir():
        missing.append(directory)
        directory = directory.parent
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)
        with writing(folder):
            sync_folder(folder.parent)
