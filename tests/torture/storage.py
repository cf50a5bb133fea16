"""The storage layer, wrapped: every step that changes a folder passes a watcher, which may stop the world.

Python's own functions are replaced for the time, since the program writes through nothing else: files
that are opened to be written (each write that reaches the system, not each one into a buffer), ``fsync``,
``rename``, ``unlink`` and ``mkdir``.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock


@dataclass(frozen=True, slots=True)
class Step:
    """A change that is about to happen.

    Attributes:
        kind: ``create`` (or cut to nothing), ``write``, ``fsync``, ``rename``, ``unlink`` or ``mkdir``.
        path: the file or folder; for ``rename`` the old name.
        target: the new name.
        data: what is written.
        offset: where.
    """

    kind: str
    path: str
    target: str = ""
    data: bytes = b""
    offset: int = 0


Watcher = Callable[[Step, Callable[[bytes], object]], None]
"""Is called before a step, with a function that writes (part of) its data at once; it may raise or kill."""


class _WatchedFile(io.FileIO):
    """A file whose writes are seen."""

    def __init__(self, path: str, mode: str, watcher: Watcher) -> None:
        if mode != "r+":
            watcher(Step("create", path), _nothing)
        super().__init__(path, mode)
        self._path = path
        self._watcher = watcher

    def write(self, data, /) -> int:  # type: ignore[no-untyped-def]
        """Write."""
        part = bytes(data)
        self._watcher(Step("write", self._path, data=part, offset=self.tell()), super().write)
        written = super().write(part)
        return len(part) if written is None else written


@contextmanager
def watched(folder: Path, watcher: Watcher) -> Iterator[None]:  # noqa: C901 - a function for each that is replaced
    """Have a watcher see each change below a folder before it happens."""
    below = os.path.join(folder, "")
    real_open, real_fsync, real_mkdir = io.open, os.fsync, os.mkdir
    real_replace, real_unlink, real_descriptor = os.replace, os.unlink, os.open

    def concerns(path: object) -> bool:
        return isinstance(path, str | os.PathLike) and (os.fspath(path) + os.sep).startswith(below)

    def open_(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None):  # noqa: PLR0917 - Python's
        if not concerns(file) or not set(mode) & set("wxa+"):
            return real_open(file, mode, buffering, encoding, errors, newline)
        raw = _WatchedFile(os.fspath(file), mode.replace("b", "").replace("t", ""), watcher)
        buffered = io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, encoding, errors, newline)

    def descriptor(path, flags, mode=0o777, **more):
        if concerns(path) and flags & os.O_CREAT and not os.path.lexists(path):
            watcher(Step("create", os.fspath(path)), _nothing)
        return real_descriptor(path, flags, mode, **more)

    def fsync(number):
        path = str(Path(f"/proc/self/fd/{number}").readlink())
        if concerns(path):
            watcher(Step("fsync", path), _nothing)
        real_fsync(number)

    def replace(old, new, **more):
        if concerns(old) or concerns(new):
            watcher(Step("rename", os.fspath(old), target=os.fspath(new)), _nothing)
        real_replace(old, new, **more)

    def unlink(path, **more):
        if concerns(path) and os.path.lexists(path):
            watcher(Step("unlink", os.fspath(path)), _nothing)
        real_unlink(path, **more)

    def mkdir(path, *rest, **more):
        if concerns(path) and not os.path.lexists(path):
            watcher(Step("mkdir", os.fspath(path)), _nothing)
        real_mkdir(path, *rest, **more)

    with ExitStack() as patches:
        for module, name, function in (
            (io, "open", open_),
            (os, "open", descriptor),
            (os, "fsync", fsync),
            (os, "replace", replace),
            (os, "rename", replace),
            (os, "unlink", unlink),
            (os, "remove", unlink),
            (os, "mkdir", mkdir),
        ):
            patches.enter_context(mock.patch.object(module, name, function))
        yield


def _nothing(data: bytes) -> None:
    """Nothing is written by a step that is no write."""


def count_steps(folder: Path, work: Callable[[], object]) -> list[Step]:
    """Do some work and return the steps that it took."""
    steps: list[Step] = []
    with watched(folder, lambda step, _: steps.append(step)):
        work()
    return steps
