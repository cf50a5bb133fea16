"""How long a program waits for ``/search.json``, beside the same queries asked in its own process.

Builds an index, starts ``searchkit serve`` over it as a process of its own, and asks it from several clients
at once, each of which asks its next query when it has the answer to the last one::

    python benchmarks/serving.py --corpus ../shared/data/reuters/articles.jsonl.gz --clients 8

The queries are drawn as for ``run.py``. Every way is asked all in each round, in turns; of a round the
percentiles are taken, of the rounds the best, as the machine may be busy. All make the whole JSON with its
snippets and the exact total. The clients are threads of one process, beside the server on the machine. At
the end: what a browser loads for a page of results.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urljoin, urlsplit

from queries import Drawer, Kind
from records import read_file
from report import percentile

import searchkit
from searchkit import analysis

REUTERS: Final = Path(__file__).resolve().parents[2] / "shared" / "data" / "reuters" / "articles.jsonl.gz"
_KINDS: Final[tuple[Kind, ...]] = ("term", "and-2", "or-2", "phrase-2")
_SAMPLE: Final = 3000
_ASSET: Final = re.compile(r"""<(?:link|script|img)\b[^>]*?(?:href|src)="([^"]+)\"""")

Ask = Callable[[dict[str, str]], object]


@dataclass(frozen=True, slots=True)
class Waited:
    """What one way to ask took: milliseconds an answer, and answers a second."""

    p50: float
    p95: float
    rate: float

    @classmethod
    def of(cls, seconds: Sequence[float], whole: float) -> Waited:
        """The figures of a round."""
        return cls(1000 * percentile(seconds, 50), 1000 * percentile(seconds, 95), len(seconds) / whole)

    def better(self, other: Waited | None) -> Waited:
        """The best figures of two rounds."""
        if other is None:
            return self
        return Waited(min(self.p50, other.p50), min(self.p95, other.p95), max(self.rate, other.rate))


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=REUTERS, help="JSON Lines, .gz or not")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--queries", type=int, default=50, help="of each class")
    parser.add_argument("--rounds", type=int, default=5, help="after one that is not counted")
    options = parser.parse_args()
    asked = _queries(options.corpus, options.queries)
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        searchkit.index([options.corpus], index=index)
        with searchkit.open(index) as opened, _serving(index) as address:
            ways: dict[str, tuple[Callable[[], Ask], int]] = {
                "in process, 1 thread": (lambda: lambda query: _answer(opened, query), 1),
                f"in process, {options.clients} threads": (
                    lambda: lambda query: _answer(opened, query),
                    options.clients,
                ),
                "over HTTP, 1 client": (lambda: _client(address), 1),
                f"over HTTP, {options.clients} clients": (lambda: _client(address), options.clients),
            }
            best: dict[str, Waited] = {}
            for number in range(options.rounds + 1):
                for name, (way, clients) in ways.items():
                    waited = _round(way, clients, asked)
                    if number:
                        best[name] = waited.better(best.get(name))
            print(f"{len(opened):,} articles, {len(asked)} queries, {options.rounds} rounds\n")
            _print_table(best)
            _print_weight(address, asked[0])


def _queries(corpus: Path, count: int) -> list[dict[str, str]]:
    """Parameters of ``/search.json``."""
    drawer = Drawer(list(islice(read_file(corpus), _SAMPLE)), lambda word: analysis.terms(word)[0].decode())
    asked = []
    for kind in _KINDS:
        for query in drawer.draw(kind, count):
            words = " ".join(query.words)
            more = {"match": "any"} if kind == "or-2" else {"phrase": "true"} if kind == "phrase-2" else {}
            asked.append({"q": words, **more})
    return asked


def _answer(index: searchkit.Index, query: dict[str, str]) -> str:
    found = index.search(query["q"], match="any" if "match" in query else "all", phrase="phrase" in query)
    return json.dumps(found.to_dict(), ensure_ascii=False)


@contextmanager
def _serving(index: Path) -> Iterator[str]:
    start = "from searchkit.cli import main; main()"
    command = [sys.executable, "-c", start, "serve", "--port", "0", "-q", "--index", str(index)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def _client(address: str) -> Ask:
    connection = http.client.HTTPConnection(urlsplit(address).netloc)

    def ask(query: dict[str, str]) -> bytes:
        connection.request("GET", f"/search.json?{urlencode(query)}")
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == http.HTTPStatus.OK, body
        return body

    return ask


def _round(way: Callable[[], Ask], clients: int, asked: Sequence[dict[str, str]]) -> Waited:
    """Every client asks its share of the queries."""
    seconds: list[float] = []
    ready = threading.Barrier(clients + 1)

    def work(share: Sequence[dict[str, str]]) -> None:
        ask = way()
        ready.wait()
        for query in share:
            begun = time.perf_counter()
            ask(query)
            seconds.append(time.perf_counter() - begun)

    threads = [threading.Thread(target=work, args=(asked[number::clients],)) for number in range(clients)]
    for thread in threads:
        thread.start()
    ready.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    return Waited.of(seconds, time.perf_counter() - begun)


def _print_table(best: dict[str, Waited]) -> None:
    baseline = next(iter(best.values()))
    print("| | p50, ms | p95, ms | answers a second |\n|---|---:|---:|---:|")
    for name, waited in best.items():
        print(
            f"| {name} | {waited.p50:.2f} ({waited.p50 / baseline.p50:.1f}) "
            f"| {waited.p95:.2f} ({waited.p95 / baseline.p95:.1f}) "
            f"| {waited.rate:.0f} ({waited.rate / baseline.rate:.2f}) |"
        )


def _print_weight(address: str, query: dict[str, str]) -> None:
    page = _size(f"{address}search?{urlencode(query)}")
    text = page.decode()
    assets = dict.fromkeys(_ASSET.findall(text))
    weights = {name: len(_size(urljoin(address, name))) for name in assets}
    whole = (len(page) + sum(weights.values())) / 1024
    print(f"\nA page of results: {whole:.1f} KiB in {1 + len(weights)} requests;")
    print(f"{len(page) / 1024:.1f} KiB in one where the browser has the rest.")


def _size(address: str) -> bytes:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc)
    connection.request("GET", f"{parts.path}?{parts.query}")
    return connection.getresponse().read()


if __name__ == "__main__":
    main()
