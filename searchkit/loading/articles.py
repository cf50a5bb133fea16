"""A file → what it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from searchkit.article import Article, Failure, Origin
from searchkit.loading.faults import Fault
from searchkit.loading.files import DEFAULT_MAX_BYTES, FileStamp, shown
from searchkit.loading.reading import read_regular

_MAX_FAILURES = 1000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file held.

    Attributes:
        stamp: the file as it stood when it was read, which may be later than when it was scanned.
        sha256: hexadecimal SHA-256 of the file's bytes; empty when they could not be read.
        articles: its articles, in the order of the file.
        failures: what in it could not be read.
    """

    stamp: FileStamp
    sha256: str
    articles: tuple[Article, ...]
    failures: tuple[Failure, ...]


def load(stamp: FileStamp, *, max_bytes: int = DEFAULT_MAX_BYTES) -> Loaded:
    """Read the articles of a file. Bad content never raises: it is reported, and the rest is read.

    Args:
        stamp: the file, as :func:`~searchkit.loading.scan` found it.
        max_bytes: neither a larger file nor one that unpacks to more is read.
    """
    # Imported where it is needed: to look for changed files, formats and gazetteer need not be there.
    from searchkit.loading.parsing import parse  # noqa: PLC0415

    content = read_regular(stamp.absolute, max_bytes)
    if isinstance(content, Fault):
        return Loaded(stamp, "", (), failures(stamp, [content]))
    stamp = replace(stamp, size=content.size, mtime_ns=content.mtime_ns)
    sha256 = hashlib.sha256(content.data).hexdigest()
    origin = Origin(stamp.root, stamp.path, stamp.size, stamp.mtime_ns, sha256)
    contents = parse(origin, content.data, max_bytes)
    return Loaded(stamp, sha256, contents.articles, failures(stamp, contents.faults))


def failures(stamp: FileStamp, faults: Iterable[Fault]) -> tuple[Failure, ...]:
    """The faults of a file as failures, in the order of the lines, the first thousand of them."""
    path = shown(stamp.absolute)
    ordered = sorted(faults, key=lambda fault: fault.line or 0)
    listed = [Failure(path, fault.line, fault.reason) for fault in ordered[:_MAX_FAILURES]]
    if len(ordered) > _MAX_FAILURES:
        listed.append(
            Failure(path, None, f"has {len(ordered) - _MAX_FAILURES} more faults that are not listed")
        )
    return tuple(listed)
