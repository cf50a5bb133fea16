"""The way from one page of results to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from searchkit.web.state import MAX_DEPTH, State
from searchkit.web.view.chips import SEARCH

_AROUND: Final = 2


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of the results; ``href`` is empty for the one that is shown."""

    number: int
    href: str


@dataclass(frozen=True, slots=True)
class Paging:
    """Where in the results the page is.

    Attributes:
        first: rank of its first hit.
        last: rank of its last hit.
        previous: the page before; empty for none.
        following: the page behind; empty for none.
        links: pages around it.
        at_depth: whether there is more that cannot be read, as it lies too deep.
    """

    first: int
    last: int
    previous: str
    following: str
    links: tuple[PageLink, ...]
    at_depth: bool


def paging(state: State, limit: int, shown: int, total: int) -> Paging:
    """The pages around the one that is shown.

    Args:
        state: the search.
        limit: hits of a page.
        shown: hits of this page.
        total: hits in all.
    """
    limit = max(limit, 1)
    reachable = min(total, MAX_DEPTH)
    pages = -(-reachable // limit)
    here = state.offset // limit
    if shown < limit:  # copies are folded, and counted in the total
        pages = min(pages, here + 1)
    first = max(0, min(here - _AROUND, pages - 2 * _AROUND - 1))
    around = range(first, min(pages, first + 2 * _AROUND + 1))

    def href(number: int) -> str:
        return state.url(SEARCH, offset=min(number * limit, MAX_DEPTH - limit))

    return Paging(
        first=state.offset + 1,
        last=state.offset + shown,
        previous=href(here - 1) if here else "",
        following=href(here + 1) if here + 1 < pages else "",
        links=tuple(PageLink(number + 1, "" if number == here else href(number)) for number in around),
        at_depth=total > reachable and shown == limit and here + 1 >= pages,
    )
