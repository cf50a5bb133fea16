"""What a worker process may do instead of its work; it has to be found by the worker, so it is a module."""

import os
import signal
import time
from pathlib import Path

from searchkit.indexing import processes


def die(*_):
    os._exit(9)


def exhaust(*_):
    raise MemoryError


def sleep(*_):
    (Path(os.environ["PIDS"]) / str(os.getpid())).touch()
    time.sleep(10_000)  # longer than any test waits


def die_while_counting(*_):
    """Die with what the processes share in hand."""
    processes._ticks.get_lock().acquire()
    os.kill(os.getpid(), signal.SIGKILL)
