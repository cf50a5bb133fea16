"""The long lists of a segment, term by term, laid together with those of other segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from searchkit.segment.container import Container
from searchkit.segment.packed import NumberColumn, PackedColumn
from searchkit.segment.runs import starts_of

_PART_ITEMS = 1 << 19


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of one segment: articles of stems, or positions of words.

    Attributes:
        starts: int64, where the list of each term begins in the column, and where the last one ends.
        container: the file.
        name: the packed column.
        stays: whether the items of each chunk stay, or ``None`` when all do.
        shifts: what is added to the items of each chunk.
        chunk_items: the chunk of an item is its number divided by this.
        beside: a column with a number for each item, or empty.
    """

    starts: np.ndarray
    container: Container
    name: str
    stays: np.ndarray | None
    shifts: np.ndarray
    chunk_items: int
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """Lists laid together.

    Attributes:
        counts: int64, how many items each term has.
        items: uint32, those of the first term, then those of the second, and so on.
        beside: uint32, the number beside each item; empty where there are none.
    """

    counts: np.ndarray
    items: np.ndarray
    beside: np.ndarray


@dataclass(frozen=True, slots=True)
class _Part:
    """Some items in the order of the column: their terms, and numbers in the new segment."""

    terms: np.ndarray
    items: np.ndarray
    beside: np.ndarray


def terms_left(lists: Lists) -> np.ndarray:
    """How many items of each term stay: int64."""
    if lists.stays is None:
        return np.diff(lists.starts)
    counts = np.zeros(len(lists.starts) - 1, np.int64)
    for part in _parts(lists):
        counts += np.bincount(part.terms, minlength=len(counts))
    return counts


def merge_lists(
    lists: Sequence[Lists], numbers: Sequence[np.ndarray], left: Sequence[np.ndarray], term_count: int
) -> Merged:
    """Lay lists together: for each term those of the first segment, then those of the second, and so on.

    Args:
        lists: what each segment has.
        numbers: the new number of each term of each segment, -1 where no item of it stays.
        left: what :func:`terms_left` says of each segment.
        term_count: how many terms there are now.
    """
    counts = np.zeros(term_count, np.int64)
    for own_numbers, own_counts in zip(numbers, left, strict=True):
        counts[own_numbers[own_counts > 0]] += own_counts[own_counts > 0]
    ends = starts_of(counts)
    items = np.empty(ends[-1], np.uint32)
    beside = np.empty(ends[-1] if any(own.beside for own in lists) else 0, np.uint32)
    ends = ends[:-1]
    for own, own_numbers, own_counts in zip(lists, numbers, left, strict=True):
        there = own_counts > 0
        # Where an item goes: as far behind the start of its list here as behind the start of the list there.
        offsets = np.zeros(len(own_counts), np.int64)
        offsets[there] = ends[own_numbers[there]] - starts_of(own_counts)[:-1][there]
        ends[own_numbers[there]] += own_counts[there]
        done = 0
        for part in _parts(own):
            places = offsets[part.terms]
            places += np.arange(done, done + len(places))
            items[places] = part.items
            if own.beside:
                beside[places] = part.beside
            done += len(places)
    return Merged(counts, items, beside)


def _parts(lists: Lists) -> Iterator[_Part]:
    """All items that stay, in parts that fit in the processor's cache."""
    column = PackedColumn(lists.container, lists.name)
    numbers = NumberColumn(lists.container, lists.beside) if lists.beside else None
    total = int(lists.starts[-1])
    for start in range(0, total, _PART_ITEMS):
        end = min(start + _PART_ITEMS, total)
        first = int(np.searchsorted(lists.starts, start, side="right")) - 1
        last = int(np.searchsorted(lists.starts, end, side="left"))
        bounds = np.clip(lists.starts[first : last + 1], start, end)
        terms = np.repeat(np.arange(first, last), np.diff(bounds))
        items = column[start:end].astype(np.int64)
        beside = np.zeros(0, np.uint32) if numbers is None else numbers[start:end]
        chunks = items // lists.chunk_items
        if lists.stays is not None:
            stays = lists.stays[chunks]
            terms, items, chunks = terms[stays], items[stays], chunks[stays]
            beside = beside[stays] if lists.beside else beside
        items += lists.shifts[chunks]
        yield _Part(terms, items, beside)
