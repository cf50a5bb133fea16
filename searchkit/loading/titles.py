"""The headline of a web page, from all the places where a page says it.

Pages add the site's name to some of them, cut others short, and write one for readers and another for search
engines. What most places agree on is the headline.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from searchkit.loading.drafts import one_line

if TYPE_CHECKING:  # by hand: lxml is needed only where there is a page
    from lxml.html import HtmlElement

HEADINGS_READ = 3
MOST_SITE_WORDS = 5
ANCESTORS_READ = 2
LEAST_TITLE_WORDS = 3
LEAST_LABEL = 4  # letters of a part of a domain that may be the site's name
LEAST_SHARED = 0.5  # of the words of a heading: fewer, and it is not about what the page's title says
_SEPARATOR = re.compile(r"\s*(?:[|»·•]|::+)\s*|\s+[-–—_]+\s+|\s*:\s+|[_＿]|\s*-\s+")
_BEHIND = re.compile(r"\s*[|–—:·•_»-]+\s*")
_LOGO = re.compile(r"(?:^|[\s_-])(?:logo|brand|site-?(?:title|name)|masthead)(?:$|[\s_-])", re.IGNORECASE)
_CUT_SHORT = ("…", "...")
_DOMAIN_ENDING = re.compile(r"(?:\.[a-z]{2,4}){1,2}$")


def choose_title(tree: HtmlElement, headline: str, shared: Sequence[str], names: Iterable[str]) -> str:
    """Find the headline.

    Args:
        tree: the page.
        headline: what its linked data call so, if anything.
        shared: the titles that it shows when it is shared.
        names: what the site is called, and its domain.

    Returns:
        the headline without the name of the site; empty where a page says none.
    """
    page_title = _page_title(tree)
    headings = _headings(tree, page_title, [headline, *shared])
    sites = {key for name in names for key in _site_keys(name)}
    kinds = ([headline], headings, shared, [page_title])
    votes: Counter[str] = Counter()
    kept: list[str] = []
    for kind in kinds:
        titles = [title for one in kind if one and (title := _without_site(one, sites, headings).strip())]
        kept += titles
        votes.update({letters(title) for title in titles})
    if not kept:
        return ""
    best = max(kept, key=lambda title: votes[letters(title)])  # of equals the first
    return _whole(best if len(kept) > 1 else _without_last(best), kept)


def site_in_title(tree: HtmlElement, domain: str) -> str:
    """Give the name of the site that stands behind the page's title, or none.

    It is much like the domain, or follows on what the page's heading says in full.
    """
    title = _page_title(tree)
    separators = list(_SEPARATOR.finditer(title))
    if not separators:
        return ""
    head, last = title[: separators[-1].start()], title[separators[-1].end() :]
    label = letters(_DOMAIN_ENDING.sub("", domain))
    key = letters(last).removeprefix("the")
    if not key or len(last.split()) > MOST_SITE_WORDS:
        return ""
    if label and (key in label or (label in key and len(key) <= 2 * len(label))):
        return last
    headings = (letters(heading.text_content()) for heading in tree.iter("h1"))
    return last if not label and letters(head) in headings else ""


def letters(text: str) -> str:
    """Letters and digits only, in one case and without diacritics: what spellings of one title share."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())


def _page_title(tree: HtmlElement) -> str:
    return one_line(next((title.text_content() for title in tree.iter("title")), ""))


def _without_last(title: str) -> str:
    """Drop the last part of a title that nothing else confirms, where it is the shorter one."""
    separators = [found for found in _SEPARATOR.finditer(title) if found[0].strip() != ":"]
    if not separators:
        return title
    head, last = title[: separators[-1].start()].strip(), title[separators[-1].end() :]
    is_site = len(last.split()) <= MOST_SITE_WORDS and len(head.split()) > len(last.split())
    return head if is_site and len(head.split()) >= LEAST_TITLE_WORDS else title


def _headings(tree: HtmlElement, page_title: str, said: Sequence[str]) -> list[str]:
    """The first headings that are about what the page's title says."""
    every = [one_line(heading.text_content()) for heading in tree.iter("h1") if not _is_logo(heading)]
    known = [title for title in (page_title, *said) if title]
    related = [heading for heading in every if not known or any(_is_like(heading, one) for one in known)]
    return [heading for heading in related if heading][:HEADINGS_READ]


def _is_logo(heading: HtmlElement) -> bool:
    """Whether a heading is the name of the site: marked so, or a link to its front page."""
    around = (heading, *itertools.islice(heading.iterancestors(), ANCESTORS_READ))
    return any(_LOGO.search(f"{one.get('class')} {one.get('id')}") for one in around) or any(
        link.get("href") in {"/", "#", ""} for link in heading.iter("a")
    )


def _is_like(heading: str, title: str) -> bool:
    if letters(heading) in letters(title):
        return bool(letters(heading))
    words, others = set(_words(heading)), set(_words(title))
    return len(words & others) >= LEAST_SHARED * max(len(words), 1)


def _words(text: str) -> Iterator[str]:
    return filter(None, map(letters, text.split()))


def _site_keys(name: str) -> Iterator[str]:
    key = letters(name)
    yield key
    yield key.removeprefix("the")
    if "." in name and " " not in name:
        yield letters(_DOMAIN_ENDING.sub("", name.lower()))
        yield from (label for label in map(letters, name.split(".")) if len(label) >= LEAST_LABEL)


def _without_site(title: str, sites: set[str], headings: Iterable[str]) -> str:
    """Drop what pages put around their title, as in ``Title | Section | Site``."""
    for heading in headings:
        if (
            letters(heading) not in sites
            and len(heading) < len(title)
            and title.startswith(heading)
            and _BEHIND.match(title, len(heading))
        ):
            return heading
    if letters(title) in sites:
        return ""
    for separator in _SEPARATOR.finditer(title):
        if letters(title[separator.end() :]) in sites and separator.start():
            return title[: separator.start()].strip()
    first = _SEPARATOR.search(title)
    if first and first.start() and letters(title[: first.start()]) in sites:
        return title[first.end() :].strip() or title
    return title


def _whole(title: str, candidates: Iterable[str]) -> str:
    """Where a title was cut short, the whole of it."""
    if title.endswith(_CUT_SHORT):
        head = title.rstrip("….").rstrip()
        return next((one for one in candidates if one.startswith(head) and len(one) > len(title)), title)
    return title
