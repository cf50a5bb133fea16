"""Names and domains of news outlets → the one name that each is known by.

The table is the package's own, ``data/outlets.tsv``, and what the user adds in a TOML file whose path
stands in the environment as ``SEARCHKIT_SOURCES``: the user's entries come first. It is read when it is first
needed.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from searchkit.errors import SearchkitError

VARIABLE: Final = "SEARCHKIT_SOURCES"
"""Environment variable that names the user's file."""

LONGEST_HOST: Final = 253
"""Characters of a domain at most (RFC 1035)."""
_Row = tuple[str, Iterable[str], Iterable[str]]


class Outlets:
    """Outlets by their domains and their names. Safe to share between threads."""

    def __init__(self, rows: Iterable[_Row]) -> None:
        """Take name, domains and other names of each outlet; of two that claim the same, the first has it."""
        self._by_domain: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        for name, domains, aliases in rows:
            for domain in domains:
                self._by_domain.setdefault(domain, name)
            for alias in (name, *aliases):
                self._by_name.setdefault(_key(alias), name)
        self._longest = max(map(len, self._by_name), default=0)

    def at(self, host: str) -> str | None:
        """The outlet of a domain: ``edition.cnn.com`` is CNN's; ``None`` where the table knows none."""
        domain = host if len(host) <= LONGEST_HOST else ""
        while domain:
            if domain in self._by_domain:
                return self._by_domain[domain]
            domain = domain.partition(".")[2]
        return None

    def named(self, name: str) -> str | None:
        """The outlet of a name, whatever its case and with or without "The"; also of a domain."""
        is_short = len(name) <= self._longest + len("the ")  # lines of prose are told by that
        known = self._by_name.get(_key(name)) if is_short else None
        if known is None and "." in name and " " not in name:
            return self.at(name.lower())
        return known


@cache
def outlets() -> Outlets:
    """The table, read when it is first asked for.

    Raises:
        SearchkitError: the user's file cannot be read, or is not what it should be.
    """
    path = os.environ.get(VARIABLE)
    return Outlets([*(_users(path) if path else ()), *_own()])


@cache
def paper_words() -> frozenset[str]:
    """Words that names of newspapers hold, such as Herald; casefolded."""
    table = files("searchkit.metadata").joinpath("data", "papers.txt").read_text(encoding="utf-8")
    return frozenset(" ".join(line for line in table.splitlines() if not line.startswith("#")).split())


def _key(name: str) -> str:
    # Not names.fold, which takes ten times as long: the table holds spellings enough.
    return name.casefold().replace("’", "'").removeprefix("the ")


def _own() -> Iterator[_Row]:
    table = files("searchkit.metadata").joinpath("data", "outlets.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            name, domains, *aliases = line.split("\t")
            yield name, domains.split(), aliases[0].split("|") if aliases else ()


def _users(path: str) -> Iterator[_Row]:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - the path is the user's own words
            table = tomllib.load(file)
    except (OSError, ValueError) as error:
        raise SearchkitError(f"{VARIABLE}: {path}: {getattr(error, 'strerror', None) or error}") from error
    for name, entry in table.items():
        if not isinstance(entry, dict) or not entry.keys() <= {"domains", "aliases"}:
            raise SearchkitError(f"{VARIABLE}: {path}: [{name}] may have domains and aliases, nothing else")
        domains, aliases = (_strings(path, name, entry.get(key, [])) for key in ("domains", "aliases"))
        yield name, domains, aliases


def _strings(path: str, name: str, value: object) -> list[str]:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return value
    raise SearchkitError(f"{VARIABLE}: {path}: domains and aliases of [{name}] must be lists of strings")
