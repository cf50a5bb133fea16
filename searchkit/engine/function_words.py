"""English words that serve grammar and say nothing of what an article is about.

They are indexed like all words, and phrases find them. "us" and "may" are left out: folded, they are a
country and a month.
"""

from __future__ import annotations

import functools
from typing import Final

from searchkit import analysis

FUNCTION_WORDS: Final = frozenset(
    # articles, demonstratives, pronouns
    b"a an the this that these those i me my myself we our ours ourselves you your yours yourself yourselves "
    b"he him his himself she her hers herself it its itself they them their theirs themselves "
    # question words
    b"who whom whose which what when where why how "
    # prepositions
    b"at by for from in into of off on onto out over to up upon with within without about above across after "
    b"against along among around as before behind below beneath beside besides between beyond down during "
    b"through throughout toward towards under until via per "
    # conjunctions
    b"and or nor but if because while than though although whether unless since so "
    # auxiliaries
    b"am is are was were be been being have has had having do does did doing done can could will would shall "
    b"should might must "
    # quantifiers and adverbs
    b"not no any some all both each either neither every few more most much many other others such same only "
    b"very too also just again there here then now once ever even still yet however therefore thus "
    b"hence".split()
)


@functools.cache
def stems() -> frozenset[bytes]:
    """The stems of all function words."""
    return frozenset(analysis.stems(sorted(FUNCTION_WORDS)))
