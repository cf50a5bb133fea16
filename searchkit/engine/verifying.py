"""Reading every byte of an index to see whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from searchkit.codec import toc
from searchkit.engine import groups
from searchkit.errors import CorruptIndex
from searchkit.segment.reader import Segment


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was read, and what is broken.

    Attributes:
        files: of the newest commit: its segments, and its groups of copies.
        bytes: their size.
        faults: each with file and column; empty when the index is whole.
    """

    files: int
    bytes: int
    faults: tuple[str, ...]


def verify(path: str | Path, *, deep: bool = False) -> VerifyReport:
    """Check every checksum of an index, and how many articles there are.

    Args:
        path: the folder of the index.
        deep: decode all that it holds as well, and hold lists, texts and values against each other.

    Raises:
        IndexNotFound: there is no index in that folder.
        UntrustedIndex: it is not an index that searchkit wrote.
    """
    directory = Path(path)
    try:
        contents = toc.read(directory)
    except CorruptIndex as fault:
        return VerifyReport(0, 0, (str(fault),))
    faults: list[str] = []
    size = 0
    for entry in contents.segments:
        try:
            segment = Segment(directory / entry.filename)
        except CorruptIndex as fault:
            faults.append(str(fault))
            continue
        size += segment.nbytes
        broken = segment.verify()
        if deep and not broken:
            from searchkit.segment.checking import faults_of  # noqa: PLC0415 - what can be done without it is

            broken = list(faults_of(segment))
        faults += map(str, broken)
        if len(segment) != entry.doc_count_all():
            found, wanted = len(segment), entry.doc_count_all()
            faults.append(f"{directory / entry.filename}: {found} articles where {wanted} were committed")
    copies_bytes, broken = groups.verify(directory, contents)
    faults += map(str, broken)
    files = len(contents.segments) + bool(copies_bytes)
    return VerifyReport(files, size + copies_bytes, tuple(faults))
