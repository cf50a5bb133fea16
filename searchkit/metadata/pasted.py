"""Text as pasted from a browser → title and body.

The headline is the first line among the page's clutter ("3 min read", a site's name, dates, share buttons)
that looks like one; a line that comes twice among the first is the headline without doubt, also where it once
carries the site's name behind it. A short line may be a section or a site, so a longer one below it is
preferred where something says so, unless that is a sentence: then prose has begun. No other line is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from searchkit.metadata.furniture import is_sentence, judge
from searchkit.metadata.outlets import outlets
from searchkit.metadata.site_lines import (
    copyright_line,
    is_date_line,
    is_row,
    is_signed,
    may_name_site,
    says_age,
    says_weather,
)

LINES_READ = 20  # a headline stands that near to the top
LONGEST_TITLE = 250  # characters; a longer line is a paragraph
LEAST_WORDS = 3  # fewer words are a label, a section or a site, unless nothing better follows

SITE_WORDS = 4  # a line of as few may still be the site's name, with more of its page below
_OUTLET_LENGTH = 60
_LAST_LINES = 12  # among which the copyright stands
_SENTENCE_WORDS = 8
_NEAR = 2  # lines below a section in which its headline stands
_NO_HEADLINE = re.compile(
    r"(?:by|written by|reported by)[ ]?[: ].*|(?:last[ ])?(?:updated|published|posted|modified)\b.*"
    r"|(?:forwarded from|переслано из|переслано от|переслано з)\b.*|(?:from|to|cc|date|subject):[ ].*"
    r"|.{1,60},[ ]\[[^\]]{0,20}\d\d?:\d\d[^\]]{0,12}\]"  # a message of a channel
    r"|(?:est\.|established|founded|fundad[oa]|gegründet|fondé[e]?|fondat[oa]|основана?|заснован[ао]?)"
    r"[ ][^.]{0,30}(?:1[89]|20)\d\d"
    r"|.{1,60}[ ][-–|][ ]home[ ]?page"
    r"|(?:exclusive|illustrative[ ]image.*|.*\bphoto)|https?://\S+|[\W\d_]*",
    re.IGNORECASE,
)
_SITE_BEHIND = re.compile(r"\s+[|–—·-]\s+[^|–—·\n]{2,40}\Z")
_SMALL_WORD = re.compile(r"\b[a-zà-ÿа-яіїєґ]{2,}")
_STROKE = re.compile(r"\s[|–—-]\s")
_ENDS_OF_SPEECH = ("?", "!", '"', "”", "»", "“")
_MENU_LINES = 2  # short lines above one that is part of a menu; one more is below it
_OF_SITES = frozenset({"navigation", "consent", "newsletter"})


@dataclass(frozen=True, slots=True)
class Pasted:
    """A pasted article.

    Attributes:
        title: the headline; empty when no line looks like one.
        body: every other line, in order; the headline's repetitions are left in.
        above: how many characters of the body stood above the headline.
    """

    title: str
    body: str
    above: int = 0


def split_pasted(text: str) -> Pasted:
    """Find the headline of a text pasted from a browser."""
    lines = text.splitlines()
    number = _headline_number(lines)
    if number is None:
        return Pasted("", text.strip())
    rest = [line for other, line in enumerate(lines) if other != number]
    above = len("\n".join(lines[:number]).strip())
    return Pasted(lines[number].strip(), "\n".join(rest).strip(), above)


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
    signature = copyright_line("\n".join(lines[-_LAST_LINES:]))
    while best is not None:
        better = _below_label(best, long_enough, filled, written, signature)
        if better is None:
            break
        best = better
    return best


def _comes_again(number: int, written: dict[int, str]) -> bool:
    """Whether a line stands there twice, once with a site's name behind it perhaps."""
    line = written[number]
    return any(
        text == line or (text.startswith(line) and _SITE_BEHIND.fullmatch(text, len(line)))
        for other, text in written.items()
        if other != number
    )


def _below_label(
    best: int, long_enough: list[int], filled: list[int], written: dict[int, str], signature: str
) -> int | None:
    """Go on from a line that names a site or a section, where something tells that: so pages begin.

    That is clutter right below it, or clutter or a site above it and a longer line right below.
    """
    place = filled.index(best)
    line, above, below = written[best], filled[:place], filled[place + 1 :]
    prose = next((one for one in below if _is_prose(written[one])), LINES_READ + below[-1] if below else 0)
    longer = [one for one in long_enough if best < one < prose and not is_sentence(written[one])]
    if not below or not longer or line.endswith(_ENDS_OF_SPEECH):
        return None
    is_site = place <= _NEAR and (may_name_site(line) or is_signed(line, signature))
    if is_site or _is_above_menu(below, longer, written):
        return longer[0]
    following = next((one for one in longer if len(written[one].split()) > SITE_WORDS), None)
    is_short = len(line.split()) <= SITE_WORDS
    between = below if following is None else below[: below.index(following)]
    is_headed = place == 0 and any(_is_of_site(written[one]) or says_weather(written[one]) for one in between)
    neighbours = [*above[-_MENU_LINES:], *below[:1]]
    is_in_menu = len(neighbours) > _MENU_LINES and all(
        len(written[one].split()) < LEAST_WORDS for one in neighbours
    )
    if is_short and is_in_menu:
        return following
    if is_short and (_is_of_site(written[below[0]]) or is_headed):
        return following
    is_shouted = line.isupper() and len(line.split()) <= SITE_WORDS + 2 and not any(map(str.isdigit, line))
    is_label = (is_short and not _is_in_sentence_case(line)) or (
        is_shouted and following is not None and not written[following].isupper()
    )
    if is_label and following in below[:_NEAR] and any(_is_of_site(written[one]) for one in above):
        return following
    return None


def _is_above_menu(below: list[int], longer: list[int], written: dict[int, str]) -> bool:
    """Whether a menu and nothing else stands between a line and the next that may be the headline."""
    between = [written[one] for one in below[: below.index(longer[0])]]
    sections = [line for line in between if (furniture := judge(line)) and furniture.kind in _OF_SITES]
    return len(sections) >= _MENU_LINES and all(len(line.split()) <= SITE_WORDS for line in between)


def _is_in_sentence_case(line: str) -> bool:
    """Whether a line says something, as no label does: ``The station master's daughter``."""
    words = line.split()
    return len(words) >= SITE_WORDS and 2 * sum(word[0].islower() for word in words) > len(words)


def _is_prose(line: str) -> bool:
    return len(line) > LONGEST_TITLE or (is_sentence(line) and len(line.split()) >= _SENTENCE_WORDS)


def _is_of_site(line: str) -> bool:
    furniture = judge(line)
    if furniture is not None:
        return furniture.kind in _OF_SITES
    return _names_outlet(line)


def _names_outlet(line: str) -> bool:
    """Whether a line is an outlet's name, with a word or two behind it: ``The Site - Back to home``."""
    if len(line) > _OUTLET_LENGTH:
        return False
    name, *rest = _STROKE.split(line.rstrip(".").removesuffix(" Logo").removesuffix(" logo"), maxsplit=1)
    most = SITE_WORDS if "." in name else LEAST_WORDS
    return outlets().named(name) is not None and (not rest or len(rest[0].split()) <= most)


def _may_be_headline(line: str) -> bool:
    return (
        len(line) <= LONGEST_TITLE
        and not _NO_HEADLINE.fullmatch(line)
        and not (line.endswith(":") and len(line.split()) <= SITE_WORDS + 1)
        and judge(line) is None
        and not is_date_line(line)
        and not says_age(line)
        and not (says_weather(line) and len(line.split()) <= SITE_WORDS and not _SMALL_WORD.search(line))
        and not is_row(line)
        and not _names_outlet(line)
    )
