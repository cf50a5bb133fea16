"""How much memory a build may take, and what follows from that.

What is a segment, and which segments are merged, depends on the memory alone, and not on the number of
processes: the same files give the same index however many work. Only the shares in which a segment is
collected depend on both.

The figures are measured, on news in JSON Lines and on made-up text of a large vocabulary, and rounded up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

DEFAULT_MEMORY_BYTES: Final = 1 << 30
LEAST_MEMORY_BYTES: Final = 1 << 29

_PARENT_BYTES: Final = 160 << 20
"""The process that leads the others: what it imports, and the ids, keys and faults that it compares."""
_PROCESS_BYTES: Final = 290 << 20
"""A process that reads files, whatever it collects: what it imports, the gazetteer, a model that tells
languages apart, and the words that it knows. With English in usual words it is half as much."""
_COLLECTED: Final = 4
"""Bytes of memory for each byte of files until a segment of them is written."""
_MERGED: Final = 2.7
"""Bytes of memory for each byte of the files of a segment while that is merged from its shares."""
_FILE_BYTES_OF_TOKEN: Final = 5
_LEAST_SHARE_BYTES: Final = 2_000_000
_MOST_UNIT_BYTES: Final = 25 << 20
"""Larger ones are not built any faster."""
_UNITS: Final = 40
_MERGES: Final = 7
"""Merging takes three and a half bytes of memory for each byte of segments, beside what the process is."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How a build keeps to its memory.

    Attributes:
        jobs: processes that read files.
        unit_bytes: files of so many bytes at most become one segment.
        share_bytes: a process collects so many of them at a time.
        batch_tokens: and so many words; more are written as a segment that is merged with what follows.
        merge_bytes: segment files of so many bytes at most are merged into one.
    """

    jobs: int
    unit_bytes: int
    share_bytes: int
    batch_tokens: int
    merge_bytes: int


def budget(memory_bytes: int, jobs: int) -> Budget:
    """Divide memory.

    Args:
        memory_bytes: what all processes together may take.
        jobs: how many processes are wished for; fewer read files when there is no memory for so many.

    Raises:
        ValueError: ``memory_bytes`` is less than :data:`LEAST_MEMORY_BYTES`.
    """
    if memory_bytes < LEAST_MEMORY_BYTES:
        message = f"{memory_bytes} bytes of memory are too few: it takes {LEAST_MEMORY_BYTES}"
        raise ValueError(message)
    unit_bytes = min(memory_bytes // _UNITS, _MOST_UNIT_BYTES)
    # What a process needs to collect a small share, and to merge those of a unit.
    least = _PROCESS_BYTES + int(max(_COLLECTED * _LEAST_SHARE_BYTES, _MERGED * unit_bytes))
    shared_bytes = memory_bytes - _PARENT_BYTES
    fitting = max(min(jobs, shared_bytes // least), 1)
    share_bytes = min(unit_bytes, (shared_bytes // fitting - _PROCESS_BYTES) // _COLLECTED)
    return Budget(
        fitting, unit_bytes, share_bytes, share_bytes // _FILE_BYTES_OF_TOKEN, memory_bytes // _MERGES
    )
