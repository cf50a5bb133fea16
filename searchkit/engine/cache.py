"""What queries keep for the next ones: lists read from the segments, never answers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, Protocol, TypeVar, TypeVarTuple

from searchkit.engine.time_limit import check

_LEAST: Final = 256 << 20
_TIMES: Final = 2
_OVERHEAD: Final = 512
"""About what keeping a value takes in memory besides its bytes: key, entry, and two objects."""


class Sized(Protocol):
    """What knows its size."""

    @property
    def nbytes(self) -> int:
        """Bytes that it takes in memory."""


S = TypeVar("S", bound=Sized)
Given = TypeVarTuple("Given")


def default_capacity(index_bytes: int) -> int:
    """How many bytes an open index of some size keeps at most.

    Twice its size, or 256 MiB where that is more: so much holds the lists that some hundreds of queries of
    every kind go through. Reading them anew takes a hundred times as long as answering from them.
    """
    return max(_LEAST, _TIMES * index_bytes)


class Cache:
    """Values by their keys, the last used ones of them, in so many bytes; safe to share between threads."""

    def __init__(self, capacity: int = _LEAST) -> None:
        self._capacity = capacity
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    @property
    def nbytes(self) -> int:
        """Bytes of all values, and of what keeps them."""
        return self._bytes

    def find(self, key: Hashable) -> Any:  # noqa: ANN401 - whatever was made for the key
        """The value of a key, or ``None`` if it is not there."""
        # No lock: it would take longer than both steps. Each is whole in itself, as comparing keys (strings,
        # numbers, tuples of them) runs no code of Python's.
        try:
            kept = self._values[key]
            self._values.move_to_end(key)
        except KeyError:
            return None
        return kept

    def get(self, key: Hashable, make: Callable[[*Given], S], *given: *Given) -> S:
        """The value of a key, made if it is not there. Two threads may both make it: one of them is kept.

        Args:
            key: what it is found by.
            make: makes it.
            given: what it is made of.
        """
        kept: S | None = self.find(key)
        if kept is not None:
            return kept
        check()
        value = make(*given)
        with self._lock:
            if key not in self._values and value.nbytes <= self._capacity:
                self._values[key] = value
                self._bytes += value.nbytes + _OVERHEAD
                while self._bytes > self._capacity:
                    self._bytes -= self._values.popitem(last=False)[1].nbytes + _OVERHEAD
        return value
