"""Disturbances that are the system's own: the rights of another user, a disk that is full or only read.

They take root, who may become somebody else, and may mount a small disk that only one process sees.
"""

from __future__ import annotations

import ctypes
import os
import random
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from torture import works
from torture.losing import insist
from torture.processes import fork
from torture.telling import told
from torture.works import Work

Way = Callable[[Work, Path, random.Random], None]

_NOBODY = 65534
_NEW_NAMESPACE = 0x20000  # of mounts: CLONE_NEWNS
_DISK = "size=1m,nr_inodes=200"
_PAGE = 4096
_MOST_PAGES = 40
"""Enough for any of the works."""


def ways() -> list[Way]:
    """What can be done here."""
    found: list[Way] = []
    if os.geteuid() == 0:
        found += [not_the_owner, unreadable_files]
        if _can_mount():
            found += [full_disk] * 8 + [read_only_disk]
    return found


def not_the_owner(work: Work, index: Path, chance: random.Random) -> None:
    """Nobody's run in a folder that only its owner may write."""
    work.begin(index)
    index.mkdir(exist_ok=True)
    what = f"{work.name} in a folder that may not be written"
    said = index.parent / "said"
    said.touch()
    said.chmod(0o666)

    def disturbed() -> None:
        _become_nobody()
        said.write_text(told(lambda: work.run(index), what))

    _open_to_all(index)
    before = sorted(index.iterdir())
    _do(disturbed, what)
    message = said.read_text()
    insist("ermission denied" in message and str(index) in message, f"{what}: it says {message!r}")
    insist(sorted(index.iterdir()) == before, f"{what}: the folder has changed")
    works.check(work, index, what, allowed=(work.before,))


def unreadable_files(work: Work, index: Path, chance: random.Random) -> None:
    """Nobody's run over files of which one may not be read, or whose folder may not."""
    work.begin(index)
    index.mkdir(exist_ok=True)
    for path in (index, *index.iterdir()):
        os.chown(path, _NOBODY, _NOBODY)
    closed = chance.choice([work.files, *sorted(work.files.iterdir())])
    what = f"{work.name}, {closed} may not be read"
    said = index.parent / "said"
    said.touch()
    said.chmod(0o666)

    def disturbed() -> None:
        _become_nobody()
        report = work.run(index)
        said.write_text("\n".join(f"{failure.path}: {failure.reason}" for failure in report.failed))

    _open_to_all(index)
    _open_to_all(work.files)
    mode = closed.stat().st_mode
    closed.chmod(0)
    try:
        _do(disturbed, what)
    finally:
        closed.chmod(mode)
    wanted = works.articles_of(work.undisturbed)
    found = works.articles_of(index)
    named = str(closed) in said.read_text() and "permission" in said.read_text()
    insist(named or found == wanted, f"{what}: it says {said.read_text()!r}, and articles are missing")
    insist(works.is_whole(index), f"{what}: the index is damaged")
    insist(not told(lambda: work.run(index), what), f"{what}: the next run fails")
    insist(works.articles_of(index) == wanted, f"{what}: the next run comes to other articles")


def full_disk(work: Work, index: Path, chance: random.Random) -> None:
    """The disk has room for a part of what is written."""
    pages = chance.randrange(_MOST_PAGES)

    def disturbed() -> None:
        disk = _mounted(index)
        what = f"{work.name}, with {pages} pages left on the disk"
        work.begin(disk / "index")
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        (disk / "other").write_bytes(bytes(free - pages * _PAGE))
        said = told(lambda: work.run(disk / "index"), what)
        insist(not said or "No space left on device" in said, f"{what}: it says {said!r}")
        insist("(the index is as it was)" in said or not said, f"{what}: it says {said!r}")
        insist(not (disk / "index").exists() or not works.orphans(disk / "index"), f"{what}: files stay")
        (disk / "other").unlink()
        works.check(work, disk / "index", what, allowed=(work.before if said else work.after,))

    _do(disturbed, f"{work.name} on a full disk")


def read_only_disk(work: Work, index: Path, chance: random.Random) -> None:
    """The disk was mounted for reading only: it answers, and nothing is written."""
    what = f"{work.name} on a disk that may only be read"

    def disturbed() -> None:
        disk = _mounted(index)
        work.begin(disk / "index")
        _run("mount", "-o", "remount,ro", str(disk))
        said = told(lambda: work.run(disk / "index"), what)
        insist("Read-only file system" in said, f"{what}: it says {said!r}")
        works.check_answers(work, disk / "index", what, allowed=(work.before,))
        _run("mount", "-o", "remount,rw", str(disk))
        works.check(work, disk / "index", what, allowed=(work.before,))

    _do(disturbed, what)


def _do(disturbed: Callable[[], object], what: str) -> None:
    _, status = os.waitpid(fork(disturbed), 0)
    insist(status == 0, f"{what}: it fails as told above")


def _become_nobody() -> None:
    os.setgroups([])
    os.setgid(_NOBODY)
    os.setuid(_NOBODY)


def _open_to_all(folder: Path) -> None:
    """Let everybody look into the folder, and nobody else write."""
    while folder != folder.parent and folder.stat().st_uid in {os.getuid(), _NOBODY}:
        if not folder.stat().st_mode & stat.S_IWOTH:
            folder.chmod(0o755)
        folder = folder.parent


def _mounted(index: Path) -> Path:
    """A small disk beside an index, which only this process sees, and which is gone with it."""
    if ctypes.CDLL(None, use_errno=True).unshare(_NEW_NAMESPACE):
        raise OSError(ctypes.get_errno(), "no file systems of its own")
    _run("mount", "--make-rprivate", "/")
    disk = index.with_name("disk")
    disk.mkdir(exist_ok=True)
    _run("mount", "-t", "tmpfs", "-o", _DISK, "tmpfs", str(disk))
    return disk


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


@cache
def _can_mount() -> bool:
    if sys.platform != "linux" or not shutil.which("mount") or not shutil.which("unshare"):
        return False
    command = ("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
    return subprocess.run(command, check=False, capture_output=True).returncode == 0
