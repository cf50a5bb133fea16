"""How well copies are found: pairs made from Reuters' articles, among all the others.

    python benchmarks/copies.py [FILE]

FILE has one article a line (``id``, ``title``, ``text``), gzip-compressed; by default the Reuters articles in
``../shared/data``. Four copies of some articles are made by a seeded script: the same text; one with light
edits (the headline of another article, another dateline, a sentence less, typing errors in a word of a
hundred); the first 60 % of it; and one that has another article behind it. All are indexed with the whole
file. A copy is found if it is in one group with an article that it was made of. A pair is wrong if its
articles were made of different ones that have less than 70 % of the shorter in common, counted exactly. The
last line counts what is found among Reuters' own articles.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import datasketch
import numpy as np

from searchkit import analysis
from searchkit.article import Article, Origin
from searchkit.engine.index import Index
from searchkit.engine.writing import build

DEFAULT: Final = Path(__file__).parents[2] / "shared" / "data" / "reuters" / "articles.jsonl.gz"
SEED: Final = 20
MADE_OF: Final = 500
FEWEST_WORDS: Final = 60
SPAN: Final = 4
SAME: Final = 0.7
KINDS: Final = ("exact", "edited", "cut", "merged")

Pairs = set[tuple[str, str]]


@dataclass(frozen=True)
class Text:
    """An article.

    Attributes:
        id: its own.
        title: headline.
        body: text.
        kind: how it was made, empty for one of the file.
        origins: the articles of the file that it was made of.
    """

    id: str
    title: str
    body: str
    kind: str
    origins: tuple[str, ...]

    @cached_property
    def words(self) -> list[bytes]:
        """Headline and text."""
        return analysis.terms(f"{self.title}\n{self.body}")

    @cached_property
    def pieces(self) -> frozenset[bytes]:
        """Its runs of four words."""
        return frozenset(
            b" ".join(self.words[start : start + SPAN]) for start in range(len(self.words) - SPAN + 1)
        )

    def contained(self, other: Text) -> float:
        """What part of the shorter stands in the longer, exactly."""
        fewest = min(len(self.pieces), len(other.pieces))
        return len(self.pieces & other.pieces) / fewest if fewest else 0.0


def read(path: Path) -> list[Text]:
    """The articles of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = map(json.loads, lines)
        return [Text(str(one["id"]), one["title"], one["text"], "", (str(one["id"]),)) for one in records]


def made(texts: Sequence[Text]) -> Iterator[Text]:
    """Copies of each kind of some articles."""
    chance = random.Random(SEED)
    long = [text for text in texts if len(text.words) >= FEWEST_WORDS]
    for text in chance.sample(long, MADE_OF):
        other = chance.choice(long)
        bodies = {
            "exact": (text.title, text.body),
            "edited": (other.title, _edited(text.body, chance)),
            "cut": (text.title, _cut(text.body)),
            "merged": (text.title, f"{text.body}\n{other.body}"),
        }
        for kind, (title, body) in bodies.items():
            origins = (text.id, other.id) if kind == "merged" else (text.id,)
            yield Text(f"{text.id}-{kind}", title, body, kind, origins)


def _edited(body: str, chance: random.Random) -> str:
    sentences = re.split(r"(?<=[a-z]\.)\s+", re.sub(r"^.*? - ", "LONDON, April 1 - ", body, count=1))
    if len(sentences) > 1:
        del sentences[chance.randrange(1, len(sentences))]
    words = " ".join(sentences).split(" ")
    for place in range(len(words)):
        if chance.random() < 0.01 and len(words[place]) > 1:  # noqa: PLR2004 - one of a hundred, of two letters
            words[place] = words[place][1] + words[place][0] + words[place][2:]
    return " ".join(words)


def _cut(body: str) -> str:
    words = body.split(" ")
    return " ".join(words[: len(words) * 6 // 10])


def ours(texts: Sequence[Text]) -> Pairs:
    """Pairs that the index puts into one group; where some articles were made, those with one of them."""
    asked = [text for text in texts if text.kind] or texts
    articles = [
        Article(text.id, Origin("/", text.id, 1, 0, "00" * 32), text.title, text.body) for text in texts
    ]
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), articles)
        with Index(folder) as index:
            return {
                _pair(text.id, hit.id) for text in asked for hit in index.copies(text.id, limit=len(texts))
            }


def by_hash(texts: Sequence[Text]) -> Pairs:
    """Pairs of the same words."""
    return _alike(texts, lambda text: [hashlib.sha256(b" ".join(text.words)).digest()])


def by_simhash(texts: Sequence[Text]) -> Pairs:
    """Pairs of which no more than three of 64 bits differ: SimHash as in Manku and others (2007)."""
    prints = np.array([_simhash(text.pieces) for text in texts], np.uint64)
    found: Pairs = set()
    for place, text in enumerate(texts):
        if text.kind:
            near = np.flatnonzero(np.bitwise_count(prints ^ prints[place]) <= 3)  # noqa: PLR2004 - as there
            found |= {_pair(text.id, texts[other].id) for other in near.tolist() if other != place}
    return found


def _simhash(pieces: frozenset[bytes]) -> int:
    digests = b"".join(hashlib.blake2b(piece, digest_size=8).digest() for piece in pieces)
    bits = np.unpackbits(np.frombuffer(digests, np.uint8).reshape(-1, 8), axis=1)
    ones = np.packbits(2 * bits.sum(axis=0) > len(pieces))
    return int.from_bytes(ones.tobytes(), "big")


def by_datasketch(threshold: float) -> Callable[[Sequence[Text]], Pairs]:
    """Pairs that datasketch's MinHashLSH finds, of 128 permutations."""

    def find(texts: Sequence[Text]) -> Pairs:
        lsh = datasketch.MinHashLSH(threshold=threshold, num_perm=128)
        hashes = {}
        for text in texts:
            hashes[text.id] = datasketch.MinHash(num_perm=128, seed=SEED)
            hashes[text.id].update_batch(list(text.pieces))
            lsh.insert(text.id, hashes[text.id])
        found: Pairs = set()
        for text in texts:
            if text.kind:
                likely = [other for other in lsh.query(hashes[text.id]) if other != text.id]
                close = [other for other in likely if hashes[text.id].jaccard(hashes[other]) >= threshold]
                found |= {_pair(text.id, other) for other in close}
        return found

    return find


def _alike(texts: Sequence[Text], keys: Callable[[Text], list[bytes]]) -> Pairs:
    alike: dict[bytes, list[Text]] = defaultdict(list)
    for text in texts:
        for key in keys(text):
            alike[key].append(text)
    return {
        _pair(one.id, other.id)
        for group in alike.values()
        for one in group
        for other in group
        if one.kind and one.id != other.id
    }


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def figures(texts: Sequence[Text], found: Pairs) -> list[str]:
    """Recall of each kind, and precision."""
    by_id = {text.id: text for text in texts}
    cells = []
    for kind in KINDS:
        of_kind = [text for text in texts if text.kind == kind]
        hits = sum(any(_pair(text.id, origin) in found for origin in text.origins) for text in of_kind)
        cells.append(f"{hits / len(of_kind):.3f}")
    wrong = 0
    for one_id, other_id in found:
        one, other = by_id[one_id], by_id[other_id]
        wrong += not any(
            mine == its or by_id[mine].contained(by_id[its]) >= SAME
            for mine in one.origins
            for its in other.origins
        )
    return [*cells, f"{1 - wrong / max(len(found), 1):.3f}"]


def repeats(texts: Sequence[Text], found: Pairs) -> tuple[int, int]:
    """Of the pairs of a file that were found: how many, and how many have too little in common."""
    by_id = {text.id: text for text in texts}
    return len(found), sum(by_id[one].contained(by_id[other]) < SAME for one, other in found)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    texts = read(parser.parse_args().file)
    every = [*texts, *made(texts)]
    print(f"{len(texts):,} articles, {len(every) - len(texts):,} made of {MADE_OF} of them\n")
    print("| | exact | edited | cut to 60 % | two stories in one | precision | s |")
    print("|---|---|---|---|---|---|---|")
    methods: dict[str, Callable[[Sequence[Text]], Pairs]] = {
        "searchkit": ours,
        "the same words": by_hash,
        "SimHash, 64 bits": by_simhash,
        "datasketch MinHashLSH, .5": by_datasketch(0.5),
        "datasketch MinHashLSH, .7": by_datasketch(0.7),
    }
    for text in every:
        _ = text.pieces
    for name, method in methods.items():
        begun = time.process_time()
        found = method(every)
        seconds = time.process_time() - begun
        print(f"| {name} | {' | '.join(figures(every, found))} | {seconds:.1f} |", flush=True)
    count, wrong = repeats(texts, ours(texts))
    print(f"\nReuters' own: {count} pairs, {wrong} of them with less than {SAME:.0%} in common")


if __name__ == "__main__":
    main()
