"""Blocks of numbers below 2**32, each block in as few bits a number as suits it.

A block is :data:`BLOCK_ITEMS` numbers. Each is cut to the *width* of its block; the few that are wider are
*patched*: their upper bits, at most :data:`_PATCH_BITS`, are kept aside. This is patched frame-of-reference
coding (Zukowski et al., "Super-Scalar RAM-CPU Cache Compression", ICDE 2006).

The bits lie as in SIMD-BP128 (Lemire and Boytsov, "Decoding billions of integers per second through
vectorization", SPE 2015): number *i* is in lane ``i % 4``; a lane is a string of 32-bit words, in which its
numbers follow each other from the lowest bit of the first word on; the words of the lanes alternate. So a
block of width *w* is *w* rows of four words, and where a number lies depends on nothing but the width: numpy
decodes blocks of all widths at once, with two gathers of whole rows and two shifts.

Columns of ``name``: ``blocks`` (uint16 a block: width, patches shifted up by 8), ``groups`` (uint32, two for
every :data:`_GROUP_BLOCKS` blocks: the rows and the patches before them), ``bits`` (uint32, the rows, and one
of zeros behind them), ``patches`` (uint16: place in the block, upper bits shifted up by 8).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from searchkit.segment.container import Columns, Container

BLOCK_ITEMS: Final = 128
_LANES = 4
_STEPS = BLOCK_ITEMS // _LANES
_WORD_BITS = 32
_WIDTHS = _WORD_BITS + 1
_PATCH_BITS = 8
_PATCH_BYTES = 2
_ROW_BYTES = _LANES * _WORD_BITS // 8
_WIDTH_MASK = np.uint16(0xFF)
_PLACE_MASK = np.uint16(0xFF)
_ROW = np.dtype(f"V{_ROW_BYTES}")
_GROUP_BLOCKS = 64
_DECODED_AT_ONCE = 256  # what fits in the processor's cache
_ENCODED_AT_ONCE = 1024
_MANTISSA_BITS = 23
_EXPONENT_OF_0 = 126

# For every width: the row in which each step begins, how far up in its words, and the mask of a number.
_FIRST_BITS = np.arange(_STEPS) * np.arange(_WIDTHS)[:, None]
_ROWS = _FIRST_BITS // _WORD_BITS
_SHIFTS = np.repeat(_FIRST_BITS % _WORD_BITS, _LANES, axis=1).astype(np.uint32)
_BACK_SHIFTS = np.uint32(_WORD_BITS) - _SHIFTS
_MASKS = ((np.uint64(1) << np.arange(_WIDTHS, dtype=np.uint64)) - np.uint64(1)).astype(np.uint32)
# For how much shorter a number is than the longest of its block: a one in the byte of each width, counted
# down from the longest, that is too narrow for it.
_COUNTERS = np.zeros(_WIDTHS, np.uint64)
_COUNTERS[:_PATCH_BITS] = [
    sum(1 << 8 * byte for byte in range(less, _PATCH_BITS)) for less in range(_PATCH_BITS)
]
# What widths cost beside their patches, from the narrowest that the patches suffice for to the longest.
_WIDTH_COSTS = np.arange(-_PATCH_BITS, 1, dtype=np.int16) * np.int16(_ROW_BYTES)


class BitEncoder:
    """Encodes blocks part by part, in little more memory than they take when they are packed."""

    def __init__(self) -> None:
        self._widths = [np.zeros(0, np.uint8)]
        self._patch_counts = [np.zeros(0, np.uint8)]
        self._rows = [np.zeros((0, _LANES), np.uint32)]
        self._patches = [np.zeros(0, np.uint16)]

    def add(self, blocks: np.ndarray) -> None:
        """Encode blocks: uint32, a row of ``BLOCK_ITEMS`` for each."""
        widths = np.empty(len(blocks), np.uint8)
        for start in range(0, len(blocks), _ENCODED_AT_ONCE):
            part = slice(start, start + _ENCODED_AT_ONCE)
            widths[part] = _cheapest_widths(blocks[part])
            self._patch(blocks[part], widths[part])
        self._widths.append(widths)
        self._rows.append(_packed(blocks, widths))

    def _patch(self, blocks: np.ndarray, widths: np.ndarray) -> None:
        """Keep the upper bits of the numbers that are wider than their blocks."""
        places = np.flatnonzero(blocks > _MASKS.take(widths)[:, None])
        owners = places // BLOCK_ITEMS
        upper = blocks.reshape(-1).take(places) >> widths.take(owners)
        self._patches.append((places % BLOCK_ITEMS | upper << _PATCH_BITS).astype(np.uint16))
        self._patch_counts.append(np.bincount(owners, minlength=len(blocks)).astype(np.uint8))

    def write(self, writer: Columns, name: str) -> None:
        """Write the columns."""
        widths, patch_counts = np.concatenate(self._widths), np.concatenate(self._patch_counts)
        groups = np.zeros((-(-len(widths) // _GROUP_BLOCKS), 2), np.uint32)
        for column, counts in enumerate((widths, patch_counts)):
            groups[:, column] = (np.cumsum(counts, dtype=np.int64) - counts)[::_GROUP_BLOCKS]
        writer.add(f"{name}.blocks", widths | patch_counts.astype(np.uint16) << _PATCH_BITS)
        writer.add(f"{name}.groups", groups.ravel())
        writer.add(f"{name}.bits", np.concatenate([*self._rows, np.zeros((1, _LANES), np.uint32)]).ravel())
        writer.add(f"{name}.patches", np.concatenate(self._patches))


def _cheapest_widths(blocks: np.ndarray) -> np.ndarray:
    """The width that makes each block smallest, patches counted in: uint8."""
    # The exponent of a floating-point number is its length in bits; rounding may make it one too long, which
    # costs a little space.
    exponents = blocks.astype(np.float32).view(np.uint32) >> np.uint32(_MANTISSA_BITS)
    lengths = exponents.astype(np.uint8)
    np.clip(lengths, _EXPONENT_OF_0, _EXPONENT_OF_0 + _WORD_BITS, out=lengths)
    longest = lengths.max(axis=1)
    # The eight bytes of a number are counters, one for each width that is so much less than the longest.
    counters = _COUNTERS.take(longest[:, None] - lengths)
    patches = np.add.reduce(counters, axis=1)[:, None].view(np.uint8)
    costs = np.zeros((len(blocks), _PATCH_BITS + 1), np.int16)
    costs[:, :_PATCH_BITS] = patches[:, ::-1]
    costs *= _PATCH_BYTES
    costs += _WIDTH_COSTS
    less = _PATCH_BITS - np.argmin(costs, axis=1)
    cheapest: np.ndarray = (longest - _EXPONENT_OF_0 - less).astype(np.uint8)
    return cheapest


def _packed(blocks: np.ndarray, widths: np.ndarray) -> np.ndarray:
    """The rows of blocks: uint32, four words each."""
    ends = np.cumsum(widths, dtype=np.int64)
    rows = np.empty(int(ends[-1]) if len(ends) else 0, _ROW)
    for width in np.flatnonzero(np.bincount(widths)).tolist():
        chosen = np.flatnonzero(widths == width)
        for start in range(0, len(chosen) if width else 0, _ENCODED_AT_ONCE):
            part = chosen[start : start + _ENCODED_AT_ONCE]
            rows[(ends[part] - width)[:, None] + np.arange(width)] = _packed_alike(blocks[part], width)
    return rows.view(np.uint32).reshape(-1, _LANES)


def _packed_alike(blocks: np.ndarray, width: int) -> np.ndarray:
    """The rows of blocks of one width, which is not 0: rows of words, a row of them for each block."""
    steps = np.ascontiguousarray(blocks.view(_ROW).T).view(np.uint32)
    steps &= _MASKS[width]
    words = np.zeros((width, steps.shape[1]), np.uint32)
    shifted = np.empty(steps.shape[1], np.uint32)
    for number, step in enumerate(steps):
        word, shift = divmod(number * width, _WORD_BITS)
        np.left_shift(step, np.uint32(shift), out=shifted)
        words[word] |= shifted
        if shift + width > _WORD_BITS:
            np.right_shift(step, np.uint32(_WORD_BITS - shift), out=words[word + 1])
    packed: np.ndarray = words.view(_ROW).T
    return packed


class BitColumn:
    """Reads blocks."""

    def __init__(self, container: Container, name: str) -> None:
        self._blocks = container.column(f"{name}.blocks")
        self._groups = container.column(f"{name}.groups")
        self._bits = container.column(f"{name}.bits")
        self._patches = container.column(f"{name}.patches")

    def __len__(self) -> int:
        """How many blocks."""
        return len(self._blocks)

    def __getitem__(self, blocks: np.ndarray) -> np.ndarray:
        """Some blocks, ascending: uint32, a row of ``BLOCK_ITEMS`` for each."""
        first, end = int(blocks[0]), int(blocks[-1]) + 1
        group = first // _GROUP_BLOCKS
        heads = self._blocks[group * _GROUP_BLOCKS : end]
        rows_before, patches_before = self._groups[2 * group : 2 * group + 2].tolist()
        widths = (heads & _WIDTH_MASK).astype(np.intp)
        row_ends = widths.cumsum()
        skipped = first % _GROUP_BLOCKS
        chosen = slice(skipped, None) if len(blocks) == end - first else blocks - group * _GROUP_BLOCKS
        widths, row_ends = widths[chosen], row_ends[chosen]
        rows = row_ends - widths
        start = int(rows[0])
        # A number may end in the row behind its first one, so there is one row more.
        bits = self._bits[(rows_before + start) * _LANES : (rows_before + int(row_ends[-1]) + 1) * _LANES]
        rows -= start
        items = _unpacked(bits.view(_ROW), rows, widths)
        counts = heads >> _PATCH_BITS
        before = patches_before + int(np.add.reduce(counts[:skipped]))
        patches = self._patches[before : before + int(np.add.reduce(counts[skipped:]))]
        if len(patches):
            _patch(items, widths, patches, _owners(counts[skipped:], blocks - first))
        return items


def _owners(counts: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Which of the chosen blocks each patch belongs to, -1 for those of the blocks in between: int64."""
    numbers = np.arange(len(counts))
    if len(chosen) < len(counts):
        numbers.fill(-1)
        numbers[chosen] = np.arange(len(chosen))
    return numbers.repeat(counts)


def _patch(items: np.ndarray, widths: np.ndarray, patches: np.ndarray, owners: np.ndarray) -> None:
    """Put the upper bits of patched numbers where they belong."""
    if owners.min() < 0:
        patches, owners = patches[owners >= 0], owners[owners >= 0]
    upper = patches.astype(np.uint32) >> _PATCH_BITS << widths.astype(np.uint32)[owners]
    items.reshape(-1)[owners * BLOCK_ITEMS + (patches & _PLACE_MASK)] |= upper


def _unpacked(bits: np.ndarray, rows: np.ndarray, widths: np.ndarray) -> np.ndarray:
    """The numbers of blocks but for their patches, from where their rows begin in ``bits``: uint32."""
    if len(rows) <= _DECODED_AT_ONCE:
        return _unpacked_at_once(bits, rows, widths)
    items = np.empty((len(rows), BLOCK_ITEMS), np.uint32)
    for start in range(0, len(rows), _DECODED_AT_ONCE):
        part = slice(start, start + _DECODED_AT_ONCE)
        items[part] = _unpacked_at_once(bits, rows[part], widths[part])
    return items


def _unpacked_at_once(bits: np.ndarray, rows: np.ndarray, widths: np.ndarray) -> np.ndarray:
    places = _ROWS.take(widths, axis=0)
    places += rows[:, None]
    items: np.ndarray = bits.take(places).view(np.uint32)
    places += 1
    # Where no number reaches into the next row, what stands there, if anything, is cut off by the mask.
    upper = bits.take(places, mode="clip").view(np.uint32)
    items >>= _SHIFTS.take(widths, axis=0)
    upper <<= _BACK_SHIFTS.take(widths, axis=0)
    items |= upper
    items &= _MASKS.take(widths)[:, None]
    return items
