"""The articles that filters let pass, kept for the next queries as the lists of words are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from time import time
from typing import Final

import numpy as np
from whoosh.query.qcore import Query

from searchkit.engine.matching import row_of
from searchkit.engine.snapshot import Snapshot
from searchkit.values import value

_FREQUENT: Final = 8
"""Articles are listed where at most one in so many pass."""
_DATED: Final = ("date:", "modified:")
_COUNT: Final = attrgetter("count")
_QUARTER: Final = 900
"""Seconds after which a date may mean another: a day begins, or the clocks are put forward or back, at a
quarter of an hour everywhere."""


@value
class Passing:
    """The articles that a filter lets pass, maybe deleted ones too.

    Attributes:
        lets_pass: bool, one item an article of the index.
        doc_ids: int64, ascending; ``None`` where they are many.
        count: how many they are.
    """

    lets_pass: np.ndarray
    doc_ids: np.ndarray | None
    count: int

    @property
    def nbytes(self) -> int:
        """Bytes of both arrays."""
        return self.lets_pass.nbytes + (0 if self.doc_ids is None else self.doc_ids.nbytes)


class _AskedOnce:
    """A filter that was asked for."""

    nbytes = 256


def passing(
    snapshot: Snapshot, filters: Sequence[str], read: Callable[[str], Query]
) -> tuple[Passing, ...] | None:
    """What each filter of a query lets pass, the fewest first.

    Args:
        snapshot: the index.
        filters: each as it was written.
        read: makes the query of one.

    Returns:
        ``None`` where one is asked for the first time: its list would take longer than that query.
    """
    quarter = int(time()) // _QUARTER
    found = []
    for clause in filters:
        key = ("passing", clause, quarter if clause.lower().startswith(_DATED) else 0)
        kept: Passing | None = snapshot.cache.find(key)
        if kept is None and snapshot.cache.find(("asked", *key)) is not None:
            kept = snapshot.cache.get(key, _read, snapshot, read, clause)
        elif kept is None:
            snapshot.cache.get(("asked", *key), _AskedOnce)
        found.append(kept)
    known = [each for each in found if each is not None]
    return tuple(sorted(known, key=_COUNT)) if len(known) == len(found) else None


def _read(snapshot: Snapshot, read: Callable[[str], Query], clause: str) -> Passing:
    lets_pass = row_of(snapshot, read(clause))
    count = int(np.count_nonzero(lets_pass))
    is_listed = count * _FREQUENT <= snapshot.article_count
    return Passing(lets_pass, lets_pass.nonzero()[0] if is_listed else None, count)
