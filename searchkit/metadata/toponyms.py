"""Runs of capitalised words → the place names among them, each with how sure that is.

Runs repeat, so what is found in one is kept: the judgement looks at nothing outside the run. What stands
around it is looked at by :mod:`searchkit.metadata.places`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from searchkit.metadata.gazetteer_file import HEAD
from searchkit.metadata.run_words import POSSESSIVE, Run, Words
from searchkit.metadata.runs import RUN, split_run, starts_of
from searchkit.metadata.senses import Name, read_traits
from searchkit.metadata.traits import NAMED, TRAITS
from searchkit.metadata.trust import FoundName, Trust, is_beyond_doubt, is_of_feature, judge

if TYPE_CHECKING:
    from searchkit.metadata.gazetteer import Gazetteer, Sense
    from searchkit.metadata.resolution import Candidate
    from searchkit.metadata.run_words import Word

LONGEST_NAME = 7  # words
HEADLINE_WORDS = 3  # a run of more words all in capitals is a headline and not a name
_BEGINS = NAMED | HEAD  # what names begin with
KEPT = 50_000  # runs and names; bounds the memory of a long indexing run
_BESIDE = frozenset({"and", "in", "near"})  # "In Bakhmut" begins a sentence
_BEHIND = frozenset({"and", "as", "on", "the", "upon"})  # in Bakhmut on Sunday

# The values of this module are many and short-lived: frozen ones would take three times as long to make.


@dataclass(slots=True)
class Toponym:
    """A name in a run.

    Attributes:
        start: where it begins, counted from the start of the run.
        end: where it ends.
        name: the name and the places that it can mean.
        trust: whether it is one.
        alone: whether nothing stands beside it in the run, but a small word behind it, or "In" before it.
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
        inside: the name as it is resolved in its container; ``None`` where no place of it is spelt so.
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
    inside: Candidate | None = None
    is_area: bool = False
    is_container: bool = False
    belief: float = 0.0
    is_dateline: bool = False
    is_money: bool = False


class Recogniser:
    """Finds place names in runs; keeps what it found."""

    def __init__(self, places: Gazetteer) -> None:
        """Search for the names of ``places``."""
        self._places = places
        self._pairs = places.pairs
        self._known: dict[str, tuple[Toponym, ...]] = {}
        self._words = Words(places)
        self._names: dict[str, Name] = {}

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
        parts = split_run(written)
        words = [self._words[part] for part in parts]
        begun = [position for position, word in enumerate(words) if word.bits & _BEGINS]
        if begun:
            toponyms = self._read(written, parts, words, begun)
        elif len(parts) == 1:
            toponyms = ()
        else:
            return ()  # not kept: unlike a single word it hardly comes again, and is seen through as fast
        if len(self._known) >= KEPT:
            self._known.clear()
        self._known[written] = toponyms
        return toponyms

    def _read(
        self, written: str, parts: list[str], words: list[Word], begun: list[int]
    ) -> tuple[Toponym, ...]:
        named = self._names_in(words, begun)
        if not named:
            return ()
        is_headline = len(words) > HEADLINE_WORDS and written.isupper()
        if is_headline:  # capitals tell nothing of the neighbours
            named = [one for one in named if is_beyond_doubt(one, words[one.position].written)]
        run = Run(written, words, starts_of(written, parts), is_headline, "-" in written)
        return tuple([self._toponym(run, one, trust) for one in named if (trust := judge(run, one))])

    def _toponym(self, run: Run, found: FoundName, trust: Trust) -> Toponym:
        words, position, end = run.words, found.position, found.end
        last = end - 1
        is_alone = position == 0 or words[position - 1].folded in _BESIDE
        if end < len(words):
            is_alone = is_alone and words[end].written in _BEHIND
            if is_of_feature(words, found):
                last = end
        stop = run.starts[last] + len(words[last].written)
        return Toponym(run.starts[position], stop, self._name(run, found), trust, is_alone)

    def _name(self, run: Run, found: FoundName) -> Name:
        """Give the name that was found; its places depend on how it is written only if that has accents."""
        key = found.folded
        written = ""
        if not run.written.isascii():
            written = _written(run.words, found.position, found.end)
            if written.isascii():
                written = ""
            else:
                key = f"{key}|{written}"
        known = self._names.get(key)
        if known is None:
            if len(self._names) >= KEPT:
                self._names.clear()
            known = self._names[key] = Name(found.folded, found.bits & TRAITS, written)
        return known

    def _names_in(self, words: list[Word], begun: list[int]) -> list[FoundName]:
        """Give names, the longest where several begin at a word; ``begun`` are the words where some may."""
        named = []
        taken = 0
        for position in begun:
            if position < taken:
                continue
            head = words[position]
            taken = position + 1
            if head.bits & HEAD and taken < len(words):
                longer = self._longest_from(words, position)
                if longer:
                    taken = longer.end
                    if longer.bits & NAMED:
                        named.append(longer)
                    continue
            if head.bits & NAMED:
                named.append(FoundName(position, taken, head.folded, head.bits))
        return named

    def _longest_from(self, words: list[Word], position: int) -> FoundName | None:
        """Give the longest name of several words that begins here."""
        first, second = words[position].inner, words[position + 1]
        longest = self._pairs.get(crc32(f"{first} {second.folded}".encode()), 0)
        if second.bits & POSSESSIVE:  # it is written so inside longer names
            longest = max(longest, self._pairs.get(crc32(f"{first} {second.inner}".encode()), 0))
        if not longest:
            return None
        for end in range(min(position + min(longest, LONGEST_NAME), len(words)), position + 1, -1):
            folded = " ".join([word.inner for word in words[position : end - 1]] + [words[end - 1].folded])
            traits = self._places.traits(folded)
            if traits is not None:
                written = _written(words, position, end)
                if not written.isascii():
                    traits = read_traits(self._places, folded, written)
                return FoundName(position, end, folded, traits)
        return None


def _written(words: list[Word], position: int, end: int) -> str:
    return " ".join([word.written for word in words[position:end]])
