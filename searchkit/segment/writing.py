"""Files that the system does not take: the disk is full, a limit is reached, a device fails."""

from __future__ import annotations

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
