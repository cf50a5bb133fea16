"""Doing something in a child process that may not take much memory or time."""

from __future__ import annotations

import json
import mmap
import os
import resource
import signal
import struct
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Final

from torture.losing import Lost

SECONDS: Final = 30
"""Of processor time: what else a machine does is not counted."""
_WAITING: Final = 20
"""So many times as long may it take by the clock, so that a step which only waits ends, too."""
MEBIBYTES: Final = 256
_LENGTH: Final = struct.Struct("<I")
_LONGEST: Final = 1 << 16


class Steps:
    """What a child does, step by step; its parent knows the last step even of one that died in it."""

    def __init__(self) -> None:
        """Nothing is done yet."""
        self._parent = os.getpid()
        self._shared = mmap.mmap(-1, _LENGTH.size + _LONGEST)

    def begin(self, told: str) -> None:
        """Say what is done next; a child has all of the time again."""
        if os.getpid() != self._parent:
            _limit_time(SECONDS)
        data = told.encode("utf-8", "backslashreplace")[:_LONGEST]
        self._shared[: _LENGTH.size + len(data)] = _LENGTH.pack(len(data)) + data

    def __str__(self) -> str:
        """What was begun last."""
        (length,) = _LENGTH.unpack_from(self._shared)
        return self._shared[_LENGTH.size : _LENGTH.size + length].decode("utf-8", "replace")


def within_limits(
    work: Callable[[], object], told: str | Steps, *, seconds: int = SECONDS, mebibytes: int = MEBIBYTES
) -> object:
    """What some work gives, as JSON has it, done in a child.

    Args:
        work: what is done.
        told: what it is, in words, or step by step.
        seconds: how long all may take; where it is told step by step, the first step.
        mebibytes: memory that the child may take beside what it has when it begins.

    Raises:
        Lost: it ends in a signal, takes too long, or raises; what takes too much memory is a ``MemoryError``.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _limit_time(seconds)
        _be_child(work, reading, writing, mebibytes << 20)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        content = stream.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        late = number in {signal.SIGPROF, signal.SIGALRM}
        raise Lost(f"{told}: {'takes too long' if late else f'dies of signal {number}'}")
    answer = json.loads(content)
    if "fault" in answer:
        raise Lost(f"{told}: {answer['fault']}")
    return answer["result"]


def _limit_time(seconds: int) -> None:
    """Have this process die when it has worked for so long from now on, or waited."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(_WAITING * seconds)


def _be_child(work: Callable[[], object], reading: int, writing: int, memory_bytes: int) -> None:
    code = 1
    try:
        os.close(reading)
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        limit = taken + memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        try:
            answer = {"result": work()}
        except BaseException:  # noqa: BLE001 - all of them are told
            answer = {"fault": traceback.format_exc()}
        with os.fdopen(writing, "wb") as stream:
            stream.write(json.dumps(answer).encode())
        code = 0
    finally:
        os._exit(code)
