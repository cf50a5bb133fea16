"""The page of counts: a table for each facet."""

from __future__ import annotations

from dataclasses import dataclass

from searchkit.engine.facets import FacetCount
from searchkit.web.answers import FacetsAnswer
from searchkit.web.state import State
from searchkit.web.view.chips import SEARCH
from searchkit.web.view.languages import language_name
from searchkit.web.view.moments import period


@dataclass(frozen=True, slots=True)
class Line:
    """A value, how many articles have it, and the search for them."""

    label: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Table:
    """The values of a facet; ``title`` says which."""

    title: str
    lines: tuple[Line, ...]


def tables(answer: FacetsAnswer) -> tuple[Table, ...]:
    """A table for each facet that has values."""
    facets, state = answer.facets, answer.state
    found = (
        Table("Sources", tuple(_line(state, count, source=count.value) for count in facets.source)),
        Table("Places named", tuple(_line(state, count, place=count.value) for count in facets.place)),
        Table(
            "Months",
            tuple(_line(state, count, since=count.value, until=count.value) for count in facets.month),
        ),
        Table("Languages", tuple(_line(state, count, language=count.value) for count in facets.language)),
    )
    return tuple(table for table in found if table.lines)


def _line(state: State, count: FacetCount, **changes: str) -> Line:
    label = count.value
    if "language" in changes:
        label = language_name(label)
    elif "since" in changes:
        label = period(label)
    return Line(label, count.count, state.changed(limit=None).url(SEARCH, **changes))
