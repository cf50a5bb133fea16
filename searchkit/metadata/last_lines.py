"""The end of a text → who is named there: credits, attributions, copyright.

``Reporting by A in Kyiv; Editing by B`` is how Reuters ends; ``(AP)`` and ``© 2023 The Guardian`` end what
others print. Only names that the table of outlets knows are taken, or a copyright that reserves all rights.
"""

from __future__ import annotations

import re

from searchkit.article import Extracted
from searchkit.metadata.outlets import outlets
from searchkit.metadata.persons import read_names
from searchkit.values import value

CHARACTERS_READ = 480
LINES_READ = 5
LONGEST_LINE = 200

_REPORTING = re.compile(r"\(?(?:Additional )?[Rr]eporting by (?P<names>[^;.)\n]{3,150})")
_COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright)[ ©]*(?:\([cC]\) ?)?(?:\d{4}(?: ?[-–] ?\d{4})?,? )?"
    r"(?:[Cc]opyright )?(?:by )?(?P<name>[^\W\d_][^.,|;\n©]{1,60})"
)
_RIGHTS = re.compile(
    r"[.,]? ?(?P<said>all rights reserved|alle rechte vorbehalten|tous droits réservés).*", re.IGNORECASE
)
_COMPANY = re.compile(
    r" (?:company|co|corporation|corp|media|group|network|news|ltd|limited|inc)\Z", re.IGNORECASE
)
_DASHES = "-–— ()[]"
_SOURCE = ("Source: ", "Quelle: ", "Источник: ", "Джерело: ")
_OPENS_ATTRIBUTION = frozenset(_DASHES) | {label[0] for label in _SOURCE}


@value
class LastLines:
    """What was found, in the order of the text."""

    sources: tuple[Extracted[str], ...] = ()
    authors: tuple[Extracted[str], ...] = ()


_NOTHING = LastLines()


def read_last_lines(title: str, body: str) -> LastLines:
    """Read the end of a text; spans count from the start of the title."""
    begin = max(len(body) - CHARACTERS_READ, 0)
    tail = body[begin:]
    offset = len(title) + 2 + begin
    credit = _REPORTING.search(tail) if "eporting by " in tail else None
    attributions = _attributions(tail)
    if not (credit or attributions):
        return _NOTHING

    def found(value: str, method: str, start: int, end: int) -> Extracted[str]:
        return Extracted(value, method, tail[start:end], (offset + start, offset + end))

    sources: list[Extracted[str]] = []
    authors: list[Extracted[str]] = []
    if credit:
        first = credit.start("names")
        authors = [
            found(name.name, "line:reporting", first + name.start, first + name.end)
            for name in read_names(credit["names"])
        ]
        if authors and "diting by " in tail[credit.end() :]:
            sources.append(found("Reuters", "line:reporting", *credit.span()))
    for start, end in attributions:
        sources.append(found(tail[start:end], "line:attribution", start, end))
    return LastLines(tuple(sources), tuple(authors))


def _attributions(tail: str) -> list[tuple[int, int]]:
    """From where to where an outlet is named that a line credits, the last line first."""
    may_be_copyright = "©" in tail or "opyright" in tail or ("(" in tail and ("(c)" in tail or "(C)" in tail))
    spans = []
    end = len(tail)
    for written in reversed(tail.rsplit("\n", LINES_READ)[-LINES_READ:]):
        start = end - len(written)
        if written[:1] in _OPENS_ATTRIBUTION or ")" in written or may_be_copyright:
            line = written.rstrip()
            if 1 < len(line) <= LONGEST_LINE:
                span = _copyright(line) if may_be_copyright else None
                if span := span or _attribution(line, is_last=end == len(tail)):
                    spans.append((start + span[0], start + span[1]))
        end = start - 1
    return spans


def _copyright(line: str) -> tuple[int, int] | None:
    match = _COPYRIGHT.search(line)
    if match is None:
        return None
    rights = _RIGHTS.search(line, match.start("name"))
    end = min(match.end("name"), rights.start() if rights else len(line))
    name = line[match.start("name") : end].partition(" or its ")[0].rstrip(" -–—|")
    if (
        not outlets().named(name)
        and (company := _COMPANY.search(name))
        and outlets().named(name[: company.start()])
    ):
        name = name[: company.start()]
    known = outlets().named(name) is not None
    return (match.start("name"), match.start("name") + len(name)) if known or (rights and name) else None


def _attribution(line: str, *, is_last: bool) -> tuple[int, int] | None:
    """Where in a line the outlet is named that it credits."""
    # Above the last line, "(AP)" behind a sentence is the credit of a picture.
    if line[-1] == ")" and "(" in line and (is_last or line[0] == "("):
        return _known(line, line.rfind("(") + 1, len(line) - 1)
    if line[0] in _DASHES:
        name = line.strip(_DASHES)
        if len(name) <= 1 or not outlets().named(
            name
        ):  # as is the first line of nearly any indented paragraph
            return None
        start = line.index(name)
        return start, start + len(name)
    if line.startswith(_SOURCE):
        return _known(line, line.index(":") + 2, len(line))
    return None


def _known(line: str, start: int, end: int) -> tuple[int, int] | None:
    return (start, end) if 1 < end - start <= LONGEST_LINE and outlets().named(line[start:end]) else None
