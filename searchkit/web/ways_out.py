"""What can be let go of when nothing was found, and how many articles there would be then."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from searchkit.errors import QuerySyntaxError
from searchkit.web.state import State

_MOST: Final = 12
_MOST_CLAUSES: Final = 6
_CLAUSE: Final = re.compile(r'(?:[^\s"]|"[^"]*")+')

LetGo = Literal["source", "place", "about", "language", "dates", "nearness", "clause", "words"]


@dataclass(frozen=True, slots=True)
class WayOut:
    """A wider search that finds something.

    Attributes:
        let_go: the condition that it does without.
        clause: the part of the query that is left out, where it is one.
        wider: the search.
        count: articles that it finds.
    """

    let_go: LetGo
    clause: str
    wider: State
    count: int


def ways_out(state: State, total: Callable[[State], int]) -> tuple[WayOut, ...]:
    """The searches without one of the conditions that find something, those that find least first.

    Args:
        state: a search that finds nothing.
        total: how many articles another one finds.
    """
    found = []
    for let_go, clause, wider in islice(_wider(state), _MOST):
        try:
            count = total(wider.changed(limit=0))
        except QuerySyntaxError:  # a bracket or an operator has lost its other half
            continue
        if count:
            found.append(WayOut(let_go, clause, wider, count))
    return tuple(sorted(found, key=lambda way: way.count))


def _wider(state: State) -> Iterator[tuple[LetGo, str, State]]:
    filters: tuple[LetGo, ...] = ("source", "place", "about", "language")
    for name in filters:
        if getattr(state, name):
            yield name, "", state.changed(**{name: None})
    if state.since or state.until:
        yield "dates", "", state.changed(since=None, until=None)
    if state.phrase:
        yield "nearness", "", state.changed(phrase=None)
    elif '"' in state.q and not state.literal:
        yield "nearness", "", state.changed(q=state.q.replace('"', " "))
    clauses = _CLAUSE.findall(state.q)
    if 1 < len(clauses) <= _MOST_CLAUSES:
        for number, clause in enumerate(clauses):
            rest = clauses[:number] + clauses[number + 1 :]
            yield "clause", clause, state.changed(q=" ".join(rest))
    without_words = state.changed(q=None, phrase=None, literal=None, match=None)
    if state.q.strip() and without_words.asks:
        yield "words", "", without_words
