"""Ranking quality on judged collections, by trec_eval's definitions.

    python benchmarks/relevance.py [FOLDER]

FOLDER holds one folder a collection (``corpus.jsonl.gz``, ``queries.jsonl.gz``, ``qrels.tsv.gz``); by default
``../shared/data/ir``. Prints nDCG@10 and MAP of ``match="any"`` for each, and the means.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from searchkit.article import Article, Origin
from searchkit.engine.index import Index
from searchkit.engine.writing import build

DEFAULT = Path(__file__).parents[2] / "shared" / "data" / "ir"
DEPTH = 1000


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def judgements(folder: Path) -> dict[str, dict[str, int]]:
    """Gain of each judged document of each query."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with gzip.open(folder / "qrels.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            query, document, gain = line.split("\t")
            if gain.strip().lstrip("-").isdigit() and int(gain) > 0:
                found[query][document] = int(gain)
    return found


def ndcg(ranked: list[str], gains: dict[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain; the gain is the judged grade, as in trec_eval."""
    found = sum(gains.get(document, 0) / math.log2(rank + 2) for rank, document in enumerate(ranked[:depth]))
    ideal = sorted(gains.values(), reverse=True)[:depth]
    return found / sum(gain / math.log2(rank + 2) for rank, gain in enumerate(ideal))


def average_precision(ranked: list[str], gains: dict[str, int]) -> float:
    """Mean of the precision at each relevant document; those not found count 0."""
    hits, total = 0, 0.0
    for rank, document in enumerate(ranked, start=1):
        if document in gains:
            hits += 1
            total += hits / rank
    return total / len(gains)


def article(record: dict[str, Any]) -> Article:
    """A document of a collection as an article."""
    origin = Origin("/", "corpus", 0, 0, "00" * 32)
    return Article(record["_id"], origin, record.get("title") or "", record["text"])


def measure(folder: Path) -> tuple[float, float, int]:
    """NDCG@10, MAP, and the number of judged queries."""
    gains = judgements(folder)
    queries = [query for query in records(folder / "queries.jsonl.gz") if query["_id"] in gains]
    with tempfile.TemporaryDirectory() as directory:
        build(Path(directory), map(article, records(folder / "corpus.jsonl.gz")))
        with Index(directory) as index:
            runs = {
                query["_id"]: [
                    hit.id for hit in index.search(query["text"], literal=True, match="any", limit=DEPTH)
                ]
                for query in queries
            }
    return (
        sum(ndcg(ranked, gains[query]) for query, ranked in runs.items()) / len(runs),
        sum(average_precision(ranked, gains[query]) for query, ranked in runs.items()) / len(runs),
        len(runs),
    )


def main() -> None:
    """Measure every collection of the folder."""
    base = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    folders = sorted(path.parent for path in base.glob("*/corpus.jsonl.gz"))
    if not folders:
        sys.exit(f"no judged collections in {base}")
    results = {folder.name: measure(folder) for folder in folders}
    print(f"{'collection':12} {'queries':>7} {'nDCG@10':>8} {'MAP':>6}")
    for name, (gain, precision, count) in results.items():
        print(f"{name:12} {count:7} {gain:8.3f} {precision:6.3f}")
    gains, precisions = zip(*((gain, precision) for gain, precision, _ in results.values()), strict=True)
    print(f"{'mean':12} {'':7} {sum(gains) / len(gains):8.3f} {sum(precisions) / len(precisions):6.3f}")


if __name__ == "__main__":
    main()
