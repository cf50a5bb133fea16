"""The most memory that this process and those that it started held at one time.

Counted is what is theirs alone: pages of mapped files are the system's, which takes them back when it
wants. A process that was just forked and runs no program of its own yet has the memory of its parent,
which counts once.
"""

from __future__ import annotations

import os
import resource
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self

_EVERY_SECONDS: Final = 0.05
_KILOBYTE: Final = 1024
_PROC: Final = Path("/proc")


class HeldMemory:
    """Looks at the memory again and again while it is entered, where the system has a ``/proc``.

    Elsewhere it tells what this process held at most, and the largest of its children, files included.

    Attributes:
        peak_bytes: the most that was seen.
    """

    def __init__(self) -> None:
        self.peak_bytes = 0
        self._over = threading.Event()
        self._watching = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        """Begin."""
        if _PROC.is_dir():
            self._watching.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End."""
        self._over.set()
        if self._watching.ident is not None:
            self._watching.join()
        else:
            asked = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
            unit = 1 if sys.platform == "darwin" else _KILOBYTE
            self.peak_bytes = sum(resource.getrusage(who).ru_maxrss for who in asked) * unit

    def _watch(self) -> None:
        while True:
            self.peak_bytes = max(self.peak_bytes, sum(map(_own_bytes, _family(os.getpid()))))
            if self._over.wait(_EVERY_SECONDS):
                return


def _family(process: int) -> Iterator[int]:
    """A process and all that descend from it, each as soon as it runs a program."""
    yield process
    try:
        listed = [file.read_text() for file in (_PROC / str(process) / "task").glob("*/children")]
    except OSError:  # it has ended, or a thread of it
        return
    program = _program(process)
    for child in map(int, " ".join(listed).split()):
        if _program(child) != program:
            yield from _family(child)


def _program(process: int) -> bytes:
    """The command line, which a forked process shares with its parent until it runs a program."""
    try:
        return (_PROC / str(process) / "cmdline").read_bytes()
    except OSError:  # the process has ended
        return b""


def _own_bytes(process: int) -> int:
    try:
        _, resident, shared, *_ = (_PROC / str(process) / "statm").read_text().split()
    except OSError:  # the process has ended
        return 0
    return (int(resident) - int(shared)) * resource.getpagesize()
