"""Words that serve grammar and say nothing of what an article is about.

They are indexed like all words, and phrases find them. The English ones stand here, as every search needs
them and reading a file takes longer; those of other languages are the ones that tell the language of a text
(``searchkit/metadata/data/function_words.tsv``).

That file has English words, too, but they are another list for another end: to know English from other
languages fewer words are enough, and "said" serves as well as any, though it is no grammar. "us" and "may"
are left out here: folded, they are a country and a month.
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


def is_function_word(stem: bytes) -> bool:
    """Whether a word only serves grammar in the language of its stem."""
    return stem in stems(analysis.language_of_stem(stem))


@functools.cache
def stems(language: str = analysis.ENGLISH) -> frozenset[bytes]:
    """The stems of all function words of a language."""
    if language == analysis.ENGLISH:
        words = FUNCTION_WORDS
    else:
        # A search in English articles need not read the words of all languages.
        from searchkit.metadata.function_words import function_words  # noqa: PLC0415

        words = frozenset(analysis.words(" ".join(function_words(language))))
    return frozenset(analysis.stems(sorted(words), language))
