"""Queries of strangers, a million in a long run: each is answered or refused, in time and in memory.

A refusal points into the text that is at fault. An answer has one total, whoever counts it. What takes longer
than its limit is cut off soon after. Most are asked of an index of a few articles, some of one of many; all
in children that may take only so much memory, and that die when a query does not end.
"""

from __future__ import annotations

import math
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

import news
from torture import small_index
from torture.losing import Lost, insist
from torture.made_queries import DATES, SIGNS, WORDS, Queries
from torture.within_limits import Steps, within_limits

import searchkit
from searchkit.errors import QuerySyntaxError, QueryTimeout

SHARE: Final = 6
"""A million queries take a quarter of an hour of a core that others are using, too."""
LIMIT_SECONDS: Final = 0.5
LATE_SECONDS: Final = 2.0
"""Of processor time: a query that has not ended so long after its limit is one that does not end."""
ARTICLES: Final = 800
"""Of the large index."""
BATCH: Final = 20_000
"""Queries that a child asks."""
_FIRST: Final = 300
_MANY: Final = 50
"""One query in so many is asked of the large index."""
_WHOLE: Final = 100
"""One query in so many is asked in every way."""
_CACHE_BYTES: Final = 1 << 24
_OPTIONS: Final = ("source", "place", "about", "since", "until", "language")
_VALUES: Final = (*WORDS, *DATES, *SIGNS, "")


def campaign(seconds: float, seed: int, folder: Path, *, articles: int = ARTICLES) -> dict[str, int]:
    """Ask made-up queries, as long as there is time.

    Args:
        seconds: how long.
        seed: of all chances.
        folder: to work in.
        articles: of the larger index.

    Raises:
        Lost: a query ended otherwise than it may; the message says which.
    """
    end = time.monotonic() + seconds
    few = small_index.build(folder)
    news.write_news(folder / "many", articles=articles)
    searchkit.index([folder / "many"], index=folder / "large")
    with (
        searchkit.open(few, cache_bytes=_CACHE_BYTES) as small,
        searchkit.open(folder / "large", cache_bytes=_CACHE_BYTES) as large,
    ):
        asking = _Asking(small, large, Steps())
        counted = asking.batch(seed, _FIRST, math.inf)  # what is imported here is there for all
        while time.monotonic() < end:
            seed += 1_000_003
            found = within_limits(partial(asking.batch, seed, BATCH, end), asking.steps)
            counted.update(cast("dict[str, int]", found))
    return dict(counted)


@dataclass(frozen=True, slots=True)
class _Asking:
    """Asks queries of two indexes, and says each before it does."""

    small: searchkit.Index
    large: searchkit.Index
    steps: Steps

    def batch(self, seed: int, most: int, end: float) -> Counter[str]:
        """Ask so many queries, until a moment: how often which came of them."""
        chance = random.Random(seed)
        queries = Queries(chance)
        counted: Counter[str] = Counter()
        for number in range(most):
            text = queries.make()
            index = self.small if number % _MANY else self.large
            how = _ask(index, text, chance, self.steps, is_whole=not number % _WHOLE)
            counted[f"queries {how}"] += 1
            if how == "answered":
                queries.keep(text)
            if time.monotonic() > end:
                break
        return counted


def _ask(index: searchkit.Index, text: str, chance: random.Random, steps: Steps, *, is_whole: bool) -> str:
    """Ask one query: what came of it."""
    options: dict[str, Any] = {"match": "any" if chance.random() < 0.3 else "all"}
    if (way := chance.random()) < 0.1:
        options["literal" if way < 0.05 else "phrase"] = True
    elif way < 0.2:
        options[chance.choice(_OPTIONS)] = chance.choice(_VALUES)
    sort = chance.choice(("score", "score", "date", "-date"))
    said = f"{text!r} with {options}"
    steps.begin(said)
    begun = time.process_time()
    try:
        with searchkit.time_limit(LIMIT_SECONDS):
            found = index.search(text, sort=sort, fold=chance.random() < 0.2, **options)
            if is_whole:
                _ask_more(index, found, text, options, said)
        how = "answered"
    except QuerySyntaxError as error:
        _check_fault(error, (text, *options.values()), said)
        how = "refused"
    except QueryTimeout:
        how = "out of time"
    except Exception as error:
        raise Lost(said) from error
    took = time.process_time() - begun
    insist(took < LIMIT_SECONDS + LATE_SECONDS, f"{said} took {took:.1f} s")
    return how


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
