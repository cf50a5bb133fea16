"""Crashes: a process that is indexing is killed, at every step that it takes on the disk and at any instant.

The process is forked from this one, which has everything loaded, so that a kill costs a few hundredths of a
second. Afterwards the index must answer as before or as after the work, down to the scores, and the next run
must come to what an undisturbed one comes to.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from torture import works
from torture.losing import insist
from torture.storage import Step, count_steps, watched
from torture.works import Work


def campaign(seconds: float, seed: int, folder: Path) -> dict[str, int]:
    """Kill at every step of a work, and at any instant, then of the next work, as long as there is time."""
    chance = random.Random(seed)
    end = time.monotonic() + seconds
    counted: Counter[str] = Counter({"kills survived": 0})
    with works.small_limits():
        for work in works.works(chance, folder):
            for kill in _kills(work, folder, chance):
                counted["kills survived"] += kill()
                if time.monotonic() > end:
                    return dict(counted)
            counted["works killed at every step"] += 1
    raise AssertionError  # there are works without end


def _kills(work: Work, folder: Path, chance: random.Random) -> list[Callable[[], int]]:
    kills: list[Callable[[], int]] = [
        partial(_kill_at_step, work, folder, number, chance) for number in range(len(_steps(work, folder)))
    ]
    kills += [partial(_kill_at_instant, work, folder, chance)] * (len(kills) // 3)
    chance.shuffle(kills)
    return kills


def _steps(work: Work, folder: Path) -> list[Step]:
    index = folder / "index"
    work.begin(index)
    return count_steps(index, lambda: work.run(index))


def _kill_at_step(work: Work, folder: Path, number: int, chance: random.Random) -> int:
    """Kill before a step; a write may have been done in part. One kill."""
    index = folder / "index"
    work.begin(index)
    part = chance.random()
    seen = 0

    def watcher(step: Step, write: Callable[[bytes], object]) -> None:
        nonlocal seen
        if seen == number:
            if step.kind == "write" and part > 1 / 2:
                write(step.data[: int((2 * part - 1) * len(step.data))])
            os.kill(os.getpid(), signal.SIGKILL)
        seen += 1

    def disturbed() -> None:
        with watched(index, watcher):
            work.run(index)

    process = fork(disturbed)
    _, status = os.waitpid(process, 0)
    insist(os.WIFSIGNALED(status), f"{work.name}: it took fewer than {number} steps at the second time")
    works.check(work, index, f"{work.name}, killed at step {number}")
    return 1


def _kill_at_instant(work: Work, folder: Path, chance: random.Random) -> int:
    """Kill after some hundredths of a second: the number of kills, none where the work was done before."""
    index = folder / "index"
    work.begin(index)
    pause = chance.uniform(0, 0.08)
    process = fork(lambda: work.run(index))
    time.sleep(pause)
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    works.check(work, index, f"{work.name}, killed after {pause:.4f} seconds")
    return int(os.WIFSIGNALED(status))


def fork(work: Callable[[], object]) -> int:
    """Do something in a copy of this process, which ends with 0 when it is done and with 1 when it fails."""
    process = os.fork()
    if not process:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return process
