"""What a fault in the middle of an answer means: the index is looked through before anybody is blamed.

Checksums find what changed by accident. Who makes an index on purpose makes its checksums fit, too; then
something goes wrong only where its numbers are used, and in no particular way.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import wraps
from types import TracebackType
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, TypeVar

from searchkit.errors import CorruptIndex

if TYPE_CHECKING:
    from searchkit.engine.snapshot import Snapshot

_SYMPTOMS: Final = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RecursionError),
    *(struct.error, TypeError, ValueError),
)
_OF_THE_CALLER: Final = (
    *("searchkit.engine.asked", "searchkit.engine.execution", "searchkit.engine.index"),
    "searchkit.query",
)
"""What goes wrong last in these, an argument is to blame for."""
_SOUND: Final = "The index was looked through and is sound: this is a fault of searchkit."

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")


class BadArgument(ValueError):  # noqa: N818 - callers know it as a ValueError
    """What is asked for does not exist: the index is not to blame."""


def examined(
    snapshot_of: Callable[[S], Snapshot | None],
) -> Callable[[Callable[Concatenate[S, P], R]], Callable[Concatenate[S, P], R]]:
    """Have a method raise ``CorruptIndex`` where it fails because the index is broken.

    Args:
        snapshot_of: gives the state that the object of the method reads, or ``None``.
    """

    def decorate(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
        @wraps(method)
        def call(self: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return method(self, *args, **kwargs)
            except _SYMPTOMS as symptom:
                _blame(snapshot_of(self), symptom)
                raise

        return call

    return decorate


def _blame(snapshot: Snapshot | None, symptom: Exception) -> None:
    """Raise what is wrong with an index, if anything is.

    Raises:
        CorruptIndex: the first fault.
    """
    is_of_the_caller = _module_of(symptom.__traceback__).startswith(_OF_THE_CALLER)
    if snapshot is None or isinstance(symptom, BadArgument) or is_of_the_caller:
        return
    if fault := snapshot.first_fault:
        raise CorruptIndex(fault.path, fault.reason, fault.column) from symptom
    if _SOUND not in getattr(symptom, "__notes__", ()):
        symptom.add_note(_SOUND)


def _module_of(trace: TracebackType | None) -> str:
    """The module of this project in which something went wrong."""
    module = ""
    while trace is not None:
        name = str(trace.tb_frame.f_globals.get("__name__", ""))
        module = name if name.startswith("searchkit.") else module
        trace = trace.tb_next
    return module
