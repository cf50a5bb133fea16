"""How fast searchkit is beside other engines: one table, and a dated folder with all figures.

    python benchmarks/run.py --corpus ../shared/data/reuters/articles.jsonl.gz --replicate 10
    python benchmarks/run.py --articles 100000
    python benchmarks/run.py --growth 10000,100000,1000000 --engines searchkit,tantivy

Every engine indexes the same JSON Lines files in a process of its own, and is asked the same queries, drawn
with a fixed seed. A query is put into the engine's language, parsed and executed, and the titles of the 10
best hits are fetched, all on one thread. Engines take turns, so that a noisy moment meets all of them. The
peers come with ``pip install -e '.[bench]'``; those that are not installed are left out, and the run says so.

No engine may keep answers: every query is asked several times, and what is found is to be found each time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import shlex
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import report
import stages
from comparing import Comparison, Corpus, Effort, compare, say
from corpus import generate
from engines.registry import BASELINE, ENGINES, available
from processes import WorkerFailed, median_seconds, run
from queries import read_game
from records import Record, read_corpus, read_file, replicate, write_corpus

GAME: Final = (
    Path(__file__).resolve().parents[2] / "shared" / "data" / "queries" / "search-benchmark-game.jsonl"
)
RUNS: Final = Path(__file__).parent / "runs"
_COLD_ROUNDS: Final = 10
_COLD_BASELINE: Final = "python -c 'import numpy, whoosh.index, click'"
_MUST_AGREE: Final = 0.8
_GROWING: Final = ("searchkit", "tantivy")


@dataclass
class Result:
    """All that a run found out; what was not asked for is empty."""

    command: str
    machine: dict[str, str]
    effort: Effort
    comparison: Comparison | None = None
    cold: dict[str, float] = field(default_factory=dict)
    stages: stages.Stages | None = None
    growth: dict[int, Comparison] = field(default_factory=dict)


def main() -> None:
    """Measure what the options ask for."""
    options = _options()
    effort = Effort(options.jobs, options.rounds, options.queries, options.passes)
    result = Result(_command(), report.machine(), effort)
    names = _present(options.engines)
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        work = Path(folder)
        if not options.growth:
            corpus = _corpus(options, work / "corpus")
            result.comparison = compare(corpus, names, work, read_game(GAME), effort)
            if "searchkit" in result.comparison.built:
                result.cold = _cold(corpus, work)
                result.stages = _stages(corpus, work)
        for size in options.growth:
            result.growth[size] = _grow(size, [name for name in names if name in _GROWING], work, effort)
    print(text := _markdown(result))
    _save(
        result,
        text,
        options.out or RUNS / report.run_name(dt.datetime.now().astimezone().date(), options.machine),
    )
    if result.comparison and not _agrees(result.comparison):
        sys.exit("searchkit and the baseline disagree on what matches: the times compare different things")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cores = os.cpu_count() or 1
    parser.add_argument("--corpus", type=Path, help="JSON Lines, .gz or not: id, title, date, source, text")
    parser.add_argument("--replicate", type=int, default=1, help="how many times over the corpus is indexed")
    parser.add_argument(
        "--articles", type=int, default=10_000, help="of a generated corpus, without --corpus"
    )
    parser.add_argument("--growth", type=_numbers, default=[], help="sizes of generated corpora, instead")
    parser.add_argument("--engines", type=_names, default=list(ENGINES), help=f"of: {', '.join(ENGINES)}")
    parser.add_argument("--queries", type=int, default=200, help="of each class")
    parser.add_argument(
        "--passes", type=int, default=3, help="over the queries, after one that is not counted"
    )
    parser.add_argument("--rounds", type=int, default=3, help="builds of each engine; the median counts")
    parser.add_argument("--jobs", type=int, default=cores, help="threads of tantivy, processes of searchkit")
    parser.add_argument(
        "--machine", default=f"{cores}-cores-{platform.machine()}", help="its name in the report"
    )
    parser.add_argument("--out", type=Path, help="folder for the figures; otherwise runs/<date>-<machine>")
    parser.add_argument(
        "--work", type=Path, help="folder for corpus and indexes, which are deleted at the end"
    )
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _names(text: str) -> list[str]:
    names = text.split(",")
    unknown = [name for name in names if name not in ENGINES]
    if unknown:
        raise argparse.ArgumentTypeError(f"{unknown[0]} is none of: {', '.join(ENGINES)}")
    return names


def _command() -> str:
    return shlex.join(["python", "benchmarks/run.py", *sys.argv[1:]])


def _present(names: Iterable[str]) -> list[str]:
    present: list[str] = []
    for name in names:
        if available(name):
            present.append(name)
        else:
            say(f"{name}: skipped, {ENGINES[name].python} does not import {ENGINES[name].needs}")
    return present


def _corpus(options: argparse.Namespace, folder: Path) -> Corpus:
    records: Iterable[Record]
    if options.corpus:
        records = replicate(read_file(options.corpus), options.replicate)
    else:
        records = generate(options.articles)
    return _written(records, folder)


def _written(records: Iterable[Record], folder: Path) -> Corpus:
    corpus = Corpus(folder, write_corpus(records, folder))
    say(f"corpus: {corpus.facts.articles:,} articles, {corpus.facts.text_bytes / 1e6:.1f} MB of text")
    return corpus


def _grow(size: int, names: Sequence[str], work: Path, effort: Effort) -> Comparison:
    folder = work / f"growth-{size}"
    corpus = _written(generate(size), folder / "corpus")
    return compare(corpus, names, folder, (), effort)


def _cold(corpus: Corpus, work: Path) -> dict[str, float]:
    """Whole processes, from nothing to an answer, in seconds."""
    word = next(word for word in next(read_corpus(corpus.folder)).text.lower().split() if word.isalpha())
    tantivy = (
        "import sys, tantivy; index = tantivy.Index.open(sys.argv[1]); searcher = index.searcher();"
        "found = searcher.search(index.parse_query(sys.argv[2], ['text']), 10);"
        "print([searcher.doc(address)['title'] for _, address in found.hits])"
    )
    search = str(Path(sys.executable).with_name("search"))
    commands = {
        _COLD_BASELINE: [sys.executable, "-c", "import numpy, whoosh.index, click"],
        f"search {word}": [search, "--index", str(work / "searchkit"), word],
    }
    if (work / BASELINE).exists():
        commands["python script that asks tantivy"] = [
            sys.executable,
            "-c",
            tantivy,
            str(work / BASELINE),
            word,
        ]
    return median_seconds(commands, _COLD_ROUNDS)


def _stages(corpus: Corpus, work: Path) -> stages.Stages | None:
    try:
        return stages.Stages(**run("stages", str(corpus.folder), str(work)))
    except WorkerFailed as error:
        say(f"the stages could not be timed: {error}")
        return None


def _agrees(comparison: Comparison) -> bool:
    """Whether searchkit and the baseline find about as much for plain words, stemming differences aside."""
    ours = comparison.answered.get("searchkit", {})
    shares = [answered.agreeing for kind, answered in ours.items() if kind in {"term", "and-2"}]
    return all(share is None or share >= _MUST_AGREE for share in shares)


def _markdown(result: Result) -> str:
    facts = "; ".join(f"{name} {value}" for name, value in result.machine.items())
    lines = ["# Benchmark run", "", f"    {result.command}", "", facts, ""]
    effort = result.effort
    lines.append(
        f"{effort.jobs} jobs, {effort.rounds} builds (median; one where an engine is slow), "
        f"{effort.queries} queries a class, {effort.passes} passes after one to warm up. "
        f"In brackets: the ratio to `{BASELINE}`; of MB a second more is better, of all else less."
    )
    if result.comparison:
        lines += _section("All engines", result.comparison)
        lines += ["", *report.notes(list(result.comparison.built | result.comparison.answered))]
    if result.cold:
        reference = result.cold[_COLD_BASELINE]
        lines += ["", "## Cold command", "", "| process | ms | ratio |", "|---|---:|---:|"]
        lines += [
            f"| `{name}` | {1000 * seconds:.0f} | {seconds / reference:.2f} |"
            for name, seconds in result.cold.items()
        ]
    if result.comparison and result.stages:
        lines += ["", "## Stages of `searchkit index`", ""]
        lines += stages.lines(result.stages, result.comparison.facts.text_bytes)
    for size, comparison in result.growth.items():
        lines += _section(f"Growth: {size:,} generated articles", comparison)
    return "\n".join(lines)


def _section(title: str, comparison: Comparison) -> list[str]:
    facts = comparison.facts
    size = f"{facts.articles:,} articles, {facts.text_bytes / 1e6:.1f} MB of text."
    return ["", f"## {title}", "", size, "", *report.table(report.rows(comparison))]


def _save(result: Result, text: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    kind = "growth" if result.growth else "run"
    (folder / f"{kind}.md").write_text(text + "\n", encoding="utf-8")
    (folder / f"{kind}.json").write_text(json.dumps(_plain(result), indent=1) + "\n", encoding="utf-8")
    say(f"saved in {folder}")


def _plain(result: Result) -> dict[str, Any]:
    """The figures as JSON; times of single queries as their percentiles, which are what a run is kept for."""
    plain = asdict(result)
    for comparison in (plain["comparison"], *plain["growth"].values()):
        for kinds in comparison["answered"].values() if comparison else ():
            for answered in kinds.values():
                times = answered.pop("milliseconds")
                answered |= {
                    f"p{percent}": round(report.percentile(times, percent), 4) for percent in report.PERCENTS
                }
    return plain


if __name__ == "__main__":
    main()
