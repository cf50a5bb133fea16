"""The long lists of a segment, term by term, laid together with those of other segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from searchkit.segment.container import Container, narrow
from searchkit.segment.packed import NumberColumn, PackedColumn
from searchkit.segment.runs import starts_of
from searchkit.values import value

_PART_ITEMS = 1 << 19
_ROOM_BYTES = 1 << 26
_ALIGNMENT = 8
_NOTHING = np.zeros(0, np.uint32)


@value
class Lists:
    """The lists of one segment: articles of stems, or positions of words.

    Attributes:
        starts: int64, where the list of each term begins in the column, and where the last one ends.
        container: the file.
        name: the packed column.
        stays: whether the items of each chunk stay, or ``None`` when all do.
        shifts: what is added to the items of each chunk; the same for all when all stay.
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


@value
class Merged:
    """Lists laid together.

    Attributes:
        counts: int64, how many items each term has.
        items: uint32, those of the first term, then those of the second, and so on.
        beside: unsigned, the number beside each item; empty where there are none.
    """

    counts: np.ndarray
    items: np.ndarray
    beside: np.ndarray


@value
class Part:
    """Lists of some terms, all of which go behind those of the parts before.

    Attributes:
        terms: integers, each once.
        counts: integers, how many items each has.
        items: unsigned, those of the first term, then those of the second, and so on.
        beside: the number beside each item; empty where there are none.
    """

    terms: np.ndarray
    counts: np.ndarray
    items: np.ndarray
    beside: np.ndarray = _NOTHING

    def renumbered(self, numbers: np.ndarray) -> Part:
        """The same lists under the new numbers of their terms (integers), without empty ones."""
        there = self.counts > 0
        return Part(numbers[self.terms[there]], self.counts[there], self.items, self.beside)


class PartBuffer:
    """Collects parts in memory of their own: among short-lived arrays they would keep the memory of those."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._room = np.zeros(0, np.uint8)

    def add(self, part: Part) -> None:
        """Add the next part."""
        kept = (self._kept(values) for values in (part.terms, part.counts, part.items, part.beside))
        self.parts.append(Part(*kept))

    def _kept(self, values: np.ndarray) -> np.ndarray:
        size = -(-values.nbytes // _ALIGNMENT) * _ALIGNMENT
        if size > len(self._room):
            # Memory that was not touched yet costs nothing.
            self._room = np.empty(max(size, _ROOM_BYTES), np.uint8)
        kept = self._room[: values.nbytes].view(values.dtype)
        kept[:] = values
        self._room = self._room[size:]
        return kept


def terms_left(lists: Lists) -> np.ndarray:
    """How many items of each term stay: int64."""
    if lists.stays is None:
        return np.diff(lists.starts)
    counts = np.zeros(len(lists.starts) - 1, np.int64)
    for part in _parts(lists):
        counts[part.terms] += part.counts
    return counts


def merge_lists(
    lists: Sequence[Lists], numbers: Sequence[np.ndarray], left: Sequence[np.ndarray], term_count: int
) -> Merged:
    """Lay the lists of segments together: for each term those of the first segment, and so on.

    Args:
        lists: what each segment has.
        numbers: the new number of each term of each segment, -1 where no item of it stays.
        left: what :func:`terms_left` says of each segment.
        term_count: how many terms there are now.
    """
    counts = np.zeros(term_count, np.int64)
    for own_numbers, own_counts in zip(numbers, left, strict=True):
        counts[own_numbers[own_counts > 0]] += own_counts[own_counts > 0]
    parts = (
        part.renumbered(own_numbers)
        for own, own_numbers in zip(lists, numbers, strict=True)
        for part in _parts(own)
    )
    return lay_together(counts, parts)


def lay_renumbered(parts: Sequence[Part], numbers: np.ndarray, term_count: int) -> Merged:
    """Lay parts together under new numbers of their terms.

    Args:
        parts: the lists.
        numbers: int64, the new number of each term: each number below ``term_count`` once.
        term_count: how many terms there are.
    """
    counts = np.zeros(term_count, np.int64)
    for part in parts:
        counts[numbers[part.terms]] += part.counts
    return lay_together(counts, (part.renumbered(numbers) for part in parts))


def lay_together(counts: np.ndarray, parts: Iterable[Part]) -> Merged:
    """Lay parts together: for each term the items of the first part, then those of the second, and so on.

    Args:
        counts: int64, how many items each term has in all the parts.
        parts: the lists, none of them empty.
    """
    starts = starts_of(counts)
    items = np.empty(starts[-1], np.uint32)
    beside = np.zeros(0, np.uint8)
    ends = starts[:-1]
    for part in parts:
        # Where an item goes: as far behind the end of its list so far as behind the start of the list there.
        places = np.repeat(ends[part.terms] - starts_of(part.counts)[:-1], part.counts)
        places += np.arange(len(places))
        items[places] = part.items
        if len(part.beside):
            if not len(beside):
                beside = np.empty(len(items), part.beside.dtype)
            beside = beside.astype(np.promote_types(beside.dtype, part.beside.dtype), copy=False)
            beside[places] = part.beside
        ends[part.terms] += part.counts
    return Merged(counts, items, beside)


def run_begins(values: np.ndarray) -> np.ndarray:
    """Whether a run of equal neighbours begins at each item: bool."""
    begins = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=begins[1:])
    return begins


def distinct(numbers: np.ndarray) -> np.ndarray:
    """Each number once, ascending, of the same type."""
    # Neither np.unique, which is slower, nor np.union1d, which imports numpy's masked arrays.
    ordered = np.sort(numbers)
    once: np.ndarray = ordered[run_begins(ordered)]
    return once


def _parts(lists: Lists) -> Iterator[Part]:
    """All items that stay, in parts that fit in the processor's cache."""
    column = PackedColumn(lists.container, lists.name)
    numbers = NumberColumn(lists.container, lists.beside) if lists.beside else None
    total = int(lists.starts[-1])
    shift = np.uint32(lists.shifts[0] if len(lists.shifts) else 0)
    chunk_items = np.uint32(lists.chunk_items)
    for start in range(0, total, _PART_ITEMS):
        end = min(start + _PART_ITEMS, total)
        first = int(np.searchsorted(lists.starts, start, side="right")) - 1
        last = int(np.searchsorted(lists.starts, end, side="left"))
        counts = np.diff(np.clip(lists.starts[first : last + 1], start, end))
        items = column.narrow(slice(start, end))
        beside = _NOTHING if numbers is None else narrow(numbers[start:end])
        if lists.stays is None:
            items += shift
        else:
            chunks = items // chunk_items
            stays = lists.stays[chunks]
            counts = np.bincount(np.repeat(np.arange(last - first), counts)[stays], minlength=last - first)
            items = (items[stays] + lists.shifts[chunks[stays]]).astype(np.uint32)
            beside = beside[stays] if lists.beside else beside
        yield Part(np.arange(first, last), counts, items, beside)
    lists.container.forget()
