"""Capitalised names in a text → the place names among them, each with how sure that is.

A *run* is a series of capitalised words with the small words that names hold ("Isle of Man", "Rio de
Janeiro"). Runs repeat, so what is found in one is kept: the judgement looks at nothing outside the run. What
stands around it is looked at by :mod:`searchkit.metadata.places`.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from searchkit.metadata import lexicon
from searchkit.metadata.names import fold
from searchkit.metadata.senses import as_written, is_area, is_country, is_saint, is_well_known

if TYPE_CHECKING:
    from searchkit.metadata.gazetteer import Gazetteer, Sense

METROPOLIS = 500_000  # inhabitants from which a town is believed even in a headline all in capitals
ACRONYM_LENGTH = 4
CODE_LENGTH = 2  # names this short count only in capitals: US, UK
HEADLINE_WORDS = 3  # a run of more words all in capitals is a headline and not a name
WORDS_BEFORE = 3  # of a name that are looked at: "University of the" Kyiv
LONGEST_RUN = 40  # words; bounds the work on texts that are all capitals
RUNS_KEPT = 50_000  # bounds the memory of a long indexing run

_UPPER = "A-ZÀ-ÖØ-Þ" + "".join(chr(code) for code in range(0x100, 0x250) if chr(code).isupper())
_SMALL = "of|the|de|da|do|del|dos|das|di|du|la|le|les|el|al|am|an|and|der|den|on|upon|sur|na|y|es|en|ash|as"
_DOTTED = "St|Mt|Ft|ST|MT|FT|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Prof|Lt|Col|Capt|Maj|Sgt|Adm|Rev"
_ABBREVIATED = rf"(?:[{_UPPER}]\.)++|(?=[A-Z][A-Za-z]{{1,3}}\.)(?:{_DOTTED})\."
_WORD = rf"(?:{_ABBREVIATED}|[{_UPPER}]\w*+(?:['’]\w++)*+)(?:-\w++)*+"
_GAP = r"(?>[ ]{1,2}|\n[ \t]*+(?!\n))"
RUN = re.compile(rf"(?<![\w'’]){_WORD}(?:{_GAP}(?:(?:{_SMALL}){_GAP}){{0,2}}+{_WORD}){{0,{LONGEST_RUN}}}+")
_PART = re.compile(r"[^\s\-]+")
_POSSESSIVE = re.compile(r"['’][sS]?$")


class Trust(enum.Enum):
    """How sure it is that a name in a run is a place name."""

    SURE = enum.auto()
    NEEDS_EVIDENCE = enum.auto()
    NEEDS_QUALIFIER = enum.auto()
    PERSON = enum.auto()


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name in a run.

    Attributes:
        start: where it begins, counted from the start of the run.
        end: where it ends.
        name: the folded name; key of :meth:`Gazetteer.senses`.
        senses: the places that it can mean.
        trust: whether it is one.
        alone: whether the run holds nothing else.
    """

    start: int
    end: int
    name: str
    senses: tuple[Sense, ...]
    trust: Trust
    alone: bool


@dataclass(
    slots=True
)  # not frozen: a frozen one takes three times as long to make, and they are made in millions
class _Word:
    start: int
    end: int
    written: str
    folded: str
    is_hyphenated: bool  # joined to the word before by a hyphen
    is_possessive: bool

    @property
    def is_capitalised(self) -> bool:
        return self.written[:1].isupper()


class Recogniser:
    """Finds place names in runs; keeps what it found."""

    def __init__(self, places: Gazetteer) -> None:
        """Search for the names of ``places``."""
        self._places = places
        self._names = places.names
        self._longest_from = places.longest_from
        self._kept: dict[str, tuple[Toponym, ...]] = {}
        self._folded: dict[str, str] = {}

    def find(self, text: str) -> list[tuple[int, Toponym]]:
        """Names in the order of the text, each with where its run begins."""
        kept = self._kept
        found: list[tuple[int, Toponym]] = []
        for match in RUN.finditer(text):
            run = match.group()
            toponyms = kept.get(run)
            if toponyms is None:
                if len(kept) >= RUNS_KEPT:
                    kept.clear()
                    self._folded.clear()
                toponyms = kept[run] = tuple(self._read(run)) if self._may_hold_names(run) else ()
            if toponyms:
                start = match.start()
                found += [(start, toponym) for toponym in toponyms]
        return found

    def _may_hold_names(self, run: str) -> bool:
        """Whether any word is a name or begins one; most runs end here."""
        kept, names, heads = self._folded, self._names, self._longest_from
        for written in _PART.findall(run):
            word = kept.get(written)
            if word is None:
                word = self._fold(written)
            if word in names or word in heads:
                return True
        return False

    def _fold(self, written: str) -> str:
        folded = self._folded.get(written)
        if folded is None:
            folded = self._folded[written] = fold(_without_possessive(written))
        return folded

    def _split(self, run: str) -> list[_Word]:
        words: list[_Word] = []
        for match in _PART.finditer(run):
            start, written = match.start(), match.group()
            bare = _without_possessive(written)
            is_hyphenated = start > 0 and run[start - 1] == "-"
            is_possessive = len(bare) < len(written)
            end = start + len(bare)
            words.append(_Word(start, end, bare, self._fold(written), is_hyphenated, is_possessive))
        return words

    def _read(self, run: str) -> list[Toponym]:
        words = self._split(run)
        found: list[Toponym] = []
        position = 0
        is_headline = len(words) > HEADLINE_WORDS and run.isupper()
        while position < len(words):
            length = self._longest_name(words, position)
            if length:
                end = position + length
                found += self._judge(words, position, end, is_headline=is_headline)
                position = end
            else:
                position += 1
        return found

    def _longest_name(self, words: list[_Word], position: int) -> int:
        """How many words the longest name that begins here has; 0 when none does."""
        head = words[position]
        longest = self._longest_from.get(head.folded)
        if longest is None:
            return int(head.folded in self._names and head.is_capitalised)
        for length in range(min(longest, len(words) - position), 1, -1):
            if " ".join(word.folded for word in words[position : position + length]) in self._names:
                return length
        return int(head.folded in self._names and head.is_capitalised)

    def _judge(self, words: list[_Word], position: int, end: int, *, is_headline: bool) -> list[Toponym]:
        name = " ".join(word.folded for word in words[position:end])
        first, last = words[position], words[end - 1]
        if len(name) <= CODE_LENGTH and not first.written.isupper():
            return []
        written = " ".join(word.written for word in words[position:end])
        senses = as_written(written, name, self._places)
        following = words[end : end + 1]
        if not senses or (following and following[0].is_hyphenated and following[0].written[0].isdigit()):
            return []  # Hwasong-18 is a missile
        if is_headline:
            trust = self._trust_in_headline(name, first, senses)
        else:
            trust = self._trust(
                name,
                senses,
                words[max(0, position - WORDS_BEFORE) : position],
                [] if last.is_possessive else following,
            )
            if trust is Trust.SURE and self._could_be_acronym(name, first, senses):
                trust = Trust.NEEDS_EVIDENCE
            if trust and trust is not Trust.PERSON and last.is_possessive and is_saint(first.folded, senses):
                trust = Trust.NEEDS_QUALIFIER  # St Michael's is a church
        if trust is None:
            return []
        alone = position == 0 and end == len(words)
        return [Toponym(first.start, last.end, name, senses, trust, alone)]

    def _could_be_acronym(self, name: str, first: _Word, senses: tuple[Sense, ...]) -> bool:
        """GAO is an office; as a town it would be written in capitals only where all is."""
        written = first.written
        short = len(name) <= ACRONYM_LENGTH and written.isupper() and "." not in written
        return short and not is_country(senses[0])

    def _trust_in_headline(self, name: str, first: _Word, senses: tuple[Sense, ...]) -> Trust | None:
        """All is in capitals: "US" can be the pronoun, and capitals tell nothing of the neighbours."""
        if len(name) <= CODE_LENGTH and "." not in first.written:
            return None
        best = senses[0]
        common = name in self._places.common_words or name in lexicon.FIRST_NAMES
        known = not common and (is_area(best) or best.population >= METROPOLIS)
        return Trust.SURE if known else None

    def _trust(
        self, name: str, senses: tuple[Sense, ...], before: list[_Word], after: list[_Word]
    ) -> Trust | None:
        best = senses[0]
        left = before[-1] if before else None
        right = after[0] if after and after[0].is_capitalised and not after[0].is_hyphenated else None
        if self._is_person(name, left, right):
            return Trust.PERSON
        if is_country(best) and name not in self._places.common_words:
            return None if self._is_bank_of(name, before) else Trust.SURE
        is_known = is_well_known(senses)
        if self._is_part_of_larger_name(before, left, right, is_known=is_known):
            return None
        if self._is_common(name, best):
            return Trust.NEEDS_QUALIFIER
        return Trust.SURE if is_known else Trust.NEEDS_EVIDENCE

    def _is_common(self, name: str, best: Sense) -> bool:
        """Whether a name is above all something else: a word, a person's name, a kind of institution."""
        return (
            name in self._places.common_words
            or name in lexicon.FIRST_NAMES
            or (best.is_town and name in lexicon.ORGANISATION_WORDS)
        )

    def _is_person(self, name: str, left: _Word | None, right: _Word | None) -> bool:
        if (
            left
            and left.is_capitalised
            and not left.is_hyphenated
            and (left.folded in lexicon.FIRST_NAMES or left.folded in lexicon.PERSON_TITLES)
        ):
            return True
        return bool(
            right
            and name in lexicon.PLACES_AS_GIVEN_NAMES
            and not self._is_harmless(right)
            and right.folded not in lexicon.ORGANISATION_WORDS
            and right.folded not in lexicon.OPENING_WORDS
        )

    def _is_part_of_larger_name(
        self, before: list[_Word], left: _Word | None, right: _Word | None, *, is_known: bool
    ) -> bool:
        if right and (
            right.folded in lexicon.ORGANISATION_WORDS if is_known else not self._is_harmless(right)
        ):
            return True
        if left is None or left.is_hyphenated:
            return False
        if left.folded in {"of", "the"} and len(before) > 1:
            owner = before[-3] if left.folded == "the" and len(before) > 2 else before[-2]  # noqa: PLR2004
            return owner.folded in lexicon.ORGANISATION_WORDS
        return (
            left.is_capitalised
            and left.folded not in lexicon.OPENING_WORDS
            and left.folded not in self._names
        )

    def _is_harmless(self, right: _Word) -> bool:
        """Whether a capitalised word after a place name leaves it one."""
        return (
            right.folded in lexicon.PLACE_NOUNS
            or right.folded in lexicon.PERSON_TITLES
            or right.folded in lexicon.FIRST_NAMES
        )

    def _is_bank_of(self, name: str, before: list[_Word]) -> bool:
        """Bank of America is no part of its country; Bank of Japan is."""
        return name == "america" and len(before) > 1 and before[-1].folded == "of"


def _without_possessive(written: str) -> str:
    return _POSSESSIVE.sub("", written) if "'" in written or "’" in written else written
