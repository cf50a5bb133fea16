"""Declarations, masthead, last lines and address → the outlet that published an article, by its one name.

In order of trust: what the file declares, the byline, the dateline's agency, an attribution or a copyright in
the last lines, the domain of the address. The table of outlets gives each the name that it is known by; the
quote keeps what was written.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from searchkit.article import Extracted
from searchkit.metadata.outlets import LONGEST_HOST, outlets
from searchkit.metadata.roles import is_no_site
from searchkit.metadata.site_lines import read_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from searchkit.metadata.declared import Evidence
    from searchkit.metadata.masthead_lines import Masthead

LONGEST_SOURCE = 100
_LONGEST_KEPT = 256
_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|edition)\.")
_COPY = re.compile(r"^https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?://)")
_LEGAL_FORM = re.compile(
    r",? (?:inc|ltd|llc|gmbh(?: & co\.? kg)?|ag|plc|s\.?a\.?|s\.?p\.?a\.?)\.?$", re.IGNORECASE
)
_NO_SITE = re.compile(r"(?:my|just another) (?:\w+ )?(?:site|blog|website)", re.IGNORECASE)


def find_source(
    sources: Iterable[Evidence],
    masthead: Masthead,
    last_lines: Sequence[Extracted[str]],
    url: Extracted[str] | None,
    text: tuple[str, str],
) -> Extracted[str] | None:
    """Take the best evidence; ``None`` where there is none.

    Args:
        sources: what the file declares, best first.
        masthead: what stands between headline and prose.
        last_lines: what the end of the text says.
        url: where the article was published.
        text: the headline, which some pages declare as their name, and what is below it, which may begin
            with the name of the site.
    """
    host = host_of(url.value) if url else None
    for evidence in sources:
        name = _name(evidence.value)
        if name and not _is_headline(name, text[0]):
            return _known_here(name, evidence, url, host)
    said = (*masthead.sources, *last_lines)
    bylines = [one for one in said if one.method == "byline"]
    may_name_site = url is None and not (bylines or masthead.opens_with_dateline)
    site = read_site(*text) if may_name_site else None
    best: list[Extracted[str]] = [*bylines, *([site] if site else []), *said]
    for found in best:
        name = outlets().named(found.value) or found.value
        return Extracted(name, found.method, found.quote, found.span)
    return Extracted(outlets().at(host) or host, "url-domain", url.quote) if url and host else None


def host_of(url: str) -> str | None:
    """The domain of an address without ``www.`` and the like; that of an archived copy is the original's."""
    try:
        host = urlsplit(_COPY.sub("", url)).hostname
    except ValueError:
        return None
    return _PREFIX.sub("", host) or None if host and len(host) <= LONGEST_HOST else None


def _name(value: str) -> str | None:
    """What a declaration gives as the name of the outlet; an address stands for its domain."""
    return _read_name(value) if len(value) <= _LONGEST_KEPT else _read_name.__wrapped__(value)


@lru_cache(maxsize=512)  # the articles of a file are from few
def _read_name(value: str) -> str | None:
    name = _LEGAL_FORM.sub("", " ".join(value.split()).strip(" |–—-"))
    if name.startswith(("http://", "https://")):
        return host_of(name)
    name = name.lower().removeprefix("www.") if name.startswith("www.") else name
    if not name or len(name) > LONGEST_SOURCE or is_no_site(name) or _NO_SITE.match(name):
        return None
    return name


def _is_headline(name: str, title: str) -> bool:
    """Whether a page declares its headline as its name."""
    return " " in title and title.casefold() in name.casefold()


def _known_here(
    name: str, declared: Evidence, url: Extracted[str] | None, host: str | None
) -> Extracted[str]:
    """The outlet that a declared name means, at its address.

    Names are ambiguous and domains are not: of an alias and a domain that differ, the domain is believed. A
    name that holds the outlet's and more is one of its own: ``CNET en Español``.
    """
    named = outlets().named(name)
    if url is None or host is None:
        return Extracted(named or name, declared.method, declared.value)
    here = outlets().at(host)
    if named and (named == here or named.casefold() == name.casefold()):
        return Extracted(named, declared.method, declared.value)
    if here is None or here.casefold() in name.casefold():
        return Extracted(name, declared.method, declared.value)
    return Extracted(here, "url-domain", url.quote)
