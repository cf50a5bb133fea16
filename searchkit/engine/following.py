"""An index that is asked for as long as a program runs: each time in its newest committed state."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from searchkit.codec import toc
from searchkit.codec.toc import Stamp
from searchkit.engine.index import Index
from searchkit.values import value


@value
class Current:
    """A state of the index.

    Attributes:
        index: open, and never refreshed: what is read from it belongs together.
        stamp: tells it from every other state.
    """

    index: Index
    stamp: Stamp

    __eq__ = object.__eq__  # what is open equals nothing but itself
    __hash__ = object.__hash__


class FollowedIndex:
    """Opens an index anew when it has changed. Safe to share between threads."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Remember where it is; it is opened when it is first asked for."""
        self._path = Path(path)
        self._lock = threading.Lock()
        self._current: Current | None = None

    def newest(self) -> Current:
        """The newest committed state. A look at the folder tells whether there is another one.

        Raises:
            IndexNotFound: there is no index in that folder, or no longer.
            UntrustedIndex: it is not an index that searchkit wrote.
            CorruptIndex: a file is missing or damaged.
        """
        stamp = toc.stamp(self._path)
        current = self._current
        if current is not None and current.stamp == stamp:
            return current
        with self._lock:
            # Whoever waited here finds what another thread has opened.
            while self._current is None or self._current.stamp != stamp:
                index = Index(self._path)
                before, stamp = stamp, toc.stamp(self._path)
                if before == stamp:
                    self._current = Current(index, stamp)
            return self._current
