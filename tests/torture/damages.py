"""What accidents do to the files of an index: one damage at a time, told in words."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from searchkit.segment.container import open_container

CHECKED: Final = (".segment", ".toc", ".copies")
"""Suffixes of what is the index, and not a note or a lock beside it."""
_SOME_FLIPS: Final = 40
_SOME_LENGTHS: Final = 20
_HEAD: Final = 16
_TAIL: Final = 24


@dataclass(frozen=True, slots=True)
class Damage:
    """A damage to one file.

    Attributes:
        kind: of what kind it is.
        name: of the file.
        how: what exactly.
        do: does it to the file.
    """

    kind: str
    name: str
    how: str
    do: Callable[[Path], object]

    def __str__(self) -> str:
        """In words."""
        return f"{self.kind}: {self.name} {self.how}"

    @property
    def is_checked(self) -> bool:
        """Whether the file is part of the index, so that the damage must be seen."""
        return self.name.endswith(CHECKED)


def flip(name: str, offset: int, bit: int) -> Damage:
    """A bit that is another."""

    def do(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[offset] ^= 1 << bit
        path.write_bytes(content)

    return Damage("flipped", name, f"at {offset}, bit {bit}", do)


def cut(name: str, length: int) -> Damage:
    """A file that ends too early."""
    return Damage("cut", name, f"to {length}", lambda path: path.write_bytes(path.read_bytes()[:length]))


def every_cut(whole: Path) -> list[Damage]:
    """Every file cut at every length."""
    return [cut(path.name, length) for path in sorted(whole.iterdir()) for length in range(_size(path))]


def every_flip(whole: Path, chosen: random.Random) -> list[Damage]:
    """In every byte of every file a bit that is another."""
    return [
        flip(path.name, offset, chosen.randrange(8))
        for path in sorted(whole.iterdir())
        for offset in range(_size(path))
    ]


def of_every_kind(whole: Path, other: Path, chosen: random.Random) -> Iterator[Damage]:
    """Damages of every kind to every file, with files of another index among them."""
    for path in sorted(whole.iterdir()):
        name, size = path.name, _size(path)
        for offset in sorted({*_places(path), *(chosen.randrange(size) for _ in range(_SOME_FLIPS) if size)}):
            yield flip(name, offset, chosen.randrange(8))
        some = {0, 1, size - 1, size // 2, *(chosen.randrange(size) for _ in range(_SOME_LENGTHS) if size)}
        for length in sorted(some):
            if 0 <= length < size:
                yield cut(name, length)
        yield _written("zeroed", name, "", bytes(size))
        yield _written("grown", name, "", path.read_bytes() + bytes(chosen.randrange(1, 100)))
        yield Damage("missing", name, "", Path.unlink)
        yield Damage("a folder", name, "", _be_folder)
        for another in sorted(whole.iterdir()):
            if another != path:
                yield _written("swapped", name, f"is {another.name}", another.read_bytes())
        for stranger in sorted(other.iterdir()):
            if stranger.suffix == path.suffix:
                yield _written("of another", name, f"is {stranger.name}", stranger.read_bytes())


def _places(path: Path) -> Iterator[int]:
    """Places of every kind in a file: its head and its end, and head, middle and end of each column."""
    size = _size(path)
    yield from range(min(size, _HEAD))
    yield from range(max(size - _TAIL, 0), size)
    if path.suffix in {".segment", ".copies"}:
        for column in open_container(path).columns.values():
            start, length = column.offset, column.nbytes
            yield from {start, start + length // 2, max(start + length - 1, start)} if length else ()


def _size(path: Path) -> int:
    return path.stat().st_size


def _written(kind: str, name: str, how: str, content: bytes) -> Damage:
    return Damage(kind, name, how, lambda path: path.write_bytes(content))


def _be_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
