"""Builds every engine over one corpus and asks them the same queries."""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Final

import Stemmer
from engines.registry import BASELINE, ENGINES
from processes import Server, WorkerFailed, run
from queries import KINDS, Drawer, Kind, Query
from records import CorpusFacts, Record, read_corpus, write_corpus

TITLES: Final = 10
"""Hits whose titles are fetched."""
_SAMPLE_FOR_QUERIES: Final = 20_000
_ADDED: Final = 3


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus on disk."""

    folder: Path
    facts: CorpusFacts


@dataclass(frozen=True, slots=True)
class Built:
    """What building an index took, the median of the rounds.

    Attributes:
        articles: how many were indexed.
        text_bytes: of their titles and texts.
        seconds: from the files to the committed index.
        index_bytes: on disk.
        peak_bytes: the most memory that all its processes held at a time.
    """

    articles: int
    text_bytes: int
    seconds: float
    index_bytes: int
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class Answered:
    """How an engine answered the queries of a class.

    Attributes:
        milliseconds: of each query, the median of the passes.
        agreeing: share of the queries with about as many matches as the baseline; none where not counted.
        apart: share of the queries that have fewer than half of the baseline's best titles.
    """

    milliseconds: tuple[float, ...]
    agreeing: float | None
    apart: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All engines over one corpus, by their names."""

    facts: CorpusFacts
    built: dict[str, Built]
    answered: dict[str, dict[Kind, Answered]]
    added: dict[str, float]


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured.

    Attributes:
        jobs: processes of searchkit, threads of tantivy.
        rounds: builds of each engine that is not slow, in turns.
        queries: of each class.
        passes: over the queries of a class, in turns, after one that is not counted.
    """

    jobs: int
    rounds: int
    queries: int
    passes: int


def say(text: str) -> None:
    """Tell how far the run is, apart from its result."""
    print(text, file=sys.stderr, flush=True)


def build_all(corpus: Corpus, names: Sequence[str], work: Path, effort: Effort) -> dict[str, Built]:
    """Build every engine, in turns; the last round's indexes stay, each in a folder of its name."""
    rounds: dict[str, list[Built]] = {name: [] for name in names}
    samples = {name: _sample(corpus, ENGINES[name].sample, work) for name in names}
    for number in range(effort.rounds):
        for name in names:
            if ENGINES[name].index_of or (ENGINES[name].slow and number):
                continue
            built = _build(name, samples[name], work / name, effort.jobs)
            if built is None:
                continue
            rounds[name].append(built)
            say(f"built {name}: {built.text_bytes / 1e6 / built.seconds:.2f} MB/s")
    return {name: _median(all_rounds) for name, all_rounds in rounds.items() if all_rounds}


def ask_all(
    names: Iterable[str], work: Path, drawn: Mapping[Kind, Sequence[Query]], passes: int
) -> dict[str, dict[Kind, Answered]]:
    """Ask every engine every query. The engines take turns within a class, each in its own process."""
    answered: dict[str, dict[Kind, Answered]] = {}
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(Server(name, work / (ENGINES[name].index_of or name)))
            for name in names
            if ENGINES[name].searched
        }
        for kind, queries in drawn.items():
            asked, titles = _first_titles(servers, kind, queries)
            totals = {name: server.ask("totals", queries) for name, server in asked.items()}
            times: dict[str, list[list[int]]] = {name: [] for name in asked}
            for _ in range(passes):
                for name, server in asked.items():
                    times[name].append(server.ask("times", queries, TITLES))
            for name in asked:
                answered.setdefault(name, {})[kind] = Answered(
                    tuple(median(of_query) / 1e6 for of_query in zip(*times[name], strict=True)),
                    agreement(totals[name], totals.get(BASELINE, [])),
                    distance(titles[name], titles.get(BASELINE, [])),
                )
            say(f"asked {len(queries)} × {kind}")
    return answered


def add_all(corpus: Corpus, names: Iterable[str], work: Path) -> dict[str, float]:
    """Add an article to each index, several times, each in a new process: the median of the seconds."""
    text = "An article that was added later, about cocoa and the weather of the season. " * 20
    added: dict[str, list[float]] = {}
    for number in range(_ADDED):
        record = Record(f"added-{number}", f"Late cocoa {number}", "2020-01-01T12:00:00", "Late Post", text)
        for name in names:
            spec = ENGINES[name]
            if spec.index_of or not spec.searched:
                continue
            arguments = ("add", name, str(corpus.folder), str(work / name))
            seconds = run(*arguments, json.dumps(asdict(record)), python=spec.python)["seconds"]
            if seconds is not None:
                added.setdefault(name, []).append(seconds)
    return {name: median(seconds) for name, seconds in added.items()}


def compare(
    corpus: Corpus, names: Sequence[str], work: Path, game: Sequence[Query], effort: Effort
) -> Comparison:
    """Build, ask and add to every engine."""
    built = build_all(corpus, names, work, effort)
    there = [name for name in names if (ENGINES[name].index_of or name) in built]
    drawn = draw_all(corpus, game, effort.queries)
    answered = ask_all(there, work, drawn, effort.passes)
    return Comparison(corpus.facts, built, answered, add_all(corpus, there, work))


def draw_all(corpus: Corpus, game: Sequence[Query], count: int) -> dict[Kind, list[Query]]:
    """Draw the queries of each class from a part of the corpus that is spread over all of it."""
    step = max(1, corpus.facts.articles // _SAMPLE_FOR_QUERIES)
    sample = list(islice(read_corpus(corpus.folder), 0, None, step))
    stemmer = Stemmer.Stemmer("english")
    drawer = Drawer(sample, stemmer.stemWord)
    return {kind: drawer.draw(kind, count, game) for kind in KINDS}


def agreement(totals: Sequence[int | None], others: Sequence[int | None]) -> float | None:
    """Share of the queries whose number of matches is within a quarter, or three, of the other's."""
    pairs = [
        (total, other)
        for total, other in zip(totals, others, strict=False)
        if total is not None and other is not None
    ]
    if not pairs:
        return None
    return sum(abs(total - other) <= max(3, 0.25 * other) for total, other in pairs) / len(pairs)


def distance(titles: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> float | None:
    """Share of the queries with fewer than half of the other's titles in common, counting repeated ones."""
    if not others:
        return None
    common = [
        (Counter(ours) & Counter(theirs)).total() / max(1, min(len(ours), len(theirs)))
        if ours or theirs
        else 1.0
        for ours, theirs in zip(titles, others, strict=True)
    ]
    return sum(share < 0.5 for share in common) / len(common)  # noqa: PLR2004 - the half of the docstring


def _first_titles(
    servers: dict[str, Server], kind: Kind, queries: Sequence[Query]
) -> tuple[dict[str, Server], dict[str, list[list[str]]]]:
    """Ask those engines that can be asked, and let go of any that fails."""
    titles: dict[str, list[list[str]]] = {}
    for name, server in list(servers.items()):
        if kind in server.kinds:
            try:
                titles[name] = server.ask("titles", queries, TITLES)
            except WorkerFailed as error:
                say(f"{error}; it is asked no more")
                del servers[name]
    return {name: servers[name] for name in titles}, titles


def _sample(corpus: Corpus, size: int, work: Path) -> Corpus:
    if not size or size >= corpus.facts.articles:
        return corpus
    folder = work / f"sample-{size}"
    shutil.rmtree(folder, ignore_errors=True)
    step = corpus.facts.articles // size
    spread = islice(read_corpus(corpus.folder), 0, size * step, step)
    return Corpus(folder, write_corpus(spread, folder))


def _build(name: str, corpus: Corpus, directory: Path, jobs: int) -> Built | None:
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    try:
        done = run("build", name, str(corpus.folder), str(directory), str(jobs), python=ENGINES[name].python)
    except WorkerFailed as error:
        say(f"{name} failed, and is left out: {error}")
        return None
    assert done["articles"] == corpus.facts.articles, f"{name} indexed {done['articles']} articles"
    return Built(
        corpus.facts.articles,
        corpus.facts.text_bytes,
        done["seconds"],
        sum(path.stat().st_size for path in directory.rglob("*") if path.is_file()),
        done["peak_bytes"],
    )


def _median(rounds: Sequence[Built]) -> Built:
    return sorted(rounds, key=lambda built: built.seconds)[len(rounds) // 2]
