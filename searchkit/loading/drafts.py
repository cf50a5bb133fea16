"""What a format module makes of a file's text: drafts of articles, and faults."""

from __future__ import annotations

import re
from dataclasses import dataclass

from searchkit.loading.faults import Fault
from searchkit.metadata import Declared, Evidence
from searchkit.values import value

_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_NEWLINES = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_WANTED_ASCII = bytes(range(0x20, 0x7F)) + b"\t\n"


@value
class Draft:
    """An article before its metadata is worked out.

    Attributes:
        title: the headline; empty when there is none.
        body: the text below the headline.
        declared: what the file says of the article outside its prose.
        key: its name within the file; ``None`` when the file is the article.
        number: which article of a list it is, counted from 1, where a list holds them.
        line: the line it stands on, where lines are articles.
        above: how many characters of the body stood above the headline.
    """

    title: str
    body: str
    declared: Declared = Declared()
    key: str | None = None
    number: int | None = None
    line: int | None = None
    above: int = 0

    @property
    def place(self) -> str:
        """Where it stands in the file, in words."""
        if self.line is not None:
            return f"line {self.line}"
        return "the file" if self.number is None else f"article {self.number}"


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file holds, in the order of the file."""

    drafts: tuple[Draft, ...] = ()
    faults: tuple[Fault, ...] = ()


def clean(text: str) -> str:
    """Give text as an article may hold it.

    Every kind of line end becomes a newline, half characters (lone surrogates) become U+FFFD. Control
    characters other than newline and tab vanish, and so do soft hyphens and byte order marks, which would cut
    words in two.
    """
    if _is_clean(text):
        return text
    return _UNWANTED.sub("", _SURROGATES.sub("\ufffd", _NEWLINES.sub("\n", text)))


def _is_clean(text: str) -> bool:
    # Most texts are ASCII, and bytes are looked through several times as fast.
    return not (text.encode().translate(None, _WANTED_ASCII) if text.isascii() else _UNWANTED.search(text))


def one_line(text: str) -> str:
    """Give cleaned text on one line, such as a title or a name."""
    return (
        text if text.isprintable() and text.isascii() and "  " not in text else " ".join(clean(text).split())
    )


def evidence(method: str, *values: str) -> tuple[Evidence, ...]:
    """Give the values that say something as evidence."""
    return tuple(Evidence(method, line) for value in values if (line := one_line(value)))
