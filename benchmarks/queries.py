"""Queries in words that every engine is asked, drawn from the corpus and from a file of queries."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

from records import Record

Kind = Literal["term", "or-2", "and-2", "or-4", "phrase-2", "phrase-3", "prefix", "fuzzy", "filtered"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

_WORD: Final = re.compile(r"[a-z]+")
_OPERATORS: Final = frozenset({"and", "or", "not", "to", "in", "near"})
_LONG: Final = 6
_GAME_KINDS: Final[dict[tuple[str, int], Kind]] = {
    ("term", 1): "term",
    ("union", 2): "or-2",
    ("union", 4): "or-4",
    ("intersection", 2): "and-2",
    ("phrase", 2): "phrase-2",
    ("phrase", 3): "phrase-3",
}


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked, in no engine's language.

    Attributes:
        kind: how the words are meant.
        words: lower-case letters; of a prefix or a misspelt word, the one.
        since: ISO date of the first day, where the query is filtered.
        until: ISO date of the last day.
        source: the outlet.
    """

    kind: Kind
    words: tuple[str, ...]
    since: str = ""
    until: str = ""
    source: str = ""


class Drawer:
    """Draws queries that have an answer from a sample of the corpus.

    Attributes:
        words: the words of each record of the sample, in their order.
    """

    def __init__(self, sample: Sequence[Record], stem: Callable[[str], str], seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._sample = sample
        self._stem = stem
        self.words = [_WORD.findall(f"{record.title}\n{record.text}".lower()) for record in sample]
        self._records_of: dict[str, set[int]] = defaultdict(set)
        for number, words in enumerate(self.words):
            for word in words:
                self._records_of[word].add(number)
        self._by_frequency: dict[int, list[str]] = defaultdict(list)
        for word, numbers in self._records_of.items():
            if _usable(word):
                self._by_frequency[len(numbers).bit_length()].append(word)

    def draw(self, kind: Kind, count: int, game: Iterable[Query] = ()) -> list[Query]:
        """Draw distinct queries of a kind; up to half of them are those of ``game`` that have an answer."""
        found = {query: None for query in game if query.kind == kind and self.has_answer(query)}
        chosen = dict.fromkeys(self._random.sample(list(found), min(len(found), count // 2)))
        for _ in range(100 * count):
            if len(chosen) == count:
                break
            query = self._drawn(kind)
            if query:
                chosen[query] = None
        return list(chosen)

    def has_answer(self, query: Query) -> bool:
        """Whether a record of the sample matches, exactly as the words are written."""
        if not all(map(_usable, query.words)) or len(set(query.words)) < len(query.words):
            return False
        sets = [self._records_of.get(word, set()) for word in query.words]
        if query.kind.startswith("or"):
            return all(sets)
        together = set.intersection(*sets)
        if query.kind.startswith("phrase"):
            wanted = list(query.words)
            return any(
                self.words[number][start : start + len(wanted)] == wanted
                for number in together
                for start in range(len(self.words[number]))
            )
        return bool(together)

    def _drawn(self, kind: Kind) -> Query | None:
        if kind == "term":
            return Query(kind, (self._word(),))
        if kind in {"prefix", "fuzzy"}:
            return self._expanded(kind)
        number = self._random.randrange(len(self.words))
        if kind.startswith("phrase"):
            return self._phrase(kind, number)
        usable = sorted({word for word in self.words[number] if _usable(word)})
        wanted = 1 if kind == "filtered" else int(kind[-1])
        if len(usable) < wanted:
            return None
        words = tuple(self._random.sample(usable, wanted))
        return self._filtered(words, self._sample[number]) if kind == "filtered" else Query(kind, words)

    def _word(self) -> str:
        """Give a word: each doubling of the frequency is drawn as often."""
        return self._random.choice(self._by_frequency[self._random.choice(sorted(self._by_frequency))])

    def _phrase(self, kind: Kind, number: int) -> Query | None:
        length = int(kind[-1])
        words = self.words[number]
        start = self._random.randrange(max(1, len(words) - length))
        query = Query(kind, tuple(words[start : start + length]))
        # Letters that the text does not have next to each other (U.S., 5-year) are no phrase to every engine.
        joined = " ".join(query.words)
        record = self._sample[number]
        stands = joined in " ".join(f"{record.title}\n{record.text}".lower().split())
        return query if stands and self.has_answer(query) else None

    def _expanded(self, kind: Kind) -> Query | None:
        # Engines that keep stems only can find the beginning of a word that is its own stem, and no other.
        word = self._word()
        if len(word) < _LONG or self._stem(word) != word:
            return None
        if kind == "prefix":
            return Query(kind, (word[: self._random.randint(3, 5)],))
        missing = self._random.randrange(2, len(word))
        return Query(kind, (word[:missing] + word[missing + 1 :],))

    def _filtered(self, words: tuple[str, ...], record: Record) -> Query:
        day = dt.datetime.fromisoformat(record.date).date()
        since = day - dt.timedelta(days=self._random.randint(1, 60))
        until = day + dt.timedelta(days=self._random.randint(1, 60))
        return Query("filtered", words, since.isoformat(), until.isoformat(), record.source)


def read_game(path: Path) -> list[Query]:
    """Queries of the search benchmark game, where its file is: ``+both +words``, ``"a phrase"``, words."""
    if not path.exists():
        return []
    found: list[Query] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        values = json.loads(line)
        words = tuple(values["query"].replace('"', " ").replace("+", " ").split())
        kind = _GAME_KINDS.get((values["tags"][0], len(words)))
        if kind:
            found.append(Query(kind, words))
    return found


def _usable(word: str) -> bool:
    return len(word) > 1 and word not in _OPERATORS and bool(_WORD.fullmatch(word))
