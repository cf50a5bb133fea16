"""Words of a query that the index does not know → those that were meant, from the index's own words.

A noisy channel in its simplest form (Kernighan, Church and Gale, "A Spelling Correction Program Based on a
Noisy Channel Model", 1990): a candidate is the better the more often the index has it and the fewer edits it
takes to get there. What edits cost was chosen with ``benchmarks/spelling.py``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import Final, NamedTuple

import numpy as np
from whoosh.fields import Schema

from searchkit import analysis
from searchkit.engine import lists
from searchkit.engine.known_values import fold, known_values
from searchkit.engine.snapshot import Snapshot
from searchkit.engine.time_limit import check
from searchkit.query.piece import Piece, Written
from searchkit.query.signs import OPERATORS, TEXT_FIELDS
from searchkit.query.text import analysis as analysis_of
from searchkit.segment import fuzzy
from searchkit.segment.dictionary import PlainTerms

Counts = Callable[[str], int]
_Counted = tuple[PlainTerms, np.ndarray]
"""Words, and how often each stands there."""

_SHORTEST: Final = 3
_LONG: Final = 5
"""Words of fewer characters may differ in one edit, others in two."""
_EDIT: Final = 5.0
"""What an edit costs: the logarithm of how many times as frequent a word must be that is one edit further."""
_FIRST_LETTER: Final = 1.5
"""What another first letter costs besides: people rarely mistake it (Yannakoudakis and Fawthrop, 1983)."""
_SAME_LETTERS: Final = 3.0
"""What it is worth that the letters are the same, as where one is doubled or two change places."""
_CHOICES: Final = 4
_ATTEMPTS: Final = 12
_VARIED: Final = 4
"""So many pieces of a query are tried in several ways, all others in the likeliest one."""
_RARE: Final = 20
"""A known word may be meant for another that is so many times as frequent and one edit away."""
_MORE: Final = 10
"""What is asked instead of what the index knows must find so many times as much."""
_CHARACTERS_AN_EDIT: Final = 4
"""A name may differ in one edit for so many characters, up to :data:`_MOST_EDITS`."""
_MOST_EDITS: Final = 3
_NAMES: Final = {"source": "source", "place": "place", "about": "place"}
"""The filters whose values are names, and the field that knows these."""
PLACE_FILTERS: Final = frozenset(name for name, field in _NAMES.items() if field == "place")
"""The filters whose values are names of places."""


class Question(NamedTuple):
    """A query that is to be corrected.

    Attributes:
        text: as it was given.
        parts: its words and values.
        unknown_places: names of places in it that no gazetteer knows.
        schema: of the index, whose analyzers make the words.
    """

    text: str
    parts: Sequence[Written]
    unknown_places: frozenset[str]
    schema: Schema


class _Choice(NamedTuple):
    """What may stand in the place of a piece of a query, and the logarithm of how likely that is."""

    piece: Piece
    text: str
    score: float


class _Near(NamedTuple):
    """A word or name of the index that is near to one of the query."""

    text: str
    frequency: int
    edits: int


def correct(snapshot: Snapshot, question: Question, strictly: Counts, loosely: Counts) -> str | None:
    """The query with near words and names in the place of those that the index does not know, where any are.

    A rare word gives way to a near one that is far more frequent, where that finds far more.

    Args:
        snapshot: the index.
        question: the query.
        strictly: how many articles a query finds that asks for all its words.
        loosely: how many it finds where some of the words are enough.
    """
    words = list(_words(question))
    unknown = [_instead_of_word(snapshot, word) for word in words if not word.occurs(snapshot)]
    names = [part for part in question.parts if _is_unknown_name(snapshot, part, question.unknown_places)]
    unknown += [_instead_of_name(snapshot, question, name) for name in names]
    ways = _combined([choices for choices in unknown if choices])
    best = _first(question.text, ways, strictly) or _first(question.text, ways, loosely) or ()
    if unknown and not best:
        return None
    rare = [choice for word in words if (choice := _instead_of_rare(snapshot, question, word)) is not None]
    least = _MORE * strictly(_replaced(question.text, best)) + 1 if rare else 0
    others = [(*best, *rare), *((*best, choice) for choice in rare)]
    for way in others if rare else ():
        if strictly(_replaced(question.text, way)) >= least:
            return _replaced(question.text, way)
    return _replaced(question.text, best) if best else None


def name_meant(snapshot: Snapshot, field: str, name: str, unknown_places: frozenset[str]) -> str | None:
    """The likeliest name in the place of one that a filter beside the query names, where no article has that.

    Args:
        snapshot: the index.
        field: ``source``, ``place`` or ``about``.
        name: what was given.
        unknown_places: names of places that no gazetteer knows.
    """
    part = Written(field, Piece.whole(name), quoted=True)
    if not _is_unknown_name(snapshot, part, unknown_places):
        return None
    question = Question(name, (part,), unknown_places, Schema())
    return next((choice.text for choice in _instead_of_name(snapshot, question, part)), None)


class _Word(NamedTuple):
    """A word of a query.

    Attributes:
        piece: where it stands.
        folded: the word.
        stems: by which any form of it is looked for; empty where only the word itself is.
        is_name: whether it is looked for among the words of authors' names.
    """

    piece: Piece
    folded: str
    stems: str
    is_name: bool

    def occurs(self, snapshot: Snapshot) -> bool:
        """Whether any article has it, or it is none that could be misspelt."""
        if len(self.folded) < _SHORTEST or not self.folded.isalpha():
            return True
        word = self.folded.encode()
        if self.is_name:
            return any(
                leaf.segment.keywords("author_word").terms.find(word) is not None for leaf in snapshot.leaves
            )
        if self.stems:
            return len(lists.stem_list(snapshot, self.stems.encode())) > 0
        return len(lists.word_positions(snapshot, word)) > 0


def _words(question: Question) -> Iterator[_Word]:
    stems_of = analysis_of(question.schema, "text")
    for part in question.parts:
        if part.field not in {"text", "author", *TEXT_FIELDS}:
            continue
        spans = analysis.spans(part.piece.text)
        is_exact = part.quoted or len(spans) > 1 or part.piece.text.startswith("=")
        for word, start, end in spans:
            folded = word.decode()
            stems = "" if is_exact or part.field == "author" else stems_of(folded)[0]
            yield _Word(part.piece.part(start, end), folded, stems, part.field == "author")


def _instead_of_word(snapshot: Snapshot, word: _Word) -> list[_Choice]:
    """The likeliest words in the place of one that does not occur, best first."""
    edits = 1 if len(word.folded) < _LONG else 2
    near = _near_authors if word.is_name else _near_words
    return _best([_choice(word, one) for one in near(snapshot, word.folded, edits)])


def _choice(word: _Word, near: _Near) -> _Choice:
    score = math.log(near.frequency) - _EDIT * near.edits
    if near.text[0] != word.folded[0]:
        score -= _FIRST_LETTER
    if set(near.text) == set(word.folded):
        score += _SAME_LETTERS
    return _Choice(word.piece, _cased(word.piece.text, near.text), score)


def _best(choices: list[_Choice]) -> list[_Choice]:
    return sorted(choices, key=lambda choice: (-choice.score, choice.text))[:_CHOICES]


def _near_words(snapshot: Snapshot, word: str, edits: int) -> list[_Near]:
    return _near(_counted_words(snapshot), word, edits)


def _counted_words(snapshot: Snapshot) -> list[_Counted]:
    streams = [leaf.segment.stream for leaf in snapshot.leaves]
    return [(stream.words, stream.all_frequencies()) for stream in streams]


def _near_authors(snapshot: Snapshot, word: str, edits: int) -> list[_Near]:
    columns = [leaf.segment.keywords("author_word") for leaf in snapshot.leaves]
    counted = [(column.terms, column.doc_freqs(np.arange(len(column.terms)))) for column in columns]
    return _near(counted, word, edits)


def _near(counted: Sequence[_Counted], word: str, edits: int, least: int = 1) -> list[_Near]:
    """The other words, at least so frequent, that few edits turn into one.

    Dictionaries are not joined for it: what is frequent in all together is so in one of them for its share.
    """
    share = -(-least // max(len(counted), 1))
    away: dict[bytes, int] = {}
    for dictionary, counts in counted:
        check()
        numbers = dictionary.likely(word, edits, (counts >= share).nonzero()[0])
        terms = dictionary.some(numbers.tolist())
        away |= {terms[number]: distance for number, distance in fuzzy.misspelt(terms, word, edits)}
    near = [_Near(term.decode(errors="replace"), _frequency(counted, term), away[term]) for term in away]
    return [one for one in near if one.text.isalpha() and one.edits and one.frequency >= least]


def _frequency(counted: Iterable[_Counted], term: bytes) -> int:
    found = [(dictionary.find(term), counts) for dictionary, counts in counted]
    return sum(counts.item(number) for number, counts in found if number is not None)


def _instead_of_rare(snapshot: Snapshot, question: Question, word: _Word) -> _Choice | None:
    """A word one edit away that is far more frequent than one that occurs, if there is any."""
    if word.is_name or len(word.folded) < _LONG or not word.occurs(snapshot):
        return None
    words = _counted_words(snapshot)
    least = _RARE * max(1, _frequency(words, word.folded.encode()))
    near = _near(words, word.folded, 1, least)
    stems_of = analysis_of(question.schema, "text")
    others = [one for one in near if stems_of(one.text)[0] != word.stems]
    return next(iter(_best([_choice(word, one) for one in others])), None)


def _is_unknown_name(snapshot: Snapshot, part: Written, unknown_places: frozenset[str]) -> bool:
    field = _NAMES.get(part.field)
    if field is None or (field == "place" and part.piece.text.strip() not in unknown_places):
        return False
    folded = fold(part.piece.text)
    return all(known.folded != folded for known in known_values(snapshot, field))


def _instead_of_name(snapshot: Snapshot, question: Question, part: Written) -> list[_Choice]:
    """The likeliest names of outlets or places in the place of one that no article has, best first."""
    check()
    folded = fold(part.piece.text)
    known = known_values(snapshot, _NAMES[part.field])
    terms = [one.folded.replace("\n", " ").encode() for one in known]
    edits = min(max(len(folded) // _CHARACTERS_AN_EDIT, 1), _MOST_EDITS)
    near = fuzzy.misspelt(terms, folded, edits)
    if not near:  # part of a name: "times" for "The New York Times"
        begins = [f" {word}" for word in folded.split()]
        near = [
            (number, 0)
            for number, one in enumerate(known)
            if begins and all(begin in f" {one.folded}" for begin in begins)
        ]
    return _best(
        [
            _Choice(
                _with_rest(question, part, known[number].folded),
                _as_value(known[number].name, part),
                math.log(known[number].articles) - _EDIT * away,
            )
            for number, away in near
        ]
    )


def _with_rest(question: Question, part: Written, name: str) -> Piece:
    """The value, and the words behind it that the name holds, as in ``source:daily wire``."""
    text, end = question.text, part.piece.end
    for other in question.parts[question.parts.index(part) + 1 :]:
        is_next = not part.quoted and text[end : other.piece.start].isspace()
        is_bare = other.field == "text" and not other.quoted and not text[other.piece.end :][:1].strip(" )")
        if not (is_next and is_bare and fold(other.piece.text) in name.split()):
            break
        end = other.piece.end
    return part.piece._replace(end=end)


def _as_value(name: str, part: Written) -> str:
    bare = name.replace('"', "")
    return bare if part.quoted or bare.isalnum() else f'"{bare}"'


def _cased(like: str, word: str) -> str:
    """A word in capitals, or with one, as another is; no operator is made of it."""
    if len(like) > 1 and like.isupper() and word.upper() not in OPERATORS:
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word


def _combined(choices: list[list[_Choice]]) -> list[tuple[_Choice, ...]]:
    """The likeliest ways to make one choice for each piece."""
    if not choices:
        return []
    ways = product(*choices[:_VARIED], *(piece[:1] for piece in choices[_VARIED:]))
    return sorted(ways, key=lambda way: -sum(choice.score for choice in way))[:_ATTEMPTS]


def _replaced(text: str, choices: Sequence[_Choice]) -> str:
    parts = []
    position = 0
    for choice in sorted(choices, key=lambda choice: choice.piece.start):
        if choice.piece.start >= position:  # else it has become part of the name before it
            parts += [text[position : choice.piece.start], choice.text]
            position = choice.piece.end
    return "".join([*parts, text[position:]])


def _first(text: str, ways: Sequence[tuple[_Choice, ...]], counts: Counts) -> tuple[_Choice, ...] | None:
    """The likeliest way that finds anything."""
    return next((way for way in ways if counts(_replaced(text, way))), None)
