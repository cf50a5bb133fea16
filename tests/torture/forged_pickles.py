"""Pickles that somebody made to do harm: programs by chance, and those of an index bent a little."""

from __future__ import annotations

import os
import pickle
import pickletools
import random
import struct
from collections.abc import Callable
from typing import Any, Final

from searchkit.codec.segments import ColumnarSegment

_STRANGE_NAMES: Final = ("../../outside", "/etc/passwd", "a" * 99, "0" * 16, "", "a\0b", "A", "é")
_SEGMENT: Final = "searchkit.codec.segments", "ColumnarSegment"
_NAMED: Final = (
    *(("os", "system"), ("os", "mkdir"), ("builtins", "eval"), ("builtins", "getattr"), ("builtins", "open")),
    *(
        _SEGMENT,
        _SEGMENT,
        (_SEGMENT[0], "searchkit"),
        ("searchkit.codec.segments.ColumnarSegment", "__class__"),
    ),
    *((_SEGMENT[0], "ColumnarSegment.__init__.__globals__"), ("numpy", "load"), ("antigravity", "x")),
)
_SEGMENT_CLASS: Final = f"c{_SEGMENT[0]}\n{_SEGMENT[1]}\n".encode()
_REAL: Final = tuple(
    pickle.dumps(
        [ColumnarSegment("0" * 16, number, b"\0\0\0\0" * (number > 1)) for number in range(count)], 3
    )
    for count in (0, 1, 2, 30)
)


def forged_pickle(chosen: random.Random, evil: str) -> bytes:
    """One that does harm, claims too much, or does something by chance.

    Args:
        chosen: for all chances.
        evil: a path that is made by code that is run.
    """
    makers: tuple[Callable[[], bytes], ...] = (
        lambda: small_pickle(chosen, evil),
        lambda: b"\x80\x03]" + b"(" * 100_000 + b".",
        lambda: b"\x80\x03K\x01" + b"\x87" * 10 + b".",
        lambda: b"\x80\x03]" + b"K\x01K\x02K\x03\x87K\x01K\x01" * 200_000 + b".",
        lambda: b"\x80\x03" + b"]" * 900_000 + b"a" * 899_999 + b".",
        lambda: b"\x80\x03r" + struct.pack("<I", 0xFFFFFFF0) + b".",
        lambda: b"\x80\x03csearchkit.codec.segments\nColumnarSegment\nX\x01\0\0\0aJ\xff\xff\xff\x7fC\0\x87R.",
        lambda: _segments_of(chosen),
    )
    return chosen.choice((*makers, *makers[:1] * 4))()


def small_pickle(chosen: random.Random, evil: str) -> bytes:
    """One of few instructions, as :func:`forged_pickle` makes them."""
    how = chosen.random()
    if how < 0.1:
        function = chosen.choice((os.mkdir, os.system, eval))
        return pickle.dumps([_Evil(function, chosen.choice((evil, f"mkdir {evil}")))], chosen.randrange(6))
    return _program(chosen, evil) if how < 0.6 else _bent(chosen, evil)


class _Evil:
    def __init__(self, function: Any, *arguments: Any) -> None:
        self.made = function, arguments

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return self.made


def _bent(chosen: random.Random, evil: str) -> bytes:
    """A list of segments with instructions put in, taken out, doubled or changed."""
    program = bytearray(chosen.choice(_REAL))
    for _ in range(chosen.choice((1, 1, 2, 5))):
        start = chosen.randrange(2, len(program))
        end = min(len(program) - 1, start + chosen.choice((0, 1, 4, 12)))
        opcode = chosen.choice(pickletools.opcodes)
        parts = (
            bytes(opcode.code, "latin-1") + _argument(opcode, chosen, evil),
            b"",
            bytes(program[start:end]) * 2,
            chosen.randbytes(max(end - start, 1)),
        )
        program[start:end] = chosen.choice(parts)
    return bytes(program)


def _segments_of(chosen: random.Random) -> bytes:
    """A list of segments with names and numbers that no segment has."""
    program = b"\x80\x03]"
    for name in chosen.sample(_STRANGE_NAMES, 2):
        encoded = name.encode()
        program += _SEGMENT_CLASS + b"X" + struct.pack("<I", len(encoded)) + encoded
        program += b"J" + struct.pack("<i", chosen.choice((-1, 0, 7, 0x7FFFFFFF))) + b"C\x04\0\0\0\0\x87Ra"
    return program + b"."


def _program(chosen: random.Random, evil: str) -> bytes:
    """Instructions by chance, with arguments that fit, some of which name what does harm."""
    written = b"\x80" + bytes([chosen.randrange(6)])
    for _ in range(chosen.randrange(1, 30)):
        opcode = chosen.choice(pickletools.opcodes)
        written += opcode.code.encode("latin-1") + _argument(opcode, chosen, evil)
    return written + b"."


def _argument(opcode: pickletools.OpcodeInfo, chosen: random.Random, evil: str) -> bytes:  # noqa: PLR0911 - each form
    if opcode.arg is None:
        return b""
    module, name = chosen.choice(_NAMED)
    text = chosen.choice((evil, f"mkdir {evil}", "os", "system", "os system")).encode()
    match opcode.arg.n:
        case pickletools.UP_TO_NEWLINE if opcode.arg.name == "stringnl_noescape_pair":
            return f"{module}\n{name}\n".encode()
        case pickletools.UP_TO_NEWLINE:
            return chosen.choice((b"0\n", b"1\n", b"'x'\n", text + b"\n"))
        case pickletools.TAKEN_FROM_ARGUMENT1:
            return bytes([len(text) % 256]) + text
        case pickletools.TAKEN_FROM_ARGUMENT4 | pickletools.TAKEN_FROM_ARGUMENT4U:
            return struct.pack("<I", chosen.choice((len(text), 0x7FFFFFFF))) + text
        case pickletools.TAKEN_FROM_ARGUMENT8U:
            return struct.pack("<Q", chosen.choice((len(text), 1 << 62))) + text
        case size:
            return chosen.randbytes(size)
