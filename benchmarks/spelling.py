"""How often a misspelt word is corrected as people would: known misspellings, asked of an index of articles.

    python benchmarks/spelling.py ARTICLES.jsonl dictionary.txt

The dictionary has a line ``wrong->right`` for each; that of the package ``codespell``
(``codespell_lib/data/dictionary.txt``, GPL) is one. Asked are those with one right word, which occurs in the
articles twice or more, and a wrong one that finds nothing there.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import searchkit


@dataclass(frozen=True, slots=True)
class Corrections:
    """What came of the misspellings.

    Attributes:
        asked: how many.
        right: corrected to the very word.
        found: corrected to a word that finds the same articles, that one included.
        none: no word was suggested.
        milliseconds: of the processor, for each.
    """

    asked: int
    right: int
    found: int
    none: int
    milliseconds: float


def misspellings(dictionary: Path) -> Iterator[tuple[str, str]]:
    """Wrong words, each with the one right one."""
    for line in dictionary.read_text(encoding="utf-8").splitlines():
        wrong, _, right = line.partition("->")
        if wrong.isalpha() and right.isalpha() and (wrong + right).islower():
            yield wrong, right


def measure(index: searchkit.Index, pairs: list[tuple[str, str]], most: int) -> Corrections:
    """Ask for the wrong words of so many pairs that can be asked for."""
    asked = right = found = none = 0
    seconds = 0.0
    for wrong, meant in pairs:
        if asked == most:
            break
        total = index.search(f"={meant}").total
        results = index.search(wrong)
        if total <= 1 or results.total:
            continue
        asked += 1
        begun = time.process_time()
        suggested = results.suggestion
        seconds += time.process_time() - begun
        none += suggested is None
        right += suggested == meant
        found += suggested is not None and index.search(f"{suggested} -{meant}").total == 0
    return Corrections(asked, right, found, none, 1000 * seconds / max(1, asked))


def main() -> None:
    """Index a file, ask, and print the shares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("--most", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2)
    options = parser.parse_args()
    pairs = list(misspellings(options.dictionary))
    random.Random(options.seed).shuffle(pairs)
    with tempfile.TemporaryDirectory() as name:
        searchkit.index([options.articles], index=Path(name) / "index")
        with searchkit.open(Path(name) / "index") as index:
            found = measure(index, pairs, options.most)
    print(f"{found.asked} misspellings of words that the articles have")
    print(f"{found.right / found.asked:.1%} corrected to the very word")
    print(f"{found.found / found.asked:.1%} to a word that finds the same articles")
    print(f"{found.none / found.asked:.1%} not corrected")
    print(f"{found.milliseconds:.1f} ms of the processor each")


if __name__ == "__main__":
    main()
