"""A line of a text → what furniture of a page it is, by its own words alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from searchkit.metadata.clutter_phrases import (
    Furniture,
    Phrases,
    Reach,
    first_words,
    key_of,
    lines_to_judge,
    phrases,
)

LONGEST: Final = 400
"""Characters of the longest line that is looked at: an invitation, a caption with its credit."""

_MOST_WORDS = {
    "heads": 6,  # More from the Estuary Courier
    "late": 30,  # a credit that names everybody, and no paragraph that begins like one
}
_MENU_WORDS = 4  # so many sections in one line are a menu wherever it stands
_BREADCRUMBS = 3  # the front page, a section, the article
_HEAD = re.compile(r"[^:|\n]{2,40}?(?=\s?[:|]|\s[–—-]\s)")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{1,600}\)")
_OF_MENUS = frozenset({"navigation", "consent", "newsletter", "copyright"})
_BETWEEN_CRUMBS = re.compile(r"[/›»>|•►▸]")
_SENTENCE_END = re.compile(r"[^.A-Z][.…][\"'”’»)*_]{0,4}\Z")
_END_LENGTH = 6  # characters of the longest end of a sentence
_LAST = frozenset(".…\"'”’»)*_")
_OF_PICTURES = ("Photo", "Getty")
_OF_PICTURES_STROKED = ("/AFP", "/ AFP", "/dpa", "REUTERS/", "/Reuters")
_OF_PICTURES_NAMED = ("Foto: ", "Фото: ")
_SIGN_WITHIN = 12  # characters in which "Copyright ©" stands
_TOP = 300  # characters in which a byline stands
_CREDIT_LENGTH = 90  # characters at the end of a caption in which its credit stands
_SHORT = 80  # characters of a line that is read as a whole as fast as its first words are
_DASHES = "-–—"
_AROUND = " \t*_#>•▪►▸▶→»|-–—"


def is_sentence(text: str) -> bool:
    """Whether a line ends as sentences do; "visits the U.S." may end a headline."""
    return text[-1:] in _LAST and _SENTENCE_END.search(text, max(len(text) - _END_LENGTH, 0)) is not None


def may_have_furniture(text: str) -> bool:
    """Tell quickly whether a text may have a line of furniture: most have none; a no is hardly ever wrong."""
    is_stroked, is_named = "/" in text, ":" in text
    if (
        (is_stroked and any(map(text.__contains__, _OF_PICTURES_STROKED)))
        or (is_named and any(map(text.__contains__, _OF_PICTURES_NAMED)))
        or ((is_stroked or is_named) and any(map(text.__contains__, _OF_PICTURES)))
    ):
        return True
    top = text[:_TOP]
    if "in Read" in top or "in read" in top or "IN READ" in top:
        return True
    if "©" in text or ("[" in text and "![" in text):
        return True
    return any(map(judge, lines_to_judge(text)))


def judge(text: str) -> Furniture | None:
    """What a stripped line is; ``None`` for prose, and for what may be anything."""
    return _judge(text) if len(text) <= LONGEST else None


@lru_cache(maxsize=512)  # a line is judged several times, and what pages print in the next article
def _judge(text: str) -> Furniture | None:
    line = text
    if "](" in text:
        if text.startswith("![") and _LINK.fullmatch(text):
            return Furniture("caption")
        line = _LINK.sub(r"\1", text)
    line = line.strip(_AROUND)
    known = phrases()
    if not _may_open(line, known):
        return _signed(text, line, known)
    key = key_of(line)
    if not key:
        return None
    first = key.partition(" ")[0]
    return (
        known.whole.get(key)
        or (first in known.openings and _opened(key, first, known))
        or (first in known.head_words and _headed(line, known))
        or _of_words_only(line, key, first, known)
        or _signed(text, line, known)
    )


def _may_open(line: str, known: Phrases) -> bool:
    """Whether a line may be furniture by how it begins; prose is hardly ever, and read no further."""
    if len(line) <= _SHORT or "|" in line:
        return True
    begin = first_words(line)
    return not begin or begin in known.pairs or begin.partition(" ")[0] in known.pairs


def opens_menu(text: str) -> bool:
    """Whether a line begins as menus do, with the front page."""
    key = key_of(text)
    return bool(key) and key.split()[0] in phrases().words["front words"]


def invites(text: str) -> bool:
    """Whether a line speaks of newsletters, channels or subscriptions."""
    return not phrases().words["newsletter words"].isdisjoint(key_of(text).split())


def credits_picture(text: str) -> bool:
    """Whether a line speaks of a photograph or picture."""
    return not phrases().words["caption words"].isdisjoint(key_of(text).split())


def _opened(key: str, first: str, known: Phrases) -> Furniture | None:
    words = f"{key} "
    for opening in known.openings[first]:
        if not words.startswith(opening.begin):
            continue
        if opening.form == "invites" and known.words["newsletter words"].isdisjoint(key.split()):
            continue
        if key.count(" ") >= _MOST_WORDS.get(opening.form, LONGEST):
            continue
        return opening.furniture
    return None


def _headed(line: str, known: Phrases) -> Furniture | None:
    """``Also Read: …``, ``Tags | …``, ``Photo: …``."""
    head = _HEAD.match(line)
    return known.heads.get(key_of(head[0])) if head else None


def _of_words_only(line: str, key: str, first: str, known: Phrases) -> Furniture | None:
    """Rows of buttons, menus, and the path to the article."""
    if "|" in line and (links := _row_of_links(line, known)):
        return links
    if first in known.words["front words"]:
        crumbs = list(filter(None, map(key_of, _BETWEEN_CRUMBS.split(line))))
        if crumbs[0] == first and (
            len(crumbs) >= _BREADCRUMBS or (len(crumbs) > 1 and key.count(" ") < _MENU_WORDS)
        ):
            return Furniture("navigation")
    shares, sections = known.words["share words"], known.words["navigation words"]
    if not (first in shares or first in sections) or is_sentence(line) or not line[:1].isalnum():
        return None
    words = key.split()
    if shares.issuperset(words):
        return Furniture("share", Reach.ANYWHERE if len(words) > 1 else Reach.EDGE)
    if sections.issuperset(words):
        return Furniture("navigation", Reach.ANYWHERE if len(words) >= _MENU_WORDS else Reach.EDGE)
    return None


def _row_of_links(line: str, known: Phrases) -> Furniture | None:
    """``E-Edition | Subscribe | My Account``: links; ``The Site | News``: a name and a section."""
    keys = list(filter(None, map(key_of, line.split("|"))))
    if max((key.count(" ") for key in keys), default=_MENU_WORDS) >= _MENU_WORDS - 1:
        return None
    links = [known.whole[key] for key in keys if key in known.whole]
    if sum(link.kind in _OF_MENUS for link in links) > 1:
        return Furniture("navigation")
    words = sum(key.count(" ") + 1 for key in keys)
    sections = known.words["navigation words"]
    if words <= _MENU_WORDS and any(sections.issuperset(key.split()) for key in keys):
        return Furniture("navigation", Reach.EDGE)
    return None


def _signed(text: str, line: str, known: Phrases) -> Furniture | None:
    """Captions, which end with whose picture it is, and copyright lines."""
    if "©" in text:
        before, sign, _ = text[:_SIGN_WITHIN].partition("©")
        if sign and key_of(before) in {"", "copyright"}:
            return Furniture("copyright")
    end = line[-_CREDIT_LENGTH:]
    small = end.lower()
    if not (
        ":" in end or "(" in end or "/" in end or "|" in end or "©" in end or " by " in small
    ):  # as is nearly all prose
        return None
    if _credits().end(end, small):
        return Furniture("caption")
    if end.endswith((")", "]")) and text[-1] not in _DASHES:  # as a dateline ends
        holders = end[max(end.rfind("("), end.rfind("[")) + 1 : -1].split("/")
        if known.words["caption agencies"].issuperset(map(key_of, holders)):
            return Furniture("caption", Reach.EDGE)
    return None


@dataclass(frozen=True, slots=True)
class _Credits:
    """How a credit ends a line.

    Attributes:
        named: after a word and a colon, or "by".
        stroked: after a stroke.
        bracketed: in brackets.
        owned: behind the agency or the sign whose it is.
        relayed: in brackets, behind a sign or before the agency that it came by.
    """

    named: re.Pattern[str]
    stroked: re.Pattern[str]
    bracketed: re.Pattern[str]
    owned: re.Pattern[str]
    relayed: re.Pattern[str]

    def end(self, text: str, small: str) -> bool:
        """Whether one ends a text, which is also given in small letters."""
        may_be_bracketed = ")" in text or "]" in text
        return bool(
            ((":" in text or "by" in small) and self.named.search(text))
            or (("/" in text or "|" in text) and self.stroked.search(text))
            or (may_be_bracketed and self.bracketed.search(text))
            or (("/" in text or "©" in text) and self.owned.search(text))
            or (may_be_bracketed and self.relayed.search(text))
        )


@cache
def _credits() -> _Credits:
    words, agencies = (
        "|".join(one.replace(" ", "[ -]") for one in sorted(known, key=len, reverse=True))
        for known in (phrases().words["caption words"], phrases().words["caption agencies"])
    )
    return _Credits(
        re.compile(
            rf"(?:^|[.!?…\s)\]|–—-]\s|[(\[])(?:{words})\s?(?::|\bby\b)\s?[^.:;!?]{{2,70}}[)\]]?\.?\Z",
            re.IGNORECASE,
        ),
        re.compile(rf"[/|]\s?(?:{agencies})(?: via (?:{agencies}))?[)\]]?\.?\Z", re.IGNORECASE),
        re.compile(
            r"[(\[](?:A[FP]P? Photo|Photo by|Reuters/|File[:/])[^()\n]{2,80}[)\]]\.?\Z", re.IGNORECASE
        ),
        re.compile(r"(?:\b(?:REUTERS|EPA-EFE|EPA|EFE|AFP PHOTO|AP PHOTO|POOL)\s?/\s?|©\s?)[\w.'’ -]{2,50}\Z"),
        re.compile(r"[(\[](?:@[\w .]{2,50}|(?:\w[\w.'’-]* ){1,4}?via \w[\w .]{1,40})[)\]]\Z"),
    )
