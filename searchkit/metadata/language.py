"""The language of an article: what its file declares, unless its text clearly says otherwise; else its text.

A text is known by its script where only one language is written in it, and by its function words otherwise:
any prose is full of them, and those of two languages are rarely the same. What they leave open, short texts
and languages that the table of function words does not know, is asked of the model of py3langid; but not
where plain letters are English or nothing, for that is large and has to be read first. A text that is too
short, mixed, or no prose has no language.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

from searchkit.article import Extracted
from searchkit.metadata.function_words import words_by_language
from searchkit.values import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from searchkit.metadata.declared import Evidence
    from searchkit.metadata.language_model import LanguageModel

SAMPLE: Final = 400
"""How many characters are looked at, of title, blank line and body."""

_DECLARED: Final = re.compile(r"(?P<code>[A-Za-z]{2})(?:[-_][A-Za-z0-9]{2,8})*")
_ENGLISH: Final = "en"
_ENGLISH_ARTICLE: Final = " the "
_ENGLISH_SIGNS: Final = tuple(
    f" {word} "
    for word in (
        *("of", "and", "said", "that", "with", "from", "has", "will", "have", "are", "were", "been", "which"),
        *("would", "this", "their"),
    )
)
"""Looked for as they stand: most news is in English, and this is faster than to look at every word."""
_CERTAIN: Final = 3
"""A text with the article and so many of them is in English: no other language has the article."""
_ENOUGH: Final = 3
_ENOUGH_AMONG_DIGITS: Final = 4
_ENOUGH_OF_ENGLISH: Final = 2
"""In a text in plain letters that declares nothing."""
_MARGIN: Final = 1.6
"""How many times as many function words as any other language the language of a text must have."""
_LEAST_BYTES: Final = 40
_MOST_DIGITS: Final = 0.08
"""A text with more digits in a character is a table, unless its function words say otherwise."""
_PROSE: Final = 0.7
"""The share of words in small letters that prose in plain letters has; notes and tables have less."""
_LEAST_CONFIDENCE: Final = 0.85
_MODEL_SAMPLE: Final = 300
_ALIKE: Final = (
    frozenset({"da", "nb", "nn", "no"}),
    frozenset({"cs", "sk"}),
    frozenset({"bs", "hr", "sh", "sr"}),
)
"""Languages so close that what an article declares is believed against its function words."""

_DIGITS: Final = b"0123456789"
_NO_SMALL_LETTERS: Final = bytes(set(range(256)) - set(ascii_lowercase.encode()))
_SMALL_OR_NOT: Final = bytes(
    sign if chr(sign) in ascii_lowercase else ord(" " if chr(sign).isspace() else "A") for sign in range(128)
).ljust(256)
"""What is neither a small letter nor a blank becomes a capital."""
_FOREIGN_LETTER: Final = re.compile("[\u0370-\u1dff\u2c00-\ud7ff\uf900-\ufdff]")
_SCRIPTS: Final = {
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "he": re.compile("[\u0590-\u05ff]"),
    "hy": re.compile("[\u0530-\u058f]"),
    "ka": re.compile("[\u10a0-\u10ff]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "ja": re.compile("[\u3040-\u30ff]"),
    "ta": re.compile("[\u0b80-\u0bff]"),
}
"""Scripts that one language of the news is written in. Japanese mixes its own with Chinese signs."""
_LEAST_SHARE: Final = {"ja": 0.15}
_USUAL_SHARE: Final = 0.5


@value
class _Guess:
    code: str
    method: str


_SURELY_ENGLISH: Final = _Guess(_ENGLISH, "function-words")


def find_language(text: str, declared: Sequence[Evidence]) -> Extracted[str] | None:
    """:func:`find_languages` of one text."""
    return find_languages([text], [declared])[0]


def find_languages(
    texts: Sequence[str], declared: Sequence[Sequence[Evidence]]
) -> list[Extracted[str] | None]:
    """The languages of articles, as their ISO 639-1 codes.

    Args:
        texts: title, blank line, body of each.
        declared: what the file of each says, best first: ``en-US`` and ``en_GB`` are ``en``.

    Returns:
        What is declared, with where; or what was detected, with the sample that shows it.
    """
    samples = [text[:SAMPLE] for text in texts]
    found: list[Extracted[str] | None] = []
    unclear: list[int] = []  # numbers of the texts that the model is asked about: it takes them all at once
    for number, (sample, said) in enumerate(zip(samples, declared, strict=True)):
        stated = _stated(said) if said else None
        guess = _clear(sample)
        if stated:
            contradicted = guess and not _agree(guess.code, stated.value)
            found.append(_detected(guess, sample) if guess and contradicted else stated)
            continue
        if guess is None and _may_tell(sample):
            if _is_likely_english(sample):
                guess = _SURELY_ENGLISH
            elif _is_for_model(sample):
                unclear.append(number)
        found.append(_detected(guess, sample) if guess else None)
    if unclear:
        told = _model().classify([samples[number][:_MODEL_SAMPLE] for number in unclear])
        for number, likeliest in zip(unclear, told, strict=True):
            if likeliest.confidence >= _LEAST_CONFIDENCE:
                found[number] = _detected(_Guess(likeliest.code, "py3langid"), samples[number])
    return found


def _detected(guess: _Guess, sample: str) -> Extracted[str]:
    return Extracted(guess.code, f"detected:{guess.method}", sample, (0, len(sample)))


def _stated(declared: Iterable[Evidence]) -> Extracted[str] | None:
    for evidence in declared:
        match = _DECLARED.fullmatch(evidence.value.strip())
        if match:
            return Extracted(match["code"].lower(), evidence.method, evidence.value)
    return None


def _agree(one: str, other: str) -> bool:
    return one == other or any({one, other} <= group for group in _ALIKE)


def _clear(sample: str) -> _Guess | None:
    """What script or function words tell beyond doubt."""
    if not _is_western(sample) and _FOREIGN_LETTER.search(sample) and (code := _by_script(sample)):
        return _Guess(code, "script")
    if _is_surely_english(sample.replace("\n", " ")):
        return _SURELY_ENGLISH
    counts = _counts(sample)
    most = max(counts)
    first = counts.index(most)
    second = max(counts[:first] + counts[first + 1 :])
    if most < max(_ENOUGH, _MARGIN * second) or (most < _ENOUGH_AMONG_DIGITS and _is_table(sample)):
        return None
    return _Guess(_tally().codes[first], "function-words")


def _is_western(sample: str) -> bool:
    """Whether there are but Latin letters and the usual signs: told faster than by looking for others."""
    if sample.isascii():
        return True
    try:
        sample.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


@functools.lru_cache(maxsize=1)  # a sample that is not clear is counted again
def _counts(sample: str) -> bytes:
    """How many function words of each language there are, each once, in the order of the tally."""
    tally = _tally()
    # As they are written: in capitals, words are often abbreviations.
    known = tally.words.intersection(sample.split())
    return sum(map(tally.lanes.__getitem__, known)).to_bytes(len(tally.codes), "little")


def _is_table(sample: str) -> bool:
    written = sample.encode(errors="surrogatepass")
    return len(written) - len(written.translate(None, _DIGITS)) > _MOST_DIGITS * len(sample)


def _is_surely_english(line: str) -> bool:
    found = 0
    if _ENGLISH_ARTICLE in line:
        for sign in _ENGLISH_SIGNS:
            if sign in line:
                found += 1
                if found == _CERTAIN:
                    return True
    return False


def _by_script(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample))
    for code, script in _SCRIPTS.items():
        if len(script.findall(sample)) > _LEAST_SHARE.get(code, _USUAL_SHARE) * letters:
            return code
    return None


def _may_tell(sample: str) -> bool:
    """Whether a text that is not clear is prose enough to tell its language."""
    return not _is_table(sample) and _bytes_of_words(sample) >= _LEAST_BYTES


def _is_likely_english(sample: str) -> bool:
    if not sample.isascii():
        return False
    english, other = _english_and_other(sample)
    return english >= max(_ENOUGH_OF_ENGLISH, _MARGIN * other)


def _is_for_model(sample: str) -> bool:
    """Whether the model tells: short English says too little to be sure of it."""
    if not sample.isascii():
        return True
    english, other = _english_and_other(sample)
    if english >= max(other, 1):
        return False
    words = sample.encode().translate(_SMALL_OR_NOT).split()
    return sum(map(bytes.islower, words)) >= _PROSE * len(words)


def _english_and_other(sample: str) -> tuple[int, int]:
    """How many function words of English there are, and of the language that has most of the others."""
    counts = _counts(sample)
    place = _tally().codes.index(_ENGLISH)
    return counts[place], max(counts[:place] + counts[place + 1 :])


def _bytes_of_words(sample: str) -> int:
    """Bytes of what may tell a language: capitals are those of names and headlines."""
    if sample.isascii():
        return len(sample.encode().translate(None, _NO_SMALL_LETTERS))
    return len("".join([sign for sign in sample if sign.isalpha() and not sign.isupper()]).encode())


@dataclass(frozen=True, slots=True)
class _Tally:
    """Counts function words by language in one sum.

    Attributes:
        codes: the languages.
        words: the function words of all of them.
        lanes: for each word a number in which the byte of each language is 1 where it is one of its function
            words; a sample has too few words to fill a byte.
    """

    codes: tuple[str, ...]
    words: frozenset[str]
    lanes: dict[str, int]


@functools.cache
def _tally() -> _Tally:
    codes = tuple(words_by_language())
    lanes: dict[str, int] = {}
    for place, code in enumerate(codes):
        for word in words_by_language()[code]:
            # Those of one letter are units and initials as well.
            if len(word) > 1:
                lanes[word] = lanes.get(word, 0) + (1 << 8 * place)
    return _Tally(codes, frozenset(lanes), lanes)


@functools.cache
def _model() -> LanguageModel:
    from searchkit.metadata.language_model import read_model  # noqa: PLC0415 - most texts do not need it

    return read_model()
