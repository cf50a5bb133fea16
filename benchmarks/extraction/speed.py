"""How fast metadata is read from plain text, beside a naive gazetteer under the same clock.

Each runs over the whole Reuters file in processes of its own, in turn, with the garbage collector set as an
indexing run sets it. Counted is the processor time of one core, once what is read from the package is there:
of articles seen for the first time ("cold", as an indexing run sees them), and again.

The naive one takes the longest name of up to four words that begins at a capitalised word and stands in a
plain dictionary of all names of our gazetteer for the most populous place that is called so, and a date of
the strictest form among the first characters of a text. It is what a script of thirty lines does, and judges
nothing.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a script, the folder of extraction

import searchkit
from extraction.figures import Figure
from extraction.shared_data import DATA, records
from searchkit.indexing.processes import Here
from searchkit.metadata import Declared, Text, describe_all
from searchkit.metadata.day_order import OrderClues
from searchkit.metadata.gazetteer_file import GazetteerFile
from searchkit.metadata.last_lines import read_last_lines
from searchkit.metadata.masthead import read_masthead
from searchkit.metadata.places import Prose, find_all_places
from searchkit.metadata.publication import Known, find_publication
from searchkit.metadata.sources import find_source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Reader = Callable[[Sequence[tuple[str, str]]], object]

ARTICLES = "reuters/articles.jsonl.gz"
MEGABYTE = 1e6
BATCH = 320  # articles; of this length an indexing run reads as many at a time
ROUNDS = 2  # the fastest counts: what else runs on a machine only slows
LONGEST_NAME = 4  # words
HEAD = 300  # characters in which the naive one looks for a date
SAMPLE = ("A title", "KYIV, Feb 16 (Reuters) - Something happened in New York.")
_WORD = re.compile(r"\w[\w'’-]*")
_DATE = re.compile(
    r"\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)(?: \d{1,2},)? \d{4}\b|\b\d{4}-\d\d-\d\d\b"
)


@dataclass(frozen=True, slots=True)
class Speed:
    """Megabytes a second: of what is read for the first time, and of what was read before."""

    cold: float
    warm: float


def named_and_dated(articles: Sequence[tuple[str, str]]) -> object:
    """Dates, source and places of texts, and nothing else, in the order of an indexing run."""
    declared = Declared()
    texts = [f"{title}\n\n{body}" for title, body in articles]
    orders = [OrderClues(text, declared) for text in texts]
    mastheads = [
        read_masthead(title, body, order) for (title, body), order in zip(articles, orders, strict=True)
    ]
    ends = [read_last_lines(title, body) for title, body in articles]
    publications = [
        find_publication(Known(declared, masthead, None, "", None, order))
        for masthead, order in zip(mastheads, orders, strict=True)
    ]
    sources = [
        find_source((), masthead, end.sources, None, article)
        for masthead, end, article in zip(mastheads, ends, articles, strict=True)
    ]
    return publications, sources, find_all_places([Prose(text) for text in texts])


def everything(articles: Sequence[tuple[str, str]]) -> object:
    """All metadata, as an indexing run reads it."""
    return describe_all([Text(title, body, Declared()) for title, body in articles])


def naive_reader() -> Reader:
    """Make the naive one."""
    file = GazetteerFile(Path(searchkit.__file__).with_name("metadata") / "gazetteer.bin")
    names = {
        name: max(places, key=lambda number: file.place(number).population)
        for name in (*file.words.names, *file.long_names.names)
        if (places := file.meanings(name))
    }

    def read_one(title: str, body: str) -> object:
        text = f"{title}\n\n{body}"
        words = list(_WORD.finditer(text))
        found = []
        position = 0
        while position < len(words):
            written = [word[0] for word in words[position : position + LONGEST_NAME]]
            length = _longest(names, written)
            if length:
                start, end = words[position].start(), words[position + length - 1].end()
                found.append((start, end, names[" ".join(written[:length]).lower()]))
            position += length or 1
        return _DATE.search(text[:HEAD]), found

    return lambda articles: [read_one(title, body) for title, body in articles]


def _longest(names: dict[str, int], words: list[str]) -> int:
    """How many words the longest name has that begins with the first word; 0 for none."""
    if words[0][0].isupper():
        for length in range(len(words), 0, -1):
            if " ".join(words[:length]).lower() in names:
                return length
    return 0


READERS: dict[str, Callable[[], Reader]] = {
    "named": lambda: named_and_dated,
    "naive": naive_reader,
    "all": lambda: everything,
}


def time_here(which: str) -> Speed:
    """Time a reader in this process, which must have read nothing before."""
    articles = [(one["title"], one["text"]) for one in records(ARTICLES)]
    size = sum(len(title) + len(text) for title, text in articles)
    read = READERS[which]()
    read([SAMPLE])
    speeds = []
    with Here():
        for _ in range(2):
            begun = time.process_time()
            for number in range(0, len(articles), BATCH):
                read(articles[number : number + BATCH])
            speeds.append(size / MEGABYTE / (time.process_time() - begun))
    return Speed(*speeds)


def time_all() -> dict[str, Speed]:
    """The best of some rounds of each reader, in processes of their own that take turns."""
    best = dict.fromkeys(READERS, Speed(0.0, 0.0))
    for _ in range(ROUNDS):
        for which, known in best.items():
            done = subprocess.run(
                [sys.executable, __file__, which], check=True, capture_output=True, text=True
            )
            cold, warm = map(float, done.stdout.split())
            best[which] = Speed(max(cold, known.cold), max(warm, known.warm))
    return best


def measure() -> tuple[Figure, ...]:
    """All figures of speed; empty where the articles are absent."""
    if not (DATA / ARTICLES).exists():
        return ()
    speeds = time_all()
    named, naive, whole = speeds["named"], speeds["naive"], speeds["all"]
    times = f"times a naive gazetteer ({naive.cold:.1f} MB/s)"
    return (
        Figure("dates, source and places of plain text, MB/s, first time", named.cold, 10, 3),
        Figure(f"the same, {times}", named.cold / naive.cold, 4, 1.2),
        Figure("the same, MB/s, again", named.warm, 10, 3),
        Figure("all metadata of plain text, MB/s, first time", whole.cold, 10, 3),
    )


if __name__ == "__main__":
    speed = time_here(sys.argv[1])
    print(speed.cold, speed.warm)
