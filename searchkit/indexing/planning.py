"""What there is to do: how the files differ from the index, found without reading them."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from searchkit.article import Failure, Origin
from searchkit.engine import snapshot
from searchkit.errors import CorruptIndex, IndexNotFound
from searchkit.indexing.settings import read_settings
from searchkit.loading.files import FileStamp, format_of, shown
from searchkit.loading.scanning import Scan, scan
from searchkit.values import value

_Key = tuple[str, str]


@value
class Plan:
    """What there is to do.

    Attributes:
        load: files that are new or look changed.
        gone: files of the index that are no more, or are loaded anew.
        kept: files of the index that stay, with the number of their articles.
        failures: what the scan could not look at.
    """

    load: tuple[FileStamp, ...]
    gone: dict[Origin, int]
    kept: dict[Origin, int]
    failures: tuple[Failure, ...]


def known_files(
    directory: Path, paths: Sequence[str | os.PathLike[str]], *, rebuild: bool
) -> dict[Origin, int]:
    """The files of the index that this run starts from, with the number of their articles."""
    if rebuild and paths:
        return {}
    try:
        return snapshot.load(directory).files()
    except IndexNotFound:
        if paths:
            return {}
        raise
    except CorruptIndex:
        if rebuild and read_settings(directory).paths:
            return {}  # the note beside the index says which folders
        raise


def scan_files(paths: Sequence[str | os.PathLike[str]], known: Collection[Origin], max_bytes: int) -> Scan:
    """Look at the files, each under the known folder that holds it most closely, if one does."""
    roots = sorted({origin.root for origin in known}, key=lambda root: (-len(root), root))
    found = scan(paths or roots, max_bytes=max_bytes)
    stamps = [_under_known_root(stamp, roots) for stamp in found.files]
    return _without_vanished(found, tuple({key(stamp): stamp for stamp in stamps}.values()), known)


def _without_vanished(found: Scan, stamps: tuple[FileStamp, ...], known: Collection[Origin]) -> Scan:
    """A scan with other files, in which those that were named and are no more count as looked at."""
    files = {_absolute(origin) for origin in known}
    vanished = [
        path
        for path in found.unreadable_roots
        if path in files and not os.path.lexists(path) and os.path.isdir(os.path.dirname(path))  # noqa: PTH112, PTH120 - as scanned
    ]
    told = {shown(path) for path in vanished}
    return Scan(
        files=stamps,
        failures=tuple(failure for failure in found.failures if failure.path not in told),
        roots=(*found.roots, *vanished),
        unreadable_roots=tuple(path for path in found.unreadable_roots if path not in vanished),
        unreadable_folders=found.unreadable_folders,
        other_kinds=found.other_kinds,
    )


def _under_known_root(stamp: FileStamp, roots: Sequence[str]) -> FileStamp:
    for root in roots:
        if root == stamp.root:
            return stamp
        if _lies_in(stamp.absolute, root):
            path = os.path.relpath(stamp.absolute, root).replace(os.sep, "/")
            return FileStamp(root, path, stamp.size, stamp.mtime_ns)
    return stamp


def fruitless(found: Scan) -> set[str]:
    """Absolute paths that were asked for and are not there, or are in no format that is read."""
    foreign = {root for root in found.roots if format_of(root) is None and not os.path.isdir(root)}  # noqa: PTH112 - as scanned
    return {*found.unreadable_roots, *foreign}


def plan(found: Scan, known: dict[Origin, int]) -> Plan:
    """Compare the files that there are with those of the index, by size and time."""
    seen = {key(stamp): stamp for stamp in found.files}
    gone: dict[Origin, int] = {}
    kept: dict[Origin, int] = {}
    for origin, count in known.items():
        stamp = seen.get(key(origin))
        if stamp is None:
            stays = found.hides(_absolute(origin)) or is_elsewhere(origin, found)
        else:
            stays = (stamp.size, stamp.mtime_ns) == (origin.size, origin.mtime_ns)
        (kept if stays else gone)[origin] = count
    unchanged = {key(origin) for origin in kept}
    return Plan(
        load=tuple(stamp for place, stamp in seen.items() if place not in unchanged),
        gone=gone,
        kept=kept,
        failures=found.failures,
    )


def is_elsewhere(file: Origin | FileStamp, found: Scan) -> bool:
    """Whether a file lies where the scan did not look, so that it says nothing about it."""
    return not any(_lies_in(_absolute(file), root) for root in (*found.roots, *found.unreadable_roots))


def key(file: Origin | FileStamp) -> _Key:
    """What tells files apart."""
    return file.root, file.path


def _absolute(file: Origin | FileStamp) -> str:
    return os.path.join(file.root, file.path)


def _lies_in(path: str, root: str) -> bool:
    return path == root or path.startswith(os.path.join(root, ""))
