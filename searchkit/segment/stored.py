"""Stored texts, compressed in blocks: what is only read for the few articles that are shown.

The first block is the dictionary of the others: they can refer to it as if it stood in front of them. So they
can be short, and quick to unpack, and yet take less than long ones.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
import zstandard

from searchkit.errors import CorruptIndex
from searchkit.segment.container import ColumnWriter, Container
from searchkit.segment.runs import Starts, write_lengths

FIRST_BLOCK_BYTES: Final = 1 << 16
BLOCK_BYTES: Final = 1 << 15
_LEVEL = 2


class StoredBuffer:
    """Collects texts and compresses them, so that memory holds little of them."""

    def __init__(self) -> None:
        self._compressor = _compressor(None)
        self._blocks: list[bytes] = []
        self._pending: list[bytes] = []
        self._pending_bytes = 0
        self._lengths = array("q")

    def add(self, texts: Sequence[bytes]) -> None:
        """Add the texts of the next articles."""
        self._lengths.extend(map(len, texts))
        self._put(b"".join(texts))

    def extend(self, column: StoredColumn, first: int, last: int) -> None:
        """Add the texts of the articles ``first <= doc_id < last`` of a column."""
        self._lengths.extend(column.lengths(first, last))
        start, end = column.extent(first, last)
        if not (start or self._blocks or self._pending_bytes):
            # The blocks would become the same again.
            self._blocks = column.packed(end)
            start = _begin_of(len(self._blocks))
            if self._blocks:
                self._compressor = _compressor(_dictionary(column.first_block))
        for part in column.parts(start, end):
            self._put(part)

    def write(self, writer: ColumnWriter, name: str) -> None:
        """Write ``name.blocks``, ``name.block_lengths`` (compressed bytes) and ``name.lengths`` (bytes)."""
        if self._pending_bytes:
            self._pack(b"".join(self._pending))
        sizes = np.fromiter(map(len, self._blocks), np.int64, len(self._blocks))
        writer.add(f"{name}.blocks", b"".join(self._blocks))
        write_lengths(writer, f"{name}.block_lengths", sizes)
        write_lengths(writer, f"{name}.lengths", np.frombuffer(self._lengths, np.int64))

    def _put(self, part: bytes) -> None:
        self._pending.append(part)
        self._pending_bytes += len(part)
        if self._pending_bytes >= (BLOCK_BYTES if self._blocks else FIRST_BLOCK_BYTES):
            text = b"".join(self._pending)
            borders = [*range(0 if self._blocks else FIRST_BLOCK_BYTES, len(text) + 1, BLOCK_BYTES)]
            for start, end in pairwise(borders if self._blocks else [0, *borders]):
                self._pack(text[start:end])
            self._pending = [text[borders[-1] :]]
            self._pending_bytes = len(text) - borders[-1]

    def _pack(self, text: bytes) -> None:
        is_first = not self._blocks
        self._blocks.append(self._compressor.compress(text))
        if is_first:
            self._compressor = _compressor(_dictionary(text))


def _compressor(dictionary: zstandard.ZstdCompressionDict | None) -> zstandard.ZstdCompressor:
    # The sizes stand in the columns: the frames need not say them.
    return zstandard.ZstdCompressor(level=_LEVEL, dict_data=dictionary, write_content_size=False)


def _dictionary(first_block: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(first_block, dict_type=zstandard.DICT_TYPE_RAWCONTENT)


class StoredColumn:
    """Reads stored texts."""

    def __init__(self, container: Container, name: str) -> None:
        self._path = str(container.path)
        self._name = name
        self._blocks = container.column(f"{name}.blocks")
        self._block_starts = Starts(container, f"{name}.block_lengths", self._blocks)
        self._starts = Starts(container, f"{name}.lengths")
        # Articles are often read in their order: the block of the last one serves the next.
        self._latest: tuple[int, bytes] = (-1, b"")
        self._local = threading.local()

    def __getitem__(self, doc_id: int) -> bytes:
        """The text of an article."""
        return b"".join(self.parts(*self.extent(doc_id, doc_id + 1)))

    def lengths(self, first: int, last: int) -> list[int]:
        """Bytes of the texts of the articles ``first <= doc_id < last``."""
        lengths: list[int] = np.diff(self._starts[first : last + 1]).tolist()
        return lengths

    def extent(self, first: int, last: int) -> tuple[int, int]:
        """Where the texts of the articles ``first <= doc_id < last`` begin among all, and where they end."""
        return int(self._starts[first : first + 1][0]), int(self._starts[last : last + 1][0])

    def parts(self, start: int, end: int) -> Iterator[bytes]:
        """What stands from one byte of all texts to another, in parts of any size."""
        for number in range(_block_of(start), _block_of(end - 1) + 1 if start < end else 0):
            offset = _begin_of(number)
            yield self._block(number)[max(start - offset, 0) : end - offset]

    def packed(self, end: int) -> list[bytes]:
        """The full blocks before a byte of all texts, as they are stored."""
        borders = self._block_starts.values[: _block_of(end) + 1].tolist()
        return [self._blocks[start:end].tobytes() for start, end in pairwise(borders)]

    def _block(self, number: int) -> bytes:
        known, text = self._latest
        if known != number:
            text = self._unpacked(number, self._decompressor) if number else self.first_block
            self._latest = number, text
        return text

    def _unpacked(self, number: int, decompressor: zstandard.ZstdDecompressor) -> bytes:
        start, end = self._block_starts[number : number + 2].tolist()
        packed = self._blocks[start:end].data
        most = BLOCK_BYTES if number else FIRST_BLOCK_BYTES
        try:
            # A block never holds more than it should, so a forged one cannot fill memory.
            if zstandard.frame_content_size(packed) > most:
                raise CorruptIndex(self._path, f"block {number} is too large", self._name)
            return decompressor.decompress(packed, max_output_size=most)
        except zstandard.ZstdError as fault:
            raise CorruptIndex(self._path, f"block {number}: {fault}", self._name) from fault

    @cached_property
    def first_block(self) -> bytes:
        """The first block, which is the dictionary of the others."""
        return self._unpacked(0, zstandard.ZstdDecompressor())

    @property
    def _decompressor(self) -> zstandard.ZstdDecompressor:
        # One keeps state between calls, so threads must not share it.
        if not hasattr(self._local, "decompressor"):
            self._local.decompressor = zstandard.ZstdDecompressor(dict_data=_dictionary(self.first_block))
        decompressor: zstandard.ZstdDecompressor = self._local.decompressor
        return decompressor


def _block_of(offset: int) -> int:
    """The block that holds a byte."""
    return max(offset - FIRST_BLOCK_BYTES, -1) // BLOCK_BYTES + 1


def _begin_of(number: int) -> int:
    """The first byte of a block."""
    return FIRST_BLOCK_BYTES + (number - 1) * BLOCK_BYTES if number else 0
