"""Zstandard frames that say how long they are when they are unpacked: a forged one cannot fill memory."""

from __future__ import annotations

import threading
from typing import Final

import zstandard

from searchkit.errors import CorruptIndex

_LEVEL: Final = 1


class _Unpacking(threading.local):
    """What unpacks frames: it keeps state between calls, so threads must not share it."""

    def __init__(self) -> None:
        self.decompressor = zstandard.ZstdDecompressor()


_unpacking = _Unpacking()


def packed(parts: list[memoryview]) -> list[bytes]:
    """A frame for each part."""
    compressor = zstandard.ZstdCompressor(level=_LEVEL)
    return [compressor.compress(part) for part in parts]


def unpacked(frame: memoryview, most: int, path: str, column: str) -> bytes:
    """What a frame holds.

    Args:
        frame: its bytes.
        most: how many bytes it may hold.
        path: the file that it is from.
        column: and the column.

    Raises:
        CorruptIndex: it holds more, or is none.
    """
    try:
        if zstandard.frame_content_size(frame) > most:
            raise CorruptIndex(path, f"it holds a frame of more than {most} bytes", column)
        # A frame that does not say its size is not unpacked.
        data: bytes = _unpacking.decompressor.decompress(frame)
    except zstandard.ZstdError as fault:
        raise CorruptIndex(path, f"it cannot be unpacked: {fault}", column) from fault
    return data
