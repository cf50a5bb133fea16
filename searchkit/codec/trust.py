"""Looks into a pickle before anything of it runs.

A pickle is a small program: it may call what it names and change what it finds. So it is first read as a list
of instructions; only those that data of an index needs may occur, and only classes of a given list may be
named. What passes can be loaded without harm.
"""

from __future__ import annotations

import io
import pickle
import pickletools
from typing import Any, Final

from searchkit.errors import UntrustedIndex

PROTOCOL: Final = 3
"""Names every class by one instruction with the name in it; later protocols take names off the stack."""

_VALUES: Final = frozenset(
    (
        *("PROTO", "MARK", "STOP", "NONE", "NEWTRUE", "NEWFALSE", "BINFLOAT"),
        *("BININT", "BININT1", "BININT2", "LONG1", "BINUNICODE", "SHORT_BINBYTES", "BINBYTES"),
        *("EMPTY_LIST", "APPEND", "APPENDS", "EMPTY_DICT", "SETITEM", "SETITEMS"),
        *("EMPTY_TUPLE", "TUPLE", "TUPLE1", "TUPLE2", "TUPLE3"),
        *("BINPUT", "LONG_BINPUT", "BINGET", "LONG_BINGET", "GLOBAL"),
    )
)
CALLS: Final = frozenset(
    (
        *("PROTO", "MARK", "STOP", "BININT", "BININT1", "BININT2", "LONG1", "BINUNICODE"),
        *("SHORT_BINBYTES", "BINBYTES", "EMPTY_LIST", "APPEND", "APPENDS", "TUPLE3"),
        *("BINPUT", "LONG_BINPUT", "BINGET", "LONG_BINGET", "GLOBAL", "REDUCE"),
    )
)
"""Instructions of a pickle that lists what it makes of classes and three plain values each. Nothing in it is
looked up by value: that goes as deep as the value, and the depth is the stranger's choice."""
STATES: Final = _VALUES | {"NEWOBJ", "BUILD"}
"""Instructions of a pickle that sets the state of objects; safe to look at, not safe to load."""


MAX_INSTRUCTIONS: Final = 1 << 17
"""A segment takes a dozen; a longer pickle is not looked through to its end."""


def check(
    pickled: bytes, instructions: frozenset[str], classes: frozenset[tuple[str, str]], path: str
) -> None:
    """Look through a pickle.

    Args:
        pickled: the bytes, exactly one pickle.
        instructions: those that may occur, :data:`CALLS` or :data:`STATES`.
        classes: ``(module, name)`` of those that may be named.
        path: the file, for the message.

    Raises:
        UntrustedIndex: something else occurs.
        ValueError: it is no pickle.
    """
    for count, (opcode, argument, _) in enumerate(pickletools.genops(pickled)):
        if count >= MAX_INSTRUCTIONS:
            raise _refusal(path, "asks for more instructions than any index needs")
        if opcode.name not in instructions:
            raise _refusal(path, f"asks for {opcode.name}, which no index needs")
        if opcode.name == "GLOBAL" and tuple(str(argument).split(" ", 1)) not in classes:
            raise _refusal(path, f"names {argument}, which no index needs")
        # A pickle chooses the places of its memory; a far one makes the reader allocate all before it.
        if opcode.name == "LONG_BINPUT" and isinstance(argument, int) and argument > len(pickled):
            raise _refusal(path, "asks for more memory than it can need")


def load(pickled: bytes, classes: frozenset[tuple[str, str]], path: str) -> Any:
    """Check a pickle of :data:`CALLS` and load it.

    Raises:
        UntrustedIndex: it holds something that no index needs.
        Exception: of any kind, when it is damaged.
    """
    check(pickled, CALLS, classes, path)
    return _Unpickler(pickled, classes, path).load()


def _refusal(path: str, reason: str) -> UntrustedIndex:
    return UntrustedIndex(f"{path} {reason}; nothing of it was run")


class _Unpickler(pickle.Unpickler):
    def __init__(self, pickled: bytes, classes: frozenset[tuple[str, str]], path: str) -> None:
        super().__init__(io.BytesIO(pickled))
        self._classes = classes
        self._path = path

    def find_class(self, module_name: str, global_name: str) -> Any:
        if (module_name, global_name) not in self._classes:
            raise _refusal(self._path, f"names {module_name} {global_name}, which no index needs")
        return super().find_class(module_name, global_name)
