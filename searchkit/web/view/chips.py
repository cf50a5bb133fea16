"""What narrows a search besides its words: each can be taken away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from searchkit.web.state import State
from searchkit.web.view.languages import language_name
from searchkit.web.view.moments import period

SEARCH = "/search"
"""Where the page of results lives."""


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that narrows the search.

    Attributes:
        kind: what is narrowed: ``Source``.
        value: to what: ``Reuters``.
        href: the same search without it.
    """

    kind: str
    value: str
    href: str


def chips(state: State, path: str = SEARCH) -> tuple[Chip, ...]:
    """All that was chosen, in the order in which the page offers it; each leads to the same path."""
    return tuple(_chips(state, path))


def dates(state: State) -> str:
    """The stretch of time that is asked for: ``March 2023 to May 2023``; empty for none."""
    since, until = (period(limit or "") for limit in (state.since, state.until))
    if since and until:
        return since if since == until else f"{since} to {until}"
    return f"from {since}" if since else f"to {until}" if until else ""


def _chips(state: State, path: str) -> Iterator[Chip]:
    if state.match == "any":
        yield Chip("Words", "any of them", state.url(path, match=None))
    if state.phrase:
        yield Chip("Words", "exact phrase", state.url(path, phrase=None))
    if state.literal:
        yield Chip("Words", "exactly as typed", state.url(path, literal=None))
    if state.source:
        yield Chip("Source", state.source, state.url(path, source=None))
    if state.place:
        yield Chip("Place", state.place, state.url(path, place=None))
    if state.about:
        yield Chip("About", state.about, state.url(path, about=None))
    if state.language:
        yield Chip("Language", language_name(state.language), state.url(path, language=None))
    if state.copies == "show":
        yield Chip("Copies", "each shown", state.url(path, copies=None))
    if stretch := dates(state):
        yield Chip("Published", stretch, state.url(path, since=None, until=None))
