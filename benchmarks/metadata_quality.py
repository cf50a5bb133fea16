"""How good and how fast the metadata is, on real news: prints a table.

Reads the public collections in ../shared/data where they are present, and says so where they are not::

    python benchmarks/metadata_quality.py [--errors N]
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import time
from collections import Counter
from pathlib import Path
from typing import Any

from searchkit.metadata import Declared, describe, gazetteer
from searchkit.metadata.places import mentions

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
NEAR_KM, AREA_KM, EARTH_KM = 161.0, 500.0, 6371.0
MEGABYTE = 1e6
AREAS = {"country", "admin1", "admin2", "region", "water", "mountains", "site"}


def read(path: Path) -> list[dict[str, Any]]:
    """Records of a collection; none, with a remark, where it is absent."""
    if not path.exists():
        print(f"{path.name}: not here, skipped")
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def ratio(hits: int, found: int, gold: int) -> str:
    """Precision, recall and their harmonic mean."""
    precision, recall = hits / max(found, 1), hits / max(gold, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance on the sphere."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def toponyms(name: str, articles: list[dict[str, Any]], errors: int) -> None:
    """Spans found exactly, and gold spans that lie where they should."""
    hits = found = gold = near = tolerant = 0
    missed: Counter[str] = Counter()
    invented: Counter[str] = Counter()
    far: Counter[str] = Counter()
    for article in articles:
        text = article["text"]
        ours = {(mention.start, mention.end): sense for mention, sense in mentions(text)}
        golden = {(t["start"], t["end"]): t for t in article["toponyms"]}
        hits += len(ours.keys() & golden.keys())
        found, gold = found + len(ours), gold + len(golden)
        missed.update(text[a:b] for a, b in golden.keys() - ours.keys())
        invented.update(text[a:b] for a, b in ours.keys() - golden.keys())
        for span in ours.keys() & golden.keys():
            sense, toponym = ours[span], golden[span]
            place = sense.place
            if toponym["lat"] is None or place.latitude is None or place.longitude is None:
                continue
            distance = kilometres((place.latitude, place.longitude), (toponym["lat"], toponym["lon"]))
            near += distance <= NEAR_KM
            limit = math.inf if sense.kind == "country" else AREA_KM if sense.kind in AREAS else NEAR_KM
            tolerant += distance <= limit
            if distance > limit:
                far[f"{text[slice(*span)]} → {place.name}, {place.country}"] += 1
    print(f"{name}: toponym spans {ratio(hits, found, gold)}")
    print(
        f"{name}: gold spans found and within {NEAR_KM:.0f} km {near / max(gold, 1):.3f}, "
        f"area-tolerant {tolerant / max(gold, 1):.3f}"
    )
    if errors:
        print("  missed  ", missed.most_common(errors))
        print("  invented", invented.most_common(errors))
        print("  far     ", far.most_common(errors))


def reuters(articles: list[dict[str, Any]], errors: int) -> None:
    """Countries against those of Reuters' editors, speed, and dates that nobody gave."""
    codes = json.loads((DATA / "reuters" / "place-codes.json").read_text("utf-8"))
    hits = found = gold = dated = 0
    missed: Counter[str] = Counter()
    invented: Counter[str] = Counter()
    size = sum(len(article["text"]) + len(article["title"]) for article in articles)
    begun = time.process_time()
    results = [describe(article["title"], article["text"], Declared()) for article in articles]
    seconds = time.process_time() - begun
    for article, metadata in zip(articles, results, strict=True):
        dated += metadata.date is not None
        golden = {codes[place] for place in article.get("gold_places", ()) if place in codes}
        if not golden:
            continue
        ours = {place.value.country for place in metadata.places if place.value.country}
        hits, found, gold = hits + len(ours & golden), found + len(ours), gold + len(golden)
        missed.update(golden - ours)
        invented.update(ours - golden)
    print(f"reuters: countries {ratio(hits, found, gold)}")
    print(f"reuters: {size / MEGABYTE / seconds:.1f} MB/s (describe, one core, first pass)")
    print(f"reuters: dates invented {dated} of {len(articles)}")
    if errors:
        print("  missed  ", missed.most_common(errors))
        print("  invented", invented.most_common(errors))


def main() -> None:
    """Measure all that is there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", type=int, default=0, help="how many of the most frequent errors to list")
    errors = parser.parse_args().errors

    begun = time.perf_counter()
    gazetteer()
    print(f"gazetteer loaded in {time.perf_counter() - begun:.3f} s")
    for name in ("tr-news", "geovirus"):
        articles = read(DATA / "places" / f"{name}.jsonl.gz")
        if articles:
            toponyms(name, articles, errors)
            dated = sum(describe(a["title"], a["text"], Declared()).date is not None for a in articles)
            print(f"{name}: dates invented {dated} of {len(articles)}")
    articles = read(DATA / "reuters" / "articles.jsonl.gz")
    if articles:
        reuters(articles, errors)


if __name__ == "__main__":
    main()
