"""What queries keep for the next ones: lists read from the segments, never answers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, Protocol, TypeVar

CACHE_BYTES: Final = 256 << 20
"""How much one open index keeps at most. A list that was not asked for longest goes first."""


class Sized(Protocol):
    """What knows its size."""

    @property
    def nbytes(self) -> int:
        """Bytes that it takes in memory."""


S = TypeVar("S", bound=Sized)


class Cache:
    """Values by their keys, the last used ones of them, in so many bytes; safe to share between threads."""

    def __init__(self, capacity: int = CACHE_BYTES) -> None:
        self._capacity = capacity
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], S]) -> S:
        """The value of a key, made if it is not there. Two threads may both make it: one of them is kept."""
        with self._lock:
            kept: S | None = self._values.get(key)
            if kept is not None:
                self._values.move_to_end(key)
                return kept
        value = make()
        with self._lock:
            if key not in self._values and value.nbytes <= self._capacity:
                self._values[key] = value
                self._bytes += value.nbytes
                while self._bytes > self._capacity:
                    self._bytes -= self._values.popitem(last=False)[1].nbytes
        return value
