"""Declarations and masthead → the outlet that published an article, named as it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from searchkit.article import Extracted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from searchkit.metadata.declared import Evidence
    from searchkit.metadata.masthead_lines import Masthead

LONGEST_SOURCE = 100
_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|edition)\.")


def find_source(
    sources: Iterable[Evidence], masthead: Masthead, url: Extracted[str] | None
) -> Extracted[str] | None:
    """Take the best evidence: a declaration, the byline, the dateline's agency, the domain of the address."""
    for evidence in sources:
        name = " ".join(evidence.value.split())
        if name and len(name) <= LONGEST_SOURCE:
            return _declared(name, evidence)
    if masthead.sources:
        return masthead.sources[0]
    domain = _domain(url.value) if url else None
    return Extracted(domain, "url-domain", url.quote) if url and domain else None


def _declared(name: str, evidence: Evidence) -> Extracted[str]:
    """A declared source that is an address stands for its domain."""
    domain = _domain(name) if name.startswith(("http://", "https://")) else None
    return Extracted(domain or name, evidence.method, evidence.value)


def _domain(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return _PREFIX.sub("", host) or None if host else None
