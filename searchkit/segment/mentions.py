"""The places that articles mention, on their way to the whole values of two fields.

An article keeps one number for each place. The keywords of places, of which each has many, are laid out by
article only at the end, for all articles at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np

from searchkit.article import MentionedPlace, Place
from searchkit.segment.container import ColumnWriter
from searchkit.segment.keywords import Keyword, KeywordBuffer
from searchkit.segment.lists import run_begins
from searchkit.segment.runs import starts_of

_ARTICLES_AT_ONCE: Final = 1 << 12  # what fits in the processor's cache
_KEY_BITS: Final = 63


class PlaceBuffer:
    """Collects the places of each article."""

    def __init__(self) -> None:
        self._by_id: dict[str, tuple[Place, int]] = {}
        self._numbers: dict[Place, int] = {}
        self._mentioned = array("I")
        self._counts = array("I")

    def add(self, places: Iterable[MentionedPlace]) -> None:
        """Add the places of the next article."""
        before = len(self._mentioned)
        for mention in places:
            place = mention.value
            known = self._by_id.get(place.id)
            # The gazetteer gives the same object each time; the same id may still mean another place.
            if known is None or (known[0] is not place and known[0] != place):
                known = place, self._numbers.setdefault(place, len(self._numbers))
                self._by_id[place.id] = known
            self._mentioned.append(known[1])
        self._counts.append(len(self._mentioned) - before)

    def write(
        self, writer: ColumnWriter, name: str, keywords_of_place: Callable[[Place], Sequence[Keyword]]
    ) -> None:
        """Write a field: of each article the keywords of its places, a repeated one once."""
        buffer = KeywordBuffer()
        numbers = [
            [buffer.number(keyword.term, keyword.label) for keyword in keywords_of_place(place)]
            for place in self._numbers
        ]
        lengths = np.fromiter(map(len, numbers), np.int64, len(numbers))
        laid = np.array([number for own in numbers for number in own], np.int64)
        mentioned = np.frombuffer(self._mentioned, np.uint32)
        counts = lengths[mentioned]
        ends = starts_of(counts)
        values = laid[np.repeat(starts_of(lengths)[mentioned] - ends[:-1], counts) + np.arange(ends[-1])]
        of_articles = np.diff(ends[starts_of(np.frombuffer(self._counts, np.uint32))])
        buffer.write_values(writer, name, *_without_repeats(of_articles, values))


def _without_repeats(counts: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How many distinct values each article has, and these in the order in which they first come."""
    starts = starts_of(counts)
    value_bits, place_bits = (int(numbers.max(initial=0)).bit_length() for numbers in (values, counts))
    at_once = min(_ARTICLES_AT_ONCE, 1 << (_KEY_BITS - value_bits - place_bits))
    kept = np.zeros(len(values), bool)
    for first in range(0, len(counts), at_once):
        own_starts = starts[first : first + at_once + 1]
        own_counts = np.diff(own_starts)
        # (article, value, place in the article) packed in 64 bits: the first of each value stands first.
        keys = np.repeat(np.arange(len(own_counts)) << value_bits, own_counts)
        keys |= values[own_starts[0] : own_starts[-1]]
        keys <<= place_bits
        keys += np.arange(own_starts[0], own_starts[-1]) - np.repeat(own_starts[:-1], own_counts)
        keys.sort()
        firsts = keys[run_begins(keys >> place_bits)]
        kept[own_starts[firsts >> (value_bits + place_bits)] + (firsts & ((1 << place_bits) - 1))] = True
    return np.diff(starts_of(kept)[starts]), values[kept]
