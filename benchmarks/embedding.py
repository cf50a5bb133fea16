"""Queries a second of an index that a program embeds: asked by one thread, by several, by several processes.

    python benchmarks/embedding.py ARTICLES.jsonl

Threads share one open index, each process opens its own. All ask the same mixed queries, so often that a
round lasts about as long, and read the titles of ten hits each. Rounds take turns, and the best of each kind
counts: what else the machine does only ever takes time away. The last column counts seconds of the processor,
which a busy machine does not change: what it loses to one thread is lost by sharing. First every worker's
answers are compared with those of one thread.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Barrier
from typing import Final, NamedTuple

from engines.searchkit_engine import SearchkitSearcher
from queries import KINDS, Drawer, Query
from records import read_file

import searchkit
from searchkit import analysis

_SAMPLE: Final = 5000
_HITS: Final = 10
_CASES: Final = (
    ("threads", 1),
    ("threads", 2),
    ("threads", 8),
    ("processes", 1),
    ("processes", 2),
    ("processes", 8),
)


@dataclass(frozen=True, slots=True)
class Case:
    """Who asks.

    Attributes:
        kind: ``threads`` or ``processes``.
        workers: how many at a time.
        rate: queries a second, all workers together.
        cpu_rate: queries a second of the processor.
    """

    kind: str
    workers: int
    rate: float
    cpu_rate: float


class Answered(NamedTuple):
    """What a worker gives back.

    Attributes:
        titles: of the hits of each query, the last time that it was asked.
        cpu_seconds: of the whole process, while the worker worked.
    """

    titles: list[list[str]]
    cpu_seconds: float


def answers(searcher: SearchkitSearcher, queries: Sequence[Query], times: int = 1) -> Answered:
    """Ask every query, so many times over."""
    begun = time.process_time()
    titles: list[list[str]] = []
    for _ in range(times):
        titles = [searcher.titles(query, _HITS) for query in queries]
    return Answered(titles, time.process_time() - begun)


def measure(directory: Path, queries: Sequence[Query], times: int, rounds: int) -> list[Case]:
    """The best rate of each kind and number of workers."""
    shared = SearchkitSearcher(directory)
    expected = answers(shared, queries).titles
    spawn = multiprocessing.get_context("spawn")
    best: dict[tuple[str, int], tuple[float, float]] = {}
    pools: dict[tuple[str, int], tuple[Executor, Callable[..., Answered]]] = {}
    for kind, workers in _CASES:
        if kind == "threads":
            pools[kind, workers] = ThreadPoolExecutor(workers), partial(answers, shared)
        else:
            barrier = spawn.Barrier(workers)
            opened = ProcessPoolExecutor(
                workers, mp_context=spawn, initializer=_open, initargs=(directory, barrier)
            )
            pools[kind, workers] = opened, _answers_of_process
    for case, (pool, ask) in pools.items():
        assert all(found.titles == expected for found in _all(pool, ask, case[1], queries, 1)), case
    for _ in range(rounds):
        for case, (pool, ask) in pools.items():
            workers = case[1]
            each = max(1, times // workers)
            begun, cpu_begun = time.perf_counter(), time.process_time()
            done = _all(pool, ask, workers, queries, each)
            seconds, cpu_seconds = time.perf_counter() - begun, time.process_time() - cpu_begun
            if case[0] == "processes":
                cpu_seconds = sum(one.cpu_seconds for one in done)
            asked = workers * each * len(queries)
            rate, cpu_rate = best.get(case, (0.0, 0.0))
            best[case] = max(rate, asked / seconds), max(cpu_rate, asked / cpu_seconds)
    for pool, _ in pools.values():
        pool.shutdown()
    return [Case(kind, workers, *rates) for (kind, workers), rates in best.items()]


def _all(
    pool: Executor, ask: Callable[..., Answered], workers: int, queries: Sequence[Query], times: int
) -> list[Answered]:
    asked = [pool.submit(ask, queries, times) for _ in range(workers)]
    return [one.result() for one in asked]


_searcher: SearchkitSearcher | None = None


def _open(directory: Path, barrier: Barrier) -> None:
    """Open the index of a process, and wait until all of them have."""
    global _searcher  # noqa: PLW0603 - what a process of a pool keeps
    _searcher = SearchkitSearcher(directory)
    barrier.wait()


def _answers_of_process(queries: Sequence[Query], times: int) -> Answered:
    assert _searcher is not None
    return answers(_searcher, queries, times)


def main() -> None:
    """Index a file, ask, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("--queries", type=int, default=20, help="of each kind")
    parser.add_argument("--times", type=int, default=40, help="that one thread asks all of them in a round")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    drawer = Drawer(list(islice(read_file(options.articles), _SAMPLE)), _stem)
    queries = [query for kind in KINDS for query in drawer.draw(kind, options.queries)]
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name) / "index"
        report = searchkit.index([options.articles], index=directory)
        cases = measure(directory, queries, options.times, options.rounds)
    print(
        f"{report.added:,} articles, {len(queries)} queries of {len(KINDS)} kinds, {os.cpu_count()} cores\n"
    )
    print("| asked by | queries a second | of one thread | a second of the processor |\n|---|---|---|---|")
    for case in cases:
        rates = f"{case.rate:,.0f} | {case.rate / cases[0].rate:.2f} | {case.cpu_rate:,.0f}"
        print(f"| {case.workers} {case.kind} | {rates} |")


def _stem(word: str) -> str:
    return analysis.stems([word.encode()])[0].decode()


if __name__ == "__main__":
    main()
