"""Whether the files that articles were read from are still what was indexed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from searchkit.article import Article, Origin
from searchkit.citing import FORMS, Citation, CitationForm, Evidence, written


def cite(articles: Iterable[Article], form: CitationForm) -> Iterator[str]:
    """Citations of articles, a piece of the text at a time; files are read, to tell whether they changed.

    Args:
        articles: such as ``hit.article`` for each hit, or what :meth:`searchkit.Index.get` gives.
        form: ``bibtex``, ``ris`` or ``csl-json``.

    Raises:
        ValueError: there is no such form.
    """
    if form not in FORMS:
        raise ValueError(f"form is one of {', '.join(FORMS)}, and not {form!r}")
    return written(_citations(articles), form)


def _citations(articles: Iterable[Article]) -> Iterator[Citation]:
    # A file may hold many articles: it is read once.
    known: dict[Origin, Evidence] = {}
    for article in articles:
        origin = article.origin
        if origin not in known:
            known[origin] = Evidence(origin.file, origin.sha256, _sha256(origin.file))
        yield Citation.of(article, known[origin])


def _sha256(path: str) -> str | None:
    """The SHA-256 of a file, or ``None`` where it cannot be read."""
    try:
        # The index says where the file is: it may be a pipe, or a device without an end.
        if not Path(path).is_file():
            return None
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
