"""One run, from the look at the files to the commit."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from searchkit.article import Failure
from searchkit.codec import toc
from searchkit.engine.groups import LEAST_THRESHOLD
from searchkit.engine.writing import IndexWriter
from searchkit.errors import IndexNotFound, SearchkitError
from searchkit.indexing.building import Reading, build_segments
from searchkit.indexing.changes import count_changes
from searchkit.indexing.faulty import FaultyFile, faulty_files, remember, remembered
from searchkit.indexing.memory import DEFAULT_MEMORY_BYTES, budget
from searchkit.indexing.planning import Plan, fruitless, is_elsewhere, key, known_files, plan, scan_files
from searchkit.indexing.settings import read_settings, remember_settings
from searchkit.loading.files import DEFAULT_MAX_BYTES, fault_words, shown
from searchkit.loading.scanning import Scan


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an index run did, counted in articles.

    Attributes:
        added: articles that are new.
        changed: articles of the same id as before, with another content.
        moved: articles of a file that is now elsewhere, its bytes being the same.
        removed: articles that are gone.
        unchanged: articles that stayed as they were.
        failed: what could not be read, and why.
        left_out: how many files of the folders were not looked into because of their ending, by that ending:
            ``{".pdf": 500, ".eml": 12}``. Those without an ending stand under ``""``; hidden and ignored ones
            are not counted.
        seconds: how long it took.
    """

    added: int
    changed: int
    moved: int
    removed: int
    unchanged: int
    failed: tuple[Failure, ...]
    left_out: Mapping[str, int]
    seconds: float


def index(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = (),
    *,
    index: str | os.PathLike[str] = "index",
    rebuild: bool = False,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
    memory_bytes: int = DEFAULT_MEMORY_BYTES,
    mtime_dates: bool | None = None,
    folder_sources: bool | None = None,
    copies_threshold: float | None = None,
) -> IndexReport:
    """Make an index equal the files: add what is new, update what changed, remove what is gone.

    Articles of other folders stay. A folder that cannot be looked at keeps its articles, and is reported.

    Args:
        paths: folders, with all below them, and single files; without any, the folders of the last run. One
            alone need not be in a list.
        index: the folder of the index; it is made if need be.
        rebuild: begin from nothing; the old index answers until the new one takes its place.
        jobs: processes that read files and build segments; by default this one alone. The index is the same
            whatever their number. They are started anew, so a script that asks for them needs the usual
            ``if __name__ == "__main__":``. Fewer are started when there is no memory for so many.
        progress: called with the number of files read so far, and of files to read.
        max_bytes: larger files are not read.
        memory_bytes: what all processes together may take, 512 MiB at least. How many articles are collected
            at a time follows from it, and how large segments are merged. A file that is read whole, such as
            a JSON array or a text without end, comes on top with up to thirty times its size; ``max_bytes``
            bounds that.
        mtime_dates: whether articles that say no date get the time of their file's last change, with the
            method ``mtime``; as in the last run where it is not said, and at first not. It is for files that
            are read: with ``rebuild`` for all.
        folder_sources: whether articles that say no source get the topmost folder that they are in under the
            indexed one, with the method ``folder``; remembered like ``mtime_dates``.
        copies_threshold: what part of the shorter of two articles must stand in the longer for one to be a
            copy, from 0.5 to 1; remembered for later runs, and 0.8 at first.

    Raises:
        ValueError: ``memory_bytes`` is too little, or ``copies_threshold`` is out of its range.
        IndexLocked: another process is writing to this index.
        IndexNotFound: there are no paths, and no index to take the folders from.
        UntrustedIndex: what is there is not an index that searchkit wrote.
        CorruptIndex: the index is damaged; ``rebuild`` mends it.
        IndexNotWritten: the disk is full; the index is as it was.
        SearchkitError: there was not enough memory, or one of the processes died; none of ``paths`` is there
            and no index either; a folder that ``rebuild`` needs cannot be looked at. The index is as it was.
    """
    begun = time.monotonic()
    if copies_threshold is not None and not LEAST_THRESHOLD <= copies_threshold <= 1:
        raise ValueError(f"copies_threshold is from {LEAST_THRESHOLD} to 1, and not {copies_threshold}")
    directory = Path(index)
    limits = budget(memory_bytes, jobs or 1)
    named = [paths] if isinstance(paths, str | os.PathLike) else paths
    if not named:
        toc.newest_generation(directory)  # without an index nothing is made
    elif _is_new(directory):
        _refuse_what_is_not_there(named)
    with IndexWriter(directory, from_scratch=rebuild, merge_bytes=limits.merge_bytes) as writer:
        known = known_files(directory, named, rebuild=rebuild)
        before = read_settings(directory)
        wanted = before.with_paths(named, rebuild=rebuild)
        if mtime_dates is not None:
            wanted = replace(wanted, mtime_dates=mtime_dates)
        if folder_sources is not None:
            wanted = replace(wanted, folder_sources=folder_sources)
        if copies_threshold is not None:
            wanted = replace(wanted, copies_threshold=copies_threshold)
        found = scan_files(named or wanted.paths, known, max_bytes)
        if rebuild:
            _refuse_to_lose(found)
        planned = plan(found, {} if rebuild else known)
        still = _still_faulty(directory, planned, found)
        reading = Reading(max_bytes, wanted.mtime_dates, wanted.folder_sources)
        built = build_segments(directory, planned, limits, reading, progress)
        counts: Counter[str] = Counter()
        regrouped = wanted.copies_threshold != before.copies_threshold
        if built.segments or planned.gone or rebuild or regrouped or _is_new(directory):
            writer.remove_files(planned.gone)
            counts = count_changes(directory, planned.gone, built.segments)
            writer.adopt(built.segments)
            writer.commit(wanted.copies_threshold)
        with suppress(OSError):  # the index is committed; without these notes only less is known of it
            remember(directory, [*still, *faulty_files(planned.load, built.failures)])
            remember_settings(directory, wanted.without(fruitless(found) - {*before.paths}))
    told = [failure for file in still if not is_elsewhere(file.stamp, found) for failure in file.failures()]
    return IndexReport(
        added=counts["added"],
        changed=counts["changed"],
        moved=counts["moved"],
        removed=counts["removed"],
        unchanged=counts["unchanged"] + sum(planned.kept.values()),
        failed=(*planned.failures, *told, *built.failures),
        left_out=found.other_kinds,
        seconds=time.monotonic() - begun,
    )


def _still_faulty(directory: Path, planned: Plan, found: Scan) -> list[FaultyFile]:
    """The files remembered as faulty that this run does not read again."""
    unread = {(*key(origin), origin.size, origin.mtime_ns) for origin in planned.kept}
    return [
        file
        for file in remembered(directory)
        if (*key(file.stamp), file.stamp.size, file.stamp.mtime_ns) in unread
        or is_elsewhere(file.stamp, found)
    ]


def _refuse_what_is_not_there(paths: Sequence[str | os.PathLike[str]]) -> None:
    """Make no index of nothing, as of a name that is mistyped."""
    faults = []
    for path in [os.fspath(path) for path in paths]:
        try:
            os.stat(path)  # noqa: PTH116 - as scanned
        except (OSError, ValueError) as error:
            faults.append(f"{shown(path)}: {fault_words(error)}")
        else:
            return
    raise SearchkitError("; ".join(faults))


def _refuse_to_lose(found: Scan) -> None:
    """Put nothing in the place of articles that lie where this run cannot look."""
    hidden = {shown(path) for path in found.unreadable_roots}
    faults = [f"{fault.path}: {fault.reason}" for fault in found.failures if fault.path in hidden]
    if faults:
        raise SearchkitError(
            f"{'; '.join(faults)} (the index is as it was: name the folders to rebuild it from)"
        )


def _is_new(directory: Path) -> bool:
    try:
        toc.newest_generation(directory)
    except IndexNotFound:
        return True
    return False
