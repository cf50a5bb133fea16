"""Title, source and authors of web pages, beside what trafilatura says alone.

What counts as the same:

- titles: the same letters and digits, whatever the case, the quotes and the spaces; of a gold title that
  keeps what the page puts behind it (``Title | Site``), the title alone will do;
- sources, "same outlet": the same letters and digits but for a leading "The" and the ending of a domain
  (``The Guardian``, ``theguardian.com``), or addresses under the same domain;
- authors: the same letters, name by name; a gold byline is cut into its names and loses its "By". Only pages
  with a gold value count, where null may mean that nobody looked.

The pages are measured in two halves, by a checksum of their names: rules are made looking at one of them.
"""

from __future__ import annotations

import functools
import gzip
import re
import unicodedata
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import trafilatura

from extraction.figures import Figure, Score
from extraction.shared_data import DATA, records
from searchkit.article import Article, Origin
from searchkit.loading.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

FLOORS = (0.8, 0.84, 0.68, 0.76)  # title, source, author F1 and precision; the gold of many pages is rough
HALVES = ("first half", "second half")
_LARGEST = 1 << 27
_ENDING = re.compile(r"(?:\.(?:com?|org|net|info|[a-z]{2}))+$")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?(?P<host>[^/]*)(?:/.*)?$")
_SUFFIX = re.compile(r" [|–-] | \[")
_BY = re.compile(r"(?:written )?(?:by|par|von|por|di)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|;|\band\b|&)\s*")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read from a page."""

    title: str = ""
    source: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page: what it says by its gold, what we and what trafilatura read."""

    file: str
    gold: Read
    ours: Read
    theirs: Read

    @property
    def half(self) -> str:
        """Which half of the pages it is in."""
        return HALVES[zlib.crc32(self.file.encode()) & 1]


def letters(text: str) -> str:
    """Only letters and digits, in one case, without diacritics."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())


def outlet(name: str) -> str:
    """What two names of an outlet have in common."""
    host = _ADDRESS.match(name.strip())
    written = host["host"] if host and host["host"] else name
    return letters(_ENDING.sub("", written.casefold())).removeprefix("the")


def people(written: Iterable[str]) -> frozenset[str]:
    """The names in some bylines: the first line of each counts."""
    lines = (_BY.sub("", one.strip(), count=1).partition("\n")[0] for one in written)
    return frozenset(letters(name) for line in lines for name in _BETWEEN.split(line)) - {""}


@functools.cache
def pages() -> tuple[Page, ...]:
    """Read all pages of the collection, once; none where it is absent."""
    return tuple(_page(record) for record in records("pages/gold.jsonl.gz"))


def _page(record: dict[str, Any]) -> Page:
    data = gzip.decompress((DATA / "pages" / record["file"]).read_bytes())
    gold = Read(record["title"] or "", record["site"] or "", tuple(record["authors"] or ()))
    return Page(record["file"], gold, _ours(record["file"], data), _theirs(data))


def _ours(file: str, data: bytes) -> Read:
    for found in parse(Origin("/", file.removesuffix(".gz"), len(data), 0, ""), data, _LARGEST):
        if isinstance(found, Article):
            source = found.source.value if found.source else ""
            return Read(found.title, source, tuple(author.value for author in found.authors))
    return Read()


def _theirs(data: bytes) -> Read:
    found = trafilatura.extract_metadata(data)
    if found is None:
        return Read()
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    return Read(found.title or "", found.sitename or "", authors)


def title_share(of: Callable[[Page], Read], measured: Sequence[Page]) -> float:
    """Share of the titles that are right."""
    known = [page for page in measured if page.gold.title]
    right = sum(letters(of(page).title) in _right_titles(page.gold.title) for page in known)
    return right / max(len(known), 1)


def _right_titles(gold: str) -> frozenset[str]:
    head, _, last = gold.rpartition(_SUFFIX.findall(gold)[-1]) if _SUFFIX.search(gold) else (gold, "", "")
    is_suffix = len(last.split()) < len(head.split())
    return frozenset({letters(gold), letters(head) if is_suffix else letters(gold)})


def source_share(of: Callable[[Page], Read], measured: Sequence[Page]) -> float:
    """Share of the sources that name the same outlet."""
    known = [page for page in measured if page.gold.source]
    return sum(outlet(of(page).source) == outlet(page.gold.source) for page in known) / max(len(known), 1)


def author_score(of: Callable[[Page], Read], measured: Sequence[Page]) -> Score:
    """Names of authors that are right."""
    hits = found = gold = 0
    for page in measured:
        if page.gold.authors:
            named, golden = people(of(page).authors), people(page.gold.authors)
            hits, found, gold = hits + len(named & golden), found + len(named), gold + len(golden)
    return Score(hits, found, gold)


def _ours_of(page: Page) -> Read:
    return page.ours


def _theirs_of(page: Page) -> Read:
    return page.theirs


def measure() -> Iterator[Figure]:
    """The figures of each half; the name of each says what trafilatura reaches alone."""
    for half in HALVES:
        measured = [page for page in pages() if page.half == half]
        if not measured:
            return
        ours, theirs = author_score(_ours_of, measured), author_score(_theirs_of, measured)
        for what, value, other, aim, floor in (
            ("title", title_share(_ours_of, measured), title_share(_theirs_of, measured), 0.9, FLOORS[0]),
            ("source", source_share(_ours_of, measured), source_share(_theirs_of, measured), 0.9, FLOORS[1]),
            ("author F1", ours.f1, theirs.f1, 0.9, FLOORS[2]),
            ("author precision", ours.precision, theirs.precision, 0.9, FLOORS[3]),
        ):
            yield Figure(f"{what}, web pages, {half} (trafilatura {other:.3f})", value, aim, floor)
