"""Drafts → articles, some at a time, whatever files they are from.

What describing takes is fetched from memory once for all of them, and not for each article.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from searchkit.article import Article, Origin
from searchkit.loading.drafts import Draft, clean, one_line

_NO_TIME = dt.date(1990, 1, 1)  # archives that keep no times give back 1970 or 1980
_CLOCK_DIFFERENCE = dt.timedelta(days=1)  # the article may be from a time zone where it is already tomorrow
_CHARACTERS_AHEAD: Final = 1 << 20  # a quarter of it takes a tenth longer, and twice as much saves no more
_MOST_AHEAD: Final = 1 << 11  # drafts, whatever they declare

Take = Callable[[Article], None]


@dataclass(slots=True)  # not frozen: one is made for every article
class _Waiting:
    draft: Draft
    origin: Origin
    take: Take


class Describing:
    """Describes drafts when there are enough of them, and hands the articles over in their order."""

    def __init__(self) -> None:
        self._waiting: list[_Waiting] = []
        self._characters = 0

    def add(self, draft: Draft, origin: Origin, take: Take) -> None:
        """Take in a draft from a file; who takes the article is told."""
        self._waiting.append(_Waiting(draft, origin, take))
        self._characters += len(draft.title) + len(draft.body)
        if self._characters >= _CHARACTERS_AHEAD or len(self._waiting) >= _MOST_AHEAD:
            self.finish()

    def finish(self) -> None:
        """Describe what is waiting."""
        if not self._waiting:
            return
        # Imported where it is needed: to look for changed files, the gazetteer need not be there.
        from searchkit.metadata import Text, describe_all  # noqa: PLC0415

        waiting, self._waiting, self._characters = self._waiting, [], 0
        articles = [
            Text(
                one_line(one.draft.title),
                clean(one.draft.body).strip(),
                one.draft.declared,
                path=one.origin.path if one.draft.key is None else "",
                latest=_latest(one.origin.mtime_ns),
                above=one.draft.above,
            )
            for one in waiting
        ]
        for one, article, known in zip(waiting, articles, describe_all(articles), strict=True):
            one.take(
                Article(
                    id=article_id(one.origin.path, one.draft.key),
                    origin=one.origin,
                    title=article.title,
                    body=article.body,
                    date=known.date,
                    source=known.source,
                    authors=known.authors,
                    places=known.places,
                    language=known.language,
                    url=known.url,
                    modified=known.modified,
                    clutter=known.clutter,
                )
            )


def article_id(path: str, key: str | None) -> str:
    """The id of an article: the path of its file, and the key that it has within one that holds several."""
    return path if key is None else f"{path}#{key}"


@lru_cache(maxsize=8)  # a file may hold many
def _latest(mtime_ns: int) -> dt.date | None:
    """The last day that an article can be from, by the time of its file; ``None`` where that was lost."""
    day = dt.datetime.fromtimestamp(mtime_ns // 1_000_000_000, dt.UTC).date()
    return day + _CLOCK_DIFFERENCE if day > _NO_TIME else None
