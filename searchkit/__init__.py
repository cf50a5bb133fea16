"""Full-text search for people who live in news.

Reads folders of articles and writes an index; reads an index and answers ranked keyword and phrase searches::

    import searchkit

    searchkit.index(["articles/"], index="index")
    with searchkit.open("index") as index:
        for hit in index.search("bakhmut missiles place:Ukraine date:2023-02..2023-03"):
            print(hit.rank, hit.title, hit.date, hit.source)
"""

from searchkit.article import Article, Extracted, Failure, NewsDate, Origin, Place, Precision
from searchkit.engine.facets import FacetCount, Facets
from searchkit.engine.index import Index, IndexStatus, search
from searchkit.engine.index import open_index as open  # noqa: A004 - searchkit.open reads like the built-in
from searchkit.engine.results import Hit, Results
from searchkit.engine.snippets import Snippet
from searchkit.engine.verifying import VerifyReport, verify
from searchkit.errors import (
    ArticleNotFound,
    CorruptIndex,
    ForeignWriter,
    IndexLocked,
    IndexNotFound,
    IndexTooNew,
    IndexTooOld,
    QuerySyntaxError,
    SearchkitError,
    UntrustedIndex,
)
from searchkit.indexing import Freshness, IndexReport, index

__all__ = [
    "Article",
    "ArticleNotFound",
    "CorruptIndex",
    "Extracted",
    "FacetCount",
    "Facets",
    "Failure",
    "ForeignWriter",
    "Freshness",
    "Hit",
    "Index",
    "IndexLocked",
    "IndexNotFound",
    "IndexReport",
    "IndexStatus",
    "IndexTooNew",
    "IndexTooOld",
    "NewsDate",
    "Origin",
    "Place",
    "Precision",
    "QuerySyntaxError",
    "Results",
    "SearchkitError",
    "Snippet",
    "UntrustedIndex",
    "VerifyReport",
    "index",
    "open",
    "search",
    "verify",
]
