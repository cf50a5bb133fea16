"""Words of a run → what is true of each in every run, as bits beside the traits of the place called so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from searchkit.metadata import lexicon
from searchkit.metadata.gazetteer_file import HEAD
from searchkit.metadata.names import fold
from searchkit.metadata.runs import without_possessive
from searchkit.metadata.senses import read_traits
from searchkit.metadata.traits import TRAITS

if TYPE_CHECKING:
    from searchkit.metadata.gazetteer import Gazetteer

KEPT = 50_000  # words; bounds the memory of a long indexing run
CODE_LENGTH = 2  # names this short count only in capitals: US, UK

# What a word is, whatever place is called so; the bits below these are the traits of the name.
CAPITALISED = 1 << 16
POSSESSIVE = 1 << 17
FIRST_NAME = 1 << 18
GIVEN_NAME = 1 << 19  # of people, though places are called so
BEFORE_SURNAME = 1 << 20
ORGANISATION = 1 << 21
OPENING = 1 << 22
HARMLESS = 1 << 23
FEATURE = 1 << 24


def _bits_of_words() -> dict[str, int]:
    found: dict[str, int] = {}
    for words, bits in (
        (lexicon.FIRST_NAMES, FIRST_NAME | BEFORE_SURNAME | HARMLESS),
        (lexicon.PERSON_TITLES, BEFORE_SURNAME | HARMLESS),
        (lexicon.PLACE_NOUNS, HARMLESS),
        (lexicon.PLACES_AS_GIVEN_NAMES, GIVEN_NAME),
        (lexicon.ORGANISATION_WORDS, ORGANISATION),
        (lexicon.OPENING_WORDS, OPENING),
        (lexicon.FEATURES, FEATURE),
    ):
        for word in words:
            found[word] = found.get(word, 0) | bits
    return found


_BITS = _bits_of_words()


@dataclass(slots=True)
class Word:
    """A word, and what is true of it in every run.

    Attributes:
        written: the word without the ending of a possessive.
        folded: the same folded.
        inner: the word folded with that ending, as it stands inside a name (Queen Anne's County).
        bits: what it is; with the traits of the place name that it is by itself, none where it is none.
    """

    written: str
    folded: str
    inner: str
    bits: int


@dataclass(slots=True)
class Run:
    """A run in words, with where each begins."""

    written: str
    words: list[Word]
    starts: list[int]
    is_headline: bool
    has_hyphens: bool

    def is_hyphenated(self, position: int) -> bool:
        """Whether a word is joined to the one before by a hyphen."""
        return self.has_hyphens and position > 0 and self.written[self.starts[position] - 1] == "-"


class Words(dict[str, Word]):
    """Words as runs have them, read when they are first asked for."""

    def __init__(self, places: Gazetteer) -> None:
        super().__init__()
        self._places = places
        self._beginnings = places.beginnings

    def __missing__(self, part: str) -> Word:
        if len(self) >= KEPT:
            self.clear()
        word = self[part] = self._plain(part) if part.isalpha() and part.isascii() else self._other(part)
        return word

    def _plain(self, part: str) -> Word:
        """Read a word of plain letters, as nearly all are."""
        folded = part.lower()
        bits = self._beginnings.get(folded, 0) | _BITS.get(folded, 0)
        if not part[0].isupper():
            bits &= ~TRAITS
        elif len(part) <= CODE_LENGTH and not part.isupper():
            bits = bits & ~TRAITS | CAPITALISED
        else:
            bits |= CAPITALISED
        return Word(part, folded, folded, bits)

    def _other(self, part: str) -> Word:
        written = without_possessive(part)
        folded = fold(written)
        bits = self._beginnings.get(folded, 0)
        inner = folded
        if written is not part:
            inner = fold(part)
            bits = bits & ~HEAD | self._beginnings.get(inner, 0) & HEAD | POSSESSIVE
        is_capitalised = written[:1].isupper()
        if not is_capitalised or (len(folded) <= CODE_LENGTH and not written.isupper()):
            bits &= ~TRAITS
        elif not written.isascii() and folded in self._beginnings:
            bits = bits & ~TRAITS | read_traits(self._places, folded, written)
        return Word(written, folded, inner, bits | _BITS.get(folded, 0) | CAPITALISED * is_capitalised)
