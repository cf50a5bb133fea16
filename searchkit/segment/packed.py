"""Long columns of numbers, packed: postings and positions, which ascend in runs, and numbers in any order.

Where numbers ascend, a block of :data:`BLOCK_ITEMS` keeps its first number whole and the differences between
neighbours as :mod:`~searchkit.segment.bits`. Differences wrap around at the power of two behind the largest
number, so runs of different terms simply follow each other.

Columns of ``name`` beside those of the bits: ``frame`` (uint64: how many numbers there are, and the bits of
the largest, or the least of numbers in any order) and, where they ascend, ``firsts`` (uint32, one a block).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from searchkit.segment.bits import BLOCK_ITEMS, BitColumn, BitEncoder
from searchkit.segment.container import ColumnWriter, Container

_PART_ITEMS = BLOCK_ITEMS << 14
_CACHED_BLOCKS = 1 << 8


def write_packed(writer: ColumnWriter, name: str, values: np.ndarray) -> None:
    """Write a column of integers from 0 to 2**32 - 1, the more compact the more of them ascend."""
    bits = int(values.max()).bit_length() if len(values) else 0
    mask = np.uint32((1 << bits) - 1)
    encoder = BitEncoder()
    firsts = [np.zeros(0, np.uint32)]
    for blocks in _blocks(values):
        differences = np.empty_like(blocks)
        for start in range(0, len(blocks), _CACHED_BLOCKS):
            part = slice(start, start + _CACHED_BLOCKS)
            differences[part, 0] = 0
            np.subtract(blocks[part, 1:], blocks[part, :-1], out=differences[part, 1:])
            differences[part] &= mask
        encoder.add(differences)
        firsts.append(blocks[:, 0].copy())
    writer.add(f"{name}.frame", np.array([len(values), bits], np.uint64))
    writer.add(f"{name}.firsts", np.concatenate(firsts))
    encoder.write(writer, name)


def write_numbers(writer: ColumnWriter, name: str, values: np.ndarray) -> None:
    """Write a column of integers from 0 to 2**32 - 1 in any order, the more compact the smaller most are."""
    least = int(values.min()) if len(values) else 0
    encoder = BitEncoder()
    for blocks in _blocks(values):
        encoder.add(blocks - np.uint32(least))
    writer.add(f"{name}.frame", np.array([len(values), least], np.uint64))
    encoder.write(writer, name)


def _blocks(values: np.ndarray) -> Iterator[np.ndarray]:
    """Whole blocks of a column part by part: uint32, a row of ``BLOCK_ITEMS`` each, the last filled up."""
    for start in range(0, len(values), _PART_ITEMS):
        part = values[start : start + _PART_ITEMS].astype(np.uint32, copy=False)
        if len(part) == _PART_ITEMS:
            yield part.reshape(-1, BLOCK_ITEMS)
            continue
        padded = np.full(-(-len(part) // BLOCK_ITEMS) * BLOCK_ITEMS, part[-1], np.uint32)
        padded[: len(part)] = part
        yield padded.reshape(-1, BLOCK_ITEMS)


class NumberColumn:
    """Reads a column of numbers in any order."""

    def __init__(self, container: Container, name: str) -> None:
        self._count, least = container.column(f"{name}.frame")[0:2].tolist()
        self._least = np.uint32(least)
        self._bits = BitColumn(container, name)

    def __len__(self) -> int:
        """Number of items."""
        return int(self._count)

    def __getitem__(self, part: slice) -> np.ndarray:
        """The items from ``part.start`` to ``part.stop``: uint32."""
        start, end = part.start, part.stop
        if start >= end:
            return np.zeros(0, np.uint32)
        first = start // BLOCK_ITEMS
        items = self._bits[np.arange(first, (end - 1) // BLOCK_ITEMS + 1)].ravel()
        offset = first * BLOCK_ITEMS
        found: np.ndarray = items[start - offset : end - offset] + self._least
        return found


class PackedColumn:
    """Reads a packed column."""

    def __init__(self, container: Container, name: str) -> None:
        self._count, bits = container.column(f"{name}.frame")[0:2].tolist()
        self._mask = np.uint32((1 << bits) - 1)
        self._firsts = container.column(f"{name}.firsts")
        self._bits = BitColumn(container, name)

    def __len__(self) -> int:
        """Number of items."""
        return int(self._count)

    def __getitem__(self, part: slice) -> np.ndarray:
        """The items from ``part.start`` to ``part.stop``: int64."""
        start, end = part.start, part.stop
        if start >= end:
            return np.zeros(0, np.int64)
        first = start // BLOCK_ITEMS
        blocks = np.arange(first, (end - 1) // BLOCK_ITEMS + 1)
        offset = first * BLOCK_ITEMS
        return self._decode(blocks).ravel()[start - offset : end - offset].astype(np.int64)

    def _decode(self, blocks: np.ndarray) -> np.ndarray:
        """The items of ascending blocks: uint32, a row of ``BLOCK_ITEMS`` for each."""
        first, last = int(blocks[0]), int(blocks[-1]) + 1
        items = self._bits[blocks]
        items[:, 0] = self._firsts[first:last][blocks - first]
        np.cumsum(items, axis=1, dtype=np.uint32, out=items)
        items &= self._mask
        return items
