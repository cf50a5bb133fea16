"""Full-text search for people who live in news.

Reads folders of articles and writes an index; reads an index and answers ranked keyword and phrase searches::

    import searchkit

    searchkit.index(["articles/"], index="index")
    with searchkit.open("index") as index:
        for hit in index.search("bakhmut missiles place:Ukraine date:2023-02..2023-03"):
            print(hit.rank, hit.title, hit.date, hit.source)

A name is imported when it is first used: a search does not pay for what builds an index.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from searchkit.article import (
        Article,
        Clutter,
        Extracted,
        Failure,
        MentionedPlace,
        NewsDate,
        Origin,
        Place,
        Precision,
    )
    from searchkit.engine.completing import Completion
    from searchkit.engine.facets import FacetCount, Facets
    from searchkit.engine.groups import Copies
    from searchkit.engine.index import Index, IndexStatus, search
    from searchkit.engine.index import open_index as open  # noqa: A004 - searchkit.open reads like the built-in
    from searchkit.engine.place_counts import PlaceCount, PlaceCounts
    from searchkit.engine.results import Hit, Results
    from searchkit.engine.snippets import Snippet
    from searchkit.engine.time_limit import time_limit
    from searchkit.engine.verifying import VerifyReport, verify
    from searchkit.errors import (
        ArticleNotFound,
        CorruptIndex,
        ForeignWriter,
        IndexLocked,
        IndexNotFound,
        IndexNotWritten,
        IndexTooNew,
        IndexTooOld,
        QuerySyntaxError,
        QueryTimeout,
        SearchkitError,
        UntrustedIndex,
    )
    from searchkit.indexing.evidence import cite
    from searchkit.indexing.freshness import Freshness
    from searchkit.indexing.running import IndexReport, index

_HOMES = {
    "searchkit.article": (
        "Article",
        "Clutter",
        "Extracted",
        "Failure",
        "MentionedPlace",
        "NewsDate",
        "Origin",
        "Place",
        "Precision",
    ),
    "searchkit.engine.completing": ("Completion",),
    "searchkit.engine.facets": ("FacetCount", "Facets"),
    "searchkit.engine.groups": ("Copies",),
    "searchkit.engine.index": ("Index", "IndexStatus", "open", "search"),
    "searchkit.engine.place_counts": ("PlaceCount", "PlaceCounts"),
    "searchkit.engine.results": ("Hit", "Results"),
    "searchkit.engine.snippets": ("Snippet",),
    "searchkit.engine.time_limit": ("time_limit",),
    "searchkit.engine.verifying": ("VerifyReport", "verify"),
    "searchkit.errors": (
        "ArticleNotFound",
        "CorruptIndex",
        "ForeignWriter",
        "IndexLocked",
        "IndexNotFound",
        "IndexNotWritten",
        "IndexTooNew",
        "IndexTooOld",
        "QuerySyntaxError",
        "QueryTimeout",
        "SearchkitError",
        "UntrustedIndex",
    ),
    "searchkit.indexing.evidence": ("cite",),
    "searchkit.indexing.freshness": ("Freshness",),
    "searchkit.indexing.running": ("IndexReport", "index"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
_OTHER_NAMES = {"open": "open_index"}

__all__ = [
    "Article",
    "ArticleNotFound",
    "Clutter",
    "Completion",
    "Copies",
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
    "IndexNotWritten",
    "IndexReport",
    "IndexStatus",
    "IndexTooNew",
    "IndexTooOld",
    "MentionedPlace",
    "NewsDate",
    "Origin",
    "Place",
    "PlaceCount",
    "PlaceCounts",
    "Precision",
    "QuerySyntaxError",
    "QueryTimeout",
    "Results",
    "SearchkitError",
    "Snippet",
    "UntrustedIndex",
    "VerifyReport",
    "cite",
    "index",
    "open",
    "search",
    "time_limit",
    "verify",
]


def __getattr__(name: str) -> object:
    """Import a public name from its home (PEP 562)."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOME_OF[name]), _OTHER_NAMES.get(name, name))
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
