"""Opening files of an index, and nothing else: somebody else may have made the folder.

A link would let a reader look at, and a writer overwrite, what lies outside; a pipe would let either wait.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO, Final

from searchkit.errors import CorruptIndex

_NO_FILE: Final = frozenset({errno.ELOOP, errno.EMLINK, errno.ENXIO, errno.EISDIR})
_SAFELY: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def open_regular(path: Path) -> BinaryIO:
    """Open a file to read it.

    Raises:
        FileNotFoundError: there is none.
        CorruptIndex: it is a link, a folder, a pipe or a device.
    """
    return os.fdopen(_descriptor(path), "rb")


def create_regular(path: Path) -> BinaryIO:
    """Begin a file to write it, in place of whatever has the name; a link that has it is taken away.

    Raises:
        OSError: the system does not let it.
    """
    path.unlink(missing_ok=True)
    return path.open("xb")


def refuse_irregular(path: Path) -> None:
    """See that a name is free, or that of a file.

    Raises:
        CorruptIndex: it is a link, a folder, a pipe or a device.
    """
    try:
        os.close(_descriptor(path))
    except FileNotFoundError:
        return


def _descriptor(path: Path) -> int:
    try:
        descriptor = os.open(path, os.O_RDONLY | _SAFELY)
    except OSError as error:
        if error.errno in _NO_FILE:
            raise _refusal(path) from None
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _refusal(path)
    return descriptor


def _refusal(path: Path) -> CorruptIndex:
    return CorruptIndex(str(path), "it is a link, a folder, a pipe or a device, which no file of an index is")
