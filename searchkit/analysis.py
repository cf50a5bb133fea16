"""Text to terms: the one definition, for indexing and for querying.

A *word* is a maximal run of letters, digits and the marks that belong to letters. Case, compatibility forms
and diacritics are folded, so that ``Łódź``, ``łódź`` and ``Lodz`` are one word, composed or decomposed. A
possessive ``'s`` is dropped. Scripts written without spaces (Han, kana, Thai, Lao, Burmese, Khmer) give one
word a character, so that a longer name is found as a phrase. A *stem* is what Snowball's algorithm for the
language of the article makes of a word, and the English one (Porter2) where the language is not known or has
none. It is made of the folded word, so that accents make no difference to any form of it. A stem of another
language than English ends in ``@`` and the language: ``angriff@de``. No word holds that sign, so what German
makes of "rates" is never mistaken for the English "rat".

Words are UTF-8 ``bytes`` throughout: byte order is code point order, and most text of a news archive is ASCII
and never has to be decoded.

Folding follows UAX #15 (NFKD, NFC) and Unicode case folding; й, ї and ў are letters of their own and not
accented ones, as the Snowball stemmers for those languages expect.
"""

from __future__ import annotations

import functools
import re
import threading
import unicodedata
from collections.abc import Collection, Iterator, Sequence, Sized
from operator import itemgetter
from typing import Final

import Stemmer

from searchkit.values import value

MAX_WORD_BYTES: Final = 255
"""Longer words are cut to this many bytes of UTF-8, at a character boundary."""

_WORD_BYTES = b"0123456789abcdefghijklmnopqrstuvwxyz" + bytes(range(0x80, 0x100))
_FOLD_BYTES = bytes(byte if byte in _WORD_BYTES else ord(" ") for byte in bytes(range(256)).lower())
_NON_ASCII_RUN = re.compile(r"[^\x00-\x7f]+")
_POSSESSIVE = re.compile(rb"'[sS](?![0-9A-Za-z\x80-\xff])")
# What is no word is listed, and not what is: a class of all characters takes milliseconds to compile.
_POSSESSIVE_TEXT = re.compile(r"'[sS](?![^\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f])")
_CHUNK = re.compile(r"[^\x00-\x20]+")
_WORD_TEXT = re.compile(r"[^\x00-\x2f\x3a-\x60\x7b-\x7f]+")

_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "’": "'", "‘": "'", "ʼ": "'", "ʹ": "'", "′": "'",
    }
)  # fmt: skip
_BREVE, _DIAERESIS = "\u0306", "\u0308"
_LETTERS_WITH_MARK = {("и", _BREVE), ("у", _BREVE), ("і", _DIAERESIS)}
_MARKS_OF_LETTERS = {0, 7, 8, 9}  # combining classes: vowel signs, nukta, kana voicing, virama
_IGNORED = dict.fromkeys([0xAD, 0x34F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])  # for str.translate
_SPACELESS_RANGES = (  # the lowest first
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)

ENGLISH: Final = ""
"""How the language of English stems is written: they carry none."""

ALGORITHMS: Final = {
    ENGLISH: "english",
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""The name of each language's algorithm in Snowball. Part of the format: stems are stored."""
_SAME_STEMS: Final = {"nb": "no", "nn": "no"}
_LANGUAGE_SIGN: Final = b"@"


def words(text: str) -> list[bytes]:
    """The words of a text in reading order, folded but not stemmed.

    Args:
        text: any string; lone surrogates separate words.

    Returns:
        Words as UTF-8, none of them empty. They may be longer than :data:`MAX_WORD_BYTES`: the index cuts
        its dictionary and not the stream, see :func:`cut`.
    """
    return _folded_line(_ascii_folded(text).encode()).split()


@value
class FoldedTexts:
    """Many texts folded at once, for whoever splits them into words without making an object of each.

    Attributes:
        line: the texts as UTF-8 with a blank after each; what is not blank belongs to words.
        lengths: bytes of each text and its blank.
    """

    line: bytes
    lengths: list[int]


def fold_all(texts: Sequence[str]) -> FoldedTexts:
    """Fold texts: splitting the line of each at blanks gives its :func:`words`."""
    folded = [*map(_ascii_folded, texts)]
    joined = "\n".join([*folded, ""])
    line = joined.encode()
    sized: Sequence[Sized] = folded if len(line) == len(joined) else [text.encode() for text in folded]
    return FoldedTexts(_folded_line(line), [len(text) + 1 for text in sized])


def _ascii_folded(text: str) -> str:
    return text if text.isascii() else _NON_ASCII_RUN.sub(_fold_match, text)


def _folded_line(line: bytes) -> bytes:
    """As many bytes as before, with blanks in place of possessives and of all that belongs to no word."""
    kept = _POSSESSIVE.sub(b"  ", line) if b"'" in line else line
    return kept.translate(_FOLD_BYTES)


def cut(word: bytes) -> bytes:
    """A word as the dictionary holds it: at most :data:`MAX_WORD_BYTES` long, and valid UTF-8."""
    if len(word) <= MAX_WORD_BYTES:
        return word
    return word[:MAX_WORD_BYTES].decode(errors="ignore").encode()


def terms(text: str) -> list[bytes]:
    """The words of a text as the dictionary holds them: :func:`words`, each :func:`cut`."""
    return [cut(word) for word in words(text)]


def vocabulary(text: str) -> set[bytes]:
    """Every one of :func:`terms` once."""
    found = set(words(text))
    return found if max(map(len, found), default=0) <= MAX_WORD_BYTES else set(map(cut, found))


def fold_keyword(value: str) -> bytes:
    """The term of a whole value, such as a name: its words folded, one blank between them."""
    return b" ".join(terms(value)) or value.encode(errors="surrogatepass")


def stemming_of(language: str | None) -> str:
    """The language of the stems that the words of an article get.

    Args:
        language: of the article, an ISO 639-1 code, or ``None`` where it is not known.

    Returns:
        Its code where Snowball has an algorithm for it, else :data:`ENGLISH`.
    """
    code = _SAME_STEMS.get(language, language) if language else ENGLISH
    return code if code in ALGORITHMS else ENGLISH


def stems(vocabulary: list[bytes], language: str = ENGLISH) -> list[bytes]:
    """The stem of each word, in the same order; safe to call from several threads.

    Args:
        vocabulary: words, folded.
        language: one that :func:`stemming_of` gives.
    """
    stemmed: list[bytes] = _stemmer(language).stemWords(vocabulary)
    if language == ENGLISH:
        return stemmed
    mark = _LANGUAGE_SIGN + language.encode()
    return [stem + mark for stem in stemmed]


def language_of_stem(stem: bytes) -> str:
    """The language that :func:`stems` made a stem in."""
    return stem.partition(_LANGUAGE_SIGN)[2].decode()


def spans(text: str) -> list[tuple[bytes, int, int]]:
    """The terms of a text with the characters that they come from.

    Returns:
        ``(term, start, end)`` for each of :func:`terms`, in the same order; ``text[start:end]`` is what a
        reader would mark.
    """
    if text.isascii():
        return [(cut(match[0].encode()), match.start(), match.end()) for match in _found_words(text)]
    folded: list[str] = []
    sources: list[int] = []
    position = 0
    for run in _NON_ASCII_RUN.finditer(text):
        folded.append(text[position : run.start()])
        sources.extend(range(position, run.start()))
        for piece, source in _fold_pieces(run.group()):
            folded.append(piece)
            sources.extend([run.start() + source] * len(piece))
        position = run.end()
    folded.append(text[position:])
    sources.extend(range(position, len(text)))
    return [
        (cut(match[0].encode()), sources[match.start()], _end(text, sources[match.end() - 1]))
        for match in _found_words("".join(folded))
    ]


def spans_of(text: str, wanted: Collection[bytes]) -> list[tuple[bytes, int, int]]:
    """Of :func:`spans` those of some terms, ascending; a fraction of the time where these are few.

    Args:
        text: any string.
        wanted: the terms.
    """
    if any(len(word) >= MAX_WORD_BYTES for word in wanted):  # there is more of it in the text, perhaps
        return [span for span in spans(text) if span[0] in wanted]
    found: list[tuple[bytes, int, int]] = []

    def blanked(chunk: re.Match[str]) -> str:
        """A chunk of ASCII as it is; any other is read by itself, as no word reaches across a blank."""
        if chunk[0].isascii():
            return chunk[0]
        begun = chunk.start()
        found.extend(
            (word, begun + start, begun + end) for word, start, end in spans(chunk[0]) if word in wanted
        )
        return " " * len(chunk[0])

    ascii_text = text if text.isascii() else _CHUNK.sub(blanked, text)
    line = b" %b " % _folded_line(ascii_text.encode())
    for word in wanted:
        start = line.find(b" %b " % word)
        while start >= 0:
            end = start + len(word)
            found.append((word, start, end))
            start = line.find(b" %b " % word, end + 1)
    return sorted(found, key=itemgetter(1))


def _found_words(folded: str) -> Iterator[re.Match[str]]:
    """The words of a text in which all but ASCII is folded; each stands where it stands in the text."""
    line = _POSSESSIVE_TEXT.sub("  ", folded) if "'" in folded else folded
    return _WORD_TEXT.finditer(line.translate(_LOWER_ASCII))


_LOWER_ASCII = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def _end(text: str, last: int) -> int:
    """Where the character at ``last`` ends, with the marks that follow it."""
    end = last + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _fold_pieces(run: str) -> list[tuple[str, int]]:
    """``(folded, offset)`` of each character of a run, or of the run as a whole where characters interact."""
    pieces = [(_fold_run(character), offset) for offset, character in enumerate(run)]
    folded = _fold_run(run)
    if "".join(piece for piece, _ in pieces) == folded:
        return pieces
    last = len(run) - 1
    return [(character, min(offset, last)) for offset, character in enumerate(folded)]


def _fold_match(match: re.Match[str]) -> str:
    return _fold_run(match.group())


@functools.lru_cache(maxsize=65536)
def _fold_run(run: str) -> str:
    """Fold a run of non-ASCII characters; what is left beyond ASCII belongs to words."""
    compatible = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", run).casefold())
    letters = unicodedata.normalize("NFC", _without_diacritics(compatible.translate(_IGNORED)))
    separated = "".join(
        character
        if character.isascii() or unicodedata.category(character)[0] in "LMN"
        else _separator(character)
        for character in letters.translate(_LETTERS_WITHOUT_DECOMPOSITION)
    )
    if max(separated, default="") < _SPACELESS_RANGES[0]:
        return separated  # and nothing was compiled, which takes longer than a short search
    spaceless, spaceless_end = _spaceless()
    return spaceless_end.sub(" ", spaceless.sub(_set_apart, separated))


@functools.cache
def _spaceless() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A character of a script without spaces, and the end of a run of them; few texts need either."""
    one = f"[{_SPACELESS_RANGES}]"
    return re.compile(one), re.compile(f"(?<={one})(?!{one})")


def _separator(character: str) -> str:
    """Invisible format characters vanish; everything else that is no letter separates words."""
    return "" if unicodedata.category(character) == "Cf" else " "


def _set_apart(match: re.Match[str]) -> str:
    character = match.group()
    return character if unicodedata.category(character)[0] == "M" else " " + character


def _without_diacritics(decomposed: str) -> str:
    kept = []
    previous = ""
    for character in decomposed:
        if (
            unicodedata.combining(character) in _MARKS_OF_LETTERS
            or (previous, character) in _LETTERS_WITH_MARK
        ):
            kept.append(character)
        previous = character
    return "".join(kept)


_thread = threading.local()


def _stemmer(language: str) -> Stemmer.Stemmer:
    # A PyStemmer object keeps state between calls, so threads must not share one.
    if not hasattr(_thread, "stemmers"):
        _thread.stemmers = {}
    stemmers: dict[str, Stemmer.Stemmer] = _thread.stemmers
    if language not in stemmers:
        # Its own cache costs more than it saves: words come here once.
        stemmers[language] = Stemmer.Stemmer(ALGORITHMS[language], 0)
    return stemmers[language]
