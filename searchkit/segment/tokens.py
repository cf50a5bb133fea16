"""The texts of articles on their way to the columns ``words.*``, ``stems.*`` and ``copies.sketches``.

Texts come in chunks that fit in the processor's cache: their words are numbered and sorted there, and
the sorted lists of all chunks are laid together at the end. Numbers are given as words come; only the end
knows the order of all of them. A word is stemmed once in each language in which it occurs.
"""

from __future__ import annotations

import numpy as np

from searchkit import analysis
from searchkit.segment.container import ColumnWriter
from searchkit.segment.languages import write_languages
from searchkit.segment.lists import distinct
from searchkit.segment.numbering import NumberedTexts, grown
from searchkit.segment.postings import Forms, PostingBuffer
from searchkit.segment.sketches import SketchBuffer
from searchkit.segment.streams import SECTIONS, PositionBuffer
from searchkit.segment.terms import Terms, terms_of, united
from searchkit.segment.vocabulary import Vocabulary


class TokenBuffer:
    """Collects the words of articles."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Begin a segment.

        Args:
            vocabulary: what is known of words already; no other segment uses it before this one is written.
        """
        vocabulary.begin()
        self._vocabulary = vocabulary
        self._in_languages: dict[str, np.ndarray] = {}
        self._languages: dict[str, int] = {}
        self._language_of_articles: list[int] = []
        self._positions = PositionBuffer()
        self._postings = PostingBuffer()
        self._sketches = SketchBuffer()
        self._token_count = 0

    def __len__(self) -> int:
        """Tokens collected so far."""
        return self._token_count

    def add(self, texts: list[str], languages: list[str]) -> None:
        """Add the next articles: a chunk that fits in the processor's cache.

        Args:
            texts: title and body of the first article, then those of the second, and so on.
            languages: what to stem the texts of each article in.
        """
        numbers = self._languages
        of_articles = [numbers.setdefault(language, len(numbers)) for language in languages]
        self._language_of_articles += of_articles
        numbered = self._vocabulary.number(texts)
        self._positions.add(numbered.words, numbered.lengths)
        self._postings.add(self._stems_of(numbered, of_articles), numbered.lengths)
        self._sketches.add(self._vocabulary.hashes.take(numbered.words), numbered.lengths)
        self._token_count += len(numbered.words)

    def write(self, writer: ColumnWriter) -> None:
        """Write the columns ``words.*``, ``stems.*`` and the sketches; nothing is left here."""
        forms = self._forms()
        words, word_places = _in_order(self._vocabulary.words, forms.words)
        stems, stem_places = _in_order(self._vocabulary.stems, forms.stems)
        self._positions.write(writer, words, word_places)
        forms = Forms(word_places[forms.words], stem_places[forms.stems])
        self._postings.write(writer, stems, stem_places, forms)
        write_languages(writer, list(self._languages), np.array(self._language_of_articles, np.int64))
        self._sketches.write(writer)

    def _stems_of(self, texts: NumberedTexts, of_articles: list[int]) -> np.ndarray:
        """The number of the stem of each token, from the number of each article's language: int32."""
        languages = list(self._languages)
        present = set(of_articles)
        if len(present) <= 1:
            language = languages[of_articles[0]] if of_articles else analysis.ENGLISH
            return self._stems_in(texts.words, language)
        of_tokens = np.repeat(np.repeat(of_articles, SECTIONS), texts.lengths)
        stems = np.empty(len(texts.words), np.int32)
        for number in sorted(present):
            chosen = np.flatnonzero(of_tokens == number)
            stems[chosen] = self._stems_in(texts.words[chosen], languages[number])
        return stems

    def _stems_in(self, words: np.ndarray, language: str) -> np.ndarray:
        """The number of the stem of each token, and note that the words stand in articles of a language."""
        there = grown(
            self._in_languages.get(language, np.zeros(0, bool)), len(self._vocabulary), filler=False
        )
        there[words] = True
        self._in_languages[language] = there
        return self._vocabulary.stems_of(words, language)

    def _forms(self) -> Forms:
        """Every word with its stem, in each language that it stands in; by the numbers of the vocabulary."""
        words = {language: np.flatnonzero(there) for language, there in self._in_languages.items()}
        stems = [self._vocabulary.stems_of(own, language) for language, own in words.items()]
        nothing = np.zeros(0, np.int64)
        return Forms(np.concatenate([nothing, *words.values()]), np.concatenate([nothing, *stems]))


def _in_order(terms: list[bytes], numbers: np.ndarray) -> tuple[Terms, np.ndarray]:
    """Some terms, each once, in byte order; and the place there of each of all terms, -1 of the others."""
    chosen = distinct(numbers)
    ordered, found = united([terms_of([terms[number] for number in chosen.tolist()])])
    places = np.full(len(terms), -1)
    places[chosen] = found
    return ordered, places
