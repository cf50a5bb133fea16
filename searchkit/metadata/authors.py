"""Declarations, masthead and last lines → who wrote an article.

Declarations come in kinds, best first; the first that names a person is believed. Organisations stand for
authors only where nobody else does.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from searchkit.article import Extracted
from searchkit.metadata.names import fold
from searchkit.metadata.persons import is_full_name, is_organisation, read_declared_names
from searchkit.metadata.sources import host_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from searchkit.metadata.declared import Evidence
    from searchkit.metadata.masthead_lines import Masthead


_INVERTED = frozenset({"meta:citation_author", "meta:dc.creator", "meta:dcterms.creator"})


# What stands in elements of a page, or what a program took for a name, is only believed where it is like one.
_FIRST_ONLY = "class:byline"  # those that follow the first may be those of other articles
_OF_ELEMENTS = frozenset({"class:byline", "rel:author", "trafilatura:author", "page:byline"})
_LINKED = "rel:author"  # a link to all that somebody wrote: pen names, too, are believed


def find_authors(
    authors: Collection[Evidence],
    masthead: Masthead,
    last_lines: Collection[Extracted[str]],
    source: Extracted[str] | None,
    url: Extracted[str] | None,
) -> tuple[Extracted[str], ...]:
    """Take the declared authors, else those of the bylines, else those of a credit; each once, in order."""
    if not (authors or masthead.authors or last_lines):
        return ()
    outlet = _names_of_outlet(source, url) if authors else set()
    organisations: list[Extracted[str]] = []
    for _, kind in groupby(authors, key=lambda evidence: evidence.method):
        persons: list[Extracted[str]] = []
        for evidence in kind:
            if persons and evidence.method == _FIRST_ONLY:
                break
            for name in read_declared_names(evidence.value, inverted=evidence.method in _INVERTED):
                is_linked = evidence.method == _LINKED and not organisations
                is_pen_name = is_linked and name == evidence.value and " " not in name
                if evidence.method in _OF_ELEMENTS and not (is_pen_name or is_full_name(name)):
                    continue
                found = Extracted(name, evidence.method, evidence.value)
                is_outlet = _letters(name) in outlet or is_organisation(name)
                (organisations if is_outlet else persons).append(found)
        if persons:
            return _once(persons)
    if masthead.authors:
        return _once(masthead.authors)
    credited = _once(last_lines)
    if credited or not organisations:
        return credited
    first = organisations[0].method
    return _once(author for author in organisations if author.method == first)


def _once(authors: Iterable[Extracted[str]]) -> tuple[Extracted[str], ...]:
    once: dict[str, Extracted[str]] = {}
    for author in authors:
        once.setdefault(fold(author.value), author)
    return tuple(once.values())


def _names_of_outlet(source: Extracted[str] | None, url: Extracted[str] | None) -> set[str]:
    names = [source.value, source.quote] if source else []
    host = host_of(url.value) if url else None
    names += [host, host.rpartition(".")[0]] if host else []
    return {_letters(name) for name in names} - {""}


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, fold(name)))
