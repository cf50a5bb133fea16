"""Leaves of a query tree to the articles that match them, over all segments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias, TypeGuard

import numpy as np
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Query
from whoosh.query.spans import SpanNear2
from whoosh.query.terms import FuzzyTerm, Prefix, Term, Wildcard

from searchkit.codec.schema import KEYWORD_COLUMNS, TEXT_SECTIONS
from searchkit.engine import lists, near_words, pages, tallies
from searchkit.engine.snapshot import Leaf, Snapshot
from searchkit.engine.tallies import Row
from searchkit.engine.time_limit import check
from searchkit.segment import fuzzy, near
from searchkit.segment.dictionary import TermDictionary
from searchkit.segment.postings import counted_sections, weighted_frequencies
from searchkit.segment.reader import Segment
from searchkit.segment.streams import SECTIONS
from searchkit.segment.united import UnitedTerms
from searchkit.values import value

_OfWords: TypeAlias = Term | Prefix | Wildcard | FuzzyTerm
LeafQuery: TypeAlias = _OfWords | Phrase | SpanNear2

Occurrences: TypeAlias = dict[int, int] | tuple[np.ndarray, np.ndarray] | Row

_FEW: Final = 32
"""So many places are counted one by one."""
_LEAVES: Final = (Phrase, Term, Prefix, Wildcard, FuzzyTerm, SpanNear2)
_EXACT: Final = frozenset(f"{name}_exact" for name in TEXT_SECTIONS)
_SECTIONS: Final = TEXT_SECTIONS | {f"{name}_exact": section for name, section in TEXT_SECTIONS.items()}


@value
class _Words:
    """The exact words that a leaf stands for, by their numbers in each segment."""

    in_segments: tuple[np.ndarray | range, ...]

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays; what a range takes is about what is counted for keeping a value."""
        return sum(words.nbytes for words in self.in_segments if isinstance(words, np.ndarray))


def occurrences(snapshot: Snapshot, node: LeafQuery) -> Occurrences:
    """Articles where a leaf over text matches, and how often (weighted).

    Ascending: as two arrays (int64 and float64), one by one where it matches in few places, as making arrays
    takes longer then; and as a row of all articles where it matches in many.
    """
    section = section_of(node)
    if section is None and not isinstance(node, Phrase | SpanNear2):
        parts = _postings(snapshot, node)
        if sum(map(len, parts)) <= _FEW:
            return tallies.counted(parts)
        return tallies.joined(parts, snapshot.article_count)
    found = positions(snapshot, node)
    if not isinstance(node, Phrase | SpanNear2):
        found.sort()
    sections = snapshot.sections_of(found)
    if section is not None:
        sections = sections[sections % SECTIONS == section]
    return counted_sections(sections.tolist()) if len(sections) <= _FEW else weighted_frequencies(sections)


def _postings(snapshot: Snapshot, node: _OfWords) -> list[np.ndarray]:
    """The postings of the exact words that a leaf stands for, in parts."""
    if isinstance(node, FuzzyTerm):
        return near_words.postings(snapshot, node)
    return [part for leaf, words in _words(snapshot, node) for part in pages.postings(snapshot, leaf, words)]


def of_phrase(snapshot: Snapshot, words: Iterable[bytes]) -> dict[int, int] | tuple[np.ndarray, np.ndarray]:
    """What :func:`occurrences` gives for exact words next to each other."""
    found = _phrase(snapshot, words)
    if len(found) <= _FEW:
        return counted_sections(snapshot.sections_of_few(found.tolist()))
    return weighted_frequencies(snapshot.sections_of(found))


def _phrase(snapshot: Snapshot, words: Iterable[bytes]) -> np.ndarray:
    return near.phrase([lists.standing(snapshot, word) for word in words])


def positions(snapshot: Snapshot, node: LeafQuery) -> np.ndarray:
    """Where a leaf over text begins to match, in whatever section: int32 or int64, over all segments.

    Those of a phrase, and of words near each other, ascend; others come segment by segment, word by word.
    """
    if isinstance(node, Phrase):
        return _phrase(snapshot, map(_bytes, node.words))
    if isinstance(node, SpanNear2):
        if len(node.qs) > node.slop + 1:  # each word stands at a position of its own
            return np.zeros(0, np.int64)
        words = {term.text: lists.word_positions(snapshot, _bytes(term.text)) for term in node.qs}
        return near.within([words[term.text] for term in node.qs], node.slop, check)
    if isinstance(node, Term) and node.fieldname in TEXT_SECTIONS:
        stems = lists.stems_of_word(_bytes(node.text))
        inside = [
            np.concatenate([leaf.segment.positions_of_stem(stem) for stem in stems])
            for leaf in snapshot.leaves
        ]
    else:
        inside = [leaf.segment.stream.positions_of(words) for leaf, words in _words(snapshot, node)]
    found = [part + base for part, base in zip(inside, snapshot.position_bases, strict=True)]
    return np.concatenate([*found, np.zeros(0, np.int64)])


def _words(snapshot: Snapshot, node: _OfWords) -> list[tuple[Leaf, np.ndarray | range]]:
    """The exact words of each segment that a leaf stands for."""
    if isinstance(node, FuzzyTerm):
        words: Sequence[np.ndarray | range] = near_words.in_segments(snapshot, node)
    else:
        key = ("words", type(node), node.text)
        words = snapshot.cache.get(key, _read_words, snapshot, node).in_segments
    return list(zip(snapshot.leaves, words, strict=True))


def _read_words(snapshot: Snapshot, node: _OfWords) -> _Words:
    return _Words(tuple(_expand(leaf.segment.stream.words, node) for leaf in snapshot.leaves))


def having_value(segment: Segment, node: LeafQuery, among: np.ndarray | None) -> np.ndarray:
    """Articles, or those among some, with a whole value that a leaf matches: int64, ascending."""
    columns = [segment.values(name) for name in KEYWORD_COLUMNS[field_of(node)]]
    found = [column.doc_ids_of(_expand(column.terms, node), among) for column in columns]
    return found[0] if len(found) == 1 else np.union1d(*found)


def holders(snapshot: Snapshot, node: Term) -> np.ndarray:
    """Whether each article has a whole value: bool, kept for the next query."""
    key = ("holders", node.fieldname, node.text)
    row: np.ndarray = snapshot.cache.get(key, _read_holders, snapshot, node)
    return row


def _read_holders(snapshot: Snapshot, node: Term) -> np.ndarray:
    row = np.zeros(snapshot.article_count, bool)
    for leaf in snapshot.leaves:
        row[leaf.base + having_value(leaf.segment, node, None)] = True
    return row


def is_of_text(node: Query) -> TypeGuard[LeafQuery]:
    """Whether a node is a leaf over exact words of the text."""
    return isinstance(node, _LEAVES) and field_of(node) in _EXACT


def section_of(node: LeafQuery) -> int | None:
    """The section that a leaf over text looks in, or ``None`` for all."""
    return _SECTIONS[field_of(node)]


def field_of(node: LeafQuery) -> str:
    """The field that a leaf looks in."""
    leaf = node.qs[0] if isinstance(node, SpanNear2) else node
    return str(leaf.fieldname)


def boost_of(node: LeafQuery) -> float:
    """How many times a leaf counts."""
    leaf = node.qs[0] if isinstance(node, SpanNear2) else node
    return float(leaf.boost)


def _expand(dictionary: TermDictionary, node: LeafQuery) -> np.ndarray | range:
    """The terms of a dictionary that a leaf stands for."""
    check()
    match node:
        case Prefix():
            return dictionary.with_prefix(_bytes(node.text))
        case Wildcard():
            return dictionary.matching(wildcard_pattern(node.text))
        case FuzzyTerm():
            terms = UnitedTerms.of([dictionary], node.text[: min(node.prefixlength, 1)])
            near = fuzzy.within_distance(terms.outlines, node.text, node.maxdist, node.prefixlength)
            return terms.inside(near)[0]
        case Term():
            number = dictionary.find(_bytes(node.text))
            return range(0) if number is None else range(number, number + 1)
    raise TypeError(type(node).__name__)


def wildcard_pattern(wildcard: str) -> str:
    """The regular expression of a wildcard, in which only ``*`` and ``?`` are special.

    What stands between two stars is taken where it first occurs and never looked for again: without that,
    the time would grow exponentially with the stars.
    """
    first, *others = [re.escape(part).replace(r"\?", ".") for part in re.split(r"\*+", wildcard)]
    if not others:
        return first
    *inner, last = others
    return f"{first}{''.join(f'(?>.*?{part})' for part in inner)}.*{last}"


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode(errors="surrogatepass")
