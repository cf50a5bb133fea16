"""The other end of ``worker.py``: starts engines in processes of their own and asks them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import Any, Final, Literal, Self, cast

from engines.registry import ENGINES
from queries import Kind, Query

_WORKER: Final = str(Path(__file__).with_name("worker.py"))
What = Literal["times", "titles", "totals"]


class WorkerFailed(Exception):  # noqa: N818 - what happened, as the errors of searchkit are named
    """An engine's process ended with an error; the message is the end of what it said."""


def run(command: str, *arguments: str, python: str = sys.executable) -> dict[str, Any]:
    """Run a command of the worker to its end and give what it printed.

    Raises:
        WorkerFailed: it did not come to its end.
    """
    done = subprocess.run([python, _WORKER, command, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise WorkerFailed(done.stderr.strip()[-2000:])
    return cast("dict[str, Any]", json.loads(done.stdout.splitlines()[-1]))


class Server:
    """A process that holds one engine's index open, and waits without taking time from the others.

    Attributes:
        kinds: what the engine can be asked.
    """

    def __init__(self, engine: str, directory: Path) -> None:
        self._engine = engine
        self._process = subprocess.Popen(
            [ENGINES[engine].python, _WORKER, "serve", engine, str(directory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.kinds: frozenset[Kind] = frozenset(self._read())

    def __enter__(self) -> Self:
        """The server itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self._process.communicate()

    def ask(self, what: What, queries: Sequence[Query], limit: int = 10) -> list[Any]:
        """Ask every query: nanoseconds each, or the titles of the hits, or the number of matches."""
        assert self._process.stdin
        asked = {"what": what, "limit": limit, "queries": [asdict(query) for query in queries]}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return self._read()

    def _read(self) -> list[Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise WorkerFailed(f"{self._engine} ended while it was asked, see above")
        return cast("list[Any]", json.loads(line))


def median_seconds(commands: dict[str, list[str]], rounds: int) -> dict[str, float]:
    """Time whole processes, in turns, after one turn that is not counted.

    They may keep the bytecode of what they import, as installed programs have it, whatever this process may.
    """
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            begun = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True, env=environ)
            seconds[name].append(time.perf_counter() - begun)
    return {name: median(times[1:]) for name, times in seconds.items()}
