"""The web pages with gold, each read once by the program, as if it had just been saved."""

from __future__ import annotations

import functools
import gzip
import time
from dataclasses import dataclass
from itertools import islice
from typing import Any

from extraction.shared_data import DATA, records
from searchkit.article import Article, Origin
from searchkit.loading.articles import hand_over
from searchkit.loading.drafts import Draft
from searchkit.loading.parsing import parse

_NAME = "page.html"  # that of the file tells dates
_LARGEST = 1 << 27


@dataclass(frozen=True, slots=True)
class WebPage:
    """A web page.

    Attributes:
        file: its name in the collection.
        gold: its record, as ../shared/data/README.md describes it.
        article: what was read from it, if anything was.
    """

    file: str
    gold: dict[str, Any]
    article: Article | None


@functools.cache
def web_pages() -> tuple[WebPage, ...]:
    """All pages of the collection; none where it is absent."""
    return tuple(
        WebPage(record["file"], record, read_article(_NAME, page_bytes(record["file"])))
        for record in records("pages/gold.jsonl.gz")
    )


def page_bytes(file: str) -> bytes:
    """The page itself."""
    return gzip.decompress((DATA / "pages" / file).read_bytes())


def read_article(name: str, data: bytes) -> Article | None:
    """The first article of a file that is saved now."""
    origin = Origin("/", name, len(data), time.time_ns(), "")
    articles: list[Article] = []
    drafts = (found for found in parse(name, data, _LARGEST) if isinstance(found, Draft))
    hand_over(islice(drafts, 1), origin, articles.append)
    return articles[0] if articles else None
