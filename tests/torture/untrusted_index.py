"""Indexes that somebody made to do harm: no code is run, and time and memory stay in bounds.

Columns get other numbers, and checksums that fit; the table of contents gets pickles of every instruction;
names become links and pipes. Whatever is asked then ends in an answer, ``CorruptIndex`` or
``UntrustedIndex``, and nothing outside of the folder is opened.
"""

from __future__ import annotations

import io
import json
import os
import pickle
import pickletools
import random
import shutil
import struct
import time
import zlib
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, cast

from torture.forged_pickles import forged_pickle, small_pickle
from torture.forged_segments import HUGE, forge_columns, forge_directory, forge_frames
from torture.losing import Lost, insist
from torture.small_index import QUESTIONS, answers, build
from torture.watching import nothing_outside, only_classes
from torture.within_limits import Steps, within_limits

import searchkit
from searchkit.cli.opening import tell_if_stale
from searchkit.codec import toc, trust
from searchkit.codec.schema import schema
from searchkit.codec.segments import ColumnarSegment
from searchkit.engine.verifying import verify
from searchkit.errors import CorruptIndex, IndexNotFound, UntrustedIndex
from searchkit.indexing.faulty import remembered
from searchkit.indexing.settings import read_settings

TRACE: Final = "ran"
"""A file or folder of this name appears where code of a stranger was run."""
PICKLES: Final = 2_000
"""Pickles that are loaded for each index that is asked."""
_FIRST_PICKLES: Final = 300
PICKLE_MEBIBYTES: Final = 32
MEBIBYTES: Final = 96
"""What asking an index of 50 kB may take."""
_LOADED: Final = frozenset({list, tuple, int, str, bytes, ColumnarSegment})
_QUESTIONS: Final = tuple(name for name in QUESTIONS if name != "freshness")
FORGERIES: Final = ("columns", "directory", "frames", "pickle", "pickle", "names", "note")


def campaign(seconds: float, seed: int, folder: Path) -> dict[str, int]:
    """Ask forged indexes for about so many seconds.

    Raises:
        Lost: code ran, a file outside was touched, or a question ended otherwise than it may.
    """
    end = time.monotonic() + seconds
    chosen = random.Random(seed)
    whole = build(folder)
    answers(whole)
    outside = folder / "outside"
    outside.write_text("a secret")
    counted: Counter[str] = Counter()
    while time.monotonic() < end or not counted:
        counted += _load_pickles(random.Random(chosen.getrandbits(64)), str(folder / TRACE))
        kind = chosen.choice(FORGERIES)
        index = folder / "forged"
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(whole, index)
        told = f"{kind}: {_FORGERS[kind](index, chosen, folder)}"
        counted[kind] += 1
        refused = _ask(index, told)
        counted["answered" if not refused else "refused"] += 1
        insist(outside.read_text() == "a secret", f"{told}: a file outside was changed")
        insist(not (folder / TRACE).exists(), f"{told}: code was run")
    return dict(counted)


def _ask(index: Path, told: str) -> int:
    def ask() -> int:
        with nothing_outside(index):
            given = answers(index, _QUESTIONS)
            read_settings(index)
            remembered(index)
            for deep in (False, True):
                with suppress(UntrustedIndex, IndexNotFound, CorruptIndex):
                    verify(index, deep=deep)
            with suppress(UntrustedIndex, IndexNotFound, CorruptIndex):
                tell_if_stale(searchkit.open(index))
        answers(index, ("freshness",))  # who asks that lets the index name folders
        return sum(isinstance(answer, dict) for answer in given.values())

    return cast("int", within_limits(ask, told, mebibytes=MEBIBYTES))


def _load_pickles(chance: random.Random, evil: str) -> Counter[str]:
    """Load pickles as the list of segments of an index: what is loaded is one, and nothing else happens."""
    steps = Steps()

    def load() -> Counter[str]:
        counted: Counter[str] = Counter()
        for _ in range(_FIRST_PICKLES):  # what reads them is imported before anybody watches
            with suppress(Exception):
                list(pickletools.genops(small_pickle(chance, evil)))
        with only_classes(toc.SEGMENT_CLASSES):
            for _ in range(PICKLES):
                pickled = small_pickle(chance, evil)
                steps.begin(repr(pickled))
                counted["pickles loaded" if _is_loaded(pickled) else "pickles refused"] += 1
        return counted

    return Counter(cast("dict[str, int]", within_limits(load, steps, mebibytes=PICKLE_MEBIBYTES)))


def _is_loaded(pickled: bytes) -> bool:
    try:
        loaded = trust.load(pickled, toc.SEGMENT_CLASSES, "a file")
    except Lost:
        raise
    except Exception:  # noqa: BLE001 - as the reader of the table of contents takes them
        return False
    waiting = [loaded]
    while waiting:
        value = waiting.pop()
        is_known = value is ColumnarSegment or type(value) in _LOADED
        insist(is_known, f"a {type(value)} is loaded from {pickled!r}")
        waiting += value if isinstance(value, list | tuple) else ()
    return True


def _forge_pickle(index: Path, chosen: random.Random, folder: Path) -> str:
    """A table of contents with another pickle: of one that does harm, or of instructions by chance."""
    forged = forged_pickle(chosen, str(folder / TRACE))
    header = io.BytesIO()
    stream = toc.StructFile(header)
    for size in (4, 8, 4):
        stream.write_varint(size)
    stream.write_int(-12345)
    stream.write_int(-111)
    in_schema = chosen.random() < 0.3
    if chosen.random() < 0.1:
        header.write(b"\xff" * (1 << 20))
    for number in (3, 54, 0):
        stream.write_varint(number)
    stream.write_string(forged if in_schema else pickle.dumps(schema(), 3))
    generation = toc.newest_generation(index)
    stream.write_int(generation)
    stream.write_int(chosen.choice((0, 1)))
    header.write(pickle.dumps([], 3) if in_schema else forged)
    content = header.getvalue()
    (index / f"_MAIN_{generation}.toc").write_bytes(
        content + struct.pack("<I8s", zlib.crc32(content), b"SKCONTNT")
    )
    return f"{'schema' if in_schema else 'segments'}, {forged[:200]!r}"


def _forge_names(index: Path, chosen: random.Random, folder: Path) -> str:
    """A file of the index that is a link out of it, a pipe, a folder or a device."""
    path = chosen.choice(sorted(index.iterdir()))
    path.unlink()
    how = chosen.choice(("link", "loop", "pipe", "folder", "device"))
    if how == "pipe":
        os.mkfifo(path)
    elif how == "folder":
        path.mkdir()
    else:
        path.symlink_to({"link": folder / "outside", "loop": path, "device": Path("/dev/zero")}[how])
    return f"{path.name} is a {how}"


def _forge_note(index: Path, chosen: random.Random, folder: Path) -> str:
    """Notes beside the index that say what no note says."""
    path = index / chosen.choice((".asked.json", ".faulty.json"))
    value = chosen.choice((*HUGE, "\0", "\ud800", str(folder / "news"), "../..", "a" * 10_000))
    forms = (
        lambda: json.dumps(value),
        lambda: json.dumps({"paths": [value], "copies_threshold": chosen.choice(HUGE)}),
        lambda: json.dumps([[value] * 5]),
        lambda: json.dumps([["a", "b", value, value, [[value, value]]]]),
        lambda: "[" * 200_000,
        lambda: '{"paths":' * 200_000,
        lambda: "9" * 100_000,
        lambda: "NaN",
    )
    text = chosen.choice(forms)()
    path.write_text(text)
    return f"{path.name}: {text[:60]}"


_FORGERS: Final[dict[str, Callable[[Path, random.Random, Path], str]]] = {
    "columns": lambda index, chosen, _: forge_columns(index, chosen),
    "directory": lambda index, chosen, _: forge_directory(index, chosen),
    "frames": lambda index, chosen, _: forge_frames(index, chosen),
    "pickle": _forge_pickle,
    "names": _forge_names,
    "note": _forge_note,
}
