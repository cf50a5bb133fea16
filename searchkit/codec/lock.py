"""One writer at a time: Whoosh's own write lock, with a note in it of who holds it.

The lock is an ``flock`` on the file that a stock Whoosh writer locks too. It belongs to the open file and not
to what the file says, so it ends with the process that holds it, however that process ends.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from whoosh.util.filelock import FileLock

from searchkit.errors import IndexLocked
from searchkit.segment.regular import refuse_irregular
from searchkit.values import value

LOCK_NAME: Final = "MAIN_WRITELOCK"


@value
class Held:
    """The write lock while it is held.

    Attributes:
        path: where its file was when it was locked.
        descriptor: the file itself.
    """

    path: Path
    descriptor: int

    def is_in_place(self) -> bool:
        """Whether the folder still has that file: it may have been moved, or replaced."""
        try:
            return os.path.samestat(self.path.stat(), os.fstat(self.descriptor))
        except OSError:
            return False

    def note(self, text: str) -> None:
        """Write into the file, or nothing where the disk is full: the lock holds without."""
        with suppress(OSError):
            os.ftruncate(self.descriptor, 0)
            os.pwrite(self.descriptor, text.encode(), 0)


@contextmanager
def write_lock(directory: Path) -> Iterator[Held]:
    """Hold the write lock of the index in ``directory``, which must exist.

    A process that is forked inside keeps the lock for as long as it lives, even when this one dies.

    Raises:
        IndexLocked: another writer holds it, in this process or in another.
        CorruptIndex: something else than a file has its name; what a link leads to is not written over.
    """
    path = directory / LOCK_NAME
    refuse_irregular(path)
    lock = FileLock(str(path))
    if not lock.acquire(blocking=False) or lock.fd is None:
        holder = _holder(path)
        raise IndexLocked(f"{directory} is being written by {holder}: wait until it is done, or stop it")
    # The path may mean another file by now, with another writer's note in it; the open file does not change.
    held = Held(path, lock.fd)
    try:
        held.note(_note())
        yield held
    finally:
        held.note("")
        lock.release()


def _note() -> str:
    now = dt.datetime.now(dt.UTC).isoformat(sep=" ", timespec="seconds")
    return json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": now})


def _holder(path: Path) -> str:
    """Who holds the lock, as far as its note can be believed: a killed process leaves its note behind."""
    try:
        note = json.loads(path.read_bytes())
        pid, host, since = int(note["pid"]), str(note["host"]), str(note["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return "another program"
    if host != socket.gethostname():
        return f"process {pid} on {host} since {since}"
    return f"process {pid} since {since}" if _is_alive(pid) else "another program"


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
