"""Segment files that somebody made to do harm: other numbers, whole by every checksum."""

from __future__ import annotations

import json
import random
import struct
import zlib
from pathlib import Path
from typing import Any, Final

import numpy as np

from searchkit.segment.container import BLOCK_BYTES, open_container

EXTREMES: Final = (0, 1, 2, 0x7F, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 1 << 32, 1 << 60, (1 << 63) - 1)
HUGE: Final = (*EXTREMES, -1, 1 << 64, 1 << 70, 1e308, None, True, "7", [], {}, [[]])
_WAYS: Final = ("item", "items", "shorter", "longer", "none", "bytes", "type", "sorted", "header")
_TEXTS: Final = (*("[" * 10, "[" * 100_000, '{"columns":' * 100_000), *("NaN", "[]", "9" * 10_000, "{}"))


def forge_columns(index: Path, chosen: random.Random) -> str:
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


def forge_directory(index: Path, chosen: random.Random) -> str:
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


def forge_frames(index: Path, chosen: random.Random) -> str:
    """Compressed blocks that hold, or claim, much more than they should."""
    import zstandard  # noqa: PLC0415 - as the package has it

    path = _segment(index, chosen)
    columns, properties = contents(path)
    name = chosen.choice(("bodies", "cards", "stems"))
    claimed = zstandard.ZstdCompressor(level=19).compress(bytes(chosen.choice((1 << 16, 1 << 20, 1 << 28))))
    unsaid = zstandard.ZstdCompressor(write_content_size=False).compress(bytes(1 << 24))
    header_only = b"\x28\xb5\x2f\xfd\xe0" + struct.pack("<Q", 1 << 60) + b"\x01\x00\x00"
    blocks = chosen.choice((claimed, unsaid, header_only, b"", b"\x28\xb5\x2f\xfd"))
    columns[f"{name}.blocks"] = np.frombuffer(blocks, np.uint8)
    columns[f"{name}.block_lengths"] = _lengths([len(blocks)])
    if f"{name}.lengths" in columns and chosen.random() < 0.5:
        columns[f"{name}.lengths"] = _lengths([0xFFFFFFFE] * properties["articles"])
    write_segment(path, columns, properties)
    return f"{path.name}: {name} {blocks[:20]!r}"


def _lengths(lengths: list[int]) -> np.ndarray:
    header = struct.pack("<III", len(lengths), 4, 0)
    return np.frombuffer(header + np.array(lengths, "<u4").tobytes(), np.uint8)


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
