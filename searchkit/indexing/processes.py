"""Worker processes, and this process doing the same alone."""

from __future__ import annotations

import gc
import os
import signal
import threading
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TypeVar

from searchkit.errors import SearchkitError

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

T = TypeVar("T")
Tick = Callable[[], None]

_POLL_SECONDS: Final = 0.1
_OBJECTS_BETWEEN_COLLECTIONS: Final = 100_000
"""Articles are many small objects and no cycles: looking for cycles more often takes a tenth of a run."""


class Pool(ABC):
    """Something that calls functions."""

    @abstractmethod
    def run(self, calls: Sequence[Callable[[Tick], T]], tick: Tick) -> Iterator[T]:
        """Call with a function that has ``tick`` called here: the results, in order."""

    @abstractmethod
    def submit(self, call: Callable[[], T]) -> Future[T]:
        """Call something soon."""

    @abstractmethod
    def __enter__(self) -> Self:
        """Begin."""

    @abstractmethod
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End: at once when something went wrong, otherwise when all is done."""


class Here(Pool):
    """This process alone."""

    def __enter__(self) -> Self:
        """Begin."""
        self._thresholds = gc.get_threshold()
        gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
        return self

    def run(self, calls: Sequence[Callable[[Tick], T]], tick: Tick) -> Iterator[T]:
        """Call, one after the other."""
        return (call(tick) for call in calls)

    def submit(self, call: Callable[[], T]) -> Future[T]:
        """Call now."""
        future: Future[T] = Future()
        future.set_result(call())
        return future

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the process as it was.

        Raises:
            SearchkitError: there was no memory left.
        """
        gc.set_threshold(*self._thresholds)
        if isinstance(error, MemoryError):
            raise SearchkitError(
                "not enough memory: the index is as it was; a lower --max-size leaves out large files"
            ) from error


class Workers(Pool):
    """Processes of their own. They end with this one, however it ends."""

    def __init__(self, count: int, prepare: Callable[[], None]) -> None:
        """Say how they are started.

        Args:
            count: how many.
            prepare: what each does before it is called, and while this one finds out what to call.
        """
        # Forked processes would hold on to the write lock after a crash of this one.
        context = get_context("spawn")
        # Nothing is ever sent: that the other end is closed tells the workers that this process is gone.
        watched, self._held = context.Pipe(duplex=False)
        with _telling_of_death():
            self._ticks: Synchronized[int] = context.Value("Q", 0)
            self._executor = ProcessPoolExecutor(count, context, _begin, (watched, self._ticks, prepare))

    def __enter__(self) -> Self:
        """Start one of them, and the others when there is something to call."""
        try:
            self.submit(_nothing)
        except BaseException as error:  # the process that is starting needs what it shares with this one
            self.__exit__(type(error), error, error.__traceback__)
            raise
        return self

    def run(self, calls: Sequence[Callable[[Tick], T]], tick: Tick) -> Iterator[T]:
        """Call, as many at a time as there are processes."""
        futures = deque(self.submit(partial(_call, call)) for call in calls)
        told = 0
        while futures:
            future = futures.popleft()  # so that no result is held here
            while not future.done():
                wait([future], _POLL_SECONDS)
                told = self._tell(told, tick)
            told = self._tell(told, tick)
            yield future.result()

    def submit(self, call: Callable[[], T]) -> Future[T]:
        """Call when a process is free; one may be started for it."""
        with _without_interrupts(), _telling_of_death():
            return self._executor.submit(call)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes."""
        if error is not None:
            self._held.close()
        self._executor.shutdown(cancel_futures=True)
        self._held.close()
        if isinstance(error, BrokenProcessPool | MemoryError):
            raise _died() from error

    def _tell(self, told: int, tick: Tick) -> int:
        # Without the lock: a process that dies while it counts never gives that back.
        now = int(self._ticks.get_obj().value)
        for _ in range(told, now):
            tick()
        return now


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Start processes that no interrupt reaches, however early: this one decides what becomes of them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _telling_of_death() -> Iterator[None]:
    """Say that a process died: the broken pipe to it is not that of a reader of our output."""
    try:
        yield
    except BrokenPipeError as error:
        raise _died() from error


def _died() -> SearchkitError:
    return SearchkitError(
        "a process that was building the index died, perhaps for want of memory: "
        "the index is as it was; try again with fewer jobs"
    )


_ticks: Synchronized[int] | None = None


def _begin(watched: Connection, ticks: Synchronized[int], prepare: Callable[[], None]) -> None:
    """Prepare a worker."""
    global _ticks  # noqa: PLW0603 - a worker is given what it shares once, when it starts
    _ticks = ticks
    threading.Thread(target=_watch, args=(watched,), daemon=True).start()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    prepare()
    gc.freeze()


def _nothing() -> None:
    """A call that is over at once."""


def _watch(watched: Connection) -> None:
    try:
        watched.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)


def _call(call: Callable[[Tick], T]) -> T:
    return call(_tick)


def _tick() -> None:
    if _ticks is None:
        raise RuntimeError("this is no worker")
    with _ticks.get_lock():
        _ticks.value += 1
