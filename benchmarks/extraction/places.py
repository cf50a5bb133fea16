"""Places, measured: names found, where they lie, and the countries of an article.

Articles are read as the program reads them, with their headlines; gold spans count characters of the body.
What goes wrong most often is listed by::

    python benchmarks/extraction/places.py --errors 40 [--half even]
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a script, the folder of extraction

from extraction.figures import Figure, Score
from extraction.shared_data import DATA, records
from searchkit.article import MentionedPlace
from searchkit.metadata.focus import about
from searchkit.metadata.gazetteer import gazetteer
from searchkit.metadata.names import fold
from searchkit.metadata.places import find_places

NEAR_KM, AREA_KM, EARTH_KM = 161.0, 500.0, 6371.0
BUCKETS = 10
HALVES = {"all": slice(None), "even": slice(0, None, 2), "odd": slice(1, None, 2)}

Record = dict[str, Any]


@dataclass(slots=True)
class Toponyms:
    """What came of a set with gold spans.

    Attributes:
        hits: spans that are gold.
        found: spans that were found.
        gold: gold spans.
        near: gold spans found whose place lies within 161 km of the gold point.
        tolerant: the same, where an area may lie further off: a country anywhere, other areas within 500 km.
        missed: gold names that were not found.
        invented: names found that are not gold.
        far: names found whose place is another one.
        confidences: confidence in tenths → spans that are gold and near, and all spans found.
    """

    hits: int = 0
    found: int = 0
    gold: int = 0
    near: int = 0
    tolerant: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    far: Counter[str] = field(default_factory=Counter)
    confidences: Counter[tuple[int, bool]] = field(default_factory=Counter)

    @property
    def spans(self) -> Score:
        """Spans found exactly."""
        return Score(self.hits, self.found, self.gold)


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance on the sphere."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def toponyms(articles: list[Record], *, demonyms: bool) -> Toponyms:
    """Find places in articles with gold spans, and compare.

    Args:
        articles: title, text and gold toponyms each.
        demonyms: whether words such as "Ukrainian" are gold; else they are not counted as found.
    """
    words = frozenset[str]() if demonyms else gazetteer().demonyms
    result = Toponyms()
    for article in articles:
        title, text = article["title"], article["text"]
        offset = len(title) + 2
        ours = {
            (start - offset, end - offset): place
            for place in find_places(f"{title}\n\n{text}")
            for start, end in place.spans
            if start >= offset and fold(text[start - offset : end - offset]) not in words
        }
        golden = {(one["start"], one["end"]): one for one in article["toponyms"]}
        both = ours.keys() & golden.keys()
        result.hits += len(both)
        result.found += len(ours)
        result.gold += len(golden)
        result.missed.update(text[a:b] for a, b in golden.keys() - ours.keys())
        result.invented.update(text[a:b] for a, b in ours.keys() - golden.keys())
        for span, place in ours.items():
            is_right = span in both and _compare(result, text[slice(*span)], place, golden[span])
            if span in both:
                result.confidences[min(int(place.confidence * BUCKETS), BUCKETS - 1), is_right] += 1
    return result


def _compare(result: Toponyms, name: str, found: MentionedPlace, gold: Record) -> bool:
    place = found.value
    if gold["lat"] is None or place.latitude is None or place.longitude is None:
        return False
    distance = kilometres((place.latitude, place.longitude), (gold["lat"], gold["lon"]))
    kind = gazetteer().kind(place.id)
    limit = (
        math.inf if place.id.startswith("country:") else NEAR_KM if kind in {"city", "capital"} else AREA_KM
    )
    result.near += distance <= NEAR_KM
    result.tolerant += distance <= limit
    if distance > NEAR_KM:
        mark = "" if distance > limit else "~"
        result.far[f"{mark}{name} → {place.name}, {place.country} ({gold['lat']:.0f} {gold['lon']:.0f})"] += 1
    return distance <= limit


def article_countries(title: str, text: str) -> set[str]:
    """Countries that an article is about: what ``about:`` finds."""
    ours = {
        place_id.partition(":")[2]
        for place_id in about(find_places(f"{title}\n\n{text}"))
        if place_id.startswith("country:")
    }
    return {"DE" if country == "DD" else country for country in ours}  # both Germanys count as one


@dataclass(slots=True)
class Countries:
    """What came of a set whose articles have countries."""

    score: Score
    missed: Counter[str]
    invented: Counter[str]


def countries(articles: list[Record]) -> Countries:
    """Compare the countries that articles are about with those of Reuters' editors."""
    codes = json.loads((DATA / "reuters" / "place-codes.json").read_text("utf-8"))
    hits = found = gold = 0
    missed: Counter[str] = Counter()
    invented: Counter[str] = Counter()
    for article in articles:
        golden = {codes[place] for place in article.get("gold_places", ()) if place in codes}
        if not golden:
            continue
        ours = article_countries(article["title"], article["text"])
        hits, found, gold = hits + len(ours & golden), found + len(ours), gold + len(golden)
        missed.update(golden - ours)
        invented.update(ours - golden)
    return Countries(Score(hits, found, gold), missed, invented)


def measure() -> tuple[Figure, ...]:
    """All figures of places; empty where the collections are absent."""
    news, virus = records("places/tr-news.jsonl.gz"), records("places/geovirus.jsonl.gz")
    reuters = records("reuters/articles.jsonl.gz")
    if not (news and virus and reuters):
        return ()
    in_news, in_virus = toponyms(news, demonyms=True), toponyms(virus, demonyms=False)
    return (
        Figure("toponym spans F1, TR-News", in_news.spans.f1, 0.82, 0.77),
        Figure("toponym spans F1, GeoVirus", in_virus.spans.f1, 0.90, 0.86),
        Figure("within 161 km of gold spans, TR-News", in_news.near / in_news.gold, 0.88, 0.82),
        Figure("area-tolerant, GeoVirus", in_virus.tolerant / in_virus.gold, 0.92, 0.87),
        Figure("countries of an article micro F1, Reuters", countries(reuters).score.f1, 0.92, 0.87),
    )


def main() -> None:
    """Print what goes wrong most often."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", type=int, default=20, help="how many errors of a kind")
    parser.add_argument("--half", choices=HALVES, default="all", help="which records")
    options = parser.parse_args()
    half = HALVES[options.half]
    for name, demonyms in (("tr-news", True), ("geovirus", False)):
        found = toponyms(records(f"places/{name}.jsonl.gz")[half], demonyms=demonyms)
        score = found.spans
        print(f"{name}: P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}")
        print(
            f"  near {found.near / max(found.gold, 1):.3f} tolerant {found.tolerant / max(found.gold, 1):.3f}"
        )
        for kind, errors in (("missed", found.missed), ("invented", found.invented), ("far", found.far)):
            print(f"  {kind}:", *(f"{error} {count};" for error, count in errors.most_common(options.errors)))
        for bucket in range(BUCKETS):
            right, wrong = found.confidences[bucket, True], found.confidences[bucket, False]
            print(f"  confidence {bucket / BUCKETS:.1f}: {right} of {right + wrong} right")
    by_country = countries(records("reuters/articles.jsonl.gz")[half])
    score = by_country.score
    print(f"reuters: P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}")
    print(
        "  missed:", *(f"{error} {count};" for error, count in by_country.missed.most_common(options.errors))
    )
    print(
        "  invented:", *(f"{one} {count};" for one, count in by_country.invented.most_common(options.errors))
    )


if __name__ == "__main__":
    main()
