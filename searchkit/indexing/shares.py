"""Dividing the files into shares of work, so that the result depends on the files and the memory alone.

The files stand one behind the other, as if they were one. *Units* of equal length are cut from that: each
becomes a segment. Units that the processes cannot divide evenly among them, or that take too much memory at
once, are cut into *shares* of equal length, which are built apart and merged on columns: that gives the
segment which building the unit at once gives. A file belongs to the share in which it begins; a JSON Lines
file is cut at the line behind the border.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import gcd
from typing import Final

from searchkit.article import Origin
from searchkit.indexing.memory import Budget
from searchkit.loading.files import FileStamp
from searchkit.loading.parts import Part, divide, is_divisible

SHARE_BYTES: Final = 2_000_000
"""Smaller shares are not worth a process."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, or part of one.

    Attributes:
        stamp: the file.
        part: which part, or ``None`` for the whole.
        prefix: what stands before the ids of its articles.
    """

    stamp: FileStamp
    part: Part | None
    prefix: str


@dataclass(frozen=True, slots=True)
class Share:
    """What one process builds at a time.

    Attributes:
        unit: the unit that it belongs to, counted from 0.
        pieces: in the order of the files.
        is_last: whether it is the last of its unit.
    """

    unit: int
    pieces: tuple[Piece, ...]
    is_last: bool


def useful_jobs(total: int, jobs: int) -> int:
    """Of so many processes those that get a share of ``total`` bytes."""
    return max(min(jobs, total // SHARE_BYTES), 1)


def share_out(
    stamps: Sequence[FileStamp], kept: Sequence[Origin], budget: Budget, max_bytes: int
) -> list[Share]:
    """Divide files, in their order, into shares.

    Args:
        stamps: the files to read.
        kept: files that stay in the index unread.
        budget: how many processes there are, and what a unit and a share may hold.
        max_bytes: larger files are not divided.
    """
    total = sum(stamp.size for stamp in stamps)
    slots = list(_slots(total, budget))
    borders = [slot.start for slot in slots[1:]]
    prefix_of = _prefixes(stamps, kept)
    pieces: dict[int, list[Piece]] = defaultdict(list)
    offset = 0
    share = 0
    for stamp in stamps:
        while share < len(borders) and borders[share] <= offset:
            share += 1
        prefix = prefix_of[stamp.root, stamp.path]
        inner = [border - offset for border in borders[share:] if border < offset + stamp.size]
        parts = divide(stamp, inner, max_bytes) if inner and is_divisible(stamp) else ()
        if parts:
            for number, part in enumerate(parts, start=share):
                pieces[number].append(Piece(stamp, part, prefix))
        else:
            pieces[share].append(Piece(stamp, None, prefix))
        offset += stamp.size
    return [Share(slot.unit, tuple(pieces[number]), slot.is_last) for number, slot in enumerate(slots)]


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a share begins: a share without its files."""

    unit: int
    start: int
    is_last: bool


def _slots(total: int, budget: Budget) -> Iterator[_Slot]:
    jobs = budget.jobs
    units = _units(total, budget.unit_bytes)
    least = -(-total // (units * budget.share_bytes))
    # When every process has built as many whole units as the others, so many are left over.
    rest = units % jobs
    cuts = min(jobs // gcd(rest, jobs), max(total // units // SHARE_BYTES, 1))
    for unit in range(units):
        start, end = unit * total // units, (unit + 1) * total // units
        # Those left over come first: they are merged while others are still being built.
        count = max(cuts if unit < rest else 1, least)
        for number in range(count):
            yield _Slot(unit, start + number * (end - start) // count, number == count - 1)


def _units(total: int, most: int) -> int:
    """How many units there are: more than one are an even number, which two processes share evenly."""
    return 1 if total <= most else 2 * -(-total // (2 * most))


def _prefixes(stamps: Sequence[FileStamp], kept: Sequence[Origin]) -> dict[tuple[str, str], str]:
    """Keep ids apart where two folders hold files of one path: the later folder's name goes in front."""
    root_of = {origin.path: origin.root for origin in kept}
    return {
        (stamp.root, stamp.path): (
            "" if root_of.setdefault(stamp.path, stamp.root) == stamp.root else f"{stamp.root}/"
        )
        for stamp in stamps
    }
