"""Files of an index that changed by accident: a clear error or the right answer, and never a wrong one.

Bits are flipped in every kind of place, files are cut, filled with zeros, made longer, taken away, put in
place of each other and of those of another index.
"""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from torture.losing import insist
from torture.small_index import answers, build, is_whole
from torture.within_limits import within_limits

import searchkit
from searchkit.errors import SearchkitError
from searchkit.segment.container import open_container

Damage = tuple[str, str, Callable[[Path], None]]
"""Which kind it is, what exactly, and what it does to a folder of an index."""

SHARES = 12
"""Every so many damages, the index is also mended."""


def campaign(seconds: float, seed: int, folder: Path) -> dict[str, int]:
    """Damage copies of an index for about so many seconds.

    Raises:
        Lost: an answer is wrong, an error is none that tells of damage, or something crashes or hangs.
    """
    end = time.monotonic() + seconds
    chosen = random.Random(seed)
    whole, other = (_built(folder, name) for name in ("whole", "other"))
    right = answers(whole)
    insist(is_whole(whole) and not _refusals(right), "a sound index is called damaged")
    counted: Counter[str] = Counter()
    damages = list(_damages(whole, other, chosen))
    chosen.shuffle(damages)
    for number, (kind, told, damage) in enumerate(damages):
        index = _copied(whole, folder / "damaged")
        damage(index)
        counted[kind] += 1
        counted.update(_check(index, f"{kind}: {told}", right, is_checked=_is_checked(told)))
        if number % SHARES == 0:
            _mend(index, f"{kind}: {told}", right)
            counted["mended"] += 1
        if time.monotonic() > end:
            break
    return dict(counted)


def _built(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return build(folder / name)


def _copied(whole: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(whole, target, copy_function=shutil.copy2)
    return target


def _refusals(answers: dict[str, object]) -> list[str]:
    return [answer["refused"] for answer in answers.values() if isinstance(answer, dict)]


def _check(index: Path, told: str, right: dict[str, object], *, is_checked: bool) -> Counter[str]:
    found = within_limits(lambda: answers(index), told)
    for name, answer in found.items():
        if isinstance(answer, str) and (name != "freshness" or is_checked):
            insist(answer == right[name], f"{told}: {name} is answered wrongly\n{answer}\n{right[name]}")
    refused = _refusals(found)
    for message in refused:
        insist(str(index) in message, f"{told}: no file is named: {message}")
    seen = within_limits(lambda: _found_by_verify(index), told)
    insist(seen or not is_checked, f"{told}: verify finds nothing")
    return Counter(
        {"refused": len(refused), "answered": len(found) - len(refused), "seen by verify": bool(seen)}
    )


def _found_by_verify(index: Path) -> bool:
    try:
        return not is_whole(index, deep=False)
    except SearchkitError:
        return True


def _is_checked(told: str) -> bool:
    """Whether the file that is damaged is part of the index, and not a note or a lock beside it."""
    return told.rpartition(" as ")[2].partition(" ")[0].endswith((".segment", ".toc", ".copies"))


def _mend(index: Path, told: str, right: dict[str, object]) -> None:
    def rebuild() -> None:
        searchkit.index(index.parent / "whole" / "news", index=index, rebuild=True)

    within_limits(rebuild, f"{told}, then --rebuild")
    insist(is_whole(index), f"{told}: verify finds faults after --rebuild")
    found = within_limits(lambda: answers(index), told)
    for name in ("articles", "places"):
        insist(found[name] == right[name], f"{told}: {name} is answered wrongly after --rebuild")


def _damages(whole: Path, other: Path, chosen: random.Random) -> Iterator[Damage]:
    for path in sorted(whole.iterdir()):
        size = path.stat().st_size
        for offset in sorted({*_places(path), *(chosen.randrange(size) for _ in range(40) if size)}):
            bit = 1 << chosen.randrange(8)
            yield "flipped", f"{path.name} at {offset}, bit {bit}", _flip(path.name, offset, bit)
        for length in sorted(
            {0, 1, size - 1, size // 2, *(chosen.randrange(size) for _ in range(20) if size)}
        ):
            if 0 <= length < size:
                yield "cut", f"{path.name} to {length}", _cut(path.name, length)
        yield "zeroed", path.name, _write(path.name, bytes(size))
        yield "grown", path.name, _write(path.name, path.read_bytes() + bytes(chosen.randrange(1, 100)))
        yield "missing", path.name, _remove(path.name)
        yield "a folder", path.name, _folder(path.name)
        for another in sorted(whole.iterdir()):
            if another != path:
                yield "swapped", f"{another.name} as {path.name}", _write(path.name, another.read_bytes())
        for stranger in sorted(other.iterdir()):
            if stranger.suffix == path.suffix:
                yield (
                    "of another",
                    f"{stranger.name} as {path.name}",
                    _write(path.name, stranger.read_bytes()),
                )


def _places(path: Path) -> Iterator[int]:
    """Places of every kind in a file: its head and its end, and head, middle and end of each column."""
    size = path.stat().st_size
    yield from range(min(size, 16))
    yield from range(max(size - 24, 0), size)
    if path.suffix in (".segment", ".copies"):
        container = open_container(path)
        for column in container.columns.values():
            start, length = column.offset, column.nbytes
            yield from {start, start + length // 2, max(start + length - 1, start)} if length else ()


def _flip(name: str, offset: int, bit: int) -> Callable[[Path], None]:
    def damage(index: Path) -> None:
        content = bytearray((index / name).read_bytes())
        content[offset] ^= bit
        (index / name).write_bytes(content)

    return damage


def _cut(name: str, length: int) -> Callable[[Path], None]:
    return lambda index: (index / name).write_bytes((index / name).read_bytes()[:length])


def _write(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda index: (index / name).write_bytes(content)


def _remove(name: str) -> Callable[[Path], None]:
    return lambda index: (index / name).unlink()


def _folder(name: str) -> Callable[[Path], None]:
    def damage(index: Path) -> None:
        (index / name).unlink()
        (index / name).mkdir()

    return damage
