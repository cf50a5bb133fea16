"""A word in an index of several languages: one leaf that stands for its stem in each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whoosh.query.compound import Or
from whoosh.query.terms import Term

if TYPE_CHECKING:
    from whoosh.matching.mcore import Matcher
    from whoosh.query.qcore import Query
    from whoosh.reading import IndexReader
    from whoosh.searching import SearchContext, Searcher


class AnyForm(Term):
    """Any form of a word: ``text`` holds its stems with a blank between, each of another language.

    The engine takes it for one word, whose occurrences are counted together. Stock Whoosh finds the same
    articles, as it would for ``Or`` of the stems.
    """

    @property
    def stems(self) -> list[str]:
        """The stems, each as the index has it."""
        return str(self.text).split(" ")

    @property
    def plain_stems(self) -> list[str]:
        """The distinct stems, to be read by a person: without the languages that they are of."""
        return list(dict.fromkeys(stem.partition("@")[0] for stem in self.stems))

    def terms(self, phrases: bool = False):  # type: ignore[no-untyped-def]  # noqa: ANN201, FBT001, FBT002 - Whoosh's
        """Field and text of every stem."""
        return self._choice().terms(phrases)

    def estimate_size(self, ixreader: IndexReader) -> int:
        """About how many articles match."""
        return int(self._choice().estimate_size(ixreader))

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        """What goes through the articles that match."""
        return self._choice().matcher(searcher, context)

    def _choice(self) -> Query:
        return Or([Term(self.fieldname, stem, boost=self.boost) for stem in self.stems])
