"""Power loss: what was not synced is dropped, cut or zeros; names that were not synced are missing.

One undisturbed run is recorded. Its steps are replayed up to an instant, and the disk that a power loss may
leave at that instant takes the place of the folder. The index must then answer as before or as after the
work, and at the end of the run as after it.
"""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from torture import works
from torture.disk import Disk
from torture.losing import insist
from torture.storage import Step, count_steps
from torture.worker_crashes import record
from torture.works import Work

from searchkit.indexing.faulty import remembered
from searchkit.indexing.settings import read_settings

_LOSSES = 40  # of each work, and as many more where workers share it


def campaign(seconds: float, seed: int, folder: Path) -> dict[str, int]:
    """Lose power at instants of work after work."""
    chance = random.Random(seed)
    end = time.monotonic() + seconds
    counted: Counter[str] = Counter({"power losses survived": 0})
    disk = folder / "disk"
    with works.small_limits():
        for work in works.works(chance, folder / "works"):
            for steps in _recordings(work, disk, folder / "notes"):
                for _ in range(_LOSSES):
                    # The end of a run is the instant at which most must be kept.
                    instant = len(steps) if chance.random() < 1 / 8 else chance.randrange(len(steps))
                    lose_power(work, disk, steps[:instant], chance, done=instant == len(steps))
                    counted["power losses survived"] += 1
                    if time.monotonic() > end:
                        return dict(counted)
    raise AssertionError  # there are works without end


def _recordings(work: Work, disk: Path, notes: Path) -> Iterator[list[Step]]:
    """The steps of an undisturbed run on the index in a folder of ``disk``, without and with workers."""
    begin(work, disk)
    yield count_steps(disk, lambda: work.run(disk / "index"))
    if work.is_shared:
        begin(work, disk)
        yield record(work, disk / "index", notes, below=disk)


def begin(work: Work, disk: Path) -> None:
    """Put the index of before on the disk, or nothing at all where there is none."""
    shutil.rmtree(disk, ignore_errors=True)
    disk.mkdir(parents=True)
    work.begin(disk / "index")


def lose_power(work: Work, disk: Path, steps: list[Step], chance: random.Random, *, done: bool) -> None:
    """Replay steps, lose power, and check what is left."""
    begin(work, disk)
    index = disk / "index"
    image = Disk(disk)
    for step in steps:
        image.do(step)
    image.leave(chance)
    what = f"{work.name}, power lost after step {len(steps)} ({'the last' if done else steps[-1:]})"
    if done:
        insist(_notes(index) == _notes(work.undisturbed), f"{what}: the notes are gone")
    works.check(work, index, what, allowed=(work.after,) if done else None)


def _notes(index: Path) -> tuple[object, ...]:
    return read_settings(index), [file.faults for file in remembered(index)]
