"""Files of an index that changed by accident: a clear error or the right answer, and never a wrong one.

Every file is cut at every length, and a bit is flipped in every byte. Damages of every kind are looked at
closely: bits in every kind of place, files that are cut, filled with zeros, longer, gone, in place of each
other and of those of another index.
"""

from __future__ import annotations

import random
import shutil
import time
import zlib
from collections import Counter
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Final, cast

from torture.damages import Damage, every_cut, every_flip, of_every_kind
from torture.losing import insist
from torture.small_index import answers, build, is_whole
from torture.within_limits import Steps, within_limits

import searchkit
from searchkit.codec import toc
from searchkit.errors import CorruptIndex, SearchkitError
from searchkit.segment.reader import Segment

SHARE: Final = 2
BATCH: Final = 2_000
"""Damages that a child looks at."""
_MENDED: Final = 12
"""One damage in so many of those that are looked at closely is also mended."""
_SOME: Final = ("search bakhmut missiles", "copies", "status", "freshness")
"""Questions that need every file."""
_EVERYWHERE: Final = 2 / 3
"""Of the time, for damages in every place."""

Look = Callable[[Path, Damage], dict[str, int]]
"""Looks at an index with a damage, and counts what it has seen."""


def campaign(seconds: float, seed: int, folder: Path) -> dict[str, int]:
    """Damage copies of an index for about so many seconds.

    Raises:
        Lost: an answer is wrong, an error is none that tells of damage, or something crashes or hangs.
    """
    begun = time.monotonic()
    chosen = random.Random(seed)
    whole, other = (_built(folder, name) for name in ("whole", "other"))
    right = answers(whole)
    insist(is_whole(whole) and not _refusals(right), "a sound index is called damaged")
    counted: Counter[str] = Counter()
    middle = begun + _EVERYWHERE * seconds
    everywhere = {"cut at every length": every_cut(whole), "flipped at every byte": every_flip(whole, chosen)}
    for told, damages in everywhere.items():
        chosen.shuffle(damages)
        found = _in_turn(damages, partial(_look, right), whole, middle)
        counted += found
        counted[f"indexes {told}"] += found.total() == len(damages)
    kinds = list(of_every_kind(whole, other, chosen))
    chosen.shuffle(kinds)
    counted += _in_turn(kinds, partial(_look_closely, right), whole, begun + seconds)
    return dict(counted)


def _built(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return build(folder / name)


def _in_turn(damages: list[Damage], look: Look, whole: Path, end: float) -> Counter[str]:
    """Do damages to copies of an index, and look at each, until a moment; at one at least."""
    counted: Counter[str] = Counter()
    steps = Steps()
    for start in range(0, len(damages), BATCH):
        work = partial(_batch, damages[start : start + BATCH], look, whole, steps, end)
        counted.update(cast("dict[str, int]", within_limits(work, steps)))
        if time.monotonic() > end:
            break
    return counted


def _batch(damages: list[Damage], look: Look, whole: Path, steps: Steps, end: float) -> Counter[str]:
    counted: Counter[str] = Counter()
    index = whole.parent.parent / "damaged"
    _copy(whole, index)
    for damage in damages:
        steps.begin(str(damage))
        path = index / damage.name
        damage.do(path)
        counted[damage.kind] += 1
        seen = look(index, damage)
        counted.update(seen)
        if path.is_file() and "mended" not in seen:
            path.write_bytes((whole / damage.name).read_bytes())
        else:
            _copy(whole, index)
        if time.monotonic() > end:
            break
    return counted


def _copy(whole: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(whole, target)


def _look(right: dict[str, object], index: Path, damage: Damage) -> dict[str, int]:
    """Whether the file is refused, or verify finds what is wrong with it."""
    path = index / damage.name
    door = _DOORS.get(path.suffix)
    if door is None:
        _check(index, damage, right, _SOME)
        return {}
    # Whatever opens an index, or verifies it, takes this step before all others with such a file.
    try:
        faults = door(path)
    except CorruptIndex as fault:
        faults = [fault]
    insist(faults, f"{damage}: verify finds nothing")
    insist(all(str(path) in str(fault) for fault in faults), f"{damage}: no file is named: {faults}")
    return {}


def _faults_of_contents(path: Path) -> list[CorruptIndex]:
    toc.read(path.parent)
    return []


_DOORS: Final[dict[str, Callable[[Path], list[CorruptIndex]]]] = {
    ".segment": lambda path: Segment(path).verify(),
    ".toc": _faults_of_contents,
}


def _look_closely(right: dict[str, object], index: Path, damage: Damage) -> dict[str, int]:
    """Whether answers are right or refused, verify sees the damage and, now and then, a rebuild mends it."""
    found = _check(index, damage, right, tuple(right))
    refused = len(_refusals(found))
    counted = {"refused": refused, "answered": len(found) - refused}
    if not zlib.crc32(str(damage).encode()) % _MENDED:
        _mend(index, damage, right)
        counted["mended"] = 1
    return counted


def _check(
    index: Path, damage: Damage, right: dict[str, object], names: Collection[str]
) -> dict[str, object]:
    """Some answers, each right or refused for a file that is named; and verify sees the damage."""
    found = answers(index, names)
    for name, answer in found.items():
        if isinstance(answer, str) and (name != "freshness" or damage.is_checked):
            insist(answer == right[name], f"{damage}: {name} is answered wrongly\n{answer}\n{right[name]}")
    for message in _refusals(found):
        insist(str(index) in message, f"{damage}: no file is named: {message}")
    insist(_found_by_verify(index) or not damage.is_checked, f"{damage}: verify finds nothing")
    return found


def _refusals(answers: dict[str, object]) -> list[str]:
    return [answer["refused"] for answer in answers.values() if isinstance(answer, dict)]


def _found_by_verify(index: Path) -> bool:
    try:
        return not is_whole(index, deep=False)
    except SearchkitError:
        return True


def _mend(index: Path, damage: Damage, right: dict[str, object]) -> None:
    searchkit.index(index.parent / "whole" / "news", index=index, rebuild=True)
    insist(is_whole(index), f"{damage}: verify finds faults after --rebuild")
    found = answers(index)
    for name in ("articles", "places"):
        insist(found[name] == right[name], f"{damage}: {name} is answered wrongly after --rebuild")
