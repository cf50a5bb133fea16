"""A corpus of any size, made up: the same seed and size give the same articles.

Words come in the frequencies of Zipf and Mandelbrot over a vocabulary of invented words, of which the
frequent ones are short; a third of an article's words are its own and come again; lengths are log-normal, as
in news::

    python benchmarks/corpus.py --articles 10000 FOLDER
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from records import Record, write_corpus

VOCABULARY: Final = 200_000
_SHIFT, _EXPONENT = 2.7, 1.07
_MEDIAN_WORDS, _SPREAD, _FEWEST, _MOST = 110.0, 0.75, 12, 4000
_TITLE_WORDS: Final = 8
_OWN_SHARE, _OWN_WORDS = 0.33, 24
_SENTENCE_WORDS: Final = 17
_BATCH: Final = 1000
_ONSETS: Final = ("", *"bcdfghlmnprstvw", "br", "ch", "cl", "cr", "gr", "pl", "pr", "sh", "st", "th", "tr")
_NUCLEI: Final = (*"aeiou", "ai", "ea", "ie", "ou")
_CODAS: Final = ("", "", "", *"lmnrst", "ck", "nd", "ng", "nt", "rs", "st")
_ENDINGS: Final = ("", "", "", "", "s", "ed", "ing", "er", "ly", "tion", "ment")
_SOURCES: Final = tuple(f"{name} {kind}" for name in ("North", "South", "Metro") for kind in ("Post", "Wire"))
_FIRST_DAY: Final = dt.datetime(2015, 1, 1)  # noqa: DTZ001 - an article's date says no time zone
_SECONDS: Final = 8 * 365 * 86_400


def vocabulary(size: int, seed: int) -> list[str]:
    """Distinct words of plausible shape, short ones mostly first."""
    generator = np.random.default_rng((seed, 0))
    words: dict[str, None] = {}
    while len(words) < size:
        for picks in generator.random((size, 8)).tolist():
            syllables = 1 + int(picks[0] * 3)
            word = "".join(
                _pick(_ONSETS, picks[1 + i]) + _pick(_NUCLEI, picks[4 + i] * 7 % 1) for i in range(syllables)
            )
            words[word + _pick(_CODAS, picks[6]) + _pick(_ENDINGS, picks[7])] = None
    distinct = list(words)
    noise = generator.random(len(distinct))
    shortest_first = np.argsort(np.array([len(word) for word in distinct]) + 4 * noise, kind="stable")
    return [distinct[number] for number in shortest_first[:size].tolist()]


def generate(articles: int, seed: int = 1, words: int = VOCABULARY) -> Iterator[Record]:
    """Make up articles, a batch at a time; more articles begin with the same ones."""
    known = np.array(vocabulary(words, seed), object)
    weights = (np.arange(words) + 1 + _SHIFT) ** -_EXPONENT
    cumulative = np.cumsum(weights) / weights.sum()
    for first in range(0, articles, _BATCH):
        generator = np.random.default_rng((seed, 1, first))
        for number in range(first, min(first + _BATCH, articles)):
            yield _article(number, generator, known, cumulative)


def _article(
    number: int, generator: np.random.Generator, known: np.ndarray, cumulative: np.ndarray
) -> Record:
    length = int(np.clip(_MEDIAN_WORDS * np.exp(_SPREAD * generator.standard_normal()), _FEWEST, _MOST))
    ranks = np.searchsorted(cumulative, generator.random(length))
    own = (len(known) ** generator.random(_OWN_WORDS)).astype(np.int64) - 1
    repeated = generator.random(length) < _OWN_SHARE
    ranks[repeated] = own[(generator.random(int(repeated.sum())) * _OWN_WORDS).astype(np.int64)]
    words: list[str] = known[np.minimum(ranks, len(known) - 1)].tolist()
    moment = _FIRST_DAY + dt.timedelta(seconds=int(generator.random() * _SECONDS))
    return Record(
        id=str(number + 1),
        title=" ".join(words[:_TITLE_WORDS]).title(),
        date=moment.isoformat(),
        source=_pick(_SOURCES, generator.random() ** 2),
        text=_prose(words[_TITLE_WORDS:]),
    )


def _prose(words: list[str]) -> str:
    sentences = (words[start : start + _SENTENCE_WORDS] for start in range(0, len(words), _SENTENCE_WORDS))
    return "\n".join(f"{' '.join(sentence).capitalize()}." for sentence in sentences)


def _pick(choices: tuple[str, ...], share: float) -> str:
    return choices[int(share * len(choices))]


def main() -> None:
    """Write a corpus to a new folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    facts = write_corpus(generate(options.articles, options.seed), options.folder)
    print(f"{facts.articles:,} articles, {facts.text_bytes / 1e6:.1f} MB of text in {options.folder}")


if __name__ == "__main__":
    main()
