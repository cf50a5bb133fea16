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
from torture.processes import group, wait_for_the_end
from torture.works import Work

from searchkit.codec.lock import LOCK_NAME

_PAUSES = (0.1, 0.5, 2)
"""At most; in seconds. On a slow machine the longest is needed to come to an end."""


def kill_at_instant(work: Work, index: Path, chance: random.Random) -> str:
    """Kill the command at an instant after it has taken the lock, or all that it has started."""
    work.begin(index)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "torture.command", *work.arguments, "--index", str(index)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=environment,
    )
    _wait_for_the_lock(process, index)
    pause = chance.choice(_PAUSES) * chance.random()
    time.sleep(pause)
    alone = chance.random() < 1 / 2
    what = (
        f"{work.name}, the command killed {'alone' if alone else 'with all others'} after {pause:.4f} seconds"
    )
    if alone:
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    code = process.wait()
    insist(code in {0, -signal.SIGKILL}, f"{what}: it ended with {code}")
    works.check_answers(work, index, what)
    wait_for_the_end(lambda: group(process.pid), what)
    works.check(work, index, what)
    return "as a command" if code else ""


def _wait_for_the_lock(process: subprocess.Popen[bytes], index: Path) -> None:
    """Wait until a process has said in the lock that it holds it, or has ended."""
    holder = f'"pid": {process.pid},'.encode()
    while process.poll() is None and holder not in _content(index / LOCK_NAME):
        time.sleep(0.001)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
