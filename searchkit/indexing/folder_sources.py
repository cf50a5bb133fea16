"""The folder of a file for articles that say no source: only where it was asked for, and marked as such."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from searchkit.article import Article, Extracted

METHOD: Final = "folder"


def sourced_by_folder(article: Article) -> Article:
    """An article with its topmost folder under the indexed one as its source, where it says none."""
    folder, separator, _ = article.origin.path.partition("/")
    if article.source is not None or not separator:
        return article
    from searchkit.metadata.outlets import outlets  # noqa: PLC0415 - it is there when an article is

    return replace(article, source=Extracted(outlets().named(folder) or folder, METHOD, folder))
