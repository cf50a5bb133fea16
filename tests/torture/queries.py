"""Queries of strangers: made up by the grammar and against it; each is answered or refused, in time.

A refusal points into the text that is at fault. An answer has one total, whoever counts it. What takes longer
than its limit is cut off soon after, and the memory of the process stays where it was.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import news
from torture.losing import Lost, insist

import searchkit
from searchkit.errors import QuerySyntaxError, QueryTimeout

LIMIT_SECONDS: Final = 0.5
LATE_SECONDS: Final = 2.0
"""Of processor time: a query that has not ended so long after its limit is one that does not end."""
MEMORY_BYTES: Final = 1 << 29
"""How much the process may grow."""
_WHOLE: Final = 8
"""One query in so many is asked in every way."""
_LONGEST: Final = 4096

_WORDS: Final = (
    "harbour", "Grain", "ships", "the", "of", "S-300", "Kh-22", "Київ", "œuvre", "İstanbul", "ﬁ", "ß", "한국",
    "北京", "a", "é", "e\u0301", "x" * 300, "1", "2023-02-30", "²", "١٢", "don't", "Riga's", "AND", "or",
)  # fmt: skip
_SIGNS: Final = tuple(
    "()\"'*?~^:=-+&|!.,;/\\[]{}<>@#$%_`“”„«»＂–…\0\t\n\r\x1b\u200b\u202e\u2028\ufeff\ud800\udcff😀"
)
_FIELDS: Final = (
    "title", "author", "source", "place", "about", "date", "modified", "language", "lang", "path", "id",
    "url", "has", "missing", "text", "nothing", "TITLE",
)  # fmt: skip
_DATES: Final = (
    "2019", "2019-02", "2019-02-30", "2015..2018", "..2017", "2016-05-05..", "yesterday", "last week",
    "2weeks..", "0000", "9999-12-31", "..", "-1", "99999999999", "10000000weeks..", "1e9",
    "tomorrow..yesterday",
)  # fmt: skip


def campaign(seconds: float, seed: int, folder: Path) -> dict[str, int]:
    """Ask made-up queries of a small index, as long as there is time."""
    news.write_news(folder / "news", articles=150)
    searchkit.index([folder / "news"], index=folder / "index")
    chance = random.Random(seed)
    counted: Counter[str] = Counter()
    end = time.monotonic() + seconds
    with searchkit.open(folder / "index", cache_bytes=1 << 24) as index:
        _ask(index, "harbour", Counter(), chance)
        before = _memory()
        while time.monotonic() < end:
            _ask(index, make(chance), counted, chance)
        grown = _memory() - before
    insist(grown < MEMORY_BYTES, f"the process grew by {grown >> 20} MiB")
    return dict(counted)


def make(chance: random.Random) -> str:
    """A query: one of the language, often with a fault, or no query at all; 4,200 characters at most."""
    kind = chance.random()
    if kind < 0.1:
        text = "".join(chance.choices((*_SIGNS, *_WORDS, " "), k=chance.randrange(40)))
    elif kind < 0.13:
        unit = _clause(chance, 0) + chance.choice((" ", " OR ", " AND ", "", " NOT ", "("))
        text = (unit * _LONGEST)[: chance.choice((_LONGEST, _LONGEST, 4200))]
    else:
        text = _sequence(chance, chance.randrange(5))
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice((*_SIGNS, "")) + text[at + chance.randrange(2) :]
    return text


def _sequence(chance: random.Random, depth: int) -> str:
    parts = [_clause(chance, depth) for _ in range(chance.choice((1, 1, 2, 3, 6)))]
    return (
        "".join(part + chance.choice((" ", " ", " OR ", " AND ", " NOT ", " -")) for part in parts[:-1])
        + (parts[-1])
    )


def _clause(chance: random.Random, depth: int) -> str:
    field = chance.choice(_FIELDS) + chance.choice("::::=") if chance.random() < 0.3 else ""
    if field[:4] in {"date", "modi"}:
        date = chance.choice(_DATES)
        return field + (f'"{date}"' if " " in date else date)
    words = " ".join(chance.choices(_WORDS, k=chance.randrange(1, 4)))
    word = chance.choice(_WORDS)
    some = chance.randrange(len(word) + 1)
    near = chance.choice(("1", "5", "50", "51", "", "0", "9" * 30))
    value = chance.choice(
        (
            word,
            word,
            f'"{words}"',
            f'"{words}"~{near}',
            f"{word}~{chance.choice(('', '1', '2', '3'))}",
            f"{word[:some]}*{word[some:]}",
            f"{word[:some]}?{word[some:]}*",
            "*".join(chance.choices("abest", k=chance.randrange(1, 30))),
            f"={word}",
            f"-{word}",
            "*",
            f"({_sequence(chance, depth - 1)})" if depth > 0 else word,
        )
    )
    boost = f"^{chance.choice(('2', '0.5', '0', '101', '', 'x', '1e3'))}" if chance.random() < 0.1 else ""
    return field + value + boost


def _ask(index: searchkit.Index, text: str, counted: Counter[str], chance: random.Random) -> None:
    """Ask one query, and count what came of it."""
    options: dict[str, Any] = {
        "match": chance.choice(("all", "any")),
        "literal": chance.random() < 0.1,
        "phrase": chance.random() < 0.1,
    }
    if chance.random() < 0.2:
        name = chance.choice(("source", "place", "about", "since", "until", "language"))
        options[name] = chance.choice((*_WORDS, *_DATES, *_SIGNS, ""))
    sort = chance.choice(("score", "date", "-date"))
    fold = chance.random() < 0.5
    every = not chance.randrange(_WHOLE)
    begun = time.process_time()
    said = f"{text!r} with {options}"
    try:
        with searchkit.time_limit(LIMIT_SECONDS):
            found = index.search(text, sort=sort, fold=fold, **options)
            if every:
                _ask_more(index, found, text, options, said)
    except QuerySyntaxError as error:
        counted["queries refused"] += 1
        _check_fault(error, (text, *options.values()), said)
    except QueryTimeout:
        counted["queries out of time"] += 1
    except Exception as error:
        raise Lost(said) from error
    else:
        counted["queries answered"] += 1
    took = time.process_time() - begun
    insist(took < LIMIT_SECONDS + LATE_SECONDS, f"{said} took {took:.1f} s")


def _ask_more(
    index: searchkit.Index, found: searchkit.Results, text: str, options: dict[str, Any], said: str
) -> None:
    """Everything else that can be asked about a query that was answered."""
    total = found.total
    asks: dict[str, Callable[[], int]] = {
        "facets": lambda: index.facets(text, **options).total,
        "places": lambda: index.places(text, **options).total,
        "by date": lambda: index.search(text, sort="date", **options).total,
    }
    for what, ask in asks.items():
        if text or what == "by date":  # without a text counts are over all articles
            insist(ask() == total, f"{said}: {total} articles, and {ask()} for {what}")
    hits = found.to_dict()["hits"]
    insist(len(hits) == len(found) <= total, f"{said}: {len(hits)} hits of {total}")
    _ = found.explain(), found.in_words(), found.suggestion
    for hit in found.hits[:1]:
        filters = {
            name: value for name, value in options.items() if name not in {"match", "literal", "phrase"}
        }
        _ = index.similar(hit.id, **filters).to_dict()
        _ = index.hit(hit.id, text, match=options["match"]).to_dict()
    for field in ("word", "source", "place", "author", "language"):
        _ = index.complete(text[-20:], field=field)  # type: ignore[arg-type]


def _check_fault(error: QuerySyntaxError, given: tuple[object, ...], said: str) -> None:
    """A fault lies in a text that was given, or just behind its end."""
    insist(error.query in given or _is_range_of(error.query, given), f"{said}: refused for {error.query!r}")
    insist(0 <= error.offset <= len(error.query), f"{said}: the fault is at {error.offset}")
    insist(error.length >= 1, f"{said}: the fault has {error.length} characters")
    insist(
        error.offset + error.length <= max(len(error.query), error.offset + 1), f"{said}: too long a fault"
    )
    insist(error.reason, f"{said}: refused without a reason")


def _is_range_of(query: str, given: tuple[object, ...]) -> bool:
    """Whether a text is the range that ``since`` or ``until`` stand for."""
    return (query.startswith("..") and query[2:] in given) or (query.endswith("..") and query[:-2] in given)


def _memory() -> int:
    """The most bytes that this process has had so far."""
    unit = 1 if sys.platform == "darwin" else 1024
    return unit * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
