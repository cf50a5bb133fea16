"""What is wrong with a request, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from searchkit.web.problems import Problem
from searchkit.web.state import State
from searchkit.web.view.chips import SEARCH

_NAMES: Final = {"q": "query", "since": "date", "until": "date"}


@dataclass(frozen=True, slots=True)
class Fault:
    """A place in what was asked that cannot be honoured.

    Attributes:
        name: what was asked: ``query``, ``date``, ``place``.
        field: the parameter.
        reason: what is wrong and what would be right.
        before: what stands before the fault.
        wrong: the characters at fault.
        after: what stands behind.
        start: of the fault, in characters as a browser counts them.
        end: the character after the fault.
    """

    name: str
    field: str
    reason: str
    before: str
    wrong: str
    after: str
    start: int
    end: int


def fault(problem: Problem) -> Fault | None:
    """Where the fault is; ``None`` where the problem is of another kind."""
    match problem.extra:
        case {
            "parameter": str(parameter),
            "query": str(query),
            "offset": int(offset),
            "length": int(length),
            "reason": str(reason),
        }:
            before, wrong, after = query[:offset], query[offset : offset + length], query[offset + length :]
            return Fault(
                name=_NAMES.get(parameter, parameter),
                field=parameter,
                reason=reason[:1].upper() + reason[1:],
                before=before,
                wrong=wrong or " ",
                after=after,
                start=_units(before),
                end=_units(before + wrong),
            )
        case _:
            return None


def ways(state: State, found: Fault) -> tuple[tuple[str, str], ...]:
    """What can be done about it: labels with searches."""
    if found.field == "q":
        return (("Search exactly as typed", state.url(SEARCH, literal=True)),) if state.q.strip() else ()
    return ((f"Search without the {found.name}", state.url(SEARCH, **{found.field: None})),)


def _units(text: str) -> int:
    """Its length in UTF-16, as scripts count."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2
