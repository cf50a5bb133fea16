"""One hit for all copies of an article: the best of them, with ranks that count what is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, Self, TypeVar

from searchkit.engine.groups import Groups


class Foldable(Protocol):
    """What is asked of results."""

    @property
    def groups(self) -> Groups:
        """Which articles are copies of each other."""
        ...

    @property
    def doc_ids(self) -> list[int]:
        """The articles of the hits."""
        ...

    def part(self, places: list[int], first_rank: int) -> Self:
        """Some of the hits, by their places, of which the first has a rank."""
        ...


AnyResults = TypeVar("AnyResults", bound=Foldable)


def folded(ranked: Callable[[int], AnyResults], offset: int, limit: int) -> AnyResults:
    """A page of hits, none of which is a copy of another or of one before it.

    Args:
        ranked: gives so many of the best hits. With more asked for it begins with the same ones.
        offset: how many of the best to leave out, copies not counted.
        limit: how many at most.
    """
    wanted = count = offset + limit
    while True:
        results = ranked(count)
        doc_ids = results.doc_ids
        places = results.groups.firsts(doc_ids)
        if len(places) >= wanted or len(doc_ids) < count:
            whole = not offset and len(places) == len(doc_ids)
            return results if whole else results.part(places[offset:wanted], offset + 1)
        # As many again as were left out, and as many as would be left out of those.
        count += max(2 * (count - len(places)), limit)
