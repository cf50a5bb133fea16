"""Making an index equal the files: what changed since the last run, loaded and committed at once.

This is where loading and engine meet: one knows files and no index, the other the index and no files.
"""

from __future__ import annotations

import os
import time
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from searchkit.article import Article, Failure, Origin
from searchkit.engine.index import Index
from searchkit.engine.writing import IndexWriter
from searchkit.errors import IndexNotFound
from searchkit.loading import DEFAULT_MAX_BYTES, FileStamp, Loaded, Scan, load, scan

_WORTH_PROCESSES: Final = 4_000_000
"""Bytes of files below which starting processes costs more than it saves."""
_AHEAD: Final = 8
"""Files that each process may be ahead of the writer: memory does not grow with the archive."""

_Key = tuple[str, str]


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
        seconds: how long it took.
    """

    added: int
    changed: int
    moved: int
    removed: int
    unchanged: int
    failed: tuple[Failure, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Freshness:
    """How far the files have moved away from the index, counted in files; found without reading them."""

    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class _Plan:
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


def index(
    paths: Sequence[str | os.PathLike[str]] = (),
    *,
    index: str | os.PathLike[str] = "index",
    rebuild: bool = False,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
) -> IndexReport:
    """Make an index equal the files: add what is new, update what changed, remove what is gone.

    Articles of other folders stay. A folder that cannot be looked at keeps its articles, and is reported.

    Args:
        paths: folders, with all below them, and single files; without any, the folders of the last run.
        index: the folder of the index; it is made if need be.
        rebuild: begin from nothing; the old index answers until the new one takes its place.
        jobs: processes that read files; by default this one alone. More are started anew, so a script that
            asks for them needs the usual ``if __name__ == "__main__":``.
        progress: called with the number of files read so far, and of files to read.
        max_bytes: larger files are not read.

    Raises:
        IndexLocked: another process is writing to this index.
        IndexNotFound: there are no paths, and no index to take the folders from.
        UntrustedIndex: what is there is not an index that searchkit wrote.
        CorruptIndex: the index is damaged; ``rebuild`` mends it.
    """
    begun = time.monotonic()
    directory = Path(index)
    with IndexWriter(directory, from_scratch=rebuild) as writer:
        known = _known(directory, paths, rebuild=rebuild)
        found = _scan(paths, known, max_bytes)
        plan = _plan(found, {} if rebuild else known)
        if not plan.load and not plan.gone and not (rebuild or _is_new(directory)):
            return _report(Counter(), plan, begun)
        counts, failures = _apply(writer, directory, plan, jobs, progress, max_bytes)
        writer.commit()
        return _report(counts, replace(plan, failures=(*plan.failures, *failures)), begun)


def freshness(index: Index) -> Freshness:
    """Compare an index with the folders that it was built from, by size and time of the files."""
    known = index.files()
    plan = _plan(scan(sorted({origin.root for origin in known})), known)
    before = {_key(origin) for origin in plan.gone}
    now = {_key(stamp) for stamp in plan.load}
    return Freshness(added=len(now - before), changed=len(now & before), removed=len(before - now))


def _is_new(directory: Path) -> bool:
    try:
        with Index(directory):
            return False
    except IndexNotFound:
        return True


def _known(directory: Path, paths: Sequence[str | os.PathLike[str]], *, rebuild: bool) -> dict[Origin, int]:
    """The files of the index that this run starts from, with the number of their articles."""
    if rebuild and paths:
        return {}
    try:
        with Index(directory) as opened:
            return opened.files()
    except IndexNotFound:
        if paths:
            return {}
        raise


def _scan(paths: Sequence[str | os.PathLike[str]], known: Collection[Origin], max_bytes: int) -> Scan:
    """Look at the files, each under the known folder that holds it, if one does."""
    roots = sorted({origin.root for origin in known}, key=len)
    found = scan(paths or roots, max_bytes=max_bytes)
    stamps = [_under_known_root(stamp, roots) for stamp in found.files]
    return replace(found, files=tuple({_key(stamp): stamp for stamp in stamps}.values()))


def _under_known_root(stamp: FileStamp, roots: Sequence[str]) -> FileStamp:
    for root in roots:
        if _lies_in(stamp.absolute, root):
            return replace(stamp, root=root, path=os.path.relpath(stamp.absolute, root).replace(os.sep, "/"))
    return stamp


def _plan(found: Scan, known: dict[Origin, int]) -> _Plan:
    seen = {_key(stamp): stamp for stamp in found.files}
    gone: dict[Origin, int] = {}
    kept: dict[Origin, int] = {}
    for origin, count in known.items():
        stamp = seen.get(_key(origin))
        if stamp is None:
            stays = found.hides(_absolute(origin)) or not _covered(origin, found)
        else:
            stays = (stamp.size, stamp.mtime_ns) == (origin.size, origin.mtime_ns)
        (kept if stays else gone)[origin] = count
    unchanged = {_key(origin) for origin in kept}
    return _Plan(
        load=tuple(stamp for key, stamp in seen.items() if key not in unchanged),
        gone=gone,
        kept=kept,
        failures=found.failures,
    )


def _covered(origin: Origin, found: Scan) -> bool:
    """Whether the scan was to find this file if it is still there."""
    return any(_lies_in(_absolute(origin), root) for root in (*found.roots, *found.unreadable_roots))


def _apply(  # noqa: PLR0917 - one call, from one place
    writer: IndexWriter,
    directory: Path,
    plan: _Plan,
    jobs: int | None,
    progress: Callable[[int, int], None] | None,
    max_bytes: int,
) -> tuple[Counter[str], list[Failure]]:
    """Carry a plan out, short of the commit: counts by kind of change, and what could not be read."""
    before = _articles_before(directory, plan.gone)
    moved_from = {origin.sha256: origin for origin in plan.gone}
    names = _Names(plan.kept)
    writer.remove_files(plan.gone)
    counts: Counter[str] = Counter()
    failures: list[Failure] = []
    for done, loaded in enumerate(_load_all(plan.load, jobs, max_bytes), start=1):
        failures += loaded.failures
        origin = moved_from.get(loaded.sha256)
        for article in loaded.articles:
            named = names.distinct(article)
            counts[_change(named, before, moved=origin is not None)] += 1
            writer.add(named)
        if progress:
            progress(done, len(plan.load))
    counts["removed"] = sum(plan.gone.values()) - counts["changed"] - counts["unchanged"] - counts["moved"]
    return counts, failures


def _change(article: Article, before: dict[str, Article], *, moved: bool) -> str:
    old = before.get(article.id)
    if old is None:
        return "moved" if moved else "added"
    return "unchanged" if replace(old, origin=article.origin) == article else "changed"


def _articles_before(directory: Path, gone: Collection[Origin]) -> dict[str, Article]:
    if not gone:
        return {}
    with Index(directory) as opened:
        return {article.id: article for article in opened.articles(gone)}


class _Names:
    """Keeps ids apart where two folders hold files of one path: the later folder's name goes in front."""

    def __init__(self, kept: Collection[Origin]) -> None:
        self._root_of = {origin.path: origin.root for origin in kept}

    def distinct(self, article: Article) -> Article:
        root = self._root_of.setdefault(article.origin.path, article.origin.root)
        if root == article.origin.root:
            return article
        return replace(article, id=f"{article.origin.root}/{article.id}")


def _load_all(stamps: Sequence[FileStamp], jobs: int | None, max_bytes: int) -> Iterator[Loaded]:
    """Load files in their order, in several processes when there is enough to do."""
    read = partial(load, max_bytes=max_bytes)
    workers = min(jobs or 1, len(stamps))
    if workers < 2 or sum(stamp.size for stamp in stamps) < _WORTH_PROCESSES:  # noqa: PLR2004 - one is none
        yield from map(read, stamps)
        return
    # Forked processes would hold on to the write lock after a crash of this one.
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        waiting = iter(stamps)
        running: deque[Future[Loaded]] = deque(
            pool.submit(read, stamp) for stamp in islice(waiting, workers * _AHEAD)
        )
        while running:
            loaded = running.popleft().result()
            running.extend(pool.submit(read, stamp) for stamp in islice(waiting, 1))
            yield loaded


def _report(counts: Counter[str], plan: _Plan, begun: float) -> IndexReport:
    return IndexReport(
        added=counts["added"],
        changed=counts["changed"],
        moved=counts["moved"],
        removed=counts["removed"],
        unchanged=counts["unchanged"] + sum(plan.kept.values()),
        failed=plan.failures,
        seconds=time.monotonic() - begun,
    )


def _key(file: Origin | FileStamp) -> _Key:
    return file.root, file.path


def _absolute(origin: Origin) -> str:
    return os.path.join(origin.root, origin.path)


def _lies_in(path: str, root: str) -> bool:
    return path == root or path.startswith(os.path.join(root, ""))
