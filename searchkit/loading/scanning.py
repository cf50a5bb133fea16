# ruff: noqa: PTH100, PTH116
# A scan goes through ten thousand paths in a blink: strings, not Path objects.
"""Folders and files as a user names them → the article files among them; opens ignore files only."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from searchkit.article import Failure
from searchkit.codec.names import INDEX_NAME
from searchkit.loading.files import (
    DEFAULT_MAX_BYTES,
    IGNORE_FILE,
    SUFFIXES,
    FileStamp,
    fault_words,
    format_of,
    kind_of,
    shown,
    too_large_words,
)
from searchkit.values import value

if TYPE_CHECKING:  # by hand: most trees have no ignore file, and a search must not wait for what reads one
    from searchkit.loading.ignoring import IgnoreRules


@value
class Scan:
    """The article files under some roots, and what could not be looked at.

    Attributes:
        files: every article file once, in the order of the roots and then of the paths.
        failures: what is there, looks like an article, and cannot be one.
        roots: absolute path of every folder or file that was asked for, as far as it could be looked at.
        unreadable_roots: absolute path of those that do not exist or cannot be listed.
        unreadable_folders: absolute path of folders below a root that cannot be listed.
        other_kinds: how many files were left out because of their ending, by that ending.
    """

    files: tuple[FileStamp, ...]
    failures: tuple[Failure, ...]
    roots: tuple[str, ...]
    unreadable_roots: tuple[str, ...]
    unreadable_folders: tuple[str, ...]
    other_kinds: Mapping[str, int]

    def hides(self, path: str) -> bool:
        """Tell whether an absolute path lies where this scan could not look: its absence says nothing."""
        return any(
            path == hidden or path.startswith(os.path.join(hidden, ""))
            for hidden in (*self.unreadable_roots, *self.unreadable_folders)
        )


def scan(paths: Sequence[str | os.PathLike[str]], *, max_bytes: int = DEFAULT_MAX_BYTES) -> Scan:
    """Find the article files in folders, recursively, and among single files.

    Left out in silence: hidden files and folders, what ``.searchkitignore`` files exclude, and links to
    folders. Files with other suffixes are left out and counted, but for links and the files of an index. A
    file that is named itself is taken though it be hidden or ignored.

    Args:
        paths: folders and files.
        max_bytes: larger files are failures.
    """
    found = _Found(max_bytes)
    for path in [os.fspath(path) for path in paths]:
        _scan_root(os.path.abspath(path) if path else path, found)  # "" is nothing, not the working directory
    return Scan(
        files=tuple(found.files.values()),
        failures=tuple(found.failures),
        roots=tuple(dict.fromkeys(found.roots)),
        unreadable_roots=tuple(dict.fromkeys(found.unreadable_roots)),
        unreadable_folders=tuple(found.unreadable_folders),
        other_kinds=found.other_kinds,
    )


class _Found:
    """What a scan has found so far."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.files: dict[str, FileStamp] = {}
        self.failures: list[Failure] = []
        self.roots: list[str] = []
        self.unreadable_roots: list[str] = []
        self.unreadable_folders: list[str] = []
        self.other_kinds: Counter[str] = Counter()
        self._counted: set[str] = set()

    def fail(self, absolute: str, reason: str, line: int | None = None) -> None:
        self.failures.append(Failure(shown(absolute), line, reason))

    def add(self, stamps: Iterable[FileStamp]) -> None:
        for stamp in sorted(stamps, key=lambda stamp: stamp.path):
            self.files.setdefault(stamp.absolute, stamp)

    def leave_out(self, folder: str, entries: Iterable[os.DirEntry[str]]) -> None:
        """Count files of other kinds, once for each folder, and not those of an index."""
        names = [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
        if folder not in self._counted and not any(name.startswith(f"_{INDEX_NAME}_") for name in names):
            self._counted.add(folder)
            self.other_kinds.update(map(kind_of, names))


@value
class _Folder:
    """A folder that is still to be listed; ``path`` is empty for the root, else ends in ``/``."""

    root: str
    path: str
    rules: IgnoreRules | None

    @property
    def absolute(self) -> str:
        return os.path.join(self.root, self.path.rstrip("/")) if self.path else self.root


def _scan_root(absolute: str, found: _Found) -> None:
    try:
        status = os.stat(absolute)
    except (OSError, ValueError) as error:
        found.unreadable_roots.append(absolute)
        found.fail(absolute, fault_words(error))
        return
    if not _is_utf8(absolute):
        found.unreadable_roots.append(absolute)
        found.fail(absolute, "its name is not valid UTF-8; rename it")
        return
    if stat.S_ISDIR(status.st_mode):
        _scan_folders(absolute, found)
        return
    found.roots.append(absolute)
    if format_of(absolute) is None:
        found.fail(absolute, f"is not in a format that is read: {', '.join(SUFFIXES)}, each also with .gz")
        return
    root, name = os.path.split(absolute)
    found.add(_stamps(_Folder(root, "", None), name, status, found))


def _scan_folders(root: str, found: _Found) -> None:
    stamps: list[FileStamp] = []
    waiting = [_Folder(root, "", None)]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder.absolute) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
            rules = _rules_of(folder, entries, found)
            others: list[os.DirEntry[str]] = []
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.extend(_inner_folder(folder, entry.name, rules, found))
                elif rules and rules.exclude(folder.path + entry.name):
                    continue
                elif format_of(entry.name):
                    stamps.extend(_listed(folder, entry, found))
                else:
                    others.append(entry)
            found.leave_out(folder.absolute, others)
        except OSError as error:
            (found.unreadable_folders if folder.path else found.unreadable_roots).append(folder.absolute)
            found.fail(folder.absolute, fault_words(error))
    if root not in found.unreadable_roots:
        found.roots.append(root)
    found.add(stamps)


def _rules_of(folder: _Folder, entries: Iterable[os.DirEntry[str]], found: _Found) -> IgnoreRules | None:
    if all(entry.name != IGNORE_FILE for entry in entries):
        return folder.rules
    from searchkit.loading.ignoring import read_rules  # noqa: PLC0415 - few folders have such a file

    absolute = os.path.join(folder.absolute, IGNORE_FILE)
    ignore_file = read_rules(absolute, folder.path, folder.rules)
    for fault in ignore_file.faults:
        found.fail(absolute, fault.reason, fault.line)
    return ignore_file.rules


def _inner_folder(folder: _Folder, name: str, rules: IgnoreRules | None, found: _Found) -> Iterable[_Folder]:
    path = f"{folder.path}{name}/"
    if rules and rules.exclude(path):
        return
    if not _is_utf8(name):
        found.fail(os.path.join(folder.absolute, name), "its name is not valid UTF-8; rename the folder")
        return
    yield _Folder(folder.root, path, rules)


def _listed(folder: _Folder, entry: os.DirEntry[str], found: _Found) -> Iterable[FileStamp]:
    """Give the stamp of a file in a folder that is listed, if it is an article file."""
    if entry.is_symlink():
        return _linked(folder, entry, found)
    try:
        return _stamps(folder, entry.name, entry.stat(follow_symlinks=False), found)
    except FileNotFoundError:
        return ()  # it was removed while we looked


def _linked(folder: _Folder, entry: os.DirEntry[str], found: _Found) -> Iterable[FileStamp]:
    try:
        status = entry.stat()
    except OSError:
        found.fail(entry.path, "is a link to a file that does not exist or cannot be read")
        return ()
    if stat.S_ISDIR(status.st_mode):
        return ()
    inside = os.path.join(os.path.realpath(folder.root), "")
    if not os.path.realpath(entry.path).startswith(inside):
        found.fail(entry.path, "is a link to a file outside the folder, and is not followed")
        return ()
    return _stamps(folder, entry.name, status, found)


def _stamps(folder: _Folder, name: str, status: os.stat_result, found: _Found) -> Iterable[FileStamp]:
    absolute = os.path.join(folder.absolute, name)
    if not _is_utf8(name):
        found.fail(absolute, "its name is not valid UTF-8; rename the file")
    elif not stat.S_ISREG(status.st_mode):
        found.fail(absolute, "is not a file but a pipe or a device")
    elif status.st_size > found.max_bytes:
        found.fail(absolute, too_large_words(status.st_size, found.max_bytes))
    else:
        yield FileStamp(folder.root, folder.path + name, status.st_size, status.st_mtime_ns)


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
