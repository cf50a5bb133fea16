"""Runs that follow each other in a column: stored by their lengths, used by where they start.

A column of lengths is bytes: three uint32, namely how many lengths there are, the bytes of each (0, 1, 2, 4)
and how many are large; then the large ones as uint32; then all lengths, where all bits set mean the next
large one. Lengths of 0 bytes are all equal, to the one large number. Where :data:`_PACKED` is added to the
bytes of each, the lengths stand in a Zstandard frame.
"""

from __future__ import annotations

from collections.abc import Sized
from functools import cached_property
from typing import Final

import numpy as np

from searchkit.errors import CorruptIndex
from searchkit.segment import frames
from searchkit.segment.container import Columns, Container

_HEADER_ITEMS = 3
_TYPES: Final = (np.uint8, np.uint16, np.uint32)
_PACKED: Final = 8
_LEAST_PACKED: Final = 1 << 12
"""Fewer bytes are not worth the time that it takes to unpack them."""


def starts_of(lengths: np.ndarray) -> np.ndarray:
    """Where runs of these lengths begin, and where the last one ends: int64, one more than ``lengths``."""
    starts = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts


def write_lengths(writer: Columns, name: str, lengths: np.ndarray) -> None:
    """Write the lengths of runs, integers from 0 to 2**32 - 1, as one column."""
    if len(lengths) and np.all(lengths == lengths[0]):
        header = [len(lengths), 0, 1, int(lengths[0])]
        writer.add(name, np.array(header, "<u4").tobytes())
        return
    costs = [
        len(lengths) * np.dtype(dtype).itemsize + 4 * np.count_nonzero(lengths >= np.iinfo(dtype).max)
        for dtype in _TYPES
    ]
    dtype = _TYPES[int(np.argmin(costs))]
    escape = np.iinfo(dtype).max
    large = lengths[lengths >= escape].astype("<u4")
    header = [len(lengths), np.dtype(dtype).itemsize, len(large)]
    items = np.minimum(lengths, escape).astype(np.dtype(dtype).newbyteorder("<")).tobytes()
    if len(items) >= _LEAST_PACKED:
        (frame,) = frames.packed([memoryview(items)])
        if len(frame) < len(items):
            header[1] += _PACKED
            items = frame
    writer.add(name, np.array(header, "<u4").tobytes() + large.tobytes() + items)


def read_lengths(container: Container, name: str) -> np.ndarray:
    """The lengths that :func:`write_lengths` wrote: int64.

    Raises:
        CorruptIndex: something else was written.
    """
    data = container.column(name).values
    header = data[: 4 * _HEADER_ITEMS]
    if data.dtype != np.uint8 or len(header) < 4 * _HEADER_ITEMS:
        raise CorruptIndex(str(container.path), "it holds no lengths", name)
    count, width, large_count = header.view("<u4").tolist()
    begin = 4 * (_HEADER_ITEMS + large_count)
    stored = data[begin:]
    # Lengths may take no room, but what they are the lengths of does, each a byte at least.
    is_bounded = begin <= len(data) and count <= container.nbytes
    if is_bounded and width - _PACKED in (1, 2, 4):
        width -= _PACKED
        frame = frames.unpacked(stored.data, count * width, str(container.path), name)
        stored = np.frombuffer(frame, np.uint8)
    if not is_bounded or width not in (0, 1, 2, 4) or count * width != len(stored):
        raise CorruptIndex(str(container.path), "it does not hold as many lengths as it says", name)
    large = data[4 * _HEADER_ITEMS : begin].view("<u4")
    if not width:
        if large_count != 1:
            raise CorruptIndex(str(container.path), "it does not say the one length of all", name)
        return np.full(count, large[0], np.int64)
    items = stored.view(f"<u{width}")
    lengths = items.astype(np.int64)
    escaped = items == np.iinfo(items.dtype).max
    if np.count_nonzero(escaped) != large_count:
        raise CorruptIndex(str(container.path), "it has other large lengths than it says", name)
    lengths[escaped] = large
    return lengths


class Starts:
    """Where each of some runs begins, and where the last one ends. All are read when one is asked for."""

    def __init__(self, container: Container, name: str, items: Sized | None = None) -> None:
        """Keep where they are read.

        Args:
            container: the file.
            name: the column of lengths.
            items: what the runs are cut from, all of it, where that is a column.
        """
        self._container = container
        self._name = name
        self._items = items

    @cached_property
    def values(self) -> np.ndarray:
        """All starts: int64, one more than there are runs.

        Raises:
            CorruptIndex: the runs are not those of what they are cut from.
        """
        starts = starts_of(read_lengths(self._container, self._name))
        if self._items is not None and starts[-1] != len(self._items):
            raise CorruptIndex(
                str(self._container.path),
                f"it divides {starts[-1]} items where there are {len(self._items)}",
                self._name,
            )
        return starts

    @cached_property
    def view(self) -> memoryview:
        """The same, for whoever needs a few as ``int``: an array makes them slowly."""
        return self.values.data

    def __len__(self) -> int:
        """How many starts there are."""
        return len(self.values)

    def __getitem__(self, part: slice) -> np.ndarray:
        """Some of the starts: int64."""
        return self.values[part]

    def sizes(self) -> np.ndarray:
        """How long each run is: int64. Where they begin need not be known for that."""
        if "values" in self.__dict__:
            return np.diff(self.values)
        return read_lengths(self._container, self._name)

    def run(self, number: int) -> tuple[int, int]:
        """Where a run begins, and where it ends."""
        values = self.values
        return values.item(number), values.item(number + 1)
