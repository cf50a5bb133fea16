"""A disk that may lose what it was not told to keep: the images that a power loss can leave of a folder.

Bytes stay for certain once their file was synced, names once their folder was. Of everything later any part
may be there or not: some of the writes, a write in part, a length without its bytes, some of the changes of
names. That is more than ext4 and xfs allow themselves, which keep the order of names.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from torture.storage import Step


@dataclass(slots=True)
class _Inode:
    """A file without its names.

    Attributes:
        kept: its bytes as they were synced.
        pending: what was written since, offset and bytes; a cut to nothing has offset -1.
    """

    kept: bytes = b""
    pending: list[tuple[int, bytes]] = field(default_factory=list)

    def sync(self) -> None:
        self.kept = _written(self.kept, self.pending)
        self.pending = []

    def image(self, chance: random.Random) -> bytes:
        """The bytes after a power loss."""
        arrived: list[tuple[int, bytes]] = []
        manner = chance.choice(("none", "all", "first ones", "some", "zeros"))
        for number, (offset, data) in enumerate(self.pending):
            if manner == "none" or (manner == "some" and chance.random() < 1 / 2):
                continue
            if manner == "first ones" and number >= len(self.pending) - 1:
                arrived.append((offset, data[: chance.randrange(len(data) + 1)]))
            else:
                arrived.append((offset, bytes(len(data)) if manner == "zeros" else data))
        return _written(self.kept, arrived)


@dataclass(frozen=True, slots=True)
class _Naming:
    """A change of names: ``old`` goes, ``new`` comes to mean a file, or a folder where there is no inode."""

    folder: Path
    old: Path | None
    new: Path | None
    inode: _Inode | None = None


class Disk:
    """What is on a disk for certain, and what may be."""

    def __init__(self, folder: Path) -> None:
        """Take a folder as it is; all of it is kept for certain."""
        self._root = folder
        self._kept: dict[Path, _Inode | None] = {
            path: _Inode(path.read_bytes()) if path.is_file() else None for path in folder.rglob("*")
        }
        self._names = dict(self._kept)
        self._pending: list[_Naming] = []

    def do(self, step: Step) -> None:
        """Take note of a step that was done."""
        path = Path(step.path)
        if step.kind == "write":
            inode = self._file(path)
            inode.pending.append((step.offset, step.data))
        elif step.kind == "create" and path in self._names:
            self._file(path).pending.append((-1, b""))
        elif step.kind == "create":
            self._name(_Naming(path.parent, None, path, _Inode()))
        elif step.kind == "mkdir":
            self._name(_Naming(path.parent, None, path))
        elif step.kind == "unlink":
            self._name(_Naming(path.parent, path, None))
        elif step.kind == "rename":
            self._name(_Naming(path.parent, path, Path(step.target), self._file(path)))
        elif self._names.get(path) is None:
            self._sync_folder(path)
        else:
            self._file(path).sync()

    def leave(self, chance: random.Random) -> None:
        """Put what a power loss leaves in place of the folder."""
        names = dict(self._kept)
        manner = chance.choice(("none", "all", "first ones", "some"))
        last = chance.randrange(len(self._pending) + 1)
        for number, naming in enumerate(self._pending):
            if manner == "none" or (manner == "first ones" and number >= last):
                break
            if manner != "some" or chance.random() < 1 / 2:
                _rename(names, naming)
        shutil.rmtree(self._root)
        self._root.mkdir()
        for path, inode in sorted(names.items()):
            if not path.parent.is_dir():
                continue  # nothing is in a folder that is not there
            if inode is None:
                path.mkdir()
            else:
                path.write_bytes(inode.image(chance))

    def _file(self, path: Path) -> _Inode:
        inode = self._names[path]
        if inode is None:
            raise AssertionError(f"{path} is a folder")
        return inode

    def _name(self, naming: _Naming) -> None:
        _rename(self._names, naming)
        self._pending.append(naming)

    def _sync_folder(self, path: Path) -> None:
        for naming in self._pending:
            if naming.folder == path:
                _rename(self._kept, naming)
        self._pending = [naming for naming in self._pending if naming.folder != path]


def _rename(names: dict[Path, _Inode | None], naming: _Naming) -> None:
    if naming.old is not None:
        names.pop(naming.old, None)
    if naming.new is not None:
        names[naming.new] = naming.inode


def _written(content: bytes, writes: list[tuple[int, bytes]]) -> bytes:
    for offset, data in writes:
        head, rest = content[:offset].ljust(offset, b"\0"), content[offset + len(data) :]
        content = b"" if offset < 0 else head + data + rest
    return content
