"""Crashes: processes that index are killed, at every step that they take on the disk and at any instant.

The process is forked from this one, which has everything loaded, so that a kill costs some hundredths of a
second. Where work is shared, a server makes the workers, and their steps count like those of the first
process. Now and then it is the command, as somebody types it. Afterwards the index must answer as before or
as after the work, down to the scores, and the next run must come to what an undisturbed one comes to.
"""

from __future__ import annotations

import gc
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from torture import command_crashes, worker_crashes, works
from torture.losing import insist
from torture.processes import fork
from torture.storage import Step, count_steps, watched
from torture.works import Work

SHARE = 4
"""Of time: there are many steps, and many works."""
_LONGEST_PAUSE = 0.08
_SHARED = 16
"""So many steps of a work are also tried where several processes do it."""

Kill = Callable[[], str]
"""Kills and checks; what was killed, or nothing where all was done before."""


def campaign(seconds: float, seed: int, folder: Path) -> dict[str, int]:
    """Kill at every step of a work, and at any instant, then of the next work, as long as there is time."""
    chance = random.Random(seed)
    end = time.monotonic() + seconds
    counted: Counter[str] = Counter({"kills survived": 0})
    with works.small_limits():
        for work in works.works(chance, folder / "works"):
            gc.freeze()  # what is never looked at by the collector is not copied for forked processes
            for kill in _kills(work, folder, chance):
                if killed := kill():
                    counted["kills survived"] += 1
                    counted[f"killed {killed}"] += 1
                if time.monotonic() > end and counted["kills survived"]:
                    return dict(counted)
            counted["works killed at every step"] += 1
    raise AssertionError  # there are works without end


def _kills(work: Work, folder: Path, chance: random.Random) -> list[Kill]:
    index, place = folder / "index", folder / "notes"
    kills: list[Kill] = [
        partial(_kill_at_step, work, index, number, chance) for number in range(len(_steps(work, index)))
    ]
    kills += [partial(_kill_at_instant, work, index, chance)] * (len(kills) // 3)
    if work.is_shared:
        work.begin(index)
        steps = range(1, len(worker_crashes.record(work, index, place)) + 1)
        for number in chance.sample(steps, min(_SHARED, len(steps))):
            victim = chance.choice(worker_crashes.VICTIMS)
            kills.append(
                partial(worker_crashes.kill_at_step, work, index, place, chance, number=number, victim=victim)
            )
        kills += [partial(worker_crashes.kill_at_instant, work, index, place, chance)] * (_SHARED // 3)
    kills.append(partial(command_crashes.kill_at_instant, work, index, chance))
    chance.shuffle(kills)
    return kills


def _steps(work: Work, index: Path) -> list[Step]:
    work.begin(index)
    return count_steps(index, lambda: work.run(index))


def _kill_at_step(work: Work, index: Path, number: int, chance: random.Random) -> str:
    """Kill before a step; a write may have been done in part."""
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
    return "alone at a step"


def _kill_at_instant(work: Work, index: Path, chance: random.Random) -> str:
    """Kill after some hundredths of a second."""
    work.begin(index)
    pause = chance.uniform(0, _LONGEST_PAUSE)
    process = fork(lambda: work.run(index))
    time.sleep(pause)
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    works.check(work, index, f"{work.name}, killed after {pause:.4f} seconds")
    return "alone at an instant" if os.WIFSIGNALED(status) else ""
