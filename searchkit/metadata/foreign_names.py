"""Names of places in Ukrainian, Russian, German, French and Spanish texts."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from searchkit.metadata import lexicon
from searchkit.metadata.belief import IN_EVIDENCE, SURE
from searchkit.metadata.declension import forms, plain
from searchkit.metadata.gazetteer import gazetteer
from searchkit.metadata.mentions import Mention
from searchkit.metadata.names import fold
from searchkit.metadata.senses import Name
from searchkit.metadata.surroundings import is_called_area
from searchkit.metadata.traits import AREAS, COUNTRY, KNOWN, LARGE_TOWN, SUBDIVISIONS, is_area, traits_of
from searchkit.metadata.trust import Trust

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from searchkit.metadata.gazetteer import Sense

CYRILLIC = "cyrl"
KNOWN_FROM = {"UA": 20_000}  # inhabitants; texts in Cyrillic speak of the towns of Ukraine above all
COMPANIED = 0.6  # how sure a small town is that nothing but other places of its country speaks for
LEAST_LENGTH = 5  # of the name of such a town
LOOK_BACK = 12  # characters
IN_LATIN = frozenset({"de", "fr", "es"})
_CYRILLIC_LETTERS = re.compile("[А-Яа-яІЇЄіїє]{3}")
_WORD = re.compile(r"\w+(?:['’ʼ][Ѐ-ӿ]+)*")
_BETWEEN = frozenset({" ", "-", "\n", "'", "’", "\N{NON-BREAKING HYPHEN}", "\N{NO-BREAK SPACE}"})
_SPACES = frozenset({" ", "\n", "\N{NO-BREAK SPACE}"})


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that stand beside names of places, or are such names and something else too."""

    before: frozenset[str]
    given: frozenset[str]
    other: frozenset[str]


@cache
def _words_of(language: str) -> _Words:
    text = files("searchkit.metadata").joinpath("data", "foreign_words.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    found = {kind: frozenset(map(plain, words.split())) for one, kind, words in rows if one == language}
    return _Words(found["before"], found.get("given", lexicon.FIRST_NAMES), found["other"])


class ForeignNames:
    """The names of one language, in all their forms."""

    def __init__(self, language: str) -> None:
        """Read the names of ``de``, ``es``, ``fr`` or ``cyrl``."""
        self._words = _words_of(language)
        self._names: dict[str, tuple[int, ...]] = {}
        self._longest: dict[str, int] = {}
        self._lemmas: dict[str, list[str]] = defaultdict(list)
        decline = {CYRILLIC: forms, "de": _german_forms}.get(language, _same)
        seen: set[str] = set()
        for name, places in gazetteer().foreign(language).items():
            words = [plain(word) for word in _WORD.findall(name)]
            self._names.setdefault(" ".join(words), places)
            self._longest[words[0]] = max(self._longest.get(words[0], 1), len(words))
            seen.update(words)
        for word in sorted(seen):
            for form in decline(word):
                self._lemmas[form].append(word)
        self._lemmas.default_factory = None
        self._read: dict[str, Name] = {}

    def find(self, text: str) -> list[Mention]:
        """Names that are believed, in the order of the text."""
        words = list(_WORD.finditer(text))
        found = []
        taken = 0
        for position, word in enumerate(words):
            if position < taken or not word[0][0].isupper():
                continue
            longest = self._longest_from(text, words, position)
            if longest:
                key, length = longest
                mention = self._mention(text, words, position, length, key)
                if mention:
                    found.append(mention)
                    taken = position + length
        countries = {mention.name.country for mention in found if mention.belief == SURE}
        return [
            mention for mention in found if mention.belief > COMPANIED or mention.name.country in countries
        ]

    def is_place(self, text: str, mention: Mention, countries: frozenset[str | None]) -> bool:
        """Whether an English name is a place's in this language too.

        Args:
            text: where it stands.
            mention: the name; one that is not believed yet is, behind a word such as "in" or "nach".
            countries: those that the text speaks of.
        """
        best = mention.name.senses[0]
        word = text[mention.start : mention.end]
        before = text[max(0, mention.start - LOOK_BACK) : mention.start].split()
        if before and plain(before[-1]) in self._words.before:
            if (
                not mention.belief
                and mention.trust == Trust.NEEDS_EVIDENCE
                and best.place.country in countries
            ):
                mention.belief = IN_EVIDENCE
        elif plain(word) in self._words.other or (best.is_town and fold(best.place.name) != fold(word)):
            return False
        return mention.belief > 0

    def _longest_from(
        self, text: str, words: Sequence[re.Match[str]], position: int
    ) -> tuple[str, int] | None:
        """Longest name that begins at a word, and how many words it has."""
        keys = self._lemmas.get(plain(words[position][0]), [])
        most = max([self._longest.get(key, 0) for key in keys], default=0)
        best = next(((key, 1) for key in keys if key in self._names), None)
        for length in range(2, most + 1):
            end = position + length - 1
            if end >= len(words) or text[words[end - 1].end() : words[end].start()] not in _BETWEEN:
                break
            following = self._lemmas.get(plain(words[end][0]), [])
            keys = [f"{key} {lemma}" for key in keys for lemma in following]
            best = next(((key, length) for key in keys if key in self._names), best)
        return best

    def _mention(
        self, text: str, words: Sequence[re.Match[str]], position: int, length: int, key: str
    ) -> Mention | None:
        name = self._name(key)
        before = _neighbour(text, words, position, -1)
        after = _neighbour(text, words, position + length - 1, 1)
        if before[:1].isupper() and plain(before) in self._words.given and not name.traits & COUNTRY:
            return None
        is_behind = plain(before) in self._words.before
        if key in self._words.given and after[:1].isupper():
            return None
        if not is_behind and (key in self._words.other or key in self._words.given):
            return None
        if not is_behind and not name.traits & KNOWN and (len(key) < LEAST_LENGTH or before[:1].isupper()):
            return None
        start, end = words[position].start(), words[position + length - 1].end()
        belief = SURE if name.traits & KNOWN else IN_EVIDENCE if is_behind else COMPANIED
        is_area = bool(name.traits & AREAS) and is_called_area(text, start, end)
        return Mention(start, end, name, Trust.SURE, alone=False, is_area=is_area, belief=belief)

    def _name(self, key: str) -> Name:
        known = self._read.get(key)
        if known is None:
            senses = gazetteer().read_senses(self._names[key])
            known = self._read[key] = Name(key, _traits(key, senses), given=senses)
        return known


def _traits(key: str, senses: tuple[Sense, ...]) -> int:
    """Judge a name of another language."""
    best = senses[0]
    traits = traits_of(key, senses, has_areas=any(sense.kind in SUBDIVISIONS for sense in senses))
    known_from = KNOWN_FROM.get(best.place.country or "", LARGE_TOWN)
    is_known = is_area(best) or best.population >= known_from
    return traits & ~KNOWN | KNOWN * is_known


def _neighbour(text: str, words: Sequence[re.Match[str]], position: int, step: int) -> str:
    """The word beside one, where only a blank is between; else empty."""
    other = position + step
    if not 0 <= other < len(words):
        return ""
    first, second = sorted((position, other))
    return words[other][0] if text[words[first].end() : words[second].start()] in _SPACES else ""


def _german_forms(word: str) -> Iterable[str]:
    return (word,) if word.endswith(("s", "z", "x")) else (word, f"{word}s")


def _same(word: str) -> Iterable[str]:
    return (word,)


@cache
def _names_of(language: str) -> ForeignNames:
    return ForeignNames(language)


def _languages(text: str, language: str) -> Iterator[str]:
    if not text.isascii() and _CYRILLIC_LETTERS.search(text):
        yield CYRILLIC
    if language in IN_LATIN:
        yield language


def with_foreign(text: str, language: str, mentions: list[Mention]) -> list[Mention]:
    """Join the mentions of English names with those of names in the text's own language; all are believed.

    Args:
        text: where the names stand.
        language: ISO 639-1 code; empty where it is not known.
        mentions: English names in it, also those that are not believed.

    Returns:
        The mentions in the order of the text. What is a longer name in its language is no English one, nor
        what is a word of it.
    """
    known = [mention for mention in mentions if mention.belief]
    for group in _languages(text, language):
        names = _names_of(group)
        found = names.find(text)
        taken = {place for mention in found for place in range(mention.start, mention.end)}
        if group in IN_LATIN:
            known += [mention for mention in mentions if not mention.belief]
        rest = [one for one in known if one.start not in taken and one.end - 1 not in taken]
        if group in IN_LATIN:
            sure = [one for one in (*rest, *found) if one.belief == SURE]
            countries = frozenset([one.name.country for one in sure])
            rest = [one for one in rest if names.is_place(text, one, countries)]
        known = sorted([*rest, *found], key=lambda mention: mention.start)
    return known
