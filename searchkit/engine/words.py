"""Queries of plain words: what ``pruning`` answers without a tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeGuard

from whoosh.query.compound import And, Or
from whoosh.query.qcore import Query
from whoosh.query.terms import Term

from searchkit.engine import matching
from searchkit.engine.passing import Passing

_RANKED: Final = "text"


class Words(NamedTuple):
    """A query of plain words.

    Attributes:
        order: the stems in the order of the query.
        boosts: how many times each counts; a repeated one counts again.
        required: whether an article must hold all of them, or any.
        conditions: what an article must fulfil besides, and is not scored for; what is cheap to look up, or
            lets few articles pass, stands first.
    """

    order: tuple[bytes, ...]
    boosts: dict[bytes, float]
    required: bool
    conditions: tuple[Passing | Query, ...] = ()


def words_of(stems: tuple[bytes, ...], *, required: bool, conditions: tuple[Passing, ...] = ()) -> Words:
    """The words of these stems, each counting as often as it stands there."""
    boosts = dict.fromkeys(stems, 1.0)
    if len(boosts) < len(stems):
        boosts = {stem: float(stems.count(stem)) for stem in boosts}
    return Words(stems, boosts, required, conditions)


def plain_words(tree: Query) -> Words | None:
    """A tree as plain words with conditions, or ``None`` if it is anything else."""
    words, others = _split(tree)
    conditions = tuple(sorted(filter(matching.is_condition, others), key=matching.is_dated))
    required = len(conditions) == len(others)
    if not required:  # then it is at most one choice of words that is scored
        choices = [part for part in others if isinstance(part, Or) and part.boost == 1]
        if words or len(choices) != 1 or len(conditions) + 1 < len(others):
            return None
        words = [word for word in choices[0].subqueries if _is_word(word)]
        if len(words) < len(choices[0].subqueries):
            return None
    if not words:
        return None
    order = tuple(str(word.text).encode() for word in words)
    boosts = dict.fromkeys(order, 0.0)
    for stem, word in zip(order, words, strict=True):
        boosts[stem] += word.boost
    return Words(order, boosts, required, conditions)


def _split(tree: Query) -> tuple[Sequence[Term], Sequence[Query]]:
    """The plain words of a conjunction, and its other parts."""
    if _is_word(tree):
        return [tree], []
    if not isinstance(tree, And) or tree.boost != 1:
        return [], [tree]
    words: list[Term] = []
    others: list[Query] = []
    for child in tree.subqueries:
        if _is_word(child):
            words.append(child)
        else:
            more_words, more_others = _split(child)
            words += more_words
            others += more_others
    return words, others


def _is_word(node: Query) -> TypeGuard[Term]:
    return isinstance(node, Term) and node.fieldname == _RANKED
