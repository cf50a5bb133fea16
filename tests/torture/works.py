"""The works that are disturbed: an index, files that changed since, and what it answers before and after.

Which articles there are follows from a seed. The limits of the program are made so small that few short
articles fill several segments, are divided among processes and get merged.
"""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest import mock

from torture.losing import Lost, insist
from torture.telling import told

import searchkit
from searchkit.codec import toc
from searchkit.codec.lock import LOCK_NAME
from searchkit.engine.verifying import verify
from searchkit.indexing import faulty, settings
from searchkit.indexing.memory import Budget
from searchkit.indexing.processes import Here, Workers

WORDS = ("bakhmut", "kherson", "missile", "harvest", "railway", "treaty", "winter", "minister", "bridge")
QUERIES = ("*", *WORDS[:4], '"bakhmut kherson"', "missile OR harvest", "bakhmut -kherson", "source:Reuters")
_ENGLISH = "It was said by all of them that this is what they had been told of the"
"""So that an article is long enough to have a language, and the language soon told."""
SOURCES = ("Reuters", "Kyiv Post", None)
LEAST_SHARE_BYTES = 100
"""Of what a process of its own takes at a time."""
NOTES = {LOCK_NAME, settings.FILE_NAME, faulty.FILE_NAME}

Answers = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """Bringing an index up to date.

    Attributes:
        name: what kind of work.
        files: the folder that is indexed.
        arguments: of the program that does it, but for the folder of the index.
        is_shared: whether there is something for several processes to do.
        start: a folder with the index as it is before; there may be nothing in it.
        run: does the work on the index in a folder, which began as a copy of ``start``.
        before: what the index answers before; ``None`` where there is none.
        after: what it answers after.
        undisturbed: the index after, as a run leaves it that nothing disturbs.
    """

    name: str
    files: Path
    arguments: tuple[str, ...]
    is_shared: bool
    start: Path
    run: Callable[[Path], searchkit.IndexReport]
    before: Answers | None
    after: Answers
    undisturbed: Path

    def begin(self, index: Path) -> None:
        """Put the index of before in place of a folder; where there is none, nothing."""
        shutil.rmtree(index, ignore_errors=True)
        if self.before is not None:
            shutil.copytree(self.start, index)


class HereInShares(Here):
    """The shares of several processes, built by this one: their steps can be told apart."""

    def __init__(self, count: int, prepare: Callable[[], None]) -> None:
        del count, prepare


def _small_budget(memory_bytes: int, jobs: int) -> Budget:
    del memory_bytes
    return Budget(jobs, unit_bytes=3_000, share_bytes=2_000, batch_tokens=700, merge_bytes=10**9)


@contextmanager
def small_limits() -> Iterator[None]:
    """Have few articles fill several segments."""
    with ExitStack() as patches:
        for target, value in (
            ("searchkit.engine.merging.FAN_IN", 3),
            ("searchkit.indexing.building.WORTH_PROCESSES", 0),
            ("searchkit.indexing.building.Workers", HereInShares),
            ("searchkit.indexing.shares.SHARE_BYTES", 2_000),
            ("searchkit.indexing.running.budget", _small_budget),
        ):
            patches.enter_context(mock.patch(target, value))
        yield


@contextmanager
def worker_processes() -> Iterator[None]:
    """Within small limits: have real processes do what little there is to do."""
    with (
        mock.patch("searchkit.indexing.building.Workers", Workers),
        mock.patch("searchkit.indexing.shares.SHARE_BYTES", LEAST_SHARE_BYTES),
    ):
        yield


def works(chance: random.Random, folder: Path) -> Iterator[Work]:
    """Works of every kind, in any order, without end; each is gone when the next one is made."""
    while True:
        kinds = [
            (kind, jobs) for kind in (_first, _add, _delete, _change, _merge, _rebuild) for jobs in (1, 3)
        ]
        chance.shuffle(kinds)
        for kind, jobs in kinds:
            name = kind.__name__.removeprefix("_")
            place = folder / name
            yield _prepared(chance, place, f"{name} with {jobs} jobs", kind, jobs)
            shutil.rmtree(place)


def _prepared(
    chance: random.Random,
    place: Path,
    name: str,
    kind: Callable[[random.Random, Path, Callable[[], object]], bool],
    jobs: int,
) -> Work:
    files, start = place / "files", place / "start"
    files.mkdir(parents=True)
    start.mkdir()
    rebuild = kind(chance, files, partial(searchkit.index, files, index=start, jobs=jobs))
    run = partial(_index, files, jobs, rebuild)
    undisturbed = place / "undisturbed"
    shutil.copytree(start, undisturbed)
    before = answers(start) if any(start.glob("*.toc")) else None
    run(undisturbed)
    arguments = ("index", str(files), "--jobs", str(jobs), *(["--rebuild"] if rebuild else []))
    is_shared = jobs > 1 and kind is not _delete
    return Work(name, files, arguments, is_shared, start, run, before, answers(undisturbed), undisturbed)


def _index(files: Path, jobs: int, rebuild: bool, index: Path) -> searchkit.IndexReport:
    return searchkit.index(files, index=index, jobs=jobs, rebuild=rebuild)


def _first(chance: random.Random, files: Path, run: Callable[[], object]) -> bool:
    _write(chance, files, range(6))
    return False


def _add(chance: random.Random, files: Path, run: Callable[[], object]) -> bool:
    _write(chance, files, range(4))
    run()
    _write(chance, files, range(4, 8))
    (files / "broken.json").write_text("{")
    return False


def _delete(chance: random.Random, files: Path, run: Callable[[], object]) -> bool:
    _write(chance, files, range(6))
    run()
    for path in sorted(files.iterdir())[: chance.randrange(1, 6)]:
        path.unlink()
    return False


def _change(chance: random.Random, files: Path, run: Callable[[], object]) -> bool:
    _write(chance, files, range(5))
    run()
    _write(chance, files, chance.sample(range(5), 3))
    return False


def _merge(chance: random.Random, files: Path, run: Callable[[], object]) -> bool:
    for number in range(5):
        _write(chance, files, [number], lines=3)
        run()
    _write(chance, files, [1, 7], lines=3)
    return False


def _rebuild(chance: random.Random, files: Path, run: Callable[[], object]) -> bool:
    _write(chance, files, range(4))
    run()
    _write(chance, files, range(2, 6))
    return True


def _write(chance: random.Random, files: Path, numbers: Iterable[int], lines: int = 0) -> None:
    for number in numbers:
        rows = [_article(chance, number, line) for line in range(lines or chance.randrange(1, 5))]
        path = files / f"{number}.jsonl"
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
        # Two states of a file never have one time, however coarse the clock of the file system is.
        changed = 1_700_000_000 + chance.randrange(10**8)
        os.utime(path, (changed, changed))


def _article(chance: random.Random, number: int, line: int) -> dict[str, object]:
    source = chance.choice(SOURCES)
    return {
        "id": line,
        "title": f"{chance.choice(WORDS)} {number}.{line}",
        "text": f"{_ENGLISH} {' '.join(chance.choices(WORDS, k=chance.randrange(5, 30)))}.",
        "date": f"2023-03-{chance.randrange(1, 29):02}",
    } | ({"source": source} if source else {})


def answers(index: Path) -> Answers:
    """All that the index in a folder answers."""
    with searchkit.open(index) as opened:
        return answers_of(opened)


def answers_of(opened: searchkit.Index) -> Answers:
    """All that an index answers, down to the scores; which commit gave it is left out."""
    results = [opened.search(text, limit=1000, sort=sort) for text in QUERIES for sort in _sorts(text)]
    # What is looked at beside the words is the same for every query.
    every = [(hit.id, hit.title, hit.text, hit.source, hit.date) for hit in results[0]]
    found = [(result.total, [(hit.id, hit.score) for hit in result]) for result in results]
    sources = tuple((count.value, count.count) for count in opened.facets().source)
    return (len(opened), sources, every, *found)


def articles_of(index: Path) -> list[tuple[str, str, str]]:
    """The articles of an index, whatever their order in it."""
    with searchkit.open(index) as opened:
        return sorted((hit.id, hit.title, hit.text) for hit in opened.search("*", limit=1000))


def is_whole(index: Path) -> bool:
    """Whether an index answers, and its checksums are right."""
    return bool(answers(index)) and not verify(index).faults


def _sorts(text: str) -> tuple[str, ...]:
    return ("score", "-date") if text == "*" else ("score",)


def check(work: Work, index: Path, what: str, *, allowed: tuple[Answers | None, ...] | None = None) -> None:
    """Look at an index that a work was disturbed on, do the work again, and look again.

    Raises:
        Lost: it does not answer as before or after, is damaged, or hinders the next run.
    """
    check_answers(work, index, what, allowed=allowed)
    said = told(lambda: work.run(index), f"{what}, then a run")
    insist(not said, f"{what}: the next run fails: {said}")
    check_answers(work, index, f"{what}, then a run", allowed=(work.after,))
    left = orphans(index)
    insist(not left, f"{what}: these files stay after the next run: {left}")


def check_answers(
    work: Work, index: Path, what: str, *, allowed: tuple[Answers | None, ...] | None = None
) -> None:
    """Look at an index; where nothing else is allowed, it is as before or after the work.

    Raises:
        Lost: it does not answer so, or is damaged.
    """
    found = _whole(work, index, what)
    insist(
        found in (allowed or (work.before, work.after)),
        f"{what}: the index answers as no state that was committed, or as another one than it should",
    )


def _whole(work: Work, index: Path, what: str) -> Answers | None:
    try:
        found = answers(index)
    except searchkit.IndexNotFound:
        insist(work.before is None, f"{what}: the index is gone")
        return None
    except searchkit.SearchkitError as error:
        raise Lost(f"{what}: the index cannot be read: {error}") from error
    faults = verify(index).faults
    insist(not faults, f"{what}: verify finds {faults}")
    return found


def orphans(index: Path) -> list[str]:
    """Names of the files in a folder that belong to no index; there may be none in it."""
    return sorted({path.name for path in index.iterdir()} - _needed(index))


def _needed(index: Path) -> set[str]:
    try:
        contents = toc.read(index)
    except searchkit.IndexNotFound:
        return NOTES
    return NOTES | {
        *(segment.filename for segment in contents.segments),
        toc.copies_name(contents.generation),
        f"_MAIN_{contents.generation}.toc",
    }
