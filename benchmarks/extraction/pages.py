"""Title, source and authors of web pages, beside what trafilatura says alone.

What counts as the same:

- titles: the same letters and digits, whatever the case, the quotes and the spaces; of a gold title that
  keeps what the page puts behind it (``Title | Site``), the title alone will do;
- sources, "same outlet": the same letters and digits but for a leading "The" and the ending of a domain
  (``The Guardian``, ``theguardian.com``), or addresses under the same domain;
- authors: the same words in whatever order ("Doe, Jane"), case and accents, name by name; what both sides say
  is cut into its names and loses "By", what stands in brackets, degrees, addresses and dates. Only pages with
  a gold value count, where null may mean that nobody looked, and of these only those whose gold holds names
  of the page's authors: ``gold_without_names.tsv`` lists the others, judged by the gold and the page alone.

The pages are measured in two halves, by a checksum of their names: rules are made looking at one of them.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import trafilatura

from extraction.figures import Figure, Score
from extraction.web_pages import WebPage, page_bytes, web_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from searchkit.article import Article

FLOORS = (0.8, 0.84, 0.83, 0.83)  # title, source, author F1 and precision; the gold of many pages is rough
HALVES = ("first half", "second half")
_ENDING = re.compile(r"(?:\.(?:com?|org|net|info|[a-z]{2}))+$")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?(?P<host>[^/]*)(?:/.*)?$")
_SUFFIX = re.compile(r" [|–-] | \[")
_BY = re.compile(r"(?:written )?(?:by|par|von|por|di)\s+", re.IGNORECASE)
_TOGETHER = re.compile(r"\((?:avec|with|mit) ([^()]*)\)")
_NO_NAME = re.compile(r"\([^()]*\)|\d.*|\S+@\S+|\bhttps?:\S+", re.DOTALL)
_BETWEEN = re.compile(r"\s*(?:[,;]|\b(?:and|et|und|y)\b|&)\s*")
_DEGREES = frozenset({"ma", "md", "phd", "rn", "mph", "jr", "dr", "prof", "mr", "mrs", "ms"})


@dataclass(frozen=True, slots=True)
class Read:
    """What was read from a page."""

    title: str = ""
    source: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page: what it says by its gold, and what was read."""

    gold: Read
    read: Read


def letters(text: str) -> str:
    """Only letters and digits, in one case, without diacritics."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())


def outlet(name: str) -> str:
    """What two names of an outlet have in common."""
    host = _ADDRESS.match(name.strip())
    written = host["host"] if host and host["host"] else name
    return letters(_ENDING.sub("", written.casefold())).removeprefix("the")


def people(written: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """The names in some bylines, each as its words in one order: the first line of each counts."""
    return frozenset(name for one in written for name in _names_of(one)) - {()}


def _names_of(written: str) -> list[tuple[str, ...]]:
    line = _BY.sub("", written.strip(), count=1).partition("\n")[0]
    parts = _BETWEEN.split(_NO_NAME.sub(" ", _TOGETHER.sub(r", \1", line)))
    family, *given = parts
    if len(given) == 1 and " " not in family and not _DEGREES.issuperset(_words_of(given[0])) and "," in line:
        parts = [f"{given[0]} {family}"]  # "Doe, Jane": one name
    return [_words_of(part) for part in parts if not _DEGREES.issuperset(_words_of(part))]


def _words_of(name: str) -> tuple[str, ...]:
    words = map(letters, name.split())
    return tuple(sorted(word for word in words if word and word not in _DEGREES - {"ma"}))


@cache
def _without_names() -> frozenset[str]:
    table = files("extraction").joinpath("gold_without_names.tsv").read_text(encoding="utf-8")
    return frozenset(line.partition("\t")[0] for line in table.splitlines())


def half_of(page: WebPage) -> str:
    """Which half of the pages it is in."""
    return HALVES[zlib.crc32(page.file.encode()) & 1]


def by_searchkit(page: WebPage) -> Page:
    """The page as we read it."""
    return Page(_gold(page), _ours(page.article) if page.article else Read())


def by_trafilatura(page: WebPage) -> Page:
    """The page as trafilatura reads it alone."""
    return Page(_gold(page), _theirs(page_bytes(page.file)))


def _gold(page: WebPage) -> Read:
    authors = () if page.file in _without_names() else tuple(page.gold["authors"] or ())
    return Read(page.gold["title"] or "", page.gold["site"] or "", authors)


def _ours(article: Article) -> Read:
    source = article.source.value if article.source else ""
    return Read(article.title, source, tuple(author.value for author in article.authors))


def _theirs(data: bytes) -> Read:
    found = trafilatura.extract_metadata(data)
    if found is None:
        return Read()
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    return Read(found.title or "", found.sitename or "", authors)


def title_share(measured: Sequence[Page]) -> float:
    """Share of the titles that are right."""
    known = [page for page in measured if page.gold.title]
    right = sum(letters(page.read.title) in _right_titles(page.gold.title) for page in known)
    return right / max(len(known), 1)


def _right_titles(gold: str) -> frozenset[str]:
    head, _, last = gold.rpartition(_SUFFIX.findall(gold)[-1]) if _SUFFIX.search(gold) else (gold, "", "")
    is_suffix = len(last.split()) < len(head.split())
    return frozenset({letters(gold), letters(head) if is_suffix else letters(gold)})


def source_share(measured: Sequence[Page]) -> float:
    """Share of the sources that name the same outlet."""
    known = [page for page in measured if page.gold.source]
    return sum(outlet(page.read.source) == outlet(page.gold.source) for page in known) / max(len(known), 1)


def author_score(measured: Sequence[Page]) -> Score:
    """Names of authors that are right."""
    hits = found = gold = 0
    for page in measured:
        if page.gold.authors:
            named, golden = people(page.read.authors), people(page.gold.authors)
            hits, found, gold = hits + len(named & golden), found + len(named), gold + len(golden)
    return Score(hits, found, gold)


def measure() -> Iterator[Figure]:
    """The figures of each half; the name of each says what trafilatura reaches alone."""
    for ours, theirs in zip(measure_with(by_searchkit), measure_with(by_trafilatura), strict=True):
        yield replace(ours, name=f"{ours.name} (trafilatura {theirs.value:.3f})")


def measure_with(read: Callable[[WebPage], Page]) -> Iterator[Figure]:
    """The figures of each half, of pages that were read so; none where the pages are absent."""
    for half in HALVES:
        measured = [read(page) for page in web_pages() if half_of(page) == half]
        if not measured:
            return
        authors = author_score(measured)
        for what, value, floor in (
            ("title", title_share(measured), FLOORS[0]),
            ("source", source_share(measured), FLOORS[1]),
            ("author F1", authors.f1, FLOORS[2]),
            ("author precision", authors.precision, FLOORS[3]),
        ):
            yield Figure(f"{what}, web pages, {half}", value, 0.9, floor)
