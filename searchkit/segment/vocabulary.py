"""Words with all that is found out about them once: number, stem in each language, hash.

That takes time, and most words of a segment stand in the next one as well. So a process keeps what it knows
from one segment to the next, as long as that is not too much.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import Final

import numpy as np

from searchkit import analysis
from searchkit.segment.lists import distinct
from searchkit.segment.numbering import NumberedTexts, WordNumbers, grown
from searchkit.segment.sketches import hashes_of

_MOST_WORDS_KEPT: Final = 1 << 18
"""More are forgotten between segments: it bounds memory."""
_MOST_PIECES_KEPT: Final = 1 << 20
"""Words of usual length have one or two; it bounds memory where there are long ones."""
_NOT_STEMMED = -1


class Vocabulary:
    """Numbers words and stems; a number means the same until :meth:`begin`. It serves one segment at a time.

    After a failure it may have noted something in part, and is not to be used any more.

    Attributes:
        hashes: uint32, of each word what it counts as in sketches.
    """

    def __init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._numbers = WordNumbers()
        self._stems: defaultdict[bytes, int] = defaultdict(count().__next__)
        self._stems_of_words: dict[str, np.ndarray] = {}
        self.hashes: np.ndarray = np.zeros(0, np.uint32)

    def __len__(self) -> int:
        """Words that have a number."""
        return len(self.words)

    def begin(self) -> None:
        """Begin a segment: no number that was given before is used any more."""
        if len(self) > _MOST_WORDS_KEPT or self._numbers.pieces > _MOST_PIECES_KEPT:
            self._forget()

    @property
    def words(self) -> list[bytes]:
        """The word of each number, in no particular order."""
        return self._numbers.words

    @property
    def stems(self) -> list[bytes]:
        """The stem of each number, in no particular order."""
        return list(self._stems)

    def number(self, texts: list[str]) -> NumberedTexts:
        """Number the words of texts."""
        numbered = self._numbers.number(texts)
        if new := self.words[len(self.hashes) :]:
            self.hashes = np.concatenate([self.hashes, hashes_of(new)])
        return numbered

    def stems_of(self, words: np.ndarray, language: str) -> np.ndarray:
        """The numbers of the stems of words: int32.

        Args:
            words: int64, their numbers, in any order.
            language: to stem them in.
        """
        known = self._stems_of_words.get(language, np.zeros(0, np.int32))
        known = self._stems_of_words[language] = grown(known, len(self), _NOT_STEMMED)
        stems = known.take(words)
        if len(unknown := np.flatnonzero(stems == _NOT_STEMMED)):
            new = distinct(words[unknown])
            stemmed = analysis.stems([*map(self.words.__getitem__, new.tolist())], language)
            # A stem that is not known gets the next number; no line of Python runs for each.
            known[new] = np.fromiter(map(self._stems.__getitem__, stemmed), np.int32, len(stemmed))
            stems[unknown] = known[words[unknown]]
        return stems
