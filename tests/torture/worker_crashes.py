"""Crashes where several processes index: one of them is killed, or all, and the others must notice.

A worker that dies ends the run with a message, and nothing of it stays. When the process dies that leads
them, its workers end by themselves, and the lock is free at once.
"""

from __future__ import annotations

import os
import pickle
import random
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from torture import works
from torture.losing import insist
from torture.processes import fork, is_alive, served, wait_for_the_end, with_workers, workers
from torture.storage import Step
from torture.telling import told
from torture.works import Work

VICTIMS = ("who takes it", "the first", "all")


@dataclass(frozen=True, slots=True)
class Recorder:
    """Keeps the steps of all processes, in the order in which they take them."""

    log: Path

    def __call__(self, step: Step, write: Callable[[bytes], object]) -> None:
        """Keep a step."""
        _append(self.log, pickle.dumps(step))

    def steps(self) -> list[Step]:
        """The steps so far."""
        found = []
        with self.log.open("rb") as file:
            while file.peek(1):
                found.append(pickle.load(file))  # noqa: S301 - this campaign has written it
        return found


@dataclass(frozen=True, slots=True)
class Death:
    """Kills before a step; a write may have been done in part.

    Attributes:
        number: of the step, counted from 1 over all processes.
        victim: one of :data:`VICTIMS`.
        part: how much of a write is done.
        first: the process that leads the workers.
        place: a folder for what is noted.
    """

    number: int
    victim: str
    part: float
    first: int
    place: Path

    def __call__(self, step: Step, write: Callable[[bytes], object]) -> None:
        """Count a step, and kill before it when it is the one."""
        if _append(self.place / "count", b".") != self.number:
            return
        if step.kind == "write":
            write(step.data[: int(self.part * len(step.data))])
        if self.victim == "all":
            kill_all(self.place / "workers", but=os.getpid())
        if self.victim != "who takes it":
            os.kill(self.first, signal.SIGKILL)
        if self.victim != "the first":
            os.kill(os.getpid(), signal.SIGKILL)


def _append(path: Path, data: bytes) -> int:
    """Add to a file in one step, whoever else does so too: where the file then ends."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    try:
        os.write(descriptor, data)
        return os.lseek(descriptor, 0, os.SEEK_CUR)
    finally:
        os.close(descriptor)


def kill_all(notes: Path, *, but: int = 0) -> None:
    """Kill the workers."""
    for process in workers(notes):
        if process != but and is_alive(process):
            os.kill(process, signal.SIGKILL)


def record(work: Work, index: Path, place: Path, *, below: Path | None = None) -> list[Step]:
    """The steps of an undisturbed run with workers, on an index that is as before.

    Args:
        work: what is done.
        index: the folder of the index.
        place: a folder for what is noted.
        below: the steps below this folder; by default below that of the index.
    """
    notes = _notes(place)
    recorder = Recorder(place / "log")
    recorder.log.touch()

    def recorded() -> None:
        with with_workers(below or index, recorder, notes):
            work.run(index)

    with served():
        _, status = os.waitpid(fork(recorded), 0)
    insist(status == 0, f"{work.name}: with workers it fails, as told above")
    return recorder.steps()


def kill_at_step(
    work: Work, index: Path, place: Path, chance: random.Random, *, number: int, victim: str
) -> str:
    """Kill before a step of all processes, counted from 1: what was killed."""
    part = max(2 * chance.random() - 1, 0)
    notes = _notes(place)

    def disturbed() -> None:
        death = Death(number, victim, part, os.getpid(), place)
        with with_workers(index, death, notes):
            (place / "said").write_text(told(lambda: work.run(index), what))

    what = f"{work.name}, killed at step {number}: {victim}"
    work.begin(index)
    with served():
        _, status = os.waitpid(fork(disturbed), 0)
    taken = (place / "count").stat().st_size
    insist(taken >= number, f"{what}: it took only {taken} steps")
    _check(work, index, place, what, died=os.WIFSIGNALED(status))
    return "with workers at a step"


def kill_at_instant(work: Work, index: Path, place: Path, chance: random.Random) -> str:
    """Kill a worker, the first or all some hundredths of a second after the first worker has begun.

    Returns:
        What was killed; nothing where there was nobody left.
    """
    victim = chance.choice(("a worker", *VICTIMS[1:]))
    pause = chance.uniform(0, 0.15)
    what = f"{work.name}, killed {pause:.4f} seconds after a worker began: {victim}"
    notes = _notes(place)

    def disturbed() -> None:
        with with_workers(index, Recorder(place / "log"), notes):
            (place / "said").write_text(told(lambda: work.run(index), what))

    work.begin(index)
    with served():
        first = fork(disturbed)
    while not any(notes.iterdir()) and is_alive(first):
        time.sleep(0.001)
    time.sleep(pause)
    living = workers(notes)
    killed = is_alive(first) and (bool(living) or victim != "a worker")
    if victim == "all":
        kill_all(notes)
    if victim == "a worker" and living:
        os.kill(chance.choice(living), signal.SIGKILL)
    if victim != "a worker":
        os.kill(first, signal.SIGKILL)
    _, status = os.waitpid(first, 0)
    _check(work, index, place, what, died=os.WIFSIGNALED(status))
    return "with workers at an instant" if killed else ""


def _notes(place: Path) -> Path:
    """An empty folder for what is noted of one run, and in it one for the workers."""
    shutil.rmtree(place, ignore_errors=True)
    (place / "workers").mkdir(parents=True)
    return place / "workers"


def _check(work: Work, index: Path, place: Path, what: str, *, died: bool) -> None:
    """Check what is left, where the first process died or has said what it had to."""
    if died:
        works.check_answers(work, index, what)
        # The lock is free although a worker may not have noticed yet; what that one leaves goes later.
        said = told(lambda: work.run(index), f"{what}, then a run at once")
        insist(not said, f"{what}, then a run at once: {said}")
        wait_for_the_end(lambda: workers(place / "workers"), what)
        works.check(work, index, what, allowed=(work.after,))
        return
    insist((place / "said").exists(), f"{what}: the run ended without a word")
    said = (place / "said").read_text()
    wait_for_the_end(lambda: workers(place / "workers"), what)
    if said:
        insist("died" in said and "the index is as it was" in said, f"{what}: it says {said!r}")
        orphans = works.orphans(index)
        insist(not orphans, f"{what}: these files stay after the message: {orphans}")
    works.check(work, index, what, allowed=(work.before,) if said else (work.after,))
