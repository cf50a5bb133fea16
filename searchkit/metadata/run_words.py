"""Words of runs → what is true of each in every run, as bits beside the traits of the place called so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from searchkit.metadata import lexicon
from searchkit.metadata.gazetteer_file import HEAD
from searchkit.metadata.names import fold
from searchkit.metadata.runs import without_possessive
from searchkit.metadata.senses import read_traits
from searchkit.metadata.traits import TRAITS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from searchkit.metadata.gazetteer import Gazetteer

CODE_LENGTH = 2  # names this short count only in capitals: US, UK
ACRONYM_LENGTH = 4

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
OF = 1 << 25
THE = 1 << 26
SAINT = 1 << 27
AMERICA = 1 << 28
LEADING = 1 << 29  # "In Bakhmut" begins a sentence
# How it is written:
TRAILING = 1 << 30  # in Bakhmut on Sunday
NUMERAL = 1 << 31  # it begins with a digit
UNSTOPPED = 1 << 32  # without full stops
IN_CAPITALS = 1 << 33
AS_CODE = 1 << 34  # folded it is no longer than a code
AS_ACRONYM = 1 << 35  # or than an acronym


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
        ({"of"}, OF),
        ({"the"}, THE),
        ({"st", "saint"}, SAINT),
        ({"america"}, AMERICA),
        ({"and", "in", "near"}, LEADING),
    ):
        for word in words:
            found[word] = found.get(word, 0) | bits
    return found


_BITS = _bits_of_words()
_TRAILING = frozenset({"and", "as", "on", "the", "upon"})


def length_bits(folded: str) -> int:
    """What the length of a folded name says."""
    length = len(folded)
    return 0 if length > ACRONYM_LENGTH else AS_ACRONYM if length > CODE_LENGTH else AS_ACRONYM | AS_CODE


class Words(dict[str, int]):
    """Numbers of words as runs have them; a word is read when it is first asked for.

    Attributes:
        written: by number, each word without the ending of a possessive.
        folded: the same folded.
        inner: each word folded with that ending, as it stands inside a name (Queen Anne's County).
        characters: of all words together.
    """

    def __init__(self, places: Gazetteer) -> None:
        """Judge words by the names of ``places``."""
        super().__init__()
        self._places = places
        self._beginnings = places.beginnings
        self.written: list[str] = []
        self.folded: list[str] = []
        self.inner: list[str] = []
        self.characters = 0
        self._bits = np.zeros(1 << 12, np.int64)
        self._lengths = np.zeros(1 << 12, np.int64)

    def numbers(self, words: list[str]) -> NDArray[np.int64]:
        """The number of each."""
        return np.fromiter(map(self.__getitem__, words), np.int64, len(words))

    @property
    def bits(self) -> NDArray[np.int64]:
        """int64, by number: what each word is, with the traits of the place name that it is by itself."""
        return self._bits

    @property
    def lengths(self) -> NDArray[np.int64]:
        """int64, by number: characters of ``written``."""
        return self._lengths

    def written_as(self, numbers: Iterable[int]) -> str:
        """Words of a name, as they are written."""
        return " ".join([self.written[number] for number in numbers])

    def __missing__(self, part: str) -> int:
        """Read a word that was not seen yet."""
        if part.isalpha() and part.isascii():  # nearly always
            folded = inner = part.lower()
            bits = self._beginnings.get(folded, 0) | _BITS.get(folded, 0) | UNSTOPPED | length_bits(folded)
            if folded[0] == part[0]:
                bits = bits & ~TRAITS | TRAILING * (part in _TRAILING)
            elif part.isupper():
                bits |= CAPITALISED | IN_CAPITALS
            else:
                bits |= CAPITALISED
                if len(part) <= CODE_LENGTH:
                    bits &= ~TRAITS
            return self._add(part, part, folded, inner, bits)
        written = without_possessive(part)
        folded = inner = fold(written)
        bits = self._beginnings.get(folded, 0)
        if written is not part:
            inner = fold(part)
            bits = bits & ~HEAD | self._beginnings.get(inner, 0) & HEAD | POSSESSIVE
        is_capitalised = written[:1].isupper()
        if not is_capitalised or (len(folded) <= CODE_LENGTH and not written.isupper()):
            bits &= ~TRAITS
        elif not written.isascii() and folded in self._beginnings:
            bits = bits & ~TRAITS | read_traits(self._places, folded, written)
        bits |= _BITS.get(folded, 0) | CAPITALISED * is_capitalised | length_bits(folded)
        bits |= TRAILING * (written in _TRAILING) | NUMERAL * written[:1].isdigit()
        bits |= UNSTOPPED * ("." not in written) | IN_CAPITALS * written.isupper()
        return self._add(part, written, folded, inner, bits)

    def _add(self, part: str, written: str, folded: str, inner: str, bits: int) -> int:
        number = self[part] = len(self.written)
        self.written.append(written)
        self.folded.append(folded)
        self.inner.append(inner)
        self.characters += len(part)
        if number == len(self._bits):
            self._bits = np.concatenate([self._bits, np.zeros_like(self._bits)])
            self._lengths = np.concatenate([self._lengths, np.zeros_like(self._lengths)])
        self._bits[number] = bits
        self._lengths[number] = len(written)
        return number
