"""The pages of articles that are similar to one, and of its copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from searchkit.engine.results import Results
from searchkit.web.answers import HITS, SimilarAnswer
from searchkit.web.state import article_path
from searchkit.web.view.chips import Chip, chips
from searchkit.web.view.reading import heading_of
from searchkit.web.view.rows import Row, rows

Kind = Literal["similar", "copies"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Articles that are similar to one.

    Attributes:
        kind: what they are to the one.
        title: the same in words: ``Similar articles``, ``3 copies``.
        heading: the headline of the one.
        article: where the one is read.
        rows: the others.
        chips: what narrows them.
        first: rank of the first that is shown.
        previous: the page before; empty for none.
        following: the page behind, where there may be one.
    """

    kind: Kind
    title: str
    heading: str
    article: str
    rows: tuple[Row, ...]
    chips: tuple[Chip, ...]
    first: int
    previous: str
    following: str


def likeness(answer: SimilarAnswer, kind: Kind) -> Likeness:
    """The page that shows an answer."""
    state, article = answer.state, answer.article
    path = article_path(article.id, f"/{kind}")
    limit = max(HITS if state.limit is None else state.limit, 1)
    shown = rows(state.changed(q=None, copies="fold" if kind == "similar" else "show"), answer.results)
    return Likeness(
        kind=kind,
        title=_title(kind, answer.results),
        heading=heading_of(article),
        article=state.url(article_path(article.id), limit=None),
        rows=shown,
        chips=chips(state, path) if kind == "similar" else (),
        first=state.offset + 1,
        previous=state.url(path, offset=max(0, state.offset - limit)) if state.offset else "",
        following=state.url(path, offset=state.offset + limit) if len(shown) == limit else "",
    )


def _title(kind: Kind, found: Results) -> str:
    if kind == "similar":
        return "Similar articles" if found.hits else "No similar article"
    total = found.total
    return f"{total:,} {'copy' if total == 1 else 'copies'}" if total else "No copies"
