"""Files of compressed sections, as the gazetteer and the language model are.

They begin with lines of text: magic and version, the lengths of the sections in bytes, attribution, an empty
line. The sections follow, each compressed by Zstandard.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def compressed_sections(path: Path, kind: str, magic: bytes, names: Sequence[str]) -> dict[str, bytes]:
    """The sections of a file by their names, as they stand there.

    Args:
        path: the file.
        kind: what it should be, for who is told that it is not.
        magic: its first line.
        names: of the sections, in their order.

    Raises:
        ValueError: the file is another one, or of another version.
    """
    data = path.read_bytes()
    begin = data.find(b"\n\n") + 2
    first, _, rest = data[:begin].partition(b"\n")
    if first != magic:
        msg = f"{path}: not a {kind} of this version"
        raise ValueError(msg)
    sections = {}
    for name, length in zip(names, map(int, rest.split(b"\n", 1)[0].split()), strict=True):
        sections[name] = data[begin : begin + length]
        begin += length
    return sections
