"""Many terms of which few are looked up: in compressed blocks, each unpacked when it is looked in.

Terms that follow each other in byte order begin alike, so that a block takes little more than a third of what
its terms take. The first term of each block is written out beside: they tell in which one a term stands.

Columns of ``name``: ``blocks`` (Zstandard frames of :data:`BLOCK_TERMS` terms, a line feed after each term),
``block_lengths``, ``heads`` (strings, the first terms) and ``frame`` (uint64: how many terms there are).
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np

from searchkit.errors import CorruptIndex
from searchkit.segment import frames
from searchkit.segment.container import Columns, Container
from searchkit.segment.dictionary import PlainTerms, Strings, TermDictionary, ends_of, write_strings
from searchkit.segment.runs import Starts, starts_of, write_lengths
from searchkit.segment.terms import Terms

BLOCK_TERMS: Final = 256
_END: Final = b"\n"
_MOST_TIMES: Final = 512
"""A block may be so many times as long when it is unpacked: it bounds memory. The longest words that differ
in one place come to 215."""
_MOST_KEPT: Final = 256
"""So many unpacked blocks of a dictionary are kept: it bounds memory."""


def write_packed_terms(writer: Columns, name: str, terms: Terms) -> None:
    """Write distinct terms in byte order, none of them longer than words and stems are."""
    starts, blob = starts_of(terms.lengths), terms.blob.data
    firsts = starts[:-1:BLOCK_TERMS].tolist()
    blocks = frames.packed([blob[start:end] for start, end in pairwise([*firsts, len(blob)])])
    writer.add(f"{name}.blocks", b"".join(blocks))
    write_lengths(writer, f"{name}.block_lengths", np.fromiter(map(len, blocks), np.int64, len(blocks)))
    ends = (starts[1::BLOCK_TERMS] - len(_END)).tolist()
    heads = [blob[start:end].tobytes() for start, end in zip(firsts, ends, strict=True)]
    write_strings(writer, f"{name}.heads", heads)
    writer.add(f"{name}.frame", np.array([len(terms)], np.uint64))


def read_packed_terms(container: Container, name: str) -> TermDictionary:
    """The terms that :func:`write_packed_terms` wrote, or an earlier format as strings."""
    kind = PlainTerms if f"{name}.blob" in container.columns else PackedTerms
    return kind(container, name)


class PackedTerms(TermDictionary):
    """Reads terms in blocks."""

    def __init__(self, container: Container, name: str) -> None:
        self._path = str(container.path)
        self._name = name
        self._blocks = container.column(f"{name}.blocks")
        self._block_starts = Starts(container, f"{name}.block_lengths", self._blocks)
        self._head_strings = Strings(container, f"{name}.heads")
        self._frame = container.column(f"{name}.frame")
        self._kept: dict[int, list[bytes]] = {}

    def __len__(self) -> int:
        """Number of terms."""
        return self._count

    @cached_property
    def _count(self) -> int:
        frame = self._frame.values
        count = int(frame[0]) if frame.dtype == np.uint64 and len(frame) == 1 else -1
        blocks = -(-count // BLOCK_TERMS)
        if not len(self._head_strings) == len(self._block_starts) - 1 == blocks:
            raise CorruptIndex(self._path, "it does not fit the blocks of the terms", f"{self._name}.frame")
        return count

    @cached_property
    def heads(self) -> list[bytes]:
        """The first term of each block.

        Raises:
            CorruptIndex: their column holds others.
        """
        blocks = -(-len(self) // BLOCK_TERMS)
        heads = self._head_strings.slice(0, blocks)
        if len(heads) != blocks:
            raise CorruptIndex(self._path, "it has not one term for each block", f"{self._name}.heads.blob")
        return heads

    def __getitem__(self, number: int) -> bytes:
        """The term of that number, ``0 <= number < len(self)``."""
        block, place = divmod(number, BLOCK_TERMS)
        return self._terms(block)[place]

    def some(self, numbers: list[int]) -> list[bytes]:
        """The terms of these numbers."""
        return [self[number] for number in numbers]

    def slice(self, first: int, last: int) -> list[bytes]:
        """The terms ``first <= number < last``."""
        return self.part(range(first, last)).blob.tobytes().split(_END)[:-1]

    def part(self, terms: range) -> Terms:
        """Terms that follow each other."""
        if not terms:
            return Terms(np.zeros(0, np.uint8), np.zeros(0, np.int64))
        blocks = range(terms.start // BLOCK_TERMS, -(-terms.stop // BLOCK_TERMS))
        blob = np.frombuffer(b"".join(map(self._unpacked, blocks)), np.uint8)
        starts = np.append(0, ends_of(blob) + 1)
        self._insist(len(starts) - 1, blocks)
        first = blocks.start * BLOCK_TERMS
        starts = starts[terms.start - first : terms.stop - first + 1]
        return Terms(blob[starts[0] : starts[-1]], np.diff(starts))

    def _around(self, term: bytes) -> tuple[int, list[bytes]]:
        block = bisect_right(self.heads, term) - 1
        return (0, []) if block < 0 else (block * BLOCK_TERMS, self._terms(block))

    def _terms(self, block: int) -> list[bytes]:
        terms = self._kept.get(block)
        if terms is None:
            terms = self._unpacked(block).split(_END)[:-1]
            self._insist(len(terms), range(block, block + 1))
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[block] = terms
        return terms

    def _insist(self, count: int, blocks: range) -> None:
        """Blocks must hold as many terms as they should."""
        if count != min(self._count, blocks.stop * BLOCK_TERMS) - blocks.start * BLOCK_TERMS:
            raise CorruptIndex(self._path, f"block {blocks.start} holds other terms", f"{self._name}.blocks")

    def _unpacked(self, block: int) -> bytes:
        """The terms of a block, a line feed after each."""
        start, end = self._block_starts.run(block)
        most = _MOST_TIMES * (end - start)
        return frames.unpacked(self._blocks[start:end].data, most, self._path, f"{self._name}.blocks")
