"""What this process does to the world around it, as the interpreter's audit events tell it.

A hook cannot be taken away again: this is for a child process that ends soon.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from torture.losing import Lost, insist

import searchkit

_LIBRARIES: Final = tuple(
    os.path.join(os.path.realpath(path), "")
    for path in (
        *sysconfig.get_paths().values(),
        sys.prefix,
        sys.base_prefix,
        Path(searchkit.__file__).parent,
    )
)
"""Modules that are imported, and their data."""
_LOOKS: Final = frozenset({"open", "os.listdir", "os.scandir"})
_DOES: Final = frozenset(
    ("os", "shutil", "subprocess", "socket", "ctypes", "pty", "ftplib", "urllib", "tempfile")
)
"""Modules whose events do something."""


@contextmanager
def nothing_outside(folder: Path) -> Iterator[None]:
    """See that no file outside of a folder is opened, no folder listed, and nothing changed or started.

    Raises:
        Lost: something is; after what was done has ended.
    """
    inside = os.path.join(os.path.realpath(folder), "")

    def look(event: str, given: tuple[object, ...]) -> str:
        if event in _LOOKS:
            path = given[0]
            # Whoever follows no link opens what the folder holds, and nothing where that is a link.
            is_kept = event == "open" and bool(int(str(given[2])) & os.O_NOFOLLOW)
            if isinstance(path, int) or _lies_in(path, (inside, *_LIBRARIES), is_kept=is_kept):
                return ""
            return f"{event} {path!r}"
        return f"{event} {given}" if event.partition(".")[0] in _DOES else ""

    with _watched(look):
        yield


@contextmanager
def only_classes(classes: frozenset[tuple[str, str]]) -> Iterator[None]:
    """See that nothing is opened, run or imported, and no class but these asked for of a pickle.

    Raises:
        Lost: something is; after what was done has ended.
    """

    def look(event: str, given: tuple[object, ...]) -> str:
        if event == "pickle.find_class" and given in classes:
            return ""
        return "" if event.startswith(("object.__", "sys._get", "gc.")) else f"{event} {given}"

    with _watched(look):
        yield


@contextmanager
def _watched(look: Callable[[str, tuple[object, ...]], str]) -> Iterator[None]:
    seen: list[str] = []
    is_over = False

    def hook(event: str, given: tuple[object, ...]) -> None:
        if not is_over and (told := look(event, given)):
            seen.append(told)
            raise Lost(told)  # so that it does not happen

    sys.addaudithook(hook)
    try:
        yield
    finally:
        is_over = True
    insist(not seen, f"it does what it may not: {seen[:9]}")


def _lies_in(path: object, folders: tuple[str, ...], *, is_kept: bool) -> bool:
    """Whether a path leads into one of some folders; its last part is not followed where that is kept."""
    if not isinstance(path, str | bytes | os.PathLike):
        return False
    named = Path(os.fsdecode(path)).absolute()
    found = named.parent.resolve() / named.name
    return os.path.join(found if is_kept else os.path.realpath(found), "").startswith(folders)
