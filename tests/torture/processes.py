"""Processes that are set to work: copies of this one, and workers of such a copy, which a server makes.

The program starts its workers, talks to them and waits for them as it always does. Here they come from a
server that has everything loaded, so that one costs hundredths of a second. The server stands beside the
process that writes, so that they inherit nothing of it, as little as those with an interpreter of their own.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from types import ModuleType
from unittest import mock

from torture import works
from torture.losing import insist
from torture.storage import Watcher, watched

from searchkit.loading.articles import prepare

PATIENCE_SECONDS = 300
"""Within which a process ends that has nobody to work for, however slow the machine is: it may just begin."""

_for_ever: list[object] = []


def fork(work: Callable[[], object]) -> int:
    """Do something in a copy of this process, which ends with 0 when it is done and with 1 when it fails."""
    process = os.fork()
    if not process:
        code = 1
        try:
            work()
            code = 0
        except BaseException:  # noqa: BLE001 - nobody else would tell
            traceback.print_exc()
        finally:
            os._exit(code)
    return process


@contextmanager
def served() -> Iterator[None]:
    """Have a server make the workers of forked processes; it is started once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["torture.loaded"])
    with mock.patch.dict(os.environ, PYTHONPATH=os.pathsep.join(filter(None, sys.path))):
        forkserver.ensure_running()
    with (
        mock.patch("searchkit.indexing.processes.get_context", return_value=context),
        # A forked process cannot ask whether the server lives, which is no child of it.
        mock.patch.object(forkserver._forkserver, "ensure_running"),
    ):
        yield


@contextmanager
def with_workers(folder: Path, watcher: Watcher, notes: Path) -> Iterator[None]:
    """Have work done with workers, and a watcher see the steps of all; in a forked process.

    Args:
        folder: below which steps are seen.
        watcher: is sent to each worker.
        notes: an empty folder; each worker makes a file there whose name is its number.
    """
    # As with a program, a process of its own gives back what it shares with its workers; but silently.
    resource_tracker._resource_tracker._fd = resource_tracker._resource_tracker._pid = None
    os.environ["PYTHONWARNINGS"] = "ignore"
    sys.modules["__main__"] = ModuleType("__main__")  # which workers need not import
    begin = partial(_begin, folder, watcher, notes)
    with (
        works.worker_processes(),
        mock.patch("searchkit.indexing.building.prepare", begin),
        watched(folder, watcher),
    ):
        yield


def _begin(folder: Path, watcher: Watcher, notes: Path) -> None:
    (notes / str(os.getpid())).touch()
    watching = watched(folder, watcher)
    watching.__enter__()
    _for_ever.append(watching)
    prepare()


def workers(notes: Path) -> list[int]:
    """The workers that live, by what they noted."""
    return [int(path.name) for path in notes.iterdir() if is_alive(int(path.name))]


def is_alive(process: int) -> bool:
    """Whether there is such a process, and it is more than a note of its end."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def group(leader: int) -> list[int]:
    """The processes that live in the group of a process."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = path.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == leader and state != "Z":
            found.append(int(path.parent.name))
    return found


def wait_for_the_end(living: Callable[[], list[int]], what: str) -> None:
    """Wait until no process lives.

    Raises:
        Lost: one still does after :data:`PATIENCE_SECONDS`.
    """
    end = time.monotonic() + PATIENCE_SECONDS
    while found := living():
        insist(time.monotonic() < end, f"{what}: the processes {found} outlive the one that was killed")
        time.sleep(0.005)
