"""What a worker process may do instead of its work; it has to be found by the worker, so it is a module."""

import os
import time
from pathlib import Path


def die(*_):
    os._exit(9)


def exhaust(*_):
    raise MemoryError


def sleep(*_):
    (Path(os.environ["PIDS"]) / str(os.getpid())).touch()
    time.sleep(60)
