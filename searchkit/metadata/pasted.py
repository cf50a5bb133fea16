"""Text as pasted from a browser → title and body.

The headline is the first line among the page's clutter ("3 min read", a site's name, share buttons) that
looks like one; a line that comes twice among the first is the headline without doubt. A short line may be a
section or a site, so a longer one below it is preferred, unless that is a sentence: then prose has begun. No
other line is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from searchkit.metadata.dates import parse_date

LINES_READ = 16  # a headline stands that near to the top
LONGEST_TITLE = 250  # characters; a longer line is a paragraph
LEAST_WORDS = 3  # fewer words are a label, a section or a site, unless nothing better follows

_CLUTTER = re.compile(
    r"""
    \d+[ -]?min(?:ute)?s?(?:[ ]read)?\b.{0,60} | (?:by|photo|image|credit|source|caption)[ ]?[: ].*
    | illustrative[ ]image.*
    | (?:last[ ])?(?:updated|published|posted|modified)\b.*
    | (?:share|follow|subscribe|sign[ ](?:in|up)|log[ ]in)\b.{0,60}
    | (?:skip[ ]to|advertisement|listen|read[ ]more|also[ ]read|related|menu|home|search|print|comments?)\b
      .{0,20}
    | (?:facebook|twitter|whatsapp|telegram|email|linkedin|reddit|copy[ ]link)
      (?:[ ,|·]+(?:facebook|twitter|whatsapp|telegram|email|linkedin|reddit|copy[ ]link|print|share))*
    | .*\bphoto | https?://\S+
    | (?:breaking|exclusive|live|opinion|analysis|world|politics|business|news)(?:[ ]news)? | [\W\d_]*
    """,
    re.IGNORECASE | re.VERBOSE,
)

_SENTENCE_END = re.compile(r"[^.A-Z][.…][\"'”’»)]*\Z")  # "visits the U.S." may end a headline


@dataclass(frozen=True, slots=True)
class Pasted:
    """A pasted article.

    Attributes:
        title: the headline; empty when no line looks like one.
        body: every other line, in order; the headline's repetitions are left in.
    """

    title: str
    body: str


def split_pasted(text: str) -> Pasted:
    """Find the headline of a text pasted from a browser."""
    lines = text.splitlines()
    number = _headline_number(lines)
    if number is None:
        return Pasted("", text.strip())
    rest = [line for other, line in enumerate(lines) if other != number]
    return Pasted(lines[number].strip(), "\n".join(rest).strip())


def _headline_number(lines: list[str]) -> int | None:
    filled = [number for number, line in enumerate(lines) if line.strip()][:LINES_READ]
    written = {number: lines[number].strip() for number in filled}
    candidates = [number for number in filled if _may_be_headline(written[number])]
    times = Counter(written.values())
    long_enough = [number for number in candidates if len(written[number].split()) >= LEAST_WORDS]
    twice = [number for number in long_enough if times[written[number]] > 1]
    best = next(iter(twice or long_enough or candidates), None)
    if best is not None and not twice and _SENTENCE_END.search(written[best]):
        return candidates[0]
    return best


def _may_be_headline(line: str) -> bool:
    return len(line) <= LONGEST_TITLE and not _CLUTTER.fullmatch(line) and parse_date(line) is None
