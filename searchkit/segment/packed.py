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

from searchkit.errors import CorruptIndex
from searchkit.segment.bits import BLOCK_ITEMS, BitColumn, BitEncoder
from searchkit.segment.container import Columns, Container

_PART_ITEMS = BLOCK_ITEMS << 14
_CACHED_BLOCKS = 1 << 8
_MOST = (1 << 32) - 1


def write_packed(writer: Columns, name: str, values: np.ndarray) -> None:
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


def write_numbers(writer: Columns, name: str, values: np.ndarray) -> None:
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


class _Column:
    """Numbers in blocks, decoded from the first block to the last that a slice touches."""

    def __init__(self, container: Container, name: str, largest: int) -> None:
        frame = container.column(f"{name}.frame")[0:2]
        self._bits = BitColumn(container, name)
        if frame.dtype != np.uint64 or len(frame) < 2:  # noqa: PLR2004 - see above
            raise CorruptIndex(str(container.path), "it holds no frame", f"{name}.frame")
        self._count, self._frame = frame.tolist()
        if -(-self._count // BLOCK_ITEMS) != len(self._bits) or self._frame > largest:
            raise CorruptIndex(str(container.path), "it does not fit what it describes", f"{name}.frame")

    def __len__(self) -> int:
        """Number of items."""
        return int(self._count)

    def _items(self, part: slice) -> np.ndarray:
        start, end = part.start, part.stop
        if start >= end:
            return np.zeros(0, np.uint32)
        first = start // BLOCK_ITEMS
        offset = first * BLOCK_ITEMS
        items = self._decode(np.arange(first, (end - 1) // BLOCK_ITEMS + 1))
        return items.ravel()[start - offset : end - offset]

    def _decode(self, blocks: np.ndarray) -> np.ndarray:
        """The items of neighbouring blocks: uint32, a row of ``BLOCK_ITEMS`` for each."""
        return self._bits[blocks]


class NumberColumn(_Column):
    """Reads a column of numbers in any order."""

    def __init__(self, container: Container, name: str) -> None:
        super().__init__(container, name, _MOST)
        self._least = np.uint32(self._frame)

    def __getitem__(self, part: slice) -> np.ndarray:
        """The items from ``part.start`` to ``part.stop``: uint32."""
        found: np.ndarray = self._items(part) + self._least
        return found


class PackedColumn(_Column):
    """Reads a column of numbers that ascend in runs."""

    def __init__(self, container: Container, name: str) -> None:
        super().__init__(container, name, _MOST.bit_length())
        self._mask = np.uint32((1 << self._frame) - 1)
        self._firsts = container.column(f"{name}.firsts")
        if len(self._firsts) != len(self._bits):
            raise CorruptIndex(str(container.path), "it has not one number for each block", f"{name}.firsts")

    def __getitem__(self, part: slice) -> np.ndarray:
        """The items from ``part.start`` to ``part.stop``: int64."""
        return self._items(part).astype(np.int64)

    def narrow(self, part: slice) -> np.ndarray:
        """The same as they are stored: uint32."""
        return self._items(part)

    def _decode(self, blocks: np.ndarray) -> np.ndarray:
        items = super()._decode(blocks)
        items[:, 0] = self._firsts[int(blocks[0]) : int(blocks[-1]) + 1]
        np.cumsum(items, axis=1, dtype=np.uint32, out=items)
        items &= self._mask
        return items
