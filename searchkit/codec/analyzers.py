"""Whoosh analyzers over :mod:`searchkit.analysis`, so that a stock query sees the very terms of the index.

The import paths of these classes stand in every table of contents: they are file format.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, Final

from whoosh.analysis.acore import Token
from whoosh.analysis.analyzers import Analyzer

from searchkit import analysis

_STEMS_KEPT: Final = 8192
"""How many words keep their stems: asking the stemmer takes longer than all else that parsing does."""


class WordAnalyzer(Analyzer):
    """Exact words: folded, not stemmed; every word has its position, none is left out."""

    def __call__(
        self,
        value: str,
        positions: bool = False,  # noqa: FBT001, FBT002 - the signature is Whoosh's
        chars: bool = False,  # noqa: FBT001, FBT002
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **options: Any,
    ) -> Iterator[Token]:
        """Yield one token a word; the same object again and again, as Whoosh expects."""
        token = Token(positions, chars, mode=mode, **options)
        spans = analysis.spans(value) if chars else [(word, 0, 0) for word in analysis.terms(value)]
        words = [word for word, _, _ in spans]
        texts = words if options.get("no_morph") else self.terms_of(words)
        for number, (text, (word, start, end)) in enumerate(zip(texts, spans, strict=True)):
            token.text = text.decode()
            token.boost = 1.0
            token.stopped = False
            token.original = word.decode()  # type: ignore[attr-defined]
            if positions:
                token.pos = start_pos + number
            if chars:
                token.startchar = start_char + start
                token.endchar = start_char + end
            yield token

    def terms_of(self, words: list[bytes]) -> list[bytes]:
        """What the index holds for each of these words."""
        return words

    def texts(self, value: str) -> list[str]:
        """The texts of the tokens, without the tokens: all that a query asks for."""
        return [word.decode() for word in analysis.terms(value)]


class StemAnalyzer(WordAnalyzer):
    """English stems of the words; ``no_morph=True`` gives the words themselves."""

    is_morph = True

    def terms_of(self, words: list[bytes]) -> list[bytes]:
        """What the index holds for each of these words, in articles with English stems."""
        return analysis.stems(words)

    def texts(self, value: str) -> list[str]:
        """The texts of the tokens, without the tokens."""
        return [_stem(word.decode()).decode() for word in analysis.terms(value)]

    def stem(self, word: str) -> bytes:
        """What the index holds for a word of ASCII letters and digits."""
        return _stem(word.lower())


class AnyLanguageAnalyzer(StemAnalyzer):
    """Stems in several languages, for queries: those of one word stand in one text, a blank between them."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self._languages = languages

    def texts(self, value: str) -> list[str]:
        """The stems of each word."""
        return [_stems(word.decode(), self._languages).decode() for word in analysis.terms(value)]

    def stem(self, word: str) -> bytes:
        """The stems of a word of ASCII letters and digits."""
        return _stems(word.lower(), self._languages)


class KeywordAnalyzer(Analyzer):
    """The whole value as one folded term: the name of a source, of an author."""

    def __call__(
        self,
        value: str,
        positions: bool = False,  # noqa: FBT001, FBT002 - the signature is Whoosh's
        chars: bool = False,  # noqa: FBT001, FBT002
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **options: Any,
    ) -> Iterator[Token]:
        """Yield one token, or none for an empty value."""
        if not value:
            return
        token = Token(positions, chars, mode=mode, **options)
        token.text = analysis.fold_keyword(value).decode(errors="surrogatepass")
        if positions:
            token.pos = start_pos
        if chars:
            token.startchar = start_char
            token.endchar = start_char + len(value)
        yield token

    def texts(self, value: str) -> list[str]:
        """The text of the token, if there is one."""
        return [analysis.fold_keyword(value).decode(errors="surrogatepass")] if value else []


@functools.lru_cache(_STEMS_KEPT)
def _stem(word: str) -> bytes:
    return analysis.stems([analysis.cut(word.encode())])[0]


@functools.lru_cache(_STEMS_KEPT)
def _stems(word: str, languages: tuple[str, ...]) -> bytes:
    words = [analysis.cut(word.encode())]
    return b" ".join([analysis.stems(words, language)[0] for language in languages])
