# ruff: noqa: PTH109, PTH122
# A scan goes through ten thousand paths in a blink: strings, not Path objects.
"""What is known of a file before it is opened: where it is, how large, how old, in which format."""

from __future__ import annotations

import enum
import errno
import os

from searchkit.values import value

DEFAULT_MAX_BYTES = 64 * 2**20
"""Largest file that is read, and largest text that a compressed file may hold: 64 MiB."""


class Format(enum.Enum):
    """The formats that are read, by the suffix that names them."""

    TEXT = ".txt"
    MARKDOWN = ".md"
    HTML = ".html"
    JSON = ".json"
    JSON_LINES = ".jsonl"


_FORMATS = {f.value: f for f in Format} | {".htm": Format.HTML}
SUFFIXES = tuple(_FORMATS)
"""Suffixes of article files; each is also read with ``.gz`` behind it."""
_LONGEST_ENDING = 12  # what is longer, as in "No. 3.final version", names no kind
IGNORE_FILE = ".searchkitignore"
"""Name of the file in a folder that says what is not to be read."""


@value
class FileStamp:
    """A file as it stood when it was looked at.

    Attributes:
        root: absolute path of the folder (or of the folder of the single file) that was asked for.
        path: path of the file under ``root``, with ``/`` between the parts.
        size: bytes of the file.
        mtime_ns: time of last modification, nanoseconds since 1970.
    """

    root: str
    path: str
    size: int
    mtime_ns: int

    @property
    def absolute(self) -> str:
        """Absolute path of the file."""
        return os.path.join(self.root, self.path)


def is_compressed(name: str) -> bool:
    """Tell whether a file of that name is expected to be gzip-compressed."""
    return name.lower().endswith(".gz")


def format_of(name: str) -> Format | None:
    """Give the format that a file name promises, ``None`` when it is no article's."""
    return _FORMATS.get(os.path.splitext(name.lower().removesuffix(".gz"))[1])


def kind_of(name: str) -> str:
    """Give the ending by which files of no format are counted, such as ``.pdf``; empty where it is none."""
    ending = os.path.splitext(name.lower())[1]
    return ending if ending[1:].isalnum() and len(ending) <= _LONGEST_ENDING else ""


def shown(path: str) -> str:
    r"""Give a path as a user would name it, safe to print.

    Files below the working directory are named from there. What a terminal cannot show, such as bytes that
    are not UTF-8 or control characters, is written as ``\xNN``.
    """
    try:
        below = os.path.join(os.getcwd(), "")
    except OSError:  # the working directory was removed
        below = ""
    named = path.removeprefix(below) or path
    if named.isprintable():
        return named
    decoded = os.fsencode(named).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in decoded)


def size_words(size: int) -> str:
    """Give a number of bytes in words: ``1.5 MB``."""
    for unit, factor in (("GB", 2**30), ("MB", 2**20), ("kB", 2**10)):
        if size >= factor:
            return f"{size / factor:.3g} {unit}"
    return f"{size} bytes"


def too_large_words(size: int, max_bytes: int) -> str:
    """Say that a file is not read because of its size."""
    return f"is too large: {size_words(size)}, and the limit is {size_words(max_bytes)}"


def fault_words(error: OSError | ValueError) -> str:
    """Say what the operating system answered, in words."""
    if not isinstance(error, OSError):
        return "cannot be read: its name is not one a file can have"
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "there is no such file or folder"
    if error.errno in (errno.EACCES, errno.EPERM):
        return "cannot be read: no permission"
    return f"cannot be read: {error.strerror or error}"
