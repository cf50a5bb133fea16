"""Runs of capitalised words → the place names among them, each with how sure that is.

Runs repeat, so what is found in one is kept: the judgement looks at nothing outside the run. What stands
around it is looked at by :mod:`searchkit.metadata.places`.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from searchkit.metadata import lexicon
from searchkit.metadata.names import fold
from searchkit.metadata.runs import RUN, split_run, starts_of, without_possessive
from searchkit.metadata.senses import Name, read_name

if TYPE_CHECKING:
    from searchkit.metadata.gazetteer import Gazetteer, Sense

LONGEST_NAME = 7  # words
HEADLINE_WORDS = 3  # a run of more words all in capitals is a headline and not a name
KEPT = 50_000  # runs, words and names; bounds the memory of a long indexing run
_HARMLESS = lexicon.PLACE_NOUNS | lexicon.PERSON_TITLES | lexicon.FIRST_NAMES
_BESIDE = frozenset({"and", "in", "near"})  # "In Bakhmut" begins a sentence
_BEFORE_SURNAMES = lexicon.PERSON_TITLES | lexicon.FIRST_NAMES


class Trust(enum.Enum):
    """How sure it is that a name in a run is a place name."""

    SURE = enum.auto()
    NEEDS_EVIDENCE = enum.auto()
    NEEDS_QUALIFIER = enum.auto()
    PERSON = enum.auto()


# Python 3.11 takes ten times as long to get a member of an enumeration as a name.
SURE, PERSON = Trust.SURE, Trust.PERSON
NEEDS_EVIDENCE, NEEDS_QUALIFIER = Trust.NEEDS_EVIDENCE, Trust.NEEDS_QUALIFIER


# The values of this module are many and short-lived: frozen ones would take three times as long to make.


@dataclass(slots=True)
class Toponym:
    """A name in a run.

    Attributes:
        start: where it begins, counted from the start of the run.
        end: where it ends.
        name: the name and the places that it can mean.
        trust: whether it is one.
        alone: whether nothing stands beside it in the run, but for an "and", and an "In" before it.
    """

    start: int
    end: int
    name: Name
    trust: Trust
    alone: bool


@dataclass(slots=True)
class Mention:
    """A name where it stands in a text.

    Attributes:
        start: where the name begins.
        end: where it ends.
        toponym: the name in its run.
        container: the place that is said to contain it: Texas, in ``Paris, Texas``.
        inside: what the name can mean in its container.
        is_area: whether it is a subdivision for what stands beside it.
        is_container: whether it says so of the name before it.
        belief: how sure it is that the name is a place's, 0 to 1.
        is_dateline: whether it says where the article was written.
        is_money: whether it says which money is meant.
    """

    start: int
    end: int
    toponym: Toponym
    container: Sense | None = None
    inside: tuple[Sense, ...] = ()
    is_area: bool = False
    is_container: bool = False
    belief: float = 0.0
    is_dateline: bool = False
    is_money: bool = False


@dataclass(slots=True)
class _Word:
    """A word, and what is true of it in every run.

    Attributes:
        written: the word without the ending of a possessive.
        folded: the same folded.
        inner: the word folded with that ending, as it stands inside a name (Queen Anne's County).
        is_capitalised: whether it begins with a capital.
        is_possessive: whether it had such an ending.
        last: the word and the blank before it as they end a name, in bytes.
        between: the same as it stands inside a name.
        name: the place name that it is by itself.
        is_head: whether names of several words begin with it.
        may_begin_name: whether a name can begin with it.
    """

    written: str
    folded: str
    inner: str
    is_capitalised: bool
    is_possessive: bool
    last: bytes
    between: bytes
    name: Name | None
    is_head: bool
    may_begin_name: bool


@dataclass(slots=True)
class _Run:
    """A run in words, with where each begins."""

    written: str
    words: list[_Word]
    starts: list[int]
    is_headline: bool

    def is_hyphenated(self, position: int) -> bool:
        """Whether a word is joined to the one before by a hyphen."""
        return position > 0 and self.written[self.starts[position] - 1] == "-"


class Recogniser:
    """Finds place names in runs; keeps what it found."""

    def __init__(self, places: Gazetteer) -> None:
        """Search for the names of ``places``."""
        self._places = places
        self._beginnings = places.beginnings
        self._heads = places.heads
        self._long_names = places.long_names
        self._known: dict[str, tuple[Toponym, ...]] = {}
        self._word = lru_cache(KEPT)(self._read_word)
        self._name = lru_cache(KEPT)(self._read_name)

    def find(self, text: str) -> list[Mention]:
        """Names in the order of the text."""
        known, read = self._known, self._read_new
        found: list[Mention] = []
        for match in RUN.finditer(text):
            written = match[0]
            toponyms = known.get(written)
            if toponyms is None:
                toponyms = read(written)
            if toponyms:
                begin = match.start()
                found += [Mention(begin + one.start, begin + one.end, one) for one in toponyms]
        return found

    def _read_new(self, written: str) -> tuple[Toponym, ...]:
        is_without = self._is_without_names(written)
        if is_without and " " in written:
            return ()  # not kept: unlike a single word it hardly comes again, and is seen through as fast
        toponyms = () if is_without else self._read(written)
        if len(self._known) >= KEPT:
            self._known.clear()
        self._known[written] = toponyms
        return toponyms

    def _is_without_names(self, written: str) -> bool:
        """Whether no word of a run begins a name; False too where the words take more than a look."""
        if "'" in written or "_" in written or not written.isascii():
            return False
        words = written.lower().replace(".", "").replace("-", " ").split()
        return self._beginnings.isdisjoint(words)

    def _read_word(self, part: str) -> _Word:
        written = without_possessive(part)
        folded = fold(written)
        is_capitalised = written[:1].isupper()
        inner = folded if written is part else fold(part)
        is_beginning = folded in self._beginnings
        name = self._name(written, folded) if is_capitalised and is_beginning else None
        is_head = inner in self._heads
        return _Word(
            written,
            folded,
            inner,
            is_capitalised,
            len(written) < len(part),
            f" {folded}".encode(),
            f" {inner}".encode(),
            name,
            is_head,
            name is not None or is_head,
        )

    def _read_name(self, written: str, folded: str) -> Name | None:
        return read_name(written, folded)

    def _read(self, written: str) -> tuple[Toponym, ...]:
        parts = split_run(written)
        words = list(map(self._word, parts))
        named = self._names_in(words)
        if not named:
            return ()
        is_headline = len(words) > HEADLINE_WORDS and written.isupper()
        if is_headline:  # capitals tell nothing of the neighbours
            named = [found for found in named if found[2].is_beyond_doubt]
            if not named:
                return ()
        run = _Run(written, words, starts_of(written, parts), is_headline)
        found = []
        for position, end, name in named:
            trust = self._judge(run, position, end, name)
            if trust:
                last = end if _is_of_feature(words, end, name) else end - 1
                stop = run.starts[last] + len(words[last].written)
                is_alone = (position == 0 or words[position - 1].folded in _BESIDE) and (
                    end == len(words) or words[end].folded == "and"
                )
                found.append(Toponym(run.starts[position], stop, name, trust, is_alone))
        return tuple(found)

    def _names_in(self, words: list[_Word]) -> list[tuple[int, int, Name]]:
        """Give names, the longest where several begin at a word, with their first word and the one behind."""
        named = []
        taken = 0
        for position, head in enumerate(words):
            if not head.may_begin_name or position < taken:
                continue
            taken = position + 1
            name = head.name
            if head.is_head and taken < len(words):
                taken = position + self._longest_from(words, position)
                if taken > position + 1:
                    folded = _folded(words[position:taken])
                    name = self._name(" ".join([word.written for word in words[position:taken]]), folded)
            if name:
                named.append((position, taken, name))
        return named

    def _longest_from(self, words: list[_Word], position: int) -> int:
        """How many words the longest name of several words has that begins here; 1 where there is none."""
        # The checksum of what begins alike is computed once: names of so many words are hardly ever there.
        checksum = crc32(words[position].inner.encode())
        fitting = []
        for length, word in enumerate(words[position + 1 : position + LONGEST_NAME], 2):
            if crc32(word.last, checksum) in self._long_names:
                fitting.append(length)
            checksum = crc32(word.between, checksum)
        for length in reversed(fitting):
            if self._places.is_name(_folded(words[position : position + length])):
                return length
        return 1

    def _judge(self, run: _Run, position: int, end: int, name: Name) -> Trust | None:
        words = run.words
        last = words[end - 1]
        following = words[end] if end < len(words) else None
        if following and run.is_hyphenated(end) and following.written[0].isdigit():
            return None  # Hwasong-18 is a missile
        if run.is_headline:
            return SURE
        if last.is_possessive or (following and (not following.is_capitalised or run.is_hyphenated(end))):
            following = None
        trust = self._trust(run, position, name, following)
        if trust is SURE and name.may_be_acronym:
            trust = NEEDS_EVIDENCE
        if trust and trust is not PERSON and last.is_possessive and name.may_be_saint:
            trust = NEEDS_QUALIFIER  # St Michael's is a church
        return trust

    def _trust(self, run: _Run, position: int, name: Name, right: _Word | None) -> Trust | None:
        """Judge a name by the words before it and by the capitalised word behind it."""
        if _is_person(run, position, name, right):
            return PERSON
        if name.is_country:
            return None if _is_bank_of(run, position, name) else SURE
        if right and (
            right.folded in lexicon.ORGANISATION_WORDS if name.is_known else right.folded not in _HARMLESS
        ):
            return None
        if self._belongs_to_words_before(run, position):
            return None
        if name.is_common:
            return NEEDS_QUALIFIER
        return SURE if name.is_known else NEEDS_EVIDENCE

    def _belongs_to_words_before(self, run: _Run, position: int) -> bool:
        """Whether the name is part of a larger one: University of Kyiv, University of the Kyiv."""
        if position == 0 or run.is_hyphenated(position - 1):
            return False
        left = run.words[position - 1]
        if left.folded in {"of", "the"} and position > 1:
            owner = run.words[position - 3 if left.folded == "the" and position > 2 else position - 2]  # noqa: PLR2004
            return owner.folded in lexicon.ORGANISATION_WORDS
        return left.is_capitalised and left.folded not in lexicon.OPENING_WORDS and left.name is None


def _folded(words: list[_Word]) -> str:
    return " ".join([word.inner for word in words[:-1]] + [words[-1].folded])


def _is_of_feature(words: list[_Word], end: int, name: Name) -> bool:
    """Whether the word behind makes it the name of a valley or the like: the Salinas Valley is there."""
    return (
        end < len(words)
        and not words[end - 1].is_possessive
        and not name.is_demonym
        and words[end].is_capitalised
        and words[end].folded in lexicon.FEATURES
    )


def _is_person(run: _Run, position: int, name: Name, right: _Word | None) -> bool:
    if position > 0 and not run.is_hyphenated(position - 1):
        left = run.words[position - 1]
        if left.is_capitalised and left.folded in _BEFORE_SURNAMES:
            return True
    return bool(
        right
        and name.is_given
        and right.folded not in _HARMLESS
        and right.folded not in lexicon.ORGANISATION_WORDS
        and right.folded not in lexicon.OPENING_WORDS
    )


def _is_bank_of(run: _Run, position: int, name: Name) -> bool:
    """Bank of America is no part of its country; Bank of Japan is."""
    return name.folded == "america" and position > 1 and run.words[position - 1].folded == "of"
