"""Parts of a query → one tree: all of them, any of them, none of them.

Nothing is normalised away: a word that is given twice stays twice, because it counts twice.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Final

from whoosh.query.compound import And, Or
from whoosh.query.qcore import Every, Query
from whoosh.query.spans import SpanNear2
from whoosh.query.wrappers import ConstantScoreQuery, Not

_COMPOUND: Final = frozenset({And, Or})
_UNSCORED: Final = frozenset({Not, ConstantScoreQuery, Every})


def all_of(parts: Sequence[Query]) -> Query:
    """What matches all parts; of several that only exclude, it may be a conjunction of exclusions."""
    if len(parts) == 1:
        return parts[0]
    if And not in map(type, parts):
        return And(list(parts))
    return And([child for part in parts for child in (part if isinstance(part, And) else (part,))])


def one_of(parts: Sequence[Query]) -> Query:
    """What matches at least one part; a single part is given back as it is."""
    if len(parts) == 1:
        return parts[0]
    if {And, Or, Not}.isdisjoint(map(type, parts)):
        return Or(list(parts))
    bases = map(grounded, parts)
    return Or([child for part in bases for child in (part if isinstance(part, Or) else (part,))])


def loosened(parts: Sequence[Query]) -> Query:
    """What matches at least one of the scored parts, and all filters and exclusions."""
    scored = [part for part in parts if is_scored(part)]
    if len(scored) == len(parts):
        return one_of(parts)
    if len(scored) < 2:  # noqa: PLR2004 - any one of one is all of them
        return all_of(parts)
    return all_of([one_of(scored), *(part for part in parts if not is_scored(part))])


def can_loosen(parts: Sequence[Query]) -> bool:
    """Whether asking for any scored part is something else than asking for all of them."""
    return len(parts) > 1 and sum(map(is_scored, parts)) > 1


def without(part: Query) -> Query:
    """What excludes the matches of a part."""
    return part.query if isinstance(part, Not) else Not(grounded(part))


def grounded(tree: Query) -> Query:
    """The same with everything to exclude from, where it only excludes."""
    if isinstance(tree, And):
        return And([everything(), *tree]) if {Not}.issuperset(map(type, tree)) else tree
    return And([everything(), tree]) if isinstance(tree, Not) else tree


def everything() -> Query:
    """What matches every article."""
    return Every()  # type: ignore[no-untyped-call]


def is_scored(tree: Query) -> bool:
    """Whether a tree adds to the score, as opposed to letting pass and keeping out."""
    if type(tree) in _COMPOUND:
        return any(map(is_scored, tree.children()))
    return type(tree) not in _UNSCORED


def boosted(tree: Query, factor: float) -> Query:
    """The same with every scored leaf counting ``factor`` times."""
    if isinstance(tree, And | Or):
        return type(tree)([boosted(child, factor) for child in tree])
    if isinstance(tree, SpanNear2):
        terms = [boosted(term, factor) for term in tree.qs]
        return SpanNear2(terms, slop=tree.slop, ordered=tree.ordered)  # type: ignore[no-untyped-call]
    if not is_scored(tree):
        return tree
    leaf = copy.copy(tree)
    leaf.boost *= factor  # type: ignore[attr-defined]
    return leaf
