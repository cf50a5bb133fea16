"""Words that stand where names should and are none: titles, words of organisations, no sites.

The words stand in ``data/roles.txt``, folded: a heading in square brackets, then the words of that kind.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from searchkit.metadata.names import fold


@cache
def _words(kind: str) -> frozenset[str]:
    text = files("searchkit.metadata").joinpath("data", "roles.txt").read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(lines.partition(f"[{kind}]")[2].partition("[")[0].split())


def is_role(part: str) -> bool:
    """Whether a part of a byline says what somebody is: ``Senior Reporter``, ``Staff``, ``Chefredakteur``."""
    words = fold(part).split()
    if not words:
        return False
    return (
        words[0] in _words("openers")
        or words[-1] in _words("roles")
        or all(word in _words("roles") or word in _words("fillers") for word in words)
    )


def is_role_word(word: str) -> bool:
    """Whether a word before a name says what somebody is: ``Correspondent Jane Doe``."""
    folded = fold(word)
    return folded in _words("roles") or folded in _words("openers")


def is_honour(part: str) -> bool:
    """Whether a part behind a name is a degree or the like: ``MD``, ``Jr.``."""
    return fold(part) in _words("honours")


def is_no_site(name: str) -> bool:
    """Whether what a page gives as the name of its site is none: ``Home``, ``WordPress``."""
    return name.casefold() in _words("no-sites")


def names_organisation(name: str) -> bool:
    """Whether a name holds a word that organisations have and persons have not; a domain is one too."""
    words = fold(name.replace("|", " ")).split()
    if any(word in _words("organisations") for word in words):
        return True
    _, dot, ending = name.rpartition(".")
    return bool(dot) and " " not in name and ending.casefold() in _words("domain-endings")
