"""Texts → the place names in their runs of capitalised words, each with how sure that is.

All words of a batch are judged at once, as arrays of bits: most of them are no names, and most names need no
second look. The judgement looks at nothing outside the run; what stands around it is looked at by
:mod:`searchkit.metadata.belief`.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

from searchkit.metadata.gazetteer_file import HEAD
from searchkit.metadata.joined import HYPHEN
from searchkit.metadata.run_words import POSSESSIVE, Words, length_bits
from searchkit.metadata.runs import cuts, words_of_runs
from searchkit.metadata.senses import Name, read_traits
from searchkit.metadata.traits import NAMED, TRAITS
from searchkit.metadata.trust import Neighbours, Trust, has, judge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from searchkit.metadata.gazetteer import Gazetteer
    from searchkit.metadata.joined import Joined
    from searchkit.metadata.runs import RunWords

LONGEST_NAME = 7  # words
HEADLINE_WORDS = 3  # a run of more words all in capitals is a headline and not a name
_SHIFT = 32  # bits, of the first of two words that make a number
# They bound the memory of a long indexing run.
KEPT = 50_000  # words, names
KEPT_CHARACTERS = 1_000_000  # of all words


@dataclass(slots=True)
class Toponyms:
    """Names in the runs of joined texts, in their order.

    Attributes:
        names: the n names, and the places that they can mean.
        starts: int64[n], where each begins in the whole.
        ends: int64[n], where each ends.
        traits: int64[n], of each name.
        trusts: int8[n], whether it is one, a :class:`Trust` that is not ``NONE``.
        are_alone: bool[n], whether nothing stands beside it in its run but "In" before, or a small word.
    """

    names: list[Name]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    traits: NDArray[np.int64]
    trusts: NDArray[np.int8]
    are_alone: NDArray[np.bool_]

    def only(self, numbers: NDArray[np.int64]) -> Toponyms:
        """Some of them."""
        return Toponyms(
            [self.names[number] for number in numbers.tolist()],
            self.starts[numbers],
            self.ends[numbers],
            self.traits[numbers],
            self.trusts[numbers],
            self.are_alone[numbers],
        )


@dataclass(slots=True)
class _Found:
    """Names among the words of runs, in their order.

    Attributes:
        positions: int64[n], number of the first word of each.
        lengths: int64[n], how many words it has.
        bits: int64[n], its traits; of a name of one word also what the word is.
        numbers: int64[n], of its :class:`Name`.
    """

    positions: NDArray[np.int64]
    lengths: NDArray[np.int64]
    bits: NDArray[np.int64]
    numbers: NDArray[np.int64]


class _LongName(NamedTuple):
    """A name of several words: how many, its traits and what its length says, number of its :class:`Name`."""

    length: int
    bits: int
    number: int


class Recogniser:
    """Finds place names in runs; keeps the words and names that it saw."""

    def __init__(self, places: Gazetteer) -> None:
        """Search for the names of ``places``."""
        self._places = places
        self._pairs = places.pairs
        self._forget()

    def _forget(self) -> None:
        self._words = Words(self._places)
        self._names: list[Name] = []
        self._numbers_of_names: dict[tuple[str, str], int] = {}
        self._numbers_of_words: dict[int, int] = {}
        self._longest_of_pairs: dict[int, int] = {}
        self._long_names: dict[tuple[int, ...], _LongName | None] = {}

    def find(self, joined: Joined) -> Toponyms:
        """Names in the order of the texts."""
        try:
            parts = [
                self._find_between(joined, start, end) for start, end in itertools.pairwise(cuts(joined))
            ]
        except BaseException:  # what was noted in part would spoil all texts to come
            self._forget()
            raise
        return parts[0] if len(parts) == 1 else _together(parts)

    def _find_between(self, joined: Joined, start: int, end: int) -> Toponyms:
        most = max(len(self._words), len(self._longest_of_pairs), len(self._long_names))
        if most > KEPT or self._words.characters > KEPT_CHARACTERS:
            self._forget()
        runs = words_of_runs(joined, start, end)
        words = self._words.numbers(runs.written)
        bits = self._words.bits[words]
        found = self._names_among(runs, words, bits)
        neighbours = _neighbours(joined, runs, bits, found)
        trusts = judge(neighbours)
        kept = np.flatnonzero(trusts != Trust.NONE)
        first = found.positions[kept]
        last = (found.positions + found.lengths - 1 + neighbours.are_of_features)[kept]
        return Toponyms(
            [self._names[number] for number in found.numbers[kept].tolist()],
            runs.starts[first],
            runs.starts[last] + self._words.lengths[words[last]],
            found.bits[kept] & TRAITS,
            trusts[kept],
            neighbours.are_alone[kept],
        )

    def _names_among(self, runs: RunWords, words: NDArray[np.int64], bits: NDArray[np.int64]) -> _Found:
        """Names, the longest where several begin at a word.

        Args:
            runs: words of runs.
            words: int64[n], their numbers.
            bits: int64[n], what they are.
        """
        is_taken = np.zeros(len(words), np.bool_)
        long_names = []
        for position, name in self._long_names_among(runs, words, bits):
            is_taken[position : position + name.length] = True
            if name.bits & NAMED:
                long_names.append((position, *name))
        single = np.flatnonzero(has(bits, NAMED) & ~is_taken)
        known = self._numbers_of_words
        numbers = [
            known[word] if word in known else self._number_of_word(word) for word in words[single].tolist()
        ]
        found = np.concatenate(
            [
                np.array(long_names, np.int64).reshape(-1, 4),
                np.stack([single, np.ones_like(single), bits[single], np.array(numbers, np.int64)], axis=1),
            ]
        )
        return _Found(*found[np.argsort(found[:, 0])].T)

    def _long_names_among(
        self, runs: RunWords, words: NDArray[np.int64], bits: NDArray[np.int64]
    ) -> Iterator[tuple[int, _LongName]]:
        """Names of several words, each with where it begins."""
        heads = np.flatnonzero(has(bits, HEAD))
        heads = heads[heads + 1 < runs.behind[heads]]
        known = self._longest_of_pairs
        pairs = (words[heads] << _SHIFT | words[heads + 1]).tolist()
        longest = np.array(
            [known[pair] if pair in known else self._longest_of_pair(pair) for pair in pairs], np.int64
        )
        heads, longest = heads[longest > 0], longest[longest > 0]
        ends = np.minimum(heads + longest, runs.behind[heads])
        taken = 0
        for head, end in zip(heads.tolist(), ends.tolist(), strict=True):
            if head < taken:
                continue
            numbers = tuple(words[head:end].tolist())
            if numbers not in self._long_names:
                self._long_names[numbers] = self._long_name(numbers)
            name = self._long_names[numbers]
            if name:
                taken = head + name.length
                yield head, name

    def _longest_of_pair(self, pair: int) -> int:
        """How many words the longest name can have that begins with two words, of which this is made."""
        words = self._words
        first, second = words.inner[pair >> _SHIFT], pair & ((1 << _SHIFT) - 1)
        longest = self._pairs.get(crc32(f"{first} {words.folded[second]}".encode()), 0)
        if words.bits[second] & POSSESSIVE:  # it is written so inside longer names
            longest = max(longest, self._pairs.get(crc32(f"{first} {words.inner[second]}".encode()), 0))
        self._longest_of_pairs[pair] = longest = min(longest, LONGEST_NAME)
        return longest

    def _long_name(self, numbers: Sequence[int]) -> _LongName | None:
        """The longest name that these words begin with."""
        words = self._words
        for length in range(len(numbers), 1, -1):
            some = numbers[:length]
            folded = " ".join([*[words.inner[number] for number in some[:-1]], words.folded[some[-1]]])
            traits = self._places.traits(folded)
            if traits is not None:
                written = words.written_as(some)
                if not written.isascii():
                    traits = read_traits(self._places, folded, written)
                number = self._number_of(folded, traits & TRAITS, written)
                return _LongName(length, traits | length_bits(folded), number)
        return None

    def _number_of_word(self, word: int) -> int:
        words = self._words
        traits = int(words.bits[word]) & TRAITS
        self._numbers_of_words[word] = number = self._number_of(
            words.folded[word], traits, words.written[word]
        )
        return number

    def _number_of(self, folded: str, traits: int, written: str) -> int:
        """Number of a name; its places depend on how it is written only if that has accents."""
        if written.isascii():
            written = ""
        key = (folded, written)
        known = self._numbers_of_names.get(key)
        if known is None:
            known = self._numbers_of_names[key] = len(self._names)
            self._names.append(Name(folded, traits, written))
        return known


def _together(parts: list[Toponyms]) -> Toponyms:
    return Toponyms(
        [name for part in parts for name in part.names],
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.ends for part in parts]),
        np.concatenate([part.traits for part in parts]),
        np.concatenate([part.trusts for part in parts]),
        np.concatenate([part.are_alone for part in parts]),
    )


def _neighbours(joined: Joined, runs: RunWords, bits: NDArray[np.int64], found: _Found) -> Neighbours:
    positions, ends = found.positions, found.positions + found.lengths
    first, behind = runs.first[positions], runs.behind[positions]
    is_joined = (joined.kinds[runs.starts - 1] == HYPHEN) & (np.arange(len(bits)) > runs.first)
    is_inside = ends < behind
    padded = np.append(bits, 0)  # what no run has

    def before(distance: int) -> NDArray[np.int64]:
        places = positions - distance
        return padded[np.where(places >= first, places, -1)]

    return Neighbours(
        bits=found.bits,
        first=bits[positions],
        last=bits[ends - 1],
        left=before(1),
        before=before(2),
        above=before(3),
        right=padded[np.where(is_inside, ends, -1)],
        is_left_joined=(positions > first) & is_joined[positions - 1],
        is_right_joined=is_inside & is_joined[np.where(is_inside, ends, -1)],
        is_headline=_are_in_headlines(joined, runs, first, behind),
    )


def _are_in_headlines(
    joined: Joined, runs: RunWords, first: NDArray[np.int64], behind: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """bool[n], whether each run from ``first`` to ``behind`` is all in capitals, and long."""
    are_long = behind - first > HEADLINE_WORDS
    long_runs, which = np.unique(first[are_long], return_inverse=True)
    starts, ends = runs.starts[long_runs], runs.ends[runs.behind[long_runs] - 1]
    spans = zip(starts.tolist(), ends.tolist(), strict=True)
    are_long[are_long] = np.array([joined.whole[start:end].isupper() for start, end in spans], np.bool_)[
        which
    ]
    return are_long
