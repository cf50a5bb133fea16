"""Disturbances: what a system may do to a run that is not killed, but told.

A step on the disk fails, once or from then on; the disk is full; the folder may not be written, is moved or
removed meanwhile; files vanish, change or may not be read; the clock goes back. The run says what happened in
one line, the index is as it was or as it should be, and the next run comes to what an undisturbed one comes
to.
"""

from __future__ import annotations

import errno
import itertools
import os
import random
import shutil
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from unittest import mock

from torture import command_crashes, systems, works
from torture.losing import insist
from torture.storage import Step, count_steps, watched
from torture.telling import told
from torture.works import Work

import searchkit
from searchkit.engine.following import FollowedIndex
from searchkit.loading import reading

_ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EMFILE)
_TURNS = 12  # of each disturbance, with each work


def campaign(seconds: float, seed: int, folder: Path) -> dict[str, int]:
    """Disturb work after work in every way."""
    chance = random.Random(seed)
    end = time.monotonic() + seconds
    counted: Counter[str] = Counter({"faults survived": 0})
    ways = (
        [_fail_at_step] * _TURNS
        + [_interrupt] * _TURNS
        + [_change_while_read] * _TURNS
        + [_move, _move_while_read, _remove, _turn_clock_back, command_crashes.interrupt]
        + systems.ways()
    )
    with works.small_limits():
        for work in works.works(chance, folder / "works"):
            chance.shuffle(ways)
            for way in ways:
                way(work, folder / "index", chance)
                counted["faults survived"] += 1
                if time.monotonic() > end:
                    return dict(counted)
    raise AssertionError  # there are works without end


def _told(run: Callable[[], object], what: str) -> str:
    """What a run says that fails, with the name of a file; nothing where it does not."""
    said = told(run, what)
    insist(not said or os.sep in said, f"{what}: this message names no file: {said}")
    return said


def _fail_at_step(work: Work, index: Path, chance: random.Random) -> None:
    work.begin(index)
    steps = count_steps(index, lambda: work.run(index))
    number, code, lasts = chance.randrange(len(steps)), chance.choice(_ERRORS), chance.random() < 1 / 2
    seen = 0

    def watcher(step: Step, write: Callable[[bytes], object]) -> None:
        nonlocal seen
        seen += 1
        if seen == number + 1 or (lasts and seen > number and step.kind != "unlink"):
            if step.kind == "write":
                write(step.data[: chance.randrange(len(step.data) + 1)])
            # The system does not say which file it is once one is open.
            raise OSError(code, os.strerror(code), None if step.kind in {"write", "fsync"} else step.path)

    what = f"{work.name}, {steps[number].kind} at step {number} fails with {errno.errorcode[code]}"
    what += ", and all that follows" if lasts else ""
    work.begin(index)
    with watched(index, watcher):
        said = _told(lambda: work.run(index), what)
    _check_what_is_said(work, index, what, said)


def _interrupt(work: Work, index: Path, chance: random.Random) -> None:
    """Somebody presses Ctrl-C, between two steps on the disk."""

    def press() -> None:
        raise KeyboardInterrupt

    number, watcher = _before_some_step(work, index, chance, press)
    with watched(index, watcher), suppress(KeyboardInterrupt):
        work.run(index)
    works.check(work, index, f"{work.name}, interrupted at step {number}")


def _before_some_step(
    work: Work, index: Path, chance: random.Random, act: Callable[[], object]
) -> tuple[int, Callable[[Step, Callable[[bytes], object]], None]]:
    """The number of a step of a work that is yet to begin, and a watcher that does something before it."""
    work.begin(index)
    number = chance.randrange(len(count_steps(index, lambda: work.run(index))))
    steps = itertools.count()

    def watcher(step: Step, write: Callable[[bytes], object]) -> None:
        if next(steps) == number:
            act()

    work.begin(index)
    return number, watcher


def _check_what_is_said(work: Work, index: Path, what: str, said: str) -> None:
    """A run that says that the index is as it was has left it so; one that says nothing has done its work."""
    allowed = (work.before, work.after)
    if "the index is as it was" in said:
        allowed = (work.before, work.before)
    elif not said:
        allowed = (work.after, work.after)
    works.check(work, index, f"{what} ({said or 'and nothing is said'})", allowed=allowed)


def _move(work: Work, index: Path, chance: random.Random) -> None:
    """The folder is moved while a run writes to it; perhaps another index takes its place."""
    elsewhere, replaced = index.with_name("elsewhere"), chance.random() < 1 / 2
    shutil.rmtree(elsewhere, ignore_errors=True)

    def move() -> None:
        index.rename(elsewhere)
        if replaced:
            shutil.copytree(work.undisturbed, index)

    number, watcher = _before_some_step(work, index, chance, move)
    what = f"{work.name}, moved at step {number}"
    with watched(index, watcher):
        said = _told(lambda: work.run(index), what)
    if replaced:
        works.check(work, index, f"{what}, the new one", allowed=(work.after, work.after))
    shutil.rmtree(index, ignore_errors=True)
    elsewhere.rename(index)
    allowed = (work.before, work.before) if "the index is as it was" in said else None
    works.check(work, index, f"{what}, the old one ({said})", allowed=allowed)


def _move_while_read(work: Work, index: Path, chance: random.Random) -> None:
    """The folder is moved while it is open: what is open answers on, and who follows it is told."""
    shutil.rmtree(index, ignore_errors=True)
    shutil.copytree(work.undisturbed, index)
    elsewhere = index.with_name("elsewhere")
    shutil.rmtree(elsewhere, ignore_errors=True)
    what = f"{work.name}, moved while it is read"
    followed = FollowedIndex(index)
    asked_before = chance.random() < 1 / 2
    with searchkit.open(index) as opened:
        if asked_before:
            followed.newest()
            insist(works.answers_of(opened) == work.after, f"{what}: it answers wrongly before")
        index.rename(elsewhere)
        insist(works.answers_of(opened) == work.after, f"{what}: what is open answers otherwise")
        said = told(followed.newest, what)
        insist("there is no index" in said, f"{what}: who follows it is told {said!r}")
        elsewhere.rename(index)
        insist(
            works.answers_of(followed.newest().index) == work.after, f"{what}: moved back, it answers wrongly"
        )


def _remove(work: Work, index: Path, chance: random.Random) -> None:
    """The folder is removed while a run writes to it."""
    number, watcher = _before_some_step(work, index, chance, lambda: shutil.rmtree(index))
    with watched(index, watcher):
        _told(lambda: work.run(index), f"{work.name}, removed at step {number}")
    insist(
        not list(index.glob("*.toc")), f"{work.name}, removed at step {number}: there is an index of nothing"
    )
    shutil.rmtree(index, ignore_errors=True)


def _turn_clock_back(work: Work, index: Path, chance: random.Random) -> None:
    """The clock of the machine goes back by years between two looks at it."""
    work.begin(index)
    now = time.time()
    with mock.patch.object(time, "time", side_effect=lambda: now - chance.choice((0, 1, 3_600, 10**9))):
        said = _told(lambda: work.run(index), f"{work.name}, the clock goes back")
    insist(not said, f"{work.name}, the clock goes back: {said}")
    works.check(work, index, f"{work.name}, the clock goes back", allowed=(work.after, work.after))


def _change_while_read(work: Work, index: Path, chance: random.Random) -> None:
    """A file vanishes, shrinks, grows, or becomes something else between the look at it and its reading."""
    work.begin(index)
    change = chance.choice(
        (_vanish, _shrink, _grow, _become_a_pipe, _become_a_folder, _point_to_itself, _forbid)
    )
    number, seen = chance.randrange(4), 0
    real = os.open
    kept: dict[Path, bytes] = {}
    times: dict[Path, int] = {}

    def opened(path, flags, mode=0o777, **more):
        nonlocal seen
        if os.fspath(path).endswith(".jsonl") and not os.fspath(path).startswith(os.fspath(index)):
            if seen == number:
                target = Path(path)
                kept[target], times[target] = target.read_bytes(), target.stat().st_mtime_ns
                change(target)
            seen += 1
        return real(path, flags, mode, **more)

    what = f"{work.name}, a file is changed while it is read: {change.__name__.strip('_')}"
    try:
        with mock.patch.object(reading.os, "open", opened):
            said = _told(lambda: work.run(index), what)
    finally:
        for path, content in kept.items():
            _put_back(path, content)
    insist(not said, f"{what}: {said}")
    insist(works.is_whole(index), f"{what}: the index is damaged")
    for path, changed in times.items():
        os.utime(path, ns=(changed + 1, changed + 1))
    _told(lambda: work.run(index), f"{what}, then a run")
    for path, changed in times.items():
        os.utime(path, ns=(changed, changed))
    articles = works.articles_of(index)
    insist(articles == works.articles_of(work.undisturbed), f"{what}: the next run comes to other articles")


def _put_back(path: Path, content: bytes) -> None:
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)
    path.write_bytes(content)


def _vanish(path: Path) -> None:
    path.unlink()


def _shrink(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _grow(path: Path) -> None:
    path.write_bytes(
        path.read_bytes() + b'{"id": 99, "title": "late", "text": "later news of the harvest"}\n'
    )


def _become_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _point_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _forbid(path: Path) -> None:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
