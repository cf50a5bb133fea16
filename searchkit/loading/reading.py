"""A file's bytes: read once, never from a pipe or a device, never more than was allowed."""

from __future__ import annotations

import gzip
import io
import os
import stat
import zlib
from dataclasses import dataclass

from searchkit.loading.faults import Fault
from searchkit.loading.files import fault_words, size_words, too_large_words

# A name can turn into a pipe after it was scanned: without O_NONBLOCK, opening it would wait for a writer.
_OPEN_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
)
_PART = 2**24


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file, and its stamp at the moment they were read."""

    data: bytes
    size: int
    mtime_ns: int


def read_regular(path: str, max_bytes: int) -> Content | Fault:
    """Read a regular file whole."""
    content = _read(path, 0, max_bytes + 1)
    if isinstance(content, Content) and len(content.data) > max_bytes:
        return Fault(too_large_words(max(content.size, len(content.data)), max_bytes))
    return content


def read_range(path: str, start: int, end: int) -> Content | Fault:
    """Read the bytes of a regular file from ``start`` to before ``end``."""
    return _read(path, start, end - start)


def _read(path: str, start: int, size: int) -> Content | Fault:
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except (OSError, ValueError) as error:
        return Fault(fault_words(error))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return Fault("is not a file but a pipe, a device or a folder")
        if start:
            os.lseek(descriptor, start, os.SEEK_SET)
        data = _read_at_most(descriptor, size)
    except OSError as error:
        return Fault(fault_words(error))
    finally:
        os.close(descriptor)
    return Content(data, status.st_size, status.st_mtime_ns)


def decompress(data: bytes, max_bytes: int) -> bytes | Fault:
    """Decompress gzip data, stopping as soon as it turns out to be more than ``max_bytes``."""
    if not data.startswith(b"\x1f\x8b"):
        return Fault("is not gzip-compressed, although its name ends in .gz")
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            text = file.read(max_bytes + 1)
    except EOFError:
        return Fault("is damaged: the compressed data breaks off before its end")
    except (OSError, zlib.error):
        return Fault("is damaged: the compressed data cannot be unpacked")
    if len(text) > max_bytes:
        return Fault(f"is too large: it unpacks to more than the limit of {size_words(max_bytes)}")
    return text


def _read_at_most(descriptor: int, size: int) -> bytes:
    parts: list[bytes] = []
    while size > 0 and (part := os.read(descriptor, min(size, _PART))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
