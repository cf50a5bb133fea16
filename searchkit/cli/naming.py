"""Which article is meant: by its id, or by its file as hits show it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from typing import Final

import searchkit
from searchkit.errors import ArticleNotFound, SearchkitError

_SUCH_AS: Final = 2


def id_of(index: searchkit.Index, named: str) -> str:
    """The id of an article.

    Args:
        index: holds the article.
        named: its id; or the path of its file, followed by ``#key`` where that holds several.

    Raises:
        ArticleNotFound: it names no article.
        SearchkitError: it names a file of several articles.
    """
    try:
        index.get(named)
    except ArticleNotFound:
        ids = list(islice(_ids_in_file(index, named), _SUCH_AS))
        if not ids:
            raise
        if len(ids) > 1:
            raise SearchkitError(f"{named} holds several articles, such as {' and '.join(ids)}") from None
        return ids[0]
    return named


def _ids_in_file(index: searchkit.Index, named: str) -> Iterator[str]:
    files = {origin.file: origin for origin in index.files()}
    for file, key in _readings(named):
        if origin := files.get(os.path.abspath(file)):  # noqa: PTH100 - files are known by the names that were given
            for article in index.articles([origin]):
                if not key or article.id.endswith(key):
                    yield article.id


def _readings(named: str) -> Iterator[tuple[str, str]]:
    """The path alone, and the path before each ``#``, which may stand in either, with what follows."""
    yield named, ""
    for place, sign in enumerate(named):
        if sign == "#":
            yield named[:place], named[place:]
