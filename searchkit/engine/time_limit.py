"""How long an answer may be worked on.

A search goes in steps, each of which is short: a part of the query, a list that is read, a page, a word that
is corrected. Between them it is asked here whether there is time left. An answer that is not finished is
refused as a whole: what was found so far may hold articles that an exclusion would still take out, in the
wrong order and with totals that are too small.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, NamedTuple

from searchkit.errors import QueryTimeout


class _Limit(NamedTuple):
    seconds: float
    end: float


_limit: Final[ContextVar[_Limit | None]] = ContextVar("searchkit_time_limit", default=None)


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Limit how many seconds all that is asked of an index inside may take together; ``None`` is no limit.

    ::

        with searchkit.time_limit(5):
            results = index.search("*a* OR *b*")
            print(results.total)

    It holds in this thread. Of limits inside each other the one that ends first counts. What is read of an
    answer afterwards, such as a total that nobody has asked for before, has no limit.

    Raises:
        QueryTimeout: from what was asked, at the first step after the time was over.
        ValueError: there is no time at all.
    """
    if seconds is None:
        yield
        return
    if not seconds > 0:
        raise ValueError(f"a limit of time is more than 0 seconds, and not {seconds}")
    outer, inner = _limit.get(), _Limit(seconds, time.monotonic() + seconds)
    token = _limit.set(inner if outer is None or inner.end < outer.end else outer)
    try:
        yield
    finally:
        _limit.reset(token)


def check() -> None:
    """Go on while there is time.

    Raises:
        QueryTimeout: there is none left.
    """
    limit = _limit.get()
    if limit is not None and time.monotonic() > limit.end:
        raise QueryTimeout(limit.seconds)
