"""Long columns of ascending runs, packed: postings and positions.

Numbers are cut into blocks of :data:`BLOCK_ITEMS`. A block keeps its first number whole and the differences
between neighbours in 1, 2 or 4 bytes, whichever takes least; the few differences that do not fit are
exceptions, kept aside. Differences wrap around at 2**32, so runs of different terms simply follow each other.
This is patched frame-of-reference coding (Zukowski et al., "Super-Scalar RAM-CPU Cache Compression", ICDE
2006) with whole bytes in place of bits: numpy decodes it with one cast and one cumulative sum.

Columns of ``name``: ``count``, ``firsts`` (uint32, one a block), ``widths`` (bytes of a difference, one a
block), ``rows`` (which row of its width a block is), ``data1``, ``data2``, ``data4`` (rows of
``BLOCK_ITEMS`` differences), ``exception_places`` and ``exception_values`` (uint32).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from searchkit.segment.container import ColumnWriter, Container, narrow

BLOCK_ITEMS: Final = 128
_WIDTHS: Final[dict[int, type[np.unsignedinteger]]] = {1: np.uint8, 2: np.uint16, 4: np.uint32}
_EXCEPTION_BYTES = 8
_PART_ITEMS = BLOCK_ITEMS << 11


def write_packed(writer: ColumnWriter, name: str, values: np.ndarray) -> None:
    """Write a column of integers from 0 to 2**32 - 1."""
    encoder = _Encoder()
    for start in range(0, len(values), _PART_ITEMS):
        encoder.add(values[start : start + _PART_ITEMS])
    encoder.write(writer, name)


class _Encoder:
    """Encodes a column part by part, in little more memory than its packed form takes."""

    def __init__(self) -> None:
        self._count = 0
        self._firsts = [np.zeros(0, np.uint32)]
        self._widths = [np.zeros(0, np.uint8)]
        self._data = {width: [np.zeros((0, BLOCK_ITEMS), dtype)] for width, dtype in _WIDTHS.items()}
        self._places = [np.zeros(0, np.int64)]
        self._exceptions = [np.zeros(0, np.uint32)]

    def add(self, values: np.ndarray) -> None:
        """Encode the next values; all parts but the last hold whole blocks."""
        padded = np.full(-(-len(values) // BLOCK_ITEMS) * BLOCK_ITEMS, values[-1], np.uint32)
        padded[: len(values)] = values
        blocks = padded.reshape(-1, BLOCK_ITEMS)
        deltas = np.zeros_like(blocks)
        np.subtract(blocks[:, 1:], blocks[:, :-1], out=deltas[:, 1:])
        widths = _cheapest_widths(deltas)
        for width, dtype in _WIDTHS.items():
            chosen = np.flatnonzero(widths == width)
            rows = deltas[chosen]
            row, column = np.nonzero(rows > np.iinfo(dtype).max)
            self._places.append(self._count + chosen[row] * BLOCK_ITEMS + column)
            self._exceptions.append(rows[row, column])
            self._data[width].append(rows.astype(dtype))
        self._firsts.append(blocks[:, 0].copy())
        self._widths.append(widths)
        self._count += len(values)

    def write(self, writer: ColumnWriter, name: str) -> None:
        """Write the columns."""
        widths = np.concatenate(self._widths)
        rows = np.zeros(len(widths), np.int64)
        for width, parts in self._data.items():
            chosen = np.flatnonzero(widths == width)
            rows[chosen] = np.arange(len(chosen))
            writer.add(f"{name}.data{width}", np.concatenate(parts).ravel())
            parts.clear()
        places = np.concatenate(self._places)
        order = np.argsort(places)
        writer.add(f"{name}.count", np.array([self._count], np.uint64))
        writer.add(f"{name}.firsts", np.concatenate(self._firsts))
        writer.add(f"{name}.widths", widths)
        writer.add(f"{name}.rows", narrow(rows))
        writer.add(f"{name}.exception_places", places[order].astype(np.uint32))
        writer.add(f"{name}.exception_values", np.concatenate(self._exceptions)[order])


def _cheapest_widths(deltas: np.ndarray) -> np.ndarray:
    """Bytes of a difference that make each block smallest, exceptions counted in: uint8."""
    costs = [
        BLOCK_ITEMS * width + _EXCEPTION_BYTES * np.count_nonzero(deltas > np.iinfo(dtype).max, axis=1)
        for width, dtype in _WIDTHS.items()
    ]
    cheapest: np.ndarray = np.array(list(_WIDTHS), np.uint8)[np.argmin(costs, axis=0)]
    return cheapest


class PackedColumn:
    """Reads a packed column: slices of it, or only the places where given numbers stand."""

    def __init__(self, container: Container, name: str) -> None:
        self._count = int(container.column(f"{name}.count")[0:1][0])
        self._firsts = container.column(f"{name}.firsts")
        self._widths = container.column(f"{name}.widths")
        self._rows = container.column(f"{name}.rows")
        self._data = {width: container.column(f"{name}.data{width}") for width in _WIDTHS}
        self._exception_places = container.column(f"{name}.exception_places")
        self._exception_values = container.column(f"{name}.exception_values")

    def __len__(self) -> int:
        """Number of items."""
        return self._count

    def __getitem__(self, part: slice) -> np.ndarray:
        """The items from ``part.start`` to ``part.stop``: int64."""
        start, end = part.start, part.stop
        if start >= end:
            return np.zeros(0, np.int64)
        first = start // BLOCK_ITEMS
        blocks = np.arange(first, (end - 1) // BLOCK_ITEMS + 1)
        offset = first * BLOCK_ITEMS
        return self._decode(blocks).ravel()[start - offset : end - offset].astype(np.int64)

    def locate(self, start: int, end: int, wanted: np.ndarray) -> np.ndarray:
        """Where ascending numbers stand in an ascending run.

        Args:
            start: place of the first item of the run.
            end: place after its last.
            wanted: the numbers, ascending, int64.

        Returns:
            The place in the column of each number, or -1 where the run does not hold it: int64.
        """
        if start >= end or not len(wanted):
            return np.full(len(wanted), -1)
        # Numbers of another type would have numpy convert the whole column for each search.
        wanted = wanted.astype(np.uint32)
        first, last = start // BLOCK_ITEMS, (end - 1) // BLOCK_ITEMS
        # The first number of a block tells which block could hold a number, without decoding any.
        block_of = first + np.searchsorted(self._firsts[first + 1 : last + 1], wanted, side="right")
        blocks = block_of[np.flatnonzero(np.diff(block_of, prepend=-1))]
        items = self._run(blocks, start, end)
        found = np.searchsorted(items, wanted)
        there = items[np.minimum(found, len(items) - 1)] == wanted
        # Items of other runs were left out before the first block's part, and nowhere else before the end.
        found += max(start - int(blocks[0]) * BLOCK_ITEMS, 0)
        places = blocks[np.minimum(found // BLOCK_ITEMS, len(blocks) - 1)] * BLOCK_ITEMS + found % BLOCK_ITEMS
        return np.where(there, places, -1)

    def between(self, start: int, end: int, lows: np.ndarray, highs: np.ndarray) -> np.ndarray:
        """The items of an ascending run that lie in ascending ranges: int64, ascending.

        Args:
            start: place of the first item of the run.
            end: place after its last.
            lows: first number of each range, ascending, not empty.
            highs: number after the last of each range; no range reaches into the next.
        """
        if start >= end:
            return np.zeros(0, np.int64)
        lows, last_ones = lows.astype(np.uint32), (highs - 1).astype(np.uint32)
        first, last = start // BLOCK_ITEMS, (end - 1) // BLOCK_ITEMS
        inner = self._firsts[first + 1 : last + 1]
        opened = np.bincount(np.searchsorted(inner, lows, side="right"), minlength=last - first + 2)
        closed = np.bincount(np.searchsorted(inner, last_ones, side="right") + 1, minlength=last - first + 2)
        blocks = first + np.flatnonzero(np.cumsum(opened - closed)[: last - first + 1])
        items = self._run(blocks, start, end)
        firsts = np.searchsorted(items, lows)
        counts = np.searchsorted(items, last_ones, side="right") - firsts
        shifts = np.repeat(firsts - (np.cumsum(counts) - counts), counts)
        found: np.ndarray = items[np.arange(len(shifts)) + shifts].astype(np.int64)
        return found

    def _run(self, blocks: np.ndarray, start: int, end: int) -> np.ndarray:
        """The items of ascending blocks that belong to the run from ``start`` to ``end``: uint32."""
        items = self._decode(blocks).ravel()
        before = max(start - int(blocks[0]) * BLOCK_ITEMS, 0)
        behind = max((int(blocks[-1]) + 1) * BLOCK_ITEMS - end, 0)
        return items[before : len(items) - behind]

    def _decode(self, blocks: np.ndarray) -> np.ndarray:
        """The items of ascending blocks: uint32, a row of ``BLOCK_ITEMS`` for each."""
        first, last = int(blocks[0]), int(blocks[-1]) + 1
        widths = self._widths[first:last][blocks - first]
        rows = self._rows[first:last][blocks - first]
        deltas = np.empty((len(blocks), BLOCK_ITEMS), np.uint32)
        # Not np.unique, which imports numpy.ma: a fifth of the start-up of a search.
        for width in np.flatnonzero(np.bincount(widths)).tolist():
            chosen = widths == width
            deltas[chosen] = self._deltas(width, rows[chosen])
        self._patch(deltas, blocks)
        deltas[:, 0] = self._firsts[first:last][blocks - first]
        return np.cumsum(deltas, axis=1, dtype=np.uint32)

    def _deltas(self, width: int, rows: np.ndarray) -> np.ndarray:
        first, last = int(rows[0]), int(rows[-1]) + 1
        data = self._data[width][first * BLOCK_ITEMS : last * BLOCK_ITEMS].reshape(-1, BLOCK_ITEMS)
        return data if len(data) == len(rows) else data[rows.astype(np.int64) - first]

    def _patch(self, deltas: np.ndarray, blocks: np.ndarray) -> None:
        bounds = np.array((blocks[0] * BLOCK_ITEMS, (blocks[-1] + 1) * BLOCK_ITEMS - 1), np.uint32)
        first, last = np.searchsorted(self._exception_places.values, bounds).tolist()
        places = self._exception_places[first : last + 1].astype(np.int64)
        row = np.searchsorted(blocks, places // BLOCK_ITEMS)
        here = blocks[np.minimum(row, len(blocks) - 1)] == places // BLOCK_ITEMS
        values = self._exception_values[first : last + 1]
        deltas[row[here], places[here] % BLOCK_ITEMS] = values[here]
