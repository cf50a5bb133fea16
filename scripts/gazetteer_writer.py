"""Places and names → bytes of the gazetteer file, as searchkit/metadata/gazetteer_file.py describes them."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

from searchkit.metadata.gazetteer_file import ALIGNMENT, MAGIC, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NUMBER = np.dtype("<u4")
FILLED = 0.4  # of the slots; the emptier, the shorter the search


def pack(
    attribution: str,
    places: Sequence[str],
    names: Mapping[str, list[int]],
    aliases: Mapping[str, list[int]],
    words: Mapping[str, Iterable[str]],
) -> bytes:
    """Give the whole file.

    Args:
        attribution: lines for the reader of the file.
        places: records in the order of their numbers.
        names: folded names with the numbers of their places.
        aliases: the same for names that are only answered.
        words: the sections of words by their names.
    """
    sections = dict(
        zip(("place starts", "places"), _strings([place.encode() for place in places]), strict=True)
    )
    sections["ids"] = _slots([place.partition("\t")[0].encode() for place in places])
    for kind, lists, table in (("name", "sense", names), ("alias", "meaning", aliases)):
        ordered = sorted((name.encode(), numbers) for name, numbers in table.items())
        plural = {"name": "names", "alias": "aliases"}[kind]
        sections[f"{kind} starts"], sections[plural] = _strings([name for name, _ in ordered])
        sections[f"{kind} slots"] = _slots([name for name, _ in ordered])
        sections[f"{lists} starts"] = _starts([len(numbers) for _, numbers in ordered])
        sections[f"{lists}s"] = np.array([one for _, numbers in ordered for one in numbers], NUMBER).tobytes()
    hashes = sorted({zlib.crc32(name.encode()) for name in names if " " in name})
    sections["long"] = np.array(hashes, NUMBER).tobytes()
    sections |= {section: "\n".join(sorted(set(those))).encode() for section, those in words.items()}
    lengths = " ".join(str(len(sections[section])) for section in SECTIONS)
    file = bytearray(MAGIC + f"\n{lengths}\n{attribution}\n\n".encode())
    for section in SECTIONS:
        file += bytes(-len(file) % ALIGNMENT)
        file += sections[section]
    return bytes(file)


def _strings(strings: Sequence[bytes]) -> tuple[bytes, bytes]:
    return _starts([len(string) for string in strings]), b"".join(strings)


def _starts(lengths: Sequence[int]) -> bytes:
    return np.concatenate(([0], np.cumsum(lengths))).astype(NUMBER).tobytes()


def _slots(strings: Sequence[bytes]) -> bytes:
    slots = np.zeros(int(len(strings) / FILLED) + 1, NUMBER)
    for number, string in enumerate(strings, start=1):
        slot = zlib.crc32(string) % len(slots)
        while slots[slot]:
            slot = (slot + 1) % len(slots)
        slots[slot] = number
    return slots.tobytes()
