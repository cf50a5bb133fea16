"""Indexes that somebody made to do harm: no code is run, and time and memory stay in bounds.

Columns get other numbers, and checksums that fit; the table of contents gets pickles of every instruction;
names become links and pipes. Whatever is asked then ends in an answer, ``CorruptIndex`` or
``UntrustedIndex``.
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
from typing import Any, Final, cast

import numpy as np
from torture.forged_pickles import forged_pickle, small_pickle
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
from searchkit.indexing.asked import asked
from searchkit.indexing.faulty import remembered
from searchkit.segment.container import BLOCK_BYTES, open_container

EXTREMES: Final = (0, 1, 2, 0x7F, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 1 << 32, 1 << 60, (1 << 63) - 1)
HUGE: Final = (*EXTREMES, -1, 1 << 64, 1 << 70, 1e308, None, True, "7", [], {}, [[]])
_WAYS: Final = ("item", "items", "shorter", "longer", "none", "bytes", "type", "sorted", "header")
_TEXTS: Final = (*("[" * 10, "[" * 100_000, '{"columns":' * 100_000), *("NaN", "[]", "9" * 10_000, "{}"))
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
        counted += _load_pickles(chosen, str(folder / TRACE))
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
            asked(index)
            remembered(index)
            for deep in (False, True):
                with suppress(UntrustedIndex, IndexNotFound, CorruptIndex):
                    verify(index, deep=deep)
            with suppress(UntrustedIndex, IndexNotFound, CorruptIndex):
                tell_if_stale(searchkit.open(index))
        answers(index, ("freshness",))  # who asks that lets the index name folders
        return sum(isinstance(answer, dict) for answer in given.values())

    return cast("int", within_limits(ask, told, mebibytes=MEBIBYTES))


def _load_pickles(chosen: random.Random, evil: str) -> Counter[str]:
    """Load pickles as the list of segments of an index: what is loaded is one, and nothing else happens."""
    steps = Steps()
    for _ in range(_FIRST_PICKLES):  # what reads them is imported before anybody watches
        with suppress(Exception):
            list(pickletools.genops(small_pickle(chosen, evil)))

    def load() -> Counter[str]:
        counted: Counter[str] = Counter()
        with only_classes(toc.SEGMENT_CLASSES):
            for _ in range(PICKLES):
                pickled = small_pickle(chosen, evil)
                steps.begin(repr(pickled))
                counted["pickles loaded" if _is_loaded(pickled) else "pickles refused"] += 1
        return counted

    chosen.seed(chosen.random())  # what the child draws, this process does not
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


def _forge_columns(index: Path, chosen: random.Random, _: Path) -> str:
    """Other numbers in a few columns, with checksums that fit."""
    path = _file(index, chosen)
    columns, properties = contents(path)
    told = []
    for name in chosen.sample(sorted(columns), min(chosen.choice((1, 1, 1, 2, 5)), len(columns))):
        values = columns[name]
        how = chosen.choice(_WAYS)
        columns[name] = _other(values.copy(), how, chosen)
        told.append(f"{name} {how}")
    write_segment(path, columns, properties)
    return f"{path.name}: {', '.join(told)}"


def _other(values: np.ndarray, how: str, chosen: random.Random) -> np.ndarray:
    count = len(values)
    if how == "none" or not count:
        return values[:0] if count else np.zeros(chosen.randrange(1, 9), values.dtype)
    if how == "shorter":
        return values[: chosen.randrange(count)]
    if how == "longer":
        return np.concatenate([values, values[: chosen.randrange(1, count + 1)]])
    if how == "bytes":
        octets = values.view(np.uint8)
        octets[chosen.randrange(len(octets))] ^= 1 << chosen.randrange(8)
    elif how == "type":
        return values.view(np.uint8).astype(chosen.choice(("u1", "<u2", "<u4", "<u8", "<i8", "<f8")))
    elif how == "sorted":
        return np.sort(values)[::-1]
    elif how == "header":
        octets = values.view(np.uint8)
        word = struct.pack("<I", chosen.choice(EXTREMES) & 0xFFFFFFFF)[: len(octets)]
        place = min(4 * chosen.randrange(4), len(octets) - len(word))
        octets[place : place + len(word)] = np.frombuffer(word, np.uint8)
    else:
        for _ in range(1 if how == "item" else chosen.randrange(1, count + 1)):
            number = chosen.choice((*EXTREMES, chosen.randrange(1 << 16)))
            mask = (1 << 8 * values.itemsize) - 1
            place = chosen.choice((0, count - 1, chosen.randrange(count)))
            octets = np.frombuffer((number & mask).to_bytes(values.itemsize, "little"), np.uint8)
            values.view(np.uint8)[place * values.itemsize : (place + 1) * values.itemsize] = octets
    return values


def _forge_directory(index: Path, chosen: random.Random, _: Path) -> str:
    """Other values in the directory, whose checksum fits."""
    path = _file(index, chosen)
    content = path.read_bytes()
    offset, length, _, magic = struct.unpack("<QII8s", content[-24:])
    directory = json.loads(content[offset : offset + length])
    how = chosen.choice(("entry", "entry", "property", "text"))
    text = ""
    if how == "entry":
        name = chosen.choice(sorted(directory["columns"]))
        key = chosen.choice(("count", "offset", "crc32", "dtype"))
        directory["columns"][name][key] = value = chosen.choice(HUGE)
        told = f"{name} {key} {value}"
    elif how == "property":
        key = chosen.choice(sorted(directory["properties"]))
        directory["properties"][key] = value = chosen.choice(HUGE)
        told = f"{key} {value}"
    else:
        text = chosen.choice(_TEXTS)
        told = text[:20]
    written = (text or json.dumps(directory)).encode()
    trailer = struct.pack("<QII8s", offset, len(written), zlib.crc32(written), magic)
    path.write_bytes(content[:offset] + written + trailer)
    return f"{path.name}: {told}"


def _forge_frames(index: Path, chosen: random.Random, _: Path) -> str:
    """Compressed blocks that hold, or claim, much more than they should."""
    import zstandard  # noqa: PLC0415 - as the package has it

    path = _segment(index, chosen)
    columns, properties = contents(path)
    name = chosen.choice(("bodies", "cards"))
    claimed = zstandard.ZstdCompressor(level=19).compress(bytes(chosen.choice((1 << 16, 1 << 20, 1 << 28))))
    unsaid = zstandard.ZstdCompressor(write_content_size=False).compress(bytes(1 << 24))
    header_only = b"\x28\xb5\x2f\xfd\xe0" + struct.pack("<Q", 1 << 60) + b"\x01\x00\x00"
    blocks = chosen.choice((claimed, unsaid, header_only, b"", b"\x28\xb5\x2f\xfd"))
    columns[f"{name}.blocks"] = np.frombuffer(blocks, np.uint8)
    columns[f"{name}.block_lengths"] = _lengths([len(blocks)])
    if chosen.random() < 0.5:
        columns[f"{name}.lengths"] = _lengths([0xFFFFFFFE] * properties["articles"])
    write_segment(path, columns, properties)
    return f"{path.name}: {name} {blocks[:20]!r}"


def _lengths(lengths: list[int]) -> np.ndarray:
    header = struct.pack("<III", len(lengths), 4, 0)
    return np.frombuffer(header + np.array(lengths, "<u4").tobytes(), np.uint8)


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


def _file(index: Path, chosen: random.Random) -> Path:
    return chosen.choice(sorted([*index.glob("*.segment")] * 4 + [*index.glob("*.copies")]))


def _segment(index: Path, chosen: random.Random) -> Path:
    return chosen.choice(sorted(index.glob("*.segment")))


def contents(path: Path) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """The columns of a segment file, which may be written to, and its properties."""
    container = open_container(path)
    return {name: column.values.copy() for name, column in container.columns.items()}, dict(
        container.properties
    )


def write_segment(path: Path, columns: dict[str, np.ndarray], properties: dict[str, Any]) -> None:
    """Write a segment file of these columns, whole by every checksum."""
    content = bytearray(struct.pack("<8sII", b"SKSEGMNT", 2, 0))
    entries = {}
    for name, values in columns.items():
        content += bytes(-len(content) % 64)
        data = values.tobytes()
        checksums = [
            zlib.crc32(data[start : start + BLOCK_BYTES]) for start in range(0, len(data), BLOCK_BYTES)
        ]
        dtype = values.dtype.newbyteorder("<").str
        entries[name] = {"dtype": dtype, "count": len(values), "offset": len(content), "crc32": checksums}
        content += data
    directory = json.dumps({"columns": entries, "properties": properties}).encode()
    trailer = struct.pack("<QII8s", len(content), len(directory), zlib.crc32(directory), b"SKSEGMNT")
    path.write_bytes(bytes(content) + directory + trailer)


_FORGERS: Final[dict[str, Callable[[Path, random.Random, Path], str]]] = {
    "columns": _forge_columns,
    "directory": _forge_directory,
    "frames": _forge_frames,
    "pickle": _forge_pickle,
    "names": _forge_names,
    "note": _forge_note,
}
