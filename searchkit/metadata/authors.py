"""Declarations and masthead → who wrote an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchkit.article import Extracted
from searchkit.metadata.names import fold
from searchkit.metadata.persons import read_declared_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from searchkit.metadata.declared import Evidence
    from searchkit.metadata.masthead_lines import Masthead


def find_authors(authors: Iterable[Evidence], masthead: Masthead) -> tuple[Extracted[str], ...]:
    """Take the declared authors, else those of the bylines; each once, in order."""
    declared = [
        Extracted(name.name, evidence.method, evidence.value)
        for evidence in authors
        for name in read_declared_names(evidence.value)
    ]
    once: dict[str, Extracted[str]] = {}
    for author in declared or masthead.authors:
        once.setdefault(fold(author.value), author)
    return tuple(once.values())
