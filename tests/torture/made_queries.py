"""Queries that strangers may write: made by the grammar, bent out of real ones, or of any characters."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Final

LONGEST: Final = 4096
"""Characters of the longest query that is read."""
_REAL: Final = Path(__file__).parents[1] / "conformance" / "queries.jsonl"
_KEPT: Final = 512
_SHORT: Final = 200
_PLANES: Final = ((0, 0x80), (0x80, 0x250), (0x370, 0x600), (0x2000, 0x2100), (0x4E00, 0xE000), (0, 0x110000))
WORDS: Final = (
    "harbour", "Grain", "ships", "the", "of", "S-300", "Kh-22", "Київ", "œuvre", "İstanbul", "ﬁ", "ß", "한국",
    "北京", "a", "é", "e\u0301", "x" * 300, "1", "2023-02-30", "²", "١٢", "don't", "Riga's", "AND", "or",
    "storm", "missiles", "Bakhmut", "power", "talks",
)  # fmt: skip
SIGNS: Final = tuple(
    "()\"'*?~^:=-+&|!.,;/\\[]{}<>@#$%_`“”„«»＂–…\0\t\n\r\x1b\u200b\u202e\u2028\ufeff\ud800\udcff😀"
)
DATES: Final = (
    "2019", "2019-02", "2019-02-30", "2015..2018", "..2017", "2016-05-05..", "yesterday", "last week",
    "2weeks..", "0000", "9999-12-31", "..", "-1", "99999999999", "10000000weeks..", "1e9",
    "tomorrow..yesterday",
)  # fmt: skip
_FIELDS: Final = (
    "title", "author", "source", "place", "about", "date", "modified", "language", "lang", "path", "id",
    "url", "has", "missing", "text", "nothing", "TITLE",
)  # fmt: skip
_JOINTS: Final = (" ", " ", " ", " OR ", " AND ", " NOT ", " -", "", "  (", ") ")
_NEAR: Final = ("1", "5", "50", "51", "", "0", "9" * 30)
_EDITS: Final = ("", "1", "2", "3")
_BOOSTS: Final = ("2", "0.5", "0", "101", "", "x", "1e3")


class Queries:
    """An endless row of queries, the same for the same chances; it goes on from those that it has made."""

    def __init__(self, chance: random.Random) -> None:
        """Begin with real ones."""
        self._chance = chance
        self._known = [json.loads(line)["query"] for line in _REAL.read_text(encoding="utf-8").splitlines()]

    def make(self) -> str:
        """A query, 4,200 characters at most: most are short, one in five hundred is as long as may be."""
        chance = self._chance
        kind = chance.random()
        if kind < 0.50:
            text = self._sequence(2 if kind > 0.02 else 4)
        elif kind < 0.85:
            text = self._bent()
        elif kind < 0.998:
            text = self._any_characters()
        else:
            unit = self._clause(0) + chance.choice((" ", " OR ", " AND ", "", " NOT ", "("))
            return (unit * LONGEST)[: chance.choice((LONGEST, LONGEST, 4200))]
        if kind < 0.10:
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(SIGNS) + text[at + chance.randrange(2) :]
        return text[:LONGEST]

    def keep(self, text: str) -> None:
        """Go on from a query, in place of another."""
        if len(text) > _SHORT:
            return
        if len(self._known) < _KEPT:
            self._known.append(text)
        else:
            self._known[self._chance.randrange(_KEPT)] = text

    def _bent(self) -> str:
        """A known query with a few things put in, taken away, doubled, or taken from another."""
        chance = self._chance
        text = chance.choice(self._known)
        for _ in range(chance.choice((1, 1, 2, 4))):
            start = chance.randrange(len(text) + 1)
            end = min(len(text), start + chance.choice((0, 1, 1, 3, 10)))
            how = chance.randrange(5)
            if how == 0:
                part = chance.choice(SIGNS)
            elif how == 1:
                part = ""
            elif how == 2:
                part = text[start:end] * 2
            elif how == 3:
                part = chance.choice(self._known)[:end]
            else:
                part = chance.choice(_JOINTS) + chance.choice(WORDS)
            text = text[:start] + part + text[end:]
        return text

    def _any_characters(self) -> str:
        chance = self._chance
        length = chance.randrange(24)
        if chance.random() < 0.5:
            return "".join(chance.choices((*SIGNS, *WORDS, " ", " "), k=length))
        if chance.random() < 0.5:
            return chance.randbytes(length).decode("utf-8", "surrogateescape")
        first, end = chance.choice(_PLANES)
        return "".join(chr(chance.randrange(first, end)) for _ in range(length))

    def _sequence(self, depth: int) -> str:
        chance = self._chance
        text = self._clause(depth)
        for _ in range(chance.choice((0, 0, 1, 1, 2, 5 if depth else 2))):
            text += chance.choice(_JOINTS) + self._clause(depth)
        return text

    def _clause(self, depth: int) -> str:
        chance = self._chance
        field = ""
        if chance.random() < 0.3:
            field = chance.choice(_FIELDS)
            if field in {"date", "modified"}:
                date = chance.choice(DATES)
                return f'{field}:"{date}"' if " " in date else f"{field}:{date}"
            field += chance.choice("::::=")
        value = self._value(depth)
        return f"{field}{value}^{chance.choice(_BOOSTS)}" if chance.random() < 0.05 else field + value

    def _value(self, depth: int) -> str:  # noqa: PLR0911 - each form
        chance = self._chance
        word = chance.choice(WORDS)
        some = chance.randrange(len(word) + 1)
        match chance.randrange(11):
            case 0 | 1:
                return word
            case 2:
                return f'"{" ".join(chance.choices(WORDS, k=chance.randrange(1, 4)))}"'
            case 3:
                return f'"{word} {chance.choice(WORDS)}"~{chance.choice(_NEAR)}'
            case 4:
                return f"{word}~{chance.choice(_EDITS)}"
            case 5:
                return f"{word[:some]}*{word[some:]}"
            case 6:
                return f"{word[:some]}?{word[some:]}*"
            case 7:
                return "*".join(chance.choices("abest", k=chance.randrange(1, 30)))
            case 8:
                return f"={word}"
            case 9:
                return f"-{word}" if chance.randrange(4) else "*"
            case _:
                return f"({self._sequence(depth - 1)})" if depth > 0 else word
