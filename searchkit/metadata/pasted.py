"""Text as pasted from a browser → title and body.

The headline is the first line among the page's clutter ("3 min read", a site's name, share buttons) that
looks like one; a line that comes twice among the first is the headline without doubt, also where it once
carries the site's name behind it. A short line may be a section or a site, so a longer one below it is
preferred, unless that is a sentence: then prose has begun. No other line is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from searchkit.metadata.dates import parse_date
from searchkit.metadata.furniture import is_sentence, judge

LINES_READ = 16  # a headline stands that near to the top
LONGEST_TITLE = 250  # characters; a longer line is a paragraph
LEAST_WORDS = 3  # fewer words are a label, a section or a site, unless nothing better follows

SITE_WORDS = 4  # a line of as few may still be the site's name, with more of its page below
_NO_HEADLINE = re.compile(
    r"(?:by|written by|reported by)[ ]?[: ].*|(?:last[ ])?(?:updated|published|posted|modified)\b.*"
    r"|(?:exclusive|illustrative[ ]image.*|.*\bphoto)|https?://\S+|[\W\d_]*",
    re.IGNORECASE,
)
_SITE_BEHIND = re.compile(r"\s+[|–—·-]\s+[^|–—·\n]{2,40}\Z")


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
    long_enough = [number for number in candidates if len(written[number].split()) >= LEAST_WORDS]
    twice = [number for number in long_enough if _comes_again(number, written)]
    if twice:
        return twice[0]
    best = next(iter(long_enough or candidates), None)
    if best is not None and is_sentence(written[best]):
        return candidates[0]
    return best if best is None else _below_site(best, long_enough, filled, written)


def _comes_again(number: int, written: dict[int, str]) -> bool:
    """Whether a line stands there twice, once with a site's name behind it perhaps."""
    line = written[number]
    return any(
        text == line or (text.startswith(line) and _SITE_BEHIND.fullmatch(text, len(line)))
        for other, text in written.items()
        if other != number
    )


def _below_site(best: int, long_enough: list[int], filled: list[int], written: dict[int, str]) -> int:
    """Go on from a short line with clutter right below it: so pages begin, and no article."""
    below = filled[filled.index(best) + 1 :]
    if len(written[best].split()) > SITE_WORDS or not below or not _is_button(written[below[0]]):
        return best
    longer = (number for number in long_enough if number in below and not is_sentence(written[number]))
    return next((number for number in longer if len(written[number].split()) > SITE_WORDS), best)


def _is_button(line: str) -> bool:
    furniture = judge(line)
    return furniture is not None and furniture.kind in {"navigation", "consent", "newsletter"}


def _may_be_headline(line: str) -> bool:
    return (
        len(line) <= LONGEST_TITLE
        and not _NO_HEADLINE.fullmatch(line)
        and judge(line) is None
        and parse_date(line) is None
    )
