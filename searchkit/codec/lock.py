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

LOCK_NAME: Final = "MAIN_WRITELOCK"


@contextmanager
def write_lock(directory: Path) -> Iterator[None]:
    """Hold the write lock of the index in ``directory``, which must exist.

    A process that is forked inside keeps the lock for as long as it lives, even when this one dies.

    Raises:
        IndexLocked: another writer holds it, in this process or in another.
        CorruptIndex: something else than a file has its name; what a link leads to is not written over.
    """
    path = directory / LOCK_NAME
    refuse_irregular(path)
    lock = FileLock(str(path))
    if not lock.acquire(blocking=False):
        holder = _holder(path)
        raise IndexLocked(f"{directory} is being written by {holder}: wait until it is done, or stop it")
    try:
        with suppress(OSError):  # on a full disk the lock holds without its note
            path.write_text(_note())
        yield
    finally:
        path.write_bytes(b"")
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
