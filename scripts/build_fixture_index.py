"""Build tests/data/index-v<layout>, which every later version must open, and what it must answer.

    python scripts/build_fixture_index.py

A new format, and columns that are added to one, get a folder of their own, and those before it stay as they
are. ``tests/data/answers-v<layout>.json`` holds what is
found with which scores: look at what changes in it. It also says which packages made the files; others may
compress differently.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import re
import shutil
import sys
import time
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import whoosh.index
from whoosh import query
from whoosh.query import spans

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import searchkit  # noqa: E402  (the checkout first)
from searchkit.article import (  # noqa: E402
    Article,
    Clutter,
    Extracted,
    MentionedPlace,
    NewsDate,
    Origin,
    Place,
    Precision,
)
from searchkit.codec import toc  # noqa: E402
from searchkit.codec.segments import ColumnarSegment  # noqa: E402
from searchkit.segment.builder import SegmentBuilder  # noqa: E402
from searchkit.segment.container import VERSION  # noqa: E402

DATA = ROOT / "tests" / "data"
LAYOUT = f"v{VERSION}"
"""The format, and behind a point how often columns were added that its segments may lack."""
TARGET = DATA / f"index-{LAYOUT}"
ANSWERS = DATA / f"answers-{LAYOUT}.json"
PACKAGES = ("numpy", "PyStemmer", "whoosh3", "zstandard")

UKRAINE = Place("country:UA", "Ukraine", "UA", (), 49.0, 32.0)
BAKHMUT = Place("geonames:712451", "Bakhmut", "UA", ("geonames:709716", "country:UA"), 48.59441, 38.00083)
KYIV = Place("geonames:703448", "Kyiv", "UA", ("country:UA",), 50.45466, 30.5238)
NOWHERE = Place("name:middle-earth", "Middle-earth")

Y, M, D = Precision.YEAR, Precision.MONTH, Precision.DAY
MINUTE, SECOND = Precision.MINUTE, Precision.SECOND


def _date(text: str, precision: Precision) -> NewsDate:
    return NewsDate(dt.datetime.fromisoformat(text), precision)


def _article(
    key: str,
    title: str,
    body: str,
    *,
    date: NewsDate | None = None,
    source: str | None = None,
    authors: tuple[str, ...] = (),
    places: tuple[Place, ...] = (),
    language: str | None = None,
    url: str | None = None,
    modified: NewsDate | None = None,
    clutter: str = "",
) -> Article:
    path = key.partition("#")[0]
    size = len(path) * 1000
    article = Article(key, Origin("/news/äöü", path, size, 10**18 + size, f"{size:064x}"), title, body)
    return Article(
        article.id,
        article.origin,
        title,
        body,
        Extracted(date, "front-matter:date", f"{date} or so") if date else None,
        Extracted(source, "meta:og:site_name", source) if source else None,
        tuple(Extracted(author, "byline", f"By {author}") for author in authors),
        tuple(_mention(place, article.text, number) for number, place in enumerate(places)),
        Extracted(language, "html:lang", language) if language else None,
        Extracted(url, "json-ld:url", url) if url else None,
        Extracted(modified, "line:updated", f"Updated {modified}") if modified else None,
        tuple(Clutter("share", found.span()) for found in re.finditer(re.escape(clutter), article.text))
        if clutter
        else (),
    )


def _mention(place: Place, text: str, number: int) -> MentionedPlace:
    """A place of an article; the later in the article's list, the more the article is about it."""
    spans = tuple(found.span() for found in re.finditer(place.name, text))
    method = "gazetteer" if spans else "declared:keywords"
    confidence, focus = (57 + 10 * number) / 100, (20 + 10 * number) / 100
    return MentionedPlace(place, method, place.name, spans, confidence, focus)


REGISTER = " ".join(f"Entry {number} names a missile and {number % 7} towns." for number in range(300))

FIRST = (
    _article(
        "2023/strike.html",
        "Missiles strike Bakhmut",
        "Russian missiles hit the town of Bakhmut on Thursday.\nThe missiles destroyed a school in Ukraine.",
        date=_date("2023-03-09T14:30:05+05:45", SECOND),
        source="Reuters",
        authors=("Anna Kowalska", "Tyler Durden"),
        places=(BAKHMUT, UKRAINE),
        language="en",
        url="https://reuters.example/world/strike?id=1&x=ü",
        modified=_date("2023-03-10T09:00:00+00:00", MINUTE),
    ),
    _article(
        "2023/wagner.md",
        "Wagner Chief Warns Bakhmut Could Be Falling In The Coming Days",
        "The city may be lost in the coming days, the head of Wagner said. Falling back is no shame.",
        date=_date("2023-03-08", D),
        modified=_date("2023-03-01", M),
        clutter="Falling back is no shame.",
        source="Zero Hedge",
        authors=("Tyler Durden",),
        places=(BAKHMUT,),
        language="en",
    ),
    _article(
        "briefs.jsonl#1",
        "Kyiv under drone attack",
        "Drones were shot down over Kyiv. An S-300 missile was intercepted.",
        date=_date("2023-03-10T06:30:00+00:00", MINUTE),
        source="Kyiv Post",
        places=(KYIV,),
        language="en",
    ),
    _article("briefs.jsonl#2", "Taken back", "This missile article is deleted.", source="Reuters"),
    _article(
        "2023/київ.txt",
        "Київ під атакою",
        "Над Києвом збито безпілотники. Ракети впали за містом, людей не поранено.",
        date=_date("2023-03-10T07:15", MINUTE),
        source="Українська правда",
        authors=("Олена Шевченко",),
        places=(KYIV,),
        language="uk",
    ),
    _article(
        "2022/lodz.txt",
        "Łódź sends help",
        "The café in Łódź sent help; naïve prices, said Zelenskiy’s envoy. Ελλάδα too. 北京 said nothing.",
        date=_date("2022-12-01", M),
        source="Gazeta",
        authors=("Zoë Żółć",),
        language="pl",
    ),
)
SECOND_SEGMENT = (
    _article("register.txt", "The register", REGISTER, date=_date("2023-01-01", Y)),
    _article(
        "rtl/arabic.txt",
        "أخبار اليوم",
        "سقطت صواريخ على المدينة. ולא נפגע איש.",
        date=_date("2023-03-11T23:59:59", SECOND),
        language="ar",
    ),
    _article("empty.txt", "", "", places=(NOWHERE,)),
    _article("no-title.txt", "", "days of rain, and a missile", date=_date("0812-01-01", Y)),
    _article("no-body.txt", "Only rain", "", source="reuters", date=_date("1969-12-31", D)),
    _article(
        "odd\ud800name.txt",
        "Prices fall 🌾",
        "Wheat fell for " + "very " * 60 + "long, and the coming weeks look dry.",
        date=_date("2023-03-10T06:30:00.250000-04:00", SECOND),
        source="Reuters",
        url="https://example.org/",
    ),
)
DELETED = (3,)
"""Articles of the first segment that are deleted."""

ARTICLES = {
    article.id: article
    for segment, deleted in ((FIRST, DELETED), (SECOND_SEGMENT, ()))
    for number, article in enumerate(segment)
    if number not in deleted
}
"""What is in the index."""

SEARCHES = (
    "missile",
    "bakhmut missiles",
    "bakhmut OR rain OR drone",
    "missile -bakhmut",
    "(bakhmut OR kyiv) missile",
    '"coming days"',
    '"bakhmut missiles"~9',
    "=missile",
    "S-300",
    "miss*",
    "f?ll*",
    "bahmut~",
    "missile^3 rain",
    "very",
    "title:bakhmut",
    "body:bakhmut",
    "lodz cafe",
    "київ",
    "صواريخ",
    "北京",
    "author:durden",
    'author:"anna kowalska"',
    'source:"zero hedge"',
    "source:re*",
    "place:Ukraine",
    "place=Kyiv",
    "language:uk",
    "path:2023/*",
    "url:https://example.org/",
    "id:briefs.jsonl#1",
    "has:place",
    "missing:date",
    "date:2023",
    "date:2023-03-09",
    "date:..1970",
    "missile date:2023-03-08..2023-03-10T12:00",
)

SEARCHES_OF_2 = (
    "about:Ukraine",
    "about=Kyiv",
    "modified:2023-03",
    "modified:..2023-03-10T09:00Z",
    "has:modified",
    "missing:about",
)
"""What indexes of format 1 cannot know."""

STOCK = {
    "Term": query.Term("text", "missil"),
    "Term of a title": query.Term("title", "bakhmut"),
    "Term of a source": query.Term("source", "reuters"),
    "And": query.And([query.Term("text", "missil"), query.Term("text", "bakhmut")]),
    "Or": query.Or([query.Term("text", "rain"), query.Term("text", "drone")]),
    "Not": query.Not(query.Term("text", "bakhmut")),
    "AndNot": query.AndNot(query.Term("text", "missil"), query.Term("text", "bakhmut")),
    "AndMaybe": query.AndMaybe(query.Term("text", "missil"), query.Term("text", "bakhmut")),
    "Phrase": query.Phrase("text_exact", ["coming", "days"]),
    "Phrase with slop": query.Phrase("body_exact", ["missiles", "town"], slop=3),
    "Prefix": query.Prefix("text_exact", "missi"),
    "Wildcard": query.Wildcard("text_exact", "f?ll*"),
    "Regex": query.Regex("text_exact", "^(rain|dry)$"),
    "FuzzyTerm": query.FuzzyTerm("text_exact", "bahmut"),
    "Variations": query.Variations("text_exact", "missile"),
    "TermRange": query.TermRange("source", "r", "s"),
    "DateRange": query.DateRange("date", dt.datetime(2023, 3, 9), dt.datetime(2023, 3, 10, 12)),  # noqa: DTZ001
    "Every": query.Every(),
    "Every of a field": query.Every("date"),
    "ConstantScoreQuery": query.ConstantScoreQuery(query.Term("text", "missil"), 2.0),
    "SpanNear": spans.SpanNear(query.Term("text_exact", "hit"), query.Term("text_exact", "town"), slop=3),
    "SpanFirst": spans.SpanFirst(query.Term("body_exact", "russian")),
}


def as_kept_by_1(article: Article) -> Article:
    """What format 1 keeps of an article: of each place the first mention, and not how sure it is."""
    places = tuple(
        MentionedPlace(mention.value, mention.method, mention.quote, mention.spans[:1])
        for mention in article.places
    )
    return replace(article, places=places, modified=None, clutter=())


def build(directory: Path) -> None:
    """Write the index into a new folder; nothing in it is left to chance."""
    directory.mkdir(parents=True)
    entries = []
    for number, articles in enumerate((FIRST, SECOND_SEGMENT), start=1):
        builder = SegmentBuilder()
        for article in articles:
            builder.add(article)
        entry = ColumnarSegment(f"{number:016x}", len(articles))
        builder.write(directory / entry.filename)
        entries.append(entry)
    toc.write(directory, 1, [entries[0].with_deleted(np.array(DELETED)), entries[1]])


def found(directory: Path) -> dict[str, Any]:
    """What each query finds: ids and scores, in order."""
    with searchkit.open(directory) as index:
        searches = {
            text: [[hit.id, hit.score] for hit in index.search(text, limit=100)]
            for text in (*SEARCHES, *SEARCHES_OF_2)
        }
    with whoosh.index.open_dir(directory, indexname="MAIN").searcher() as searcher:
        stock = {
            name: [[hit["path"], hit.score] for hit in searcher.search(tree, limit=None)]
            for name, tree in STOCK.items()
        }
    return {"searches": searches, "stock": stock}


def made_with() -> dict[str, str]:
    """Versions on which the bytes may depend."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {"python": python, **{package: version(package) for package in PACKAGES}}


def main() -> None:
    """Write both."""
    os.environ["TZ"] = "UTC"  # the days of queries are those of the machine
    time.tzset()
    shutil.rmtree(TARGET, ignore_errors=True)
    build(TARGET)
    answers = {"made_with": made_with(), **found(TARGET)}
    ANSWERS.write_text(json.dumps(answers, indent=1) + "\n", encoding="utf-8")
    print(f"{TARGET}: {sum(path.stat().st_size for path in TARGET.iterdir()):,} bytes")


if __name__ == "__main__":
    main()
