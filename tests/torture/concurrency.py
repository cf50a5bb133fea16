"""Concurrency: readers in threads and processes while a writer adds, deletes, changes, merges and rebuilds.

What the articles say tells which commit they belong to, and what else that commit holds follows from its
number. So each reader can tell whether all that it sees is one committed state, whole, and none before the
last that it saw. Beside that, writers are set against each other, holders of the lock are killed, and files
that are mapped cannot be removed, as on some file systems.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from torture import works
from torture.losing import Lost, insist
from torture.processes import fork, group, wait_for_the_end

import searchkit
from searchkit.engine.following import FollowedIndex

_COMMITS = 12  # of one history
_READERS = 2  # processes, and as many threads in each
_FILES = 6


def campaign(seconds: float, seed: int, folder: Path) -> dict[str, int]:
    """Read while there is writing, write while there is writing, in turn."""
    chance = random.Random(seed)
    end = time.monotonic() + seconds
    counted: Counter[str] = Counter({"answers checked": 0, "rivals survived": 0, "holders killed": 0})
    with works.small_limits():
        while True:
            history = History(chance.randrange(10**6), folder)
            counted["answers checked"] += read_while_writing(history)
            counted["commits"] += _COMMITS
            counted["rivals survived"] += let_rivals_write(history)
            counted["holders killed"] += kill_a_holder(history, chance)
            remove_what_is_mapped(history)
            shutil.rmtree(history.folder)
            if time.monotonic() > end:
                return dict(counted)


class History:
    """States of some files, one for each commit; which articles there are follows from its number."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.seed = seed
        self.folder = folder / f"history-{seed}"
        self.files = self.folder / "files"
        self.index = self.folder / "index"
        self.files.mkdir(parents=True)
        self.turn_to(0)
        self.commit(0)

    def articles(self, commit: int) -> dict[str, str]:
        """The ids and titles of a state; the first article is always there, and tells the state."""
        found = {"state.txt": f"State number {commit}"}
        for number in range(_FILES):
            # A file changes every few commits, so that many segments hold what is current.
            changed = commit - (commit + number) % (number + 2)
            chance = random.Random(f"{self.seed} {number} {changed}")
            if chance.random() < 3 / 4:
                found[f"{number}.txt"] = f"File {number} of {changed} {chance.choice(works.WORDS)}"
        return found

    def turn_to(self, commit: int) -> None:
        """Make the files those of a state."""
        wanted = self.articles(commit)
        for path in self.files.iterdir():
            if path.name not in wanted:
                path.unlink()
        for name, title in wanted.items():
            path = self.files / name
            text = f"{title}\n\nOn that day the {title.lower()} was told of by all who were there.\n"
            if not path.exists() or path.read_text() != text:
                path.write_text(text)
                os.utime(path, (1_700_000_000 + commit, 1_700_000_000 + commit))

    def commit(self, commit: int) -> None:
        """Bring the index up to date, in one of several ways."""
        searchkit.index(self.files, index=self.index, jobs=1 + commit % 3, rebuild=commit % 5 == 4)


def read_while_writing(history: History) -> int:
    """Write a history while it is read: how many answers were looked at."""
    counts = history.folder / "counts"
    counts.mkdir()
    readers = [
        fork(lambda number=number: _read_in_threads(history, counts / str(number)))
        for number in range(_READERS)
    ]
    for commit in range(1, _COMMITS):
        history.turn_to(commit)
        history.commit(commit)
    (history.folder / "over").touch()
    for reader in readers:
        _, status = os.waitpid(reader, 0)
        faults = [path.read_text() for path in counts.glob("*.fault")]
        insist(not faults and status == 0, f"history {history.seed}: {faults or 'a reader died'}")
    return sum(int(path.read_text()) for path in counts.glob("*.count"))


def _read_in_threads(history: History, place: Path) -> None:
    """Read until the history is over, opening the index anew, refreshing it or following it."""
    followed = FollowedIndex(history.index)
    counted: list[int] = []
    faults: list[str] = []

    def read(step: Callable[[], searchkit.Index]) -> None:
        last = -1
        try:
            while not (history.folder / "over").exists() or not counted:
                last = _look(history, step(), last)
                counted.append(last)
        except Exception as error:  # noqa: BLE001 - whatever a reader meets is told by the one that waits for it
            faults.append(repr(error))

    refreshed = searchkit.open(history.index)

    def refresh() -> searchkit.Index:
        refreshed.refresh()
        return refreshed

    steps = (lambda: searchkit.open(history.index), refresh, lambda: followed.newest().index)
    threads = [threading.Thread(target=read, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        place.with_suffix(".fault").write_text("\n".join(faults))
    place.with_suffix(".count").write_text(str(len(counted)))


def _look(history: History, index: searchkit.Index, last: int) -> int:
    """Check that all answers of an index are those of one state, no earlier than the last: its number."""
    first = {hit.id: hit.title for hit in index.search("*", limit=100)}
    number = int(first.get("state.txt", "none -1").split()[-1])
    insist(number >= last, f"state {number} comes after state {last}")
    insist(first == history.articles(number), f"in state {number} there is {first}")
    for word in works.WORDS[:3]:
        wanted = {key for key, title in first.items() if word in title.split()}
        found = index.search(word, limit=100)
        insist(
            {hit.id for hit in found} == wanted,
            f"in state {number}, {word} finds {[hit.id for hit in found]}",
        )
        insist(found.total == len(wanted), f"in state {number}, {word} counts {found.total}")
    return number


def let_rivals_write(history: History) -> int:
    """Several writers at once: each does its work whole, or is told that another one writes. How many."""
    history.turn_to(_COMMITS)
    rivals = [fork(lambda: _write_unless_locked(history)) for _ in range(4)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(rival, 0)[1]) for rival in rivals]
    insist(set(codes) == {0}, f"history {history.seed}: writers at the same time end with {codes}")
    _write_unless_locked(history)
    _expect(history, _COMMITS, "after several writers at once")
    return len(rivals)


def _write_unless_locked(history: History) -> None:
    try:
        history.commit(_COMMITS)
    except searchkit.IndexLocked as error:
        insist("is being written by" in str(error), f"this is not clear: {error}")


def kill_a_holder(history: History, chance: random.Random) -> int:
    """A writer with processes of its own is killed: the lock is free at once, and its processes end."""
    history.turn_to(_COMMITS + 1)
    with works.worker_processes():
        holder = fork(lambda: (os.setpgid(0, 0), history.commit(2)))
    time.sleep(chance.uniform(0.02, 3))
    os.kill(holder, signal.SIGKILL)
    os.waitpid(holder, 0)
    try:
        history.commit(_COMMITS + 1)
    except searchkit.SearchkitError as error:
        raise Lost(
            f"history {history.seed}: after its holder was killed the lock is not free: {error}"
        ) from error
    _expect(history, _COMMITS + 1, "after a holder of the lock was killed")
    wait_for_the_end(lambda: group(holder), f"history {history.seed}, the holder of the lock killed")
    return 1


def remove_what_is_mapped(history: History) -> None:
    """On this file system no mapped file can be removed: runs do their work, and clean up when they can."""
    unlink = os.unlink

    def refuse_mapped(path, **more):
        if os.fspath(path) in Path("/proc/self/maps").read_text():
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), os.fspath(path))
        unlink(path, **more)

    reader = searchkit.open(history.index)
    with mock.patch.object(os, "unlink", refuse_mapped):
        for commit in range(_COMMITS + 2, _COMMITS + 6):
            history.turn_to(commit)
            history.commit(commit)
    _look(history, reader, _COMMITS + 1)
    reader.close()
    history.commit(_COMMITS + 5)
    _expect(history, _COMMITS + 5, "where mapped files cannot be removed")


def _expect(history: History, number: int, when: str) -> None:
    with searchkit.open(history.index) as index:
        found = _look(history, index, number)
    insist(found == number, f"history {history.seed}, {when}: state {found} and not {number}")
    orphans = works.orphans(history.index)
    insist(not orphans, f"history {history.seed}, {when}: these files stay: {orphans}")
