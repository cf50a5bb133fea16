"""Declarations, masthead, last lines and address → the outlet that published an article, by its one name.

In order of trust: what the file declares, the byline, the dateline's agency, an attribution or a copyright in
the last lines, the domain of the address. The table of outlets gives each the name that it is known by; the
quote keeps what was written.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from searchkit.article import Extracted
from searchkit.metadata.outlets import outlets
from searchkit.metadata.roles import is_no_site
from searchkit.metadata.site_lines import read_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from searchkit.metadata.declared import Evidence
    from searchkit.metadata.masthead_lines import Masthead

LONGEST_SOURCE = 100
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
        name = _name(evidence.value, text[0])
        if name:
            return _known_here(Extracted(name, evidence.method, evidence.value), url, host)
    said = (*masthead.sources, *last_lines)
    bylines = [one for one in said if one.method == "byline"]
    may_name_site = url is None and not (bylines or masthead.opens_with_dateline)
    site = read_site(*text) if may_name_site else None
    best: list[Extracted[str]] = [*bylines, *([site] if site else []), *said]
    for found in best:
        return replace(found, value=outlets().named(found.value) or found.value)
    return Extracted(outlets().at(host) or host, "url-domain", url.quote) if url and host else None


def host_of(url: str) -> str | None:
    """The domain of an address without ``www.`` and the like; that of an archived copy is the original's."""
    try:
        host = urlsplit(_COPY.sub("", url)).hostname
    except ValueError:
        return None
    return _PREFIX.sub("", host) or None if host else None


def _name(value: str, title: str) -> str | None:
    """What a declaration gives as the name of the outlet; an address stands for its domain."""
    name = _LEGAL_FORM.sub("", " ".join(value.split()).strip(" |–—-"))
    if name.startswith(("http://", "https://")):
        return host_of(name)
    name = name.lower().removeprefix("www.") if name.startswith("www.") else name
    if not name or len(name) > LONGEST_SOURCE or is_no_site(name) or _NO_SITE.match(name):
        return None
    return None if title and title.casefold() in name.casefold() and " " in title else name


def _known_here(declared: Extracted[str], url: Extracted[str] | None, host: str | None) -> Extracted[str]:
    """The outlet that a declared name means, at its address.

    Names are ambiguous and domains are not: of an alias and a domain that differ, the domain is believed. A
    name that holds the outlet's and more is one of its own: ``CNET en Español``.
    """
    named = outlets().named(declared.value)
    if url is None or host is None:
        return replace(declared, value=named) if named else declared
    here = outlets().at(host)
    if named and (named == here or named.casefold() == declared.value.casefold()):
        return replace(declared, value=named)
    if here is None or here.casefold() in declared.value.casefold():
        return declared
    return Extracted(here, "url-domain", url.quote)
