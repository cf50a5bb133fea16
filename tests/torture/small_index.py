"""A small index with something of everything, and questions of every kind to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Final

import searchkit
from searchkit.engine.verifying import verify
from searchkit.errors import ArticleNotFound, CorruptIndex, IndexNotFound, SearchkitError, UntrustedIndex
from searchkit.indexing.freshness import freshness

Question = Callable[[searchkit.Index], object]

STORY = (
    "Missiles struck the power plant of Bakhmut on Thursday, and the water works of Dnipro stood still for a "
    "day. The mayor said that repairs would take until March, as transformers have to come from Poland. "
    "Engineers from Warsaw had offered help in winter already, and people queued at wells in the streets."
)
OTHERS = (
    ("Grain leaves Odesa", "Ships with grain left Odesa for Egypt; prices fell in Cairo and in Chicago."),
    ("Wahl in Berlin", "Der Senat von Berlin hat die Wahl bestätigt, die Häuser der Stadt werden geöffnet."),
    ("A storm", "A storm hit the coast of Ireland. Nobody was hurt, said the police in Cork and Dublin."),
    ("Missile talks", "Talks on missiles ended in Geneva without a result, Reuters reported from Moscow."),
    ("Élections à Paris", "Les électeurs de Paris ont voté dimanche; la participation était faible partout."),
)


def build(folder: Path) -> Path:
    """Make articles and an index of two segments, with a deleted article, in an empty folder; the index."""
    news = folder / "news"
    news.mkdir()
    _write(news / "first.jsonl", 0, copies=2)
    (news / "gone.txt").write_text("A note\n\nThis will be deleted, said the storm of Bakhmut.\n")
    (news / "broken.json").write_text("{")
    searchkit.index(news, index=folder / "index")
    (news / "gone.txt").unlink()
    _write(news / "second.jsonl", 10, copies=1)
    searchkit.index(index=folder / "index")
    return folder / "index"


def _write(path: Path, first: int, copies: int) -> None:
    rows = [(f"Power plant {number}", STORY) for number in range(copies)] + list(OTHERS)
    with path.open("w") as file:
        for number, (title, text) in enumerate(rows, first):
            row = {
                "id": number,
                "title": title,
                "text": f"{text} Page {number} of the paper has more.",
                "date": f"2023-03-{number + 1:02}"
                if number % 3
                else f"2023-03-{number + 1:02}T10:20:00+02:00",
                "source": ("Reuters", "AFP", "The Paper")[number % 3],
                "authors": ["Ann Smith", "Bo Li"][: number % 3],
                "url": f"https://example.org/{number}",
            }
            file.write(json.dumps(row) + "\n")


SEARCHES = (
    *(
        "bakhmut missiles",
        '"power plant"',
        "missil*",
        "st?rm",
        "bakhmot~",
        '"grain odesa"~5',
        "NOT storm",
        "*",
    ),
    *("title:storm OR body:talks", "source:reuters", "author:smith", "place:Ukraine", "about:Odesa"),
    *(
        "date:2023-03",
        "modified:2023",
        "lang:de",
        "path:first*",
        "has:url",
        "häuser geöffnet",
        "stormm talkz",
    ),
)


def answers(index: Path, names: Collection[str] = ()) -> dict[str, object]:
    """What an index answers to questions of every kind, or of these: text, or ``{"refused": why}``.

    Raises:
        Exception: of any kind but those that say that an index is damaged or missing.
    """
    try:
        opened = searchkit.open(index)
    except (CorruptIndex, IndexNotFound, UntrustedIndex) as error:
        return dict.fromkeys(names or QUESTIONS, _refused(error))
    return {name: _answer(opened, QUESTIONS[name]) for name in names or QUESTIONS}


def _answer(opened: searchkit.Index, question: Question) -> object:
    try:
        return json.dumps(question(opened))
    except (CorruptIndex, ArticleNotFound) as error:
        return _refused(error)


def _refused(error: SearchkitError) -> dict[str, str]:
    return {"refused": f"{type(error).__name__}: {error}"}


def is_whole(index: Path, *, deep: bool = True) -> bool:
    """Whether verify finds nothing."""
    return not verify(index, deep=deep).faults


def _search(opened: searchkit.Index, text: str, **options: object) -> object:
    results = opened.search(text, **options)
    return [results.total, results.suggestion, [_hit(hit) for hit in results]]


def _hit(hit: searchkit.Hit) -> object:
    return [hit.to_dict() | {"path": ""}, hit.text, repr(hit.title_marks)]


def _first(opened: searchkit.Index) -> str:
    return next((hit.id for hit in opened.search("power plant")), "none")


def _articles(opened: searchkit.Index) -> object:
    ids = [hit.id for hit in opened.search("*", limit=100)]
    return sorted(repr(opened.get(article_id)) for article_id in ids)


def _completions(opened: searchkit.Index) -> object:
    fields = ("word", "source", "place", "author", "language")
    return [repr(opened.complete(prefix, field=field)) for field in fields for prefix in ("b", "mis", "")]


def _status(opened: searchkit.Index) -> object:
    return repr(opened.status()).replace(str(opened.path), "")


QUESTIONS: Final[dict[str, Question]] = {
    **{f"search {text}": partial(_search, text=text) for text in SEARCHES},
    "newest": partial(_search, text="missiles OR storm", sort="-date", fold=True, limit=4),
    "facets": lambda opened: repr(opened.facets("missiles OR *")),
    "places": lambda opened: repr(opened.places()),
    "articles": _articles,
    "similar": lambda opened: [_hit(hit) for hit in opened.similar(_first(opened))],
    "copies": lambda opened: [_hit(hit) for hit in opened.copies(_first(opened))],
    "complete": _completions,
    "values": lambda opened: opened.values("source"),
    "status": _status,
    "freshness": lambda opened: repr(freshness(opened)),
}
