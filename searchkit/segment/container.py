"""The file that holds a segment: named columns, a directory, checksums. The grammar stands in docs/format.md.

Writing goes to a temporary name; the file gets its own name only when every byte is on disk, and is never
changed afterwards. Reading maps the file and checks a block of a column the first time that it is touched, so
that opening costs nothing and a flipped bit is found before it can become an answer.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np

from searchkit.errors import CorruptIndex, IndexTooNew, IndexTooOld
from searchkit.segment.regular import create_regular, open_regular
from searchkit.segment.writing import writing
from searchkit.values import value

MAGIC: Final = b"SKSEGMNT"
VERSION: Final = 3
OLDEST_VERSION: Final = 1
BLOCK_BYTES: Final = 1 << 18
"""A checksum covers this many bytes of a column."""

_HEADER = struct.Struct("<8sII")  # magic, version, zero
_TRAILER = struct.Struct("<QII8s")  # offset, length and CRC-32 of the directory, magic
_ALIGNMENT = 64
_DTYPES = frozenset({"|u1", "<u2", "<u4", "<u8", "|i1", "<i2", "<i4", "<i8", "<f4", "<f8"})


def narrow(values: np.ndarray) -> np.ndarray:
    """Non-negative integers in the narrowest of uint8, uint16, uint32 and uint64 that holds them all."""
    largest = int(values.max()) if len(values) else 0
    return values.astype(np.min_scalar_type(largest))


def narrow_signed(values: np.ndarray) -> np.ndarray:
    """Integers in the narrowest of int8, int16, int32 and int64 that holds them all."""
    limits = (int(values.min()), int(values.max())) if len(values) else (0, 0)
    return values.astype(np.result_type(*(np.min_scalar_type(min(limit, -limit - 1)) for limit in limits)))


class Columns(Protocol):
    """Where columns go."""

    def add(self, name: str, values: np.ndarray | bytes) -> None:
        """Append a column: a one-dimensional array, or bytes."""
        ...


class ColumnWriter:
    """Writes one segment file; :meth:`finish` publishes it, :meth:`abandon` leaves nothing behind."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._temporary = path.with_name(path.name + ".tmp")
        with writing(path):
            self._file = create_regular(self._temporary)
        self._file.write(_HEADER.pack(MAGIC, VERSION, 0))  # into the buffer: that cannot fail
        self._columns: dict[str, dict[str, Any]] = {}

    def add(self, name: str, values: np.ndarray | bytes) -> None:
        """Append a column: a one-dimensional array, or bytes.

        Raises:
            ValueError: there is a column of that name.
            IndexNotWritten: the disk is full.
        """
        if name in self._columns:
            message = f"column {name} is written twice"
            raise ValueError(message)
        array = np.frombuffer(values, np.uint8) if isinstance(values, bytes) else np.ascontiguousarray(values)
        data = array.view(np.uint8).data if array.size else b""
        with writing(self._path):
            self._file.write(b"\0" * (-self._file.tell() % _ALIGNMENT))
        self._columns[name] = {
            "dtype": array.dtype.newbyteorder("<").str,
            "count": int(array.size),
            "offset": self._file.tell(),
            "crc32": [
                zlib.crc32(data[start : start + BLOCK_BYTES]) for start in range(0, len(data), BLOCK_BYTES)
            ],
        }
        with writing(self._path):
            self._file.write(data)

    def finish(self, properties: dict[str, Any]) -> None:
        """Write directory and trailer, bring all to disk and give the file its name.

        Raises:
            IndexNotWritten: the disk is full.
        """
        told = {"columns": self._columns, "properties": {**properties, "name": self._path.name}}
        directory = json.dumps(told, sort_keys=True).encode()
        offset = self._file.tell()
        with writing(self._path):
            self._file.write(directory)
            self._file.write(_TRAILER.pack(offset, len(directory), zlib.crc32(directory), MAGIC))
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._temporary.replace(self._path)

    def abandon(self) -> None:
        """Drop what was written; safe to call at any time, also after :meth:`finish`."""
        with suppress(OSError):  # what is left in the buffer may not fit on the disk
            self._file.close()
        self._temporary.unlink(missing_ok=True)


class HeldColumns:
    """Holds columns until it is their turn in a file: those that are made beside others."""

    def __init__(self) -> None:
        self._held: list[tuple[str, np.ndarray | bytes]] = []

    def add(self, name: str, values: np.ndarray | bytes) -> None:
        """Append a column: a one-dimensional array that stays as it is, or bytes."""
        self._held.append((name, values))

    def write(self, writer: Columns) -> None:
        """Append all that are held to others; nothing is left here."""
        held, self._held = self._held[::-1], []
        while held:
            writer.add(*held.pop())


class Column:
    """One mapped column. ``column[a:b]`` checks and returns a slice, ``column.values`` the whole."""

    def __init__(self, path: Path, name: str, mapped: mmap.mmap, entry: dict[str, Any]) -> None:
        """Map the column that an entry of the directory describes."""
        self._path = path
        self._name = name
        self._mapped = mapped
        self._offset: int = entry["offset"]
        self._values = np.frombuffer(mapped, np.dtype(entry["dtype"]), entry["count"], self._offset)
        checksums = entry["crc32"]
        self._checksums = checksums
        self._unchecked = set(range(len(checksums)))
        self._below: int | None = None

    def __len__(self) -> int:
        """Number of items."""
        return len(self._values)

    @property
    def offset(self) -> int:
        """Where in the file it begins."""
        return self._offset

    @property
    def nbytes(self) -> int:
        """Bytes that the column takes in the file."""
        return int(self._values.nbytes)

    @property
    def values(self) -> np.ndarray:
        """The whole column as it was written, read-only.

        Raises:
            CorruptIndex: its bytes are not those that were written.
        """
        for block in tuple(self._unchecked):
            self._check(block)
        return self._values

    def below(self, limit: int) -> np.ndarray:
        """The whole column, read-only, in which each number must be an index below a limit: unsigned.

        That is checked because whoever counts by such numbers makes an array as long as the largest of them.

        Raises:
            CorruptIndex: there are other numbers, or its bytes are not those that were written.
        """
        values = self.values
        if self._below != limit:
            if values.dtype.kind != "u" or (len(values) and int(values.max()) >= limit):
                raise CorruptIndex(str(self._path), "it refers to what is not there", self._name)
            self._below = limit
        return values

    def __getitem__(self, part: slice) -> np.ndarray:
        """A contiguous slice as it was written, read-only; only the blocks that it touches are checked.

        Raises:
            CorruptIndex: its bytes are not those that were written.
        """
        if self._unchecked:
            width = self._values.itemsize
            self._touch(part.start * width, part.stop * width)
        return self._values[part]

    def text(self, start: int, end: int) -> bytes:
        """The bytes of a column of bytes from ``start`` to ``end``.

        Raises:
            CorruptIndex: they are not those that were written.
        """
        if self._unchecked:
            self._touch(start, end)
        return self._mapped[self._offset + start : self._offset + end]

    def texts(self, parts: Sequence[tuple[int, int]]) -> list[bytes]:
        """Several parts of a column of bytes, each from its start to its end, as :meth:`text` gives them."""
        if self._unchecked:
            for start, end in parts:
                self._touch(start, end)
        # A slice of the map is made in half the time that a view of an array and its bytes take.
        mapped, offset = self._mapped, self._offset
        return [mapped[offset + start : offset + end] for start, end in parts]

    def _touch(self, start: int, end: int) -> None:
        first, last = start // BLOCK_BYTES, (end - 1) // BLOCK_BYTES
        if first == last and first not in self._unchecked:
            return
        for block in range(first, last + 1):
            if block in self._unchecked:
                self._check(block)

    def _check(self, block: int) -> None:
        data = self._values.view(np.uint8)[block * BLOCK_BYTES : (block + 1) * BLOCK_BYTES]
        if zlib.crc32(data.data) != self._checksums[block]:
            raise CorruptIndex(str(self._path), f"checksum of block {block} does not match", self._name)
        self._unchecked.discard(block)


@value
class Container:
    """An open segment file.

    Attributes:
        path: the file.
        columns: every column by name.
        properties: what the writer noted beside the columns.
        nbytes: size of the file.
        version: of the format.
        mapped: its bytes.
    """

    path: Path
    columns: dict[str, Column]
    properties: dict[str, Any]
    nbytes: int
    version: int
    mapped: mmap.mmap

    def column(self, name: str) -> Column:
        """The column of that name.

        Raises:
            CorruptIndex: there is none.
        """
        try:
            return self.columns[name]
        except KeyError:
            raise CorruptIndex(str(self.path), "the column is missing", name) from None

    def forget(self) -> None:
        """Give back the memory that holds what was read of the file; it is read anew when it is asked for."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self.mapped.madvise(mmap.MADV_DONTNEED)

    def faults(self) -> list[CorruptIndex]:
        """Read every byte and check every checksum: what is not as it was written."""
        faults = []
        end = _HEADER.size
        for column in sorted(self.columns.values(), key=lambda column: column.offset):
            if any(self.mapped[end : column.offset]):
                faults.append(CorruptIndex(str(self.path), f"bytes {end} to {column.offset} are not zeros"))
            end = max(end, column.offset + column.nbytes)
            try:
                _ = column.values
            except CorruptIndex as fault:
                faults.append(fault)
        return faults


def open_container(path: Path) -> Container:
    """Map a segment file and read its directory.

    Raises:
        CorruptIndex: the file is missing, cut, or not a segment.
        IndexTooOld: its format is no longer read.
        IndexTooNew: it was written by a newer release.
    """
    try:
        with open_regular(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size < _HEADER.size + _TRAILER.size:
                raise CorruptIndex(str(path), f"{size} bytes are too few for a segment")
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except FileNotFoundError:
        raise CorruptIndex(str(path), "the file is missing") from None
    version = _checked_version(path, mapped)
    directory = _read_directory(path, mapped, size)
    try:
        columns = {
            name: _map_column(path, name, entry, mapped) for name, entry in directory["columns"].items()
        }
        properties = dict(directory["properties"])
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as fault:
        raise CorruptIndex(str(path), f"the directory cannot be used: {fault}") from fault
    name = properties.pop("name", path.name)
    if name != path.name:
        raise CorruptIndex(str(path), f"it is another file, which was called {name!r}")
    # Columns may not share their bytes: checking them all must take no longer than reading the file.
    if sum(column.nbytes for column in columns.values()) > size:
        raise CorruptIndex(str(path), "the columns take more than the file has")
    return Container(path, columns, properties, size, version, mapped)


def version_of(path: Path) -> int:
    """The format of a segment file.

    Raises:
        CorruptIndex: the file is missing, or not a segment.
    """
    try:
        with open_regular(path) as file:
            magic, version, _ = _HEADER.unpack(file.read(_HEADER.size))
    except (FileNotFoundError, struct.error) as fault:
        raise CorruptIndex(str(path), "the file is missing or cut") from fault
    if magic != MAGIC:
        raise CorruptIndex(str(path), "this is not a searchkit segment")
    return int(version)


def _checked_version(path: Path, mapped: mmap.mmap) -> int:
    magic, version, zero = _HEADER.unpack_from(mapped)
    if magic != MAGIC:
        raise CorruptIndex(str(path), "this is not a searchkit segment")
    if version > VERSION:
        raise IndexTooNew(
            str(path),
            f"format {version} is newer than {VERSION}, the newest that this release reads",
            found=version,
            supported=VERSION,
        )
    if version < OLDEST_VERSION:
        raise IndexTooOld(
            str(path),
            f"format {version} is older than {OLDEST_VERSION}: rebuild the index",
            found=version,
            supported=VERSION,
        )
    if zero:
        raise CorruptIndex(str(path), "its first bytes are not those of a segment")
    return int(version)


def _read_directory(path: Path, mapped: mmap.mmap, size: int) -> dict[str, Any]:
    offset, length, checksum, magic = _TRAILER.unpack_from(mapped, size - _TRAILER.size)
    if magic != MAGIC or offset + length + _TRAILER.size != size:
        raise CorruptIndex(str(path), "the end of the file is not the end of a segment")
    text = mapped[offset : offset + length]
    if zlib.crc32(text) != checksum:
        raise CorruptIndex(str(path), "checksum of the directory does not match")
    try:
        directory: dict[str, Any] = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise CorruptIndex(str(path), f"the directory cannot be read: {fault}") from fault
    return directory


def _map_column(path: Path, name: str, entry: dict[str, Any], mapped: mmap.mmap) -> Column:
    if entry["dtype"] not in _DTYPES:
        raise CorruptIndex(str(path), f"unknown type {entry['dtype']}", name)
    count, offset = entry["count"], entry["offset"]
    nbytes = count * np.dtype(entry["dtype"]).itemsize
    if type(count) is not int or type(offset) is not int or min(count, offset) < 0:
        raise CorruptIndex(str(path), "its place in the file is no number", name)
    if offset + nbytes > len(mapped):
        raise CorruptIndex(str(path), "it reaches beyond the end of the file", name)
    if len(entry["crc32"]) != -(-nbytes // BLOCK_BYTES):
        raise CorruptIndex(str(path), "its checksums do not cover it", name)
    return Column(path, name, mapped, entry)
