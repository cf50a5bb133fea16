"""Words, phrases and patterns of the text → leaves of the query tree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final, Protocol, cast

from whoosh.fields import Schema
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Query
from whoosh.query.spans import SpanNear2
from whoosh.query.terms import FuzzyTerm, Prefix, Term, Wildcard

from searchkit.query.field import QUOTES, WILDCARDS
from searchkit.query.forms import AnyForm
from searchkit.query.piece import Piece

MAX_SLOP: Final = 50
"""How many words after the first one the last may stand, of words that are asked to be near each other."""

MIN_LITERALS: Final = 2
"""How many letters or digits a pattern needs, so that it does not expand to the whole dictionary."""

FOREIGN_SIGNS: Final = {
    "&&": "AND",
    "||": "OR",
    "|": "OR",
}
_FOREIGN_PREFIXES: Final = {
    "+": "+ is not needed, every word is required as it is; to search for the sign use --literal",
    "!": "! is no operator here: write -word or NOT word",
}
_PATTERN_INSIDE_QUOTES: Final = re.compile(r"\w\*|\*\w")
_WILDCARDS: Final = re.compile(r"([*?]+)")


class _Analyzer(Protocol):
    """What analyzers of the schema give at once, as Whoosh's tokens take longer than the rest of a query."""

    def texts(self, value: str) -> list[str]:
        """The texts of the tokens of a value."""
        ...


class _StemAnalyzer(Protocol):
    """What is asked of the analyzer of a field of stems besides."""

    def stem(self, word: str) -> bytes:
        """What the index holds for a word of ASCII letters and digits."""
        ...


class TextField:
    """A ranked field: stems for words, and the exact words beside them for all that must not be stemmed."""

    chunk = re.compile(rf"\s*([^\s(){QUOTES}~^]*)")

    def __init__(self, schema: Schema, name: str) -> None:
        self._schema = schema
        self._name = name
        self._exact_name = f"{name}_exact"

    def word(self, value: Piece) -> Query:
        """Any form of a word; a phrase where the word has several parts; or what its signs ask for."""
        text = value.text
        if text.isalnum():
            return self.any_form(value)
        if text[0] == "=":
            return self._exactly(value.part(1))
        if not WILDCARDS.isdisjoint(text):
            return self._pattern(value)
        _refuse_foreign_signs(value)
        return self.any_form(value)

    def any_forms(self, plain: str) -> list[Query]:
        """Any form of each word of a text without any signs."""
        return [self.stemmed(stems) for stems in self._stems(plain)]

    def stemmed(self, stems: str) -> Query:
        """A word by its stem, or by its stems in several languages with a blank between them."""
        return AnyForm(self._name, stems) if " " in stems else Term(self._name, stems)

    def any_form(self, value: Piece) -> Query:
        """Any form of a word, whatever signs it holds; a phrase where it has several parts."""
        stems = self._stems(value.text)
        if len(stems) == 1:
            return self.stemmed(stems[0])
        return self.literal(value)

    def literal(self, value: Piece) -> Query:
        """Exactly these words, next to each other, whatever signs they hold."""
        words = self._exact(value.text)
        if not words:
            raise value.fault("there is no letter or digit here to search for")
        if len(words) == 1:
            return Term(self._exact_name, words[0])
        return Phrase(self._exact_name, words)

    def holds_words(self, text: str) -> bool:
        """Whether there is anything in a text that can be searched for."""
        return bool(self._exact(text))

    def fuzzy(self, value: Piece, distance: Piece) -> Query:
        """Words that differ from this one in few letters; never stemmed."""
        if distance.text not in {"", "1", "2"}:
            raise distance.fault("after ~ stands how many letters may differ, 1 or 2: bahmut~ or bahmut~2")
        if value.text[0] == "=" or not WILDCARDS.isdisjoint(value.text):
            raise value.fault("~ belongs to a plain word: it cannot be combined with =, * or ?")
        words = self._exact(value.text)
        if len(words) != 1 or len(words[0]) < MIN_LITERALS:
            raise value.fault(f"~ belongs to one word of at least {MIN_LITERALS} letters, such as bahmut~")
        return FuzzyTerm(self._exact_name, words[0], maxdist=int(distance.text or 1), prefixlength=1)

    def phrase(self, value: Piece) -> Query:
        """Exactly these words, next to each other."""
        if "*" in value.text and (pattern := _PATTERN_INSIDE_QUOTES.search(value.text)):
            raise value.part(pattern.start(), pattern.end()).fault(
                '* cannot stand inside quotes: write the pattern outside, such as "coming" miss*'
            )
        return self.literal(value)

    def near(self, value: Piece, distance: Piece) -> Query:
        """These exact words in any order, the last at most so many words after the first."""
        if not distance.text.isdecimal() or not 1 <= int(distance.text) <= MAX_SLOP:
            raise distance.fault(
                f'after "…"~ stands how many words apart, from 1 to at most {MAX_SLOP}: "russia bakhmut"~5'
            )
        words = self._exact(value.text)
        if len(words) < 2:  # noqa: PLR2004 - nearness is between two
            raise value.fault('~ after quotes needs at least two words in them: "russia bakhmut"~5')
        terms = [Term(self._exact_name, word) for word in words]
        return SpanNear2(terms, slop=int(distance.text), ordered=False)  # type: ignore[no-untyped-call]

    def _stems(self, text: str) -> list[str]:
        return analysis(self._schema, self._name)(text)

    def _exact(self, text: str) -> list[str]:
        return analysis(self._schema, self._exact_name)(text)

    def _exactly(self, value: Piece) -> Query:
        if not WILDCARDS.isdisjoint(value.text):
            raise value.fault("a word that is exact has no * or ?: leave out the = before it")
        return self.literal(value)

    def _pattern(self, value: Piece) -> Query:
        start = value.text[:-1]
        if start.isascii() and start.isalnum() and len(start) >= MIN_LITERALS and value.text[-1] == "*":
            return Prefix(self._exact_name, self._exact(start)[0])
        folded = fold_pattern(value, self._fold)
        if folded.endswith("*") and WILDCARDS.isdisjoint(folded[:-1]):
            return Prefix(self._exact_name, folded[:-1])
        return Wildcard(self._exact_name, folded)

    def _fold(self, literal: Piece) -> str:
        text = literal.text
        words = self._exact(text)
        if len(words) != 1 or not ((text.isascii() and text.isalnum()) or _is_one_word(text)):
            raise literal.fault("* and ? stand in one word of letters and digits: miss*, kram?torsk")
        return words[0]


def analysis(schema: Schema, name: str) -> Callable[[str], list[str]]:
    """The words that a field of the schema makes of a text."""
    return cast("_Analyzer", schema[name].analyzer).texts


def stem_of(schema: Schema) -> Callable[[str], bytes]:
    """A function: word of ASCII letters and digits → its stem, or its stems in the languages of the index.

    It gives for each of several words what :func:`analysis` gives for them together, in less time.
    """
    return cast("_StemAnalyzer", schema["text"].analyzer).stem


def fold_pattern(value: Piece, fold: Callable[[Piece], str]) -> str:
    """A pattern with what stands between its wildcards folded as the index folds it."""
    folded = []
    at = 0
    for stretch in _WILDCARDS.split(value.text):
        end = at + len(stretch)
        is_literal = stretch and WILDCARDS.isdisjoint(stretch)
        folded.append(fold(value.part(at, end)) if is_literal else stretch)
        at = end
    pattern = "".join(folded)
    if len(pattern) - pattern.count("*") - pattern.count("?") < MIN_LITERALS:
        raise value.fault(f"a pattern needs at least {MIN_LITERALS} letters or digits: miss*, kram?torsk")
    return pattern


def _is_one_word(text: str) -> bool:
    """Whether there are only letters, digits and marks of letters in a text."""
    composed = unicodedata.normalize("NFC", text)
    return all(sign.isalnum() or unicodedata.combining(sign) for sign in composed)


def _refuse_foreign_signs(value: Piece) -> None:
    text = value.text
    for sign, operator in FOREIGN_SIGNS.items():
        if (at := text.find(sign)) >= 0:
            raise value.part(at, at + len(sign)).fault(f"{sign} is no operator here: write {operator}")
    if text[0] in _FOREIGN_PREFIXES:
        raise value.part(0, 1).fault(_FOREIGN_PREFIXES[text[0]])
    if text[0] == "-":
        raise value.part(0, 1).fault("one - is enough, before the whole clause: -drone, -title:drone")
    if ":" in text:
        raise value.fault(f'to search for a text with a colon, put it in quotes: "{text}"')
