"""Stored texts, compressed in blocks: what is only read for the few articles that are shown."""

from __future__ import annotations

import zlib
from typing import Final

import numpy as np

from searchkit.errors import CorruptIndex
from searchkit.segment.container import ColumnWriter, Container, narrow
from searchkit.segment.dictionary import starts_of

BLOCK_BYTES: Final = 1 << 16
_LEVEL = 1


class StoredBuffer:
    """Collects texts and compresses them, so that memory holds little of them."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._pending = bytearray()
        self._lengths: list[int] = []

    def add(self, text: bytes) -> None:
        """Add the text of the next article."""
        self._lengths.append(len(text))
        self._pending += text
        while len(self._pending) >= BLOCK_BYTES:
            self._blocks.append(zlib.compress(self._pending[:BLOCK_BYTES], _LEVEL))
            del self._pending[:BLOCK_BYTES]

    def write(self, writer: ColumnWriter, name: str) -> None:
        """Write ``name.blocks``, ``name.block_starts`` (compressed bytes) and ``name.starts`` (bytes)."""
        if self._pending:
            self._blocks.append(zlib.compress(self._pending, _LEVEL))
        sizes = np.fromiter(map(len, self._blocks), np.int64, len(self._blocks))
        writer.add(f"{name}.blocks", b"".join(self._blocks))
        writer.add(f"{name}.block_starts", narrow(starts_of(sizes)))
        writer.add(f"{name}.starts", narrow(starts_of(np.array(self._lengths, np.int64))))


class StoredColumn:
    """Reads stored texts."""

    def __init__(self, container: Container, name: str) -> None:
        self._path = str(container.path)
        self._name = name
        self._blocks = container.column(f"{name}.blocks")
        self._block_starts = container.column(f"{name}.block_starts")
        self._starts = container.column(f"{name}.starts")

    def __getitem__(self, doc_id: int) -> bytes:
        """The text of an article."""
        start, end = self._starts[doc_id : doc_id + 2].tolist()
        if start == end:
            return b""
        first, last = start // BLOCK_BYTES, (end - 1) // BLOCK_BYTES
        text = b"".join(self._block(number) for number in range(first, last + 1))
        return text[start - first * BLOCK_BYTES : end - first * BLOCK_BYTES]

    def _block(self, number: int) -> bytes:
        start, end = self._block_starts[number : number + 2].tolist()
        reader = zlib.decompressobj()
        try:
            # A block never holds more than it should, so a forged one cannot fill memory.
            text = reader.decompress(self._blocks[start:end].data, BLOCK_BYTES)
        except zlib.error as fault:
            raise CorruptIndex(self._path, f"block {number}: {fault}", self._name) from fault
        return text
