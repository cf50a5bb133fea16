"""Large JSON Lines files in parts, so that several processes can read one.

A part knows the line that it begins with and the checksum of the whole file, so that its articles are those
that reading the whole file gives. Only keys that come twice are not seen before the parts are put together.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from searchkit.article import Failure, Origin
from searchkit.loading.articles import failures, hand_over
from searchkit.loading.describing import Describing, Take, article_id
from searchkit.loading.encoding import decode
from searchkit.loading.faults import Fault
from searchkit.loading.files import FileStamp, Format, format_of, is_compressed
from searchkit.loading.reading import read_range, read_regular


@dataclass(frozen=True, slots=True)
class Part:
    """Some whole lines of a JSON Lines file.

    Attributes:
        stamp: the file as it stood when it was divided.
        sha256: hexadecimal SHA-256 of the whole file.
        start: first byte.
        end: byte after the last.
        first_line: number of its first line, counted from 1.
    """

    stamp: FileStamp
    sha256: str
    start: int
    end: int
    first_line: int


@dataclass(frozen=True, slots=True)
class LoadedPart:
    """What a part held besides articles.

    Attributes:
        first_line: number of its first line.
        keys: line and key of every article, in the order of the file.
        faults: what in it could not be read, but for keys that come twice.
    """

    first_line: int
    keys: tuple[tuple[int, str], ...]
    faults: tuple[Fault, ...]


def is_divisible(stamp: FileStamp) -> bool:
    """Whether a file may be one to :func:`divide`, by its name."""
    return format_of(stamp.path) is Format.JSON_LINES and not is_compressed(stamp.path)


def divide(stamp: FileStamp, offsets: Sequence[int], max_bytes: int) -> tuple[Part, ...]:
    """Divide a JSON Lines file where the first lines begin at or behind these bytes.

    Args:
        stamp: the file.
        offsets: ascending.
        max_bytes: no larger file is divided.

    Returns:
        One part more than there are offsets, some of them perhaps empty; or none, when the file can only be
        read as a whole: it cannot be read, or is not plain UTF-8.
    """
    content = read_regular(stamp.absolute, max_bytes)
    if isinstance(content, Fault) or not _is_plain(content.data):
        return ()
    data = content.data
    stamp = replace(stamp, size=content.size, mtime_ns=content.mtime_ns)
    sha256 = hashlib.sha256(data).hexdigest()
    cuts = [len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0]
    cuts += [max(_line_start(data, offset), cuts[0]) for offset in offsets]
    parts = []
    line = 1
    for start, end in zip(cuts, [*cuts[1:], len(data)], strict=True):
        parts.append(Part(stamp, sha256, start, end, line))
        line += data.count(b"\n", start, end)
    return tuple(parts)


def load_part(part: Part, take: Take, describing: Describing | None = None) -> LoadedPart:
    """Read a part. Bad content never raises: it is reported, and the rest is read.

    Args:
        part: which one.
        take: is handed each article as it is read; of those with one key the first.
        describing: see :func:`searchkit.loading.articles.load_each`.
    """
    # Imported where it is needed: to look for changed files, formats and gazetteer need not be there.
    from searchkit.loading.parsing import parse_lines  # noqa: PLC0415

    stamp = part.stamp
    content = read_range(stamp.absolute, part.start, part.end)
    if isinstance(content, Fault):
        return LoadedPart(part.first_line, (), (content,))
    if (content.size, content.mtime_ns) != (stamp.size, stamp.mtime_ns):
        return LoadedPart(part.first_line, (), (Fault("was changed while it was read: index it again"),))
    origin = Origin(stamp.root, stamp.path, stamp.size, stamp.mtime_ns, part.sha256)
    keys: list[tuple[int, str]] = []
    drafts = parse_lines(content.data.decode(), part.first_line, keys)
    faults = hand_over(drafts, origin, take, describing)
    return LoadedPart(part.first_line, tuple(keys), tuple(faults))


class Joiner:
    """Puts together what was found in the parts of one file, in their order."""

    def __init__(self, stamp: FileStamp) -> None:
        self._stamp = stamp
        self._lines: dict[str, int] = {}
        self._faults: dict[Fault, None] = {}

    def join(self, loaded: LoadedPart) -> list[str]:
        """Take in the next part: the ids of its articles whose key an earlier part has already."""
        from searchkit.loading.parsing import repeated_key  # noqa: PLC0415 - as in load_part

        self._faults |= dict.fromkeys(loaded.faults)
        repeated = []
        for line, key in loaded.keys:
            known = self._lines.setdefault(key, line)
            if known != line:
                self._faults[repeated_key(key, f"line {known}", line)] = None
            if known < loaded.first_line:
                repeated.append(article_id(self._stamp.path, key))
        return repeated

    def failures(self) -> tuple[Failure, ...]:
        """What could not be read."""
        return failures(self._stamp, self._faults)


def _is_plain(data: bytes) -> bool:
    """Whether parts decoded for themselves give the text that the whole gives."""
    text = decode(data)
    return (
        isinstance(text, str) and bool(text.strip()) and text.encode() == data.removeprefix(codecs.BOM_UTF8)
    )


def _line_start(data: bytes, offset: int) -> int:
    """Where the first line begins at or behind a byte."""
    if offset <= 0:
        return 0
    found = data.find(b"\n", offset - 1)
    return len(data) if found < 0 else found + 1
