"""Crashes of the command: interpreters of their own, started and killed as people start and kill them."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from torture import works
from torture.losing import insist
from torture.processes import PATIENCE_SECONDS, group, wait_for_the_end
from torture.works import Work

from searchkit.cli import exits
from searchkit.codec.lock import LOCK_NAME

_PAUSES = (0.1, 0.5, 2)
"""At most; in seconds. On a slow machine the longest is needed to come to an end."""
_DONE = {exits.OK, exits.SOME_FAILED}


def kill_at_instant(work: Work, index: Path, chance: random.Random) -> str:
    """Kill the command at an instant after it has taken the lock, or all that it has started.

    Returns:
        What was killed; nothing where it was done before.
    """
    process, pause = _started(work, index, chance)
    if alone := chance.random() < 1 / 2:
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    what = f"{work.name}, the command killed {'alone' if alone else 'with all others'} after {pause:.4f} s"
    code = process.wait()
    insist(code in {*_DONE, -signal.SIGKILL}, f"{what}: it ended with {code}")
    works.check_answers(work, index, what)
    wait_for_the_end(lambda: group(process.pid), what)
    process.communicate()
    works.check(work, index, what)
    return "as a command" if code not in _DONE else ""


def interrupt(work: Work, index: Path, chance: random.Random) -> None:
    """Press Ctrl-C, which all processes of the command are told: it ends quietly and leaves all as it was."""
    process, pause = _started(work, index, chance)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=PATIENCE_SECONDS)
    code = process.returncode
    what = f"{work.name}, the command interrupted after {pause:.4f} s"
    insist(code in {*_DONE, exits.INTERRUPTED, -signal.SIGINT}, f"{what}: it ends with {code}: {said}")
    insist(code in _DONE or not said.strip(), f"{what}: it says {said}")
    wait_for_the_end(lambda: group(process.pid), what)
    insist(not works.orphans(index), f"{what}: these files stay: {works.orphans(index)}")
    works.check(work, index, what)


def _started(work: Work, index: Path, chance: random.Random) -> tuple[subprocess.Popen[str], float]:
    """The command, so many seconds after it has taken the lock; it may have ended by then."""
    work.begin(index)
    path = os.pathsep.join(filter(None, sys.path))
    # The program sets the second one before it imports numpy, which here comes first.
    environment = os.environ | {"PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "torture.command", *work.arguments, "--index", str(index)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=environment,
    )
    holder = f'"pid": {process.pid},'
    while process.poll() is None and holder not in _content(index / LOCK_NAME):
        time.sleep(0.001)
    pause = chance.choice(_PAUSES) * chance.random()
    time.sleep(pause)
    return process, pause


def _content(path: Path) -> str:
    try:
        return path.read_text()
    except FileNotFoundError:
        return ""
