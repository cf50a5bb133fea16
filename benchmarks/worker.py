"""One engine in a process of its own: memory and imports are its own. Started by ``processes.py``.

    python benchmarks/worker.py build ENGINE CORPUS DIRECTORY JOBS
    python benchmarks/worker.py add ENGINE CORPUS DIRECTORY RECORD
    python benchmarks/worker.py stages CORPUS DIRECTORY
    python benchmarks/worker.py serve ENGINE DIRECTORY

The first three print one JSON object; ``serve`` answers each line on standard input with a line.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from engines import registry
from engines.protocol import Searcher
from held_memory import HeldMemory
from queries import Query
from records import Record

_AWAKE = 5


def build(name: str, corpus: str, directory: str, jobs: str) -> dict[str, Any]:
    """Build an index: how long it took, and how much memory all processes held meanwhile."""
    engine = registry.load(name)
    with engine.prepare(Path(corpus), int(jobs)) as prepared:
        gc.freeze()  # what was in memory before the clock starts must not be looked through while it runs
        with HeldMemory() as memory:
            begun = time.perf_counter()
            articles = engine.build(prepared, Path(directory), int(jobs))
            seconds = time.perf_counter() - begun
    return {"articles": articles, "seconds": seconds, "peak_bytes": memory.peak_bytes}


def add(name: str, corpus: str, directory: str, record: str) -> dict[str, Any]:
    """Add one article to an index: how long that took, without the imports."""
    engine = registry.load(name)
    values = Record(**json.loads(record))
    begun = time.perf_counter()
    added = engine.add(Path(directory), Path(corpus), values)
    return {"seconds": time.perf_counter() - begun if added else None}


def stages(corpus: str, directory: str) -> dict[str, Any]:
    """Where the time of ``searchkit index`` goes."""
    import stages as measuring  # noqa: PLC0415 - imports searchkit, which no other engine's process may hold

    return asdict(measuring.measure(Path(corpus), Path(directory)))


def serve(name: str, directory: str) -> None:
    """Open an index and answer until standard input ends."""
    searcher = registry.load(name).open(Path(directory))
    print(json.dumps(sorted(searcher.kinds)), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        queries = [Query(**{**query, "words": tuple(query["words"])}) for query in asked["queries"]]
        print(json.dumps(_answer(searcher, asked["what"], queries, asked["limit"])), flush=True)


def _answer(searcher: Searcher, what: str, queries: list[Query], limit: int) -> list[Any]:
    match what:
        case "titles":
            return [searcher.titles(query, limit) for query in queries]
        case "totals":
            return [searcher.total(query) for query in queries]
    for query in queries[:_AWAKE]:  # a process that has waited for its turn is slow at first
        searcher.titles(query, limit)
    return [_nanoseconds(searcher, query, limit) for query in queries]


def _nanoseconds(searcher: Searcher, query: Query, limit: int) -> int:
    begun = time.perf_counter_ns()
    searcher.titles(query, limit)
    return time.perf_counter_ns() - begun


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    if command == "serve":
        serve(*arguments)
    else:
        commands: dict[str, Callable[..., dict[str, Any]]] = {"build": build, "add": add, "stages": stages}
        print(json.dumps(commands[command](*arguments)))
