"""The language in which the words of each article were stemmed.

Where all were stemmed in English, nothing is written: that is what a segment without these columns means.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from searchkit.analysis import ENGLISH
from searchkit.segment.container import Columns, Container, narrow
from searchkit.segment.dictionary import Strings, write_strings

_NAME = "stems.languages"
_OF_ARTICLES = "stems.language_of_articles"


def write_languages(writer: Columns, languages: Sequence[str], of_articles: np.ndarray) -> None:
    """Write ``stems.languages`` and ``stems.language_of_articles``, unless every article is in English.

    Args:
        writer: where to.
        languages: distinct languages, in any order; those of no article are left out.
        of_articles: integers, the number of each article's language among them.
    """
    used = sorted({languages[number] for number in np.unique(of_articles).tolist()})
    if set(used) <= {ENGLISH}:
        return
    numbers = np.array([used.index(language) if language in used else 0 for language in languages])
    write_strings(writer, _NAME, [language.encode() for language in used])
    writer.add(_OF_ARTICLES, narrow(numbers[of_articles]))


class LanguageColumn:
    """Reads the languages of the stems.

    Attributes:
        languages: those of the articles, ascending.
    """

    def __init__(self, container: Container, article_count: int) -> None:
        self._container = container
        self._article_count = article_count
        self.languages: tuple[str, ...] = (ENGLISH,)
        if _OF_ARTICLES in container.columns:
            names = Strings(container, _NAME)
            self.languages = tuple(name.decode() for name in names.slice(0, len(names)))

    @property
    def is_mixed(self) -> bool:
        """Whether there are articles in several languages."""
        return len(self.languages) > 1

    @cached_property
    def of_articles(self) -> np.ndarray:
        """The number of each article's language among :attr:`languages`: unsigned."""
        if _OF_ARTICLES not in self._container.columns:
            return np.zeros(self._article_count, np.uint8)
        return self._container.column(_OF_ARTICLES).below(len(self.languages))

    def of(self, doc_id: int) -> str:
        """The language of the stems of an article."""
        return self.languages[int(self.of_articles[doc_id])]
