"""Which words of a text a query matched: for snippets, and for highlighting a whole article."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any, Self

from whoosh.query.compound import And, Or
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Query
from whoosh.query.spans import SpanNear2
from whoosh.query.terms import FuzzyTerm, Prefix, Term, Wildcard

from searchkit import analysis
from searchkit.codec.schema import KEYWORD_COLUMNS, TEXT_SECTIONS
from searchkit.engine import leaf_queries, lists
from searchkit.segment import fuzzy
from searchkit.values import value


@value
class Mark:
    """A matched part of a text.

    Attributes:
        start: its first character.
        end: the character after its last.
        term: what of the query it matches; equal for occurrences of the same thing.
    """

    start: int
    end: int
    term: str


def joined_spans(marks: Iterable[Mark]) -> tuple[tuple[int, int], ...]:
    """``(start, end)`` of ascending marks; those that touch, as in a script without spaces, are one."""
    joined: list[tuple[int, int]] = []
    for mark in marks:
        start = joined.pop()[0] if joined and joined[-1][1] == mark.start else mark.start
        joined.append((start, mark.end))
    return tuple(joined)


@value
class Marker:
    """Finds in a text what the positive parts of a query over title and body match.

    A word of the query is named by its stems, as in ``lists.stems_of_word``.
    """

    __slots__ = ("__dict__",)  # for what is worked out once

    stems: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    patterns: tuple[tuple[str, str], ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    fuzzy: tuple[tuple[str, int, int], ...] = ()

    @classmethod
    def of_stems(cls, stems: Iterable[bytes]) -> Self:
        """What finds plain words by their stems."""
        return cls(frozenset(stem.decode() for stem in stems))

    @classmethod
    def of_phrase(cls, words: Iterable[bytes]) -> Self:
        """What finds exact words next to each other."""
        return cls(phrases=(tuple(word.decode() for word in words),))

    @property
    def names(self) -> frozenset[str]:
        """Every term that a mark can have."""
        return (
            self.stems
            | self.words
            | {name for name, _ in self.patterns}
            | {" ".join(phrase) for phrase in self.phrases}
            | {word for word, _, _ in self.fuzzy}
        )

    def marks(self, text: str, language: str = analysis.ENGLISH) -> list[Mark]:
        """Every match in the text, ascending and not overlapping.

        Args:
            text: title or body of an article.
            language: the one that its words are stemmed in.
        """
        vocabulary = analysis.vocabulary(text)
        known = self._known(vocabulary, language)
        phrases = [phrase for phrase in self.phrases if vocabulary.issuperset(map(str.encode, phrase))]
        if not phrases:
            return [Mark(start, end, known[word]) for word, start, end in analysis.spans_of(text, known)]
        spans = analysis.spans(text)
        found = {
            place: Mark(start, end, known[word])
            for place, (word, start, end) in enumerate(spans)
            if word in known
        }
        words = [word.decode() for word, _, _ in spans]
        for phrase in phrases:
            for place in _places(words, phrase):
                for part in range(place, place + len(phrase)):
                    _, start, end = spans[part]
                    found.setdefault(part, Mark(start, end, " ".join(phrase)))
        return [found[place] for place in sorted(found)]

    def _known(self, vocabulary: set[bytes], language: str) -> dict[bytes, str]:
        """The words of a text that are matched by themselves, each with what matched it."""
        wanted = {stem: word for word in self.stems for stem in lists.stems_of_word(word.encode())}
        words = _likely(vocabulary, wanted, language)
        stems = analysis.stems(words, language) if words else []
        known = {word: wanted[stem] for word, stem in zip(words, stems, strict=True) if stem in wanted}
        if not (self.words or self.patterns or self.fuzzy):
            return known
        for folded in vocabulary:
            word = folded.decode()
            if word in self.words:
                known.setdefault(folded, word)
            for name, pattern in self._compiled:
                if pattern.fullmatch(word):
                    known.setdefault(folded, name)
            for target, distance, prefix_length in self.fuzzy:
                if word[:prefix_length] == target[:prefix_length] and fuzzy.is_within(word, target, distance):
                    known.setdefault(folded, target)
        return known

    @cached_property
    def _compiled(self) -> list[tuple[str, re.Pattern[str]]]:
        return [(name, re.compile(pattern)) for name, pattern in self.patterns]


def marker(tree: Query) -> Marker:
    """The marker of a query tree."""
    stems: set[str] = set()
    words: set[str] = set()
    patterns: list[tuple[str, str]] = []
    phrases: list[tuple[str, ...]] = []
    misspelt: list[tuple[str, int, int]] = []
    for node in _leaves(tree):
        if isinstance(node, Phrase):
            phrases.append(tuple(node.words))
        elif isinstance(node, SpanNear2):
            words.update(term.text for term in node.qs)
        elif isinstance(node, Prefix):
            patterns.append((f"{node.text}*", re.escape(node.text) + ".*"))
        elif isinstance(node, Wildcard):
            patterns.append((node.text, leaf_queries.wildcard_pattern(node.text)))
        elif isinstance(node, FuzzyTerm):
            misspelt.append((node.text, node.maxdist, node.prefixlength))
        elif node.fieldname in TEXT_SECTIONS:
            stems.add(node.text)
        else:
            words.add(node.text)
    return Marker(frozenset(stems), frozenset(words), tuple(patterns), tuple(phrases), tuple(misspelt))


def _leaves(node: Query) -> list[Any]:
    """The leaves over title and body that are not under NOT."""
    if isinstance(node, And | Or):
        return [leaf for child in node.subqueries for leaf in _leaves(child)]
    if isinstance(node, SpanNear2 | Phrase | Term | Prefix | Wildcard | FuzzyTerm):
        ranked = leaf_queries.field_of(node) not in KEYWORD_COLUMNS
        return [node] if ranked else []
    return []


def _likely(vocabulary: set[bytes], stems: Collection[bytes], language: str) -> list[bytes]:
    """The words that may have one of these stems: an English stem begins as its word does."""
    if language != analysis.ENGLISH:
        return list(vocabulary) if stems else []
    beginnings = {stem[0] for stem in stems}
    return [word for word in vocabulary if word[0] in beginnings]


def _places(words: list[str], phrase: tuple[str, ...]) -> list[int]:
    width = len(phrase)
    first = phrase[0]
    return [
        place
        for place, word in enumerate(words)
        if word == first and tuple(words[place : place + width]) == phrase
    ]
