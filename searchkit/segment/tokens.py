"""The texts of articles on their way to the columns ``words.*``, ``stems.*`` and ``copies.sketches``.

Texts are taken in chunks that fit in the processor's cache: their words are numbered and sorted there, and
the sorted lists of all chunks are laid together at the end. Numbers are given as words come; only the end
knows the order of all of them. A word is stemmed once in each language in which it occurs.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import count

import numpy as np

from searchkit import analysis
from searchkit.segment.container import ColumnWriter
from searchkit.segment.languages import write_languages
from searchkit.segment.lists import distinct
from searchkit.segment.numbering import NumberedTexts, WordNumbers, grown
from searchkit.segment.postings import Forms, PostingBuffer
from searchkit.segment.sketches import SketchBuffer
from searchkit.segment.streams import SECTIONS, PositionBuffer
from searchkit.segment.terms import terms_of, united

_CHUNK_CHARACTERS = 1 << 19
_NOT_STEMMED = -1


class TokenBuffer:
    """Collects the words of articles."""

    def __init__(self) -> None:
        self._words = WordNumbers()
        self._stems = _Stems()
        self._languages: dict[str, int] = {}
        self._language_of_articles: list[int] = []
        self._positions = PositionBuffer()
        self._postings = PostingBuffer()
        self._sketches = SketchBuffer()
        self._pending: list[str] = []
        self._pending_characters = 0
        self._token_count = 0

    def __len__(self) -> int:
        """Tokens collected so far, but for some of the last articles."""
        return self._token_count

    def add(self, title: str, body: str, language: str = analysis.ENGLISH) -> None:
        """Add the texts of one article, and the language to stem them in."""
        self._pending += (title, body)
        self._pending_characters += len(title) + len(body)
        self._language_of_articles.append(self._languages.setdefault(language, len(self._languages)))
        if self._pending_characters >= _CHUNK_CHARACTERS:
            self._flush()

    def write(self, writer: ColumnWriter) -> None:
        """Write the columns ``words.*``, ``stems.*`` and the sketches; nothing is left here."""
        self._flush()
        words, word_ids = united([terms_of(self._words.words)])
        self._positions.write(writer, words, word_ids)
        stems, stem_numbers = united([terms_of(self._stems.stems)])
        forms = self._stems.forms()
        forms = Forms(word_ids[forms.words], stem_numbers[forms.stems])
        self._postings.write(writer, stems, stem_numbers, forms)
        write_languages(writer, list(self._languages), np.array(self._language_of_articles, np.int64))
        self._sketches.write(writer)

    def _flush(self) -> None:
        numbered = self._words.number(self._pending)
        self._positions.add(numbered.words, numbered.lengths)
        self._postings.add(self._stems_of(numbered), numbered.lengths)
        self._sketches.add(numbered.words, numbered.lengths, self._words.words)
        self._token_count += len(numbered.words)
        self._pending = []
        self._pending_characters = 0

    def _stems_of(self, texts: NumberedTexts) -> np.ndarray:
        """The number of the stem of each token: int64."""
        languages = list(self._languages)
        of_texts = self._language_of_articles[
            len(self._language_of_articles) - len(texts.lengths) // SECTIONS :
        ]
        present = set(of_texts)
        if len(present) <= 1:
            language = languages[of_texts[0]] if of_texts else analysis.ENGLISH
            return self._stems.number(texts.words, self._words.words, language)
        of_tokens = np.repeat(np.repeat(of_texts, SECTIONS), texts.lengths)
        stems = np.empty_like(texts.words)
        for number in sorted(present):
            chosen = np.flatnonzero(of_tokens == number)
            stems[chosen] = self._stems.number(texts.words[chosen], self._words.words, languages[number])
        return stems


class _Stems:
    """Gives each distinct stem a number.

    Attributes:
        stems: the stem of each number, in no particular order.
    """

    def __init__(self) -> None:
        self._numbers: defaultdict[bytes, int] = defaultdict(count().__next__)
        self._of_words: dict[str, np.ndarray] = {}

    @property
    def stems(self) -> list[bytes]:
        return list(self._numbers)

    def number(self, tokens: np.ndarray, words: list[bytes], language: str) -> np.ndarray:
        """The stem of each token.

        Args:
            tokens: int64, the number of each token's word.
            words: the word of each number.
            language: to stem them in.
        """
        of_words = grown(self._of_words.get(language, np.zeros(0, np.int64)), len(words), _NOT_STEMMED)
        self._of_words[language] = of_words
        stems = of_words.take(tokens)
        if len(unknown := np.flatnonzero(stems == _NOT_STEMMED)):
            new = distinct(tokens[unknown])
            found = analysis.stems([words[number] for number in new.tolist()], language)
            of_words[new] = np.fromiter(map(self._numbers.__getitem__, found), np.int64, len(found))
            stems[unknown] = of_words[tokens[unknown]]
        return stems

    def forms(self) -> Forms:
        """Every word with its stem, in each language that it was stemmed in; by the numbers given here."""
        words = [np.flatnonzero(of_words != _NOT_STEMMED) for of_words in self._of_words.values()]
        stems = [of[known] for of, known in zip(self._of_words.values(), words, strict=True)]
        nothing = np.zeros(0, np.int64)
        return Forms(np.concatenate([nothing, *words]), np.concatenate([nothing, *stems]))
