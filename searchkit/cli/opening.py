"""Opening the index that a command works on: found, built for the first time, refreshed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import searchkit
from searchkit.cli import printable
from searchkit.cli.layout import counted
from searchkit.cli.location import Location, locate
from searchkit.cli.progress import ProgressLine
from searchkit.cli.terminal import say
from searchkit.errors import IndexNotFound

_FAILURES_TOLD: Final = 3
"""Before an answer; who indexes is told all."""


@contextmanager
def opened(index_path: Path | None) -> Iterator[searchkit.Index]:
    """The index that a command reads."""
    with searchkit.open(locate(index_path).path) as index:
        yield index


@contextmanager
def opened_or_built(index_path: Path | None, *, refresh: bool, quiet: bool) -> Iterator[searchkit.Index]:
    """The index that a search reads: brought up to date when asked for, built when there is none yet.

    Args:
        index_path: what the user named, if anything.
        refresh: make the index equal its folders first.
        quiet: do not tell what is done.
    """
    location = locate(index_path)
    try:
        index = searchkit.open(location.path)
    except IndexNotFound:
        _build(location, quiet=quiet)
        index = searchkit.open(location.path)
    else:
        if refresh:
            _update((), location, quiet=quiet)
            index.refresh()
    with index:
        yield index


def _build(location: Location, *, quiet: bool) -> None:
    folder = location.default_folder
    if folder is None:
        raise IndexNotFound(f"{location.path}: no index here yet")
    if not quiet:
        say(
            f"No index yet: building one from {printable.path(str(folder))}/ "
            f"in {printable.path(str(location.path))}/"
        )
    report = _update([str(folder)], location, quiet=quiet)
    if not quiet:
        built = counted(report.added, "article")
        say(f"{built} in {report.seconds:.1f} s; searchkit index FOLDER takes your own")


def _update(folders: Sequence[str], location: Location, *, quiet: bool) -> searchkit.IndexReport:
    with ProgressLine(shown=not quiet) as progress:
        report = searchkit.index(folders, index=location.path, progress=progress)
    for failure in report.failed[:_FAILURES_TOLD]:
        say(printable.path(str(failure)))
    if len(report.failed) > _FAILURES_TOLD:
        more = counted(len(report.failed) - _FAILURES_TOLD, "more failure")
        say(f"and {more}: searchkit index lists all")
    return report


def tell_if_stale(index: searchkit.Index) -> None:
    """Say in one line that the folders have changed since the index was built, when they have.

    Where it was not built here, nothing is said: whoever made it would choose which folders are looked at.
    """
    from searchkit.indexing.freshness import freshness  # noqa: PLC0415 - as above
    from searchkit.indexing.settings import is_from_here  # noqa: PLC0415 - after the answer is on the screen

    if not is_from_here(index.path):
        return
    stale = freshness(index)
    changes = [
        f"{count:,} {what}"
        for count, what in ((stale.added, "new"), (stale.changed, "changed"), (stale.removed, "removed"))
        if count
    ]
    if changes:
        listed = ", ".join(changes)
        say(f"The folder has changed since the index was built ({listed}): --refresh takes that in.")
