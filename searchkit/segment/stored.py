"""Stored texts, compressed in blocks: what is only read for the few articles that are shown."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Final

import numpy as np
import zstandard

from searchkit.errors import CorruptIndex
from searchkit.segment.container import ColumnWriter, Container, narrow
from searchkit.segment.dictionary import starts_of

BLOCK_BYTES: Final = 1 << 16
_LEVEL = 1
_local = threading.local()


class StoredBuffer:
    """Collects texts and compresses them, so that memory holds little of them."""

    def __init__(self) -> None:
        # The sizes stand in the columns: the frames need not say them.
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL, write_content_size=False)
        self._blocks: list[bytes] = []
        self._pending: list[bytes] = []
        self._pending_bytes = 0
        self._lengths: list[int] = []

    def add(self, text: bytes) -> None:
        """Add the text of the next article."""
        self._lengths.append(len(text))
        self._put(text)

    def extend(self, lengths: list[int], parts: Iterator[bytes]) -> None:
        """Add the texts of the next articles: how long each is, and all of them in parts of any size."""
        self._lengths += lengths
        for part in parts:
            self._put(part)

    def write(self, writer: ColumnWriter, name: str) -> None:
        """Write ``name.blocks``, ``name.block_starts`` (compressed bytes) and ``name.starts`` (bytes)."""
        if self._pending_bytes:
            self._blocks.append(self._compressor.compress(b"".join(self._pending)))
        sizes = np.fromiter(map(len, self._blocks), np.int64, len(self._blocks))
        writer.add(f"{name}.blocks", b"".join(self._blocks))
        writer.add(f"{name}.block_starts", narrow(starts_of(sizes)))
        writer.add(f"{name}.starts", narrow(starts_of(np.array(self._lengths, np.int64))))

    def _put(self, part: bytes) -> None:
        self._pending.append(part)
        self._pending_bytes += len(part)
        if self._pending_bytes >= BLOCK_BYTES:
            text = b"".join(self._pending)
            whole = len(text) // BLOCK_BYTES * BLOCK_BYTES
            for start in range(0, whole, BLOCK_BYTES):
                self._blocks.append(self._compressor.compress(text[start : start + BLOCK_BYTES]))
            self._pending = [text[whole:]]
            self._pending_bytes = len(text) - whole


class StoredColumn:
    """Reads stored texts."""

    def __init__(self, container: Container, name: str) -> None:
        self._path = str(container.path)
        self._name = name
        self._blocks = container.column(f"{name}.blocks")
        self._block_starts = container.column(f"{name}.block_starts")
        self._starts = container.column(f"{name}.starts")
        # Articles are often read in their order: the block of the last one serves the next.
        self._latest: tuple[int, bytes] = (-1, b"")

    def __getitem__(self, doc_id: int) -> bytes:
        """The text of an article."""
        return b"".join(self.parts(doc_id, doc_id + 1))

    def lengths(self, first: int, last: int) -> list[int]:
        """Bytes of the texts of the articles ``first <= doc_id < last``."""
        lengths: list[int] = np.diff(self._starts[first : last + 1].astype(np.int64)).tolist()
        return lengths

    def parts(self, first: int, last: int) -> Iterator[bytes]:
        """The texts of the articles ``first <= doc_id < last`` one after the other, in parts of any size."""
        start, end = int(self._starts[first : first + 1][0]), int(self._starts[last : last + 1][0])
        for number in range(start // BLOCK_BYTES, -(-end // BLOCK_BYTES)):
            offset = number * BLOCK_BYTES
            yield self._block(number)[max(start - offset, 0) : end - offset]

    def _block(self, number: int) -> bytes:
        known, text = self._latest
        if known != number:
            text = self._unpacked(number)
            self._latest = number, text
        return text

    def _unpacked(self, number: int) -> bytes:
        start, end = self._block_starts[number : number + 2].tolist()
        packed = self._blocks[start:end].data
        try:
            # A block never holds more than it should, so a forged one cannot fill memory.
            if zstandard.frame_content_size(packed) > BLOCK_BYTES:
                raise CorruptIndex(self._path, f"block {number} is too large", self._name)
            return _decompressor().decompress(packed, max_output_size=BLOCK_BYTES)
        except zstandard.ZstdError as fault:
            raise CorruptIndex(self._path, f"block {number}: {fault}", self._name) from fault


def _decompressor() -> zstandard.ZstdDecompressor:
    # One keeps state between calls, so threads must not share it.
    if not hasattr(_local, "decompressor"):
        _local.decompressor = zstandard.ZstdDecompressor()
    decompressor: zstandard.ZstdDecompressor = _local.decompressor
    return decompressor
