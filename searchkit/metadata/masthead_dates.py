"""Dates of a masthead: behind a label, beside names and sections, or alone on a line.

A line is taken apart: its dates, the labels before them, and the rest. Behind a label ("Published", "Mis à
jour") a date is what the label says. Without one it is believed only where the rest is but names, as in
``March 9, 2023 / 10:15 AM / CBS News``: beside words of prose a date is that of something else.
"""

from __future__ import annotations

import re

from searchkit.article import Extracted, NewsDate, Precision
from searchkit.metadata.calendar_names import (
    ANSWERS,
    LINKS,
    MONTHS,
    OPENERS,
    OTHERS,
    PARTICLES,
    PUBLISHED,
    SECTIONS,
    UPDATED,
    WEEKDAYS,
    WORKS,
)
from searchkit.metadata.dates import OPENING, read_date
from searchkit.metadata.day_order import Order
from searchkit.metadata.masthead_lines import Line
from searchkit.metadata.names import fold
from searchkit.values import value

LONGEST_NAME = 4  # words of a name alone on its line
LONGEST_CREDIT = 3  # words, small letters or not, of "by oz on"
LONGEST_REST = 10  # words beside a date that has no label
LONGEST_BEFORE_YEAR = 45  # characters of day, month and what may stand between
WORDS_BEHIND_MONTH = 5  # it and what may stand between it and the year: st, a time zone, of
SHORTEST_WEEKDAY = 4  # letters; shorter ones are words, too: "so", "do", "sam"
DATE_LABELS = (
    "date",
    "datum",
    "data",
    "fecha",
    "дата",
)  # behind another word it says what that is: closing date
BULLETS = " •·*–-"  # before a note on the article
LONGEST_LABEL = 100  # characters before a date in which its label stands

# Every date that is read has one; most lines have none.
_YEAR = re.compile(r"\d(?:(?<=1)[89]\d\d|(?<=2)[01]\d\d|\.\d\d?\.\d\d|/\d\d?/\d\d)")
_CENTURIES = ("19", "20", "18", "21")  # the first two figures of years
_SHORT_STROKED = re.compile(r"/(?<=\d/)\d\d?/\d\d(?=[ ,–-]{1,3}\d)")  # and a time behind it
_SHORT_YEAR = re.compile(r"\.(?<=\d\.)\d\d?\.\d\d")
_NUMBERS = re.compile(r"\d ?[./-] ?\d{1,2} ?[./-] ?\d\d|\d{4} ?[年년]")
_BEHIND_MONTH = frozenset({"st", "nd", "rd", "th", "º", "ª", "de", "del", "of"})  # and before the year
_LETTERS = re.compile(r"[^\W\d_]+")
_MONTH_AT_END = re.compile(
    r"[^\W\d_]{3,12}[ .,/–-]{1,3}(?P<day>\d{1,2}(?:st|nd|rd|th|[.ºª])?[ ,]{1,3})?"
    r"(?:\d\d:\d\d:\d\d (?:\w{1,5} )?)?(?:de |del |of )?\Z"
)
_BEFORE_MONTH = len("9th. del ")  # characters in which the day stands that does not stand behind it
# Where a date may begin.
_CANDIDATE = re.compile(rf"(?:(?<![^\W\d_])(?=[^\W\d_])|(?<=[a-zà-ÿ])(?=[A-Z])|(?<!\d)(?=\d))(?={OPENING})")
_DIGIT = re.compile(r"\d")
_MOST_BLANKS = 4  # before the first digit of a date
_WORD_BEFORE = re.compile(r"([^\W\d_]{2,12})['’ʼ.]?[)]?[,]?[ ]{0,2}$")
_LONGEST_WORD_BEFORE = 18  # characters that this looks at
_LABEL = re.compile(
    r"(?<![^\W\d_])"
    rf"(?:(?:first|originally|erstmals|initialement)[ ])?"
    rf"(?:(?P<updated>{UPDATED})|(?P<published>{PUBLISHED}))"
    r"(?:[ ]by[ ](?P<author>[^\d\n]{3,60}?)(?=,?[ ]on\b|,|:))?"
    r"(?:[ ]\d{4}[ ][A-Z]{3,4}(?:[ ]\(\d{4}[ ][A-Z]{3,4}\))?)?"  # a time without a colon
    rf"[ ]?[:,.：|(–-]?[ ]*(?:(?:{LINKS})(?![^\W\d_])[ ]?[:,：]?[ ]*){{0,2}}\Z",
    re.IGNORECASE,
)
_OPENS_LABEL = re.compile(
    r"(?:(?:this|article|story|the|last|page|news)[ ]?){1,3}(?:(?:was|is)[ ])?\Z|\A(?:was|is)[ ]\Z",
    re.IGNORECASE,
)
_LETTER_AT_END = re.compile(r"[^\W\d_][ ]\Z")
_WORK = re.compile(rf"(?<![^\W\d_])(?:{WORKS})[ ]\Z", re.IGNORECASE)
_AFTER_LABELLED = re.compile(
    r"[\s.)\]]*\Z|\s*[|·•⋅(\[/–—-]|\s+\(|[,;]?\s*(?=[A-ZÀ-ÞЀ-Я])|\s*\d"
    r"|[,;]?\s+(?:by|last|updated|modified|at|originally|first|created|and)\b"
)
_TIME_ZONE = r"(?:local time|ET|CT|PT|IST|GMT)\b\)?"
# All that begins at the edge of a word stands together, so that it is tried at few places.
_AROUND = re.compile(
    r"\b(?:(?:updated[ ])?\d{1,3}[ ](?:min(?:ute)?s?|mins|hours?|hrs?|h|days?|weeks?|months?|years?)[ ]ago\b"
    r"|\d{1,3}[ -]?(?:min(?:ute)?n?s?|Min\.|мин|хв)"
    r"(?:[ -]?(?:read|de lecture|di lettura|lesezeit|leestijd))?\b\.?"
    rf"|\d+[ ](?:comments?|shares?|views?|replies)\b|comments?\b|{_TIME_ZONE}"
    r"|(?:filed (?:under|in)|posted in|tagged|permalink|leave a comment|no comments"
    r"|kategorien?|category|categories|hinterlasse einen|schreibe einen|laisser un|deja un|lascia un)\b.*"
    r"|(?:vor|há|hace|il y a|fa)[ ]\d{1,3}[ ][^\W\d_]{1,9}\b"
    r"|(?:kommentieren|kommentare?|commentaires?|comentarios?|commenti|drucken|teilen|merken|print|share|email|save)\b"
    r"|(?:written|posted|published|blog entry|story|reported|reviewed|edited|text|words) by\b"
    r"|post by \w{1,30} »"
    r"|(?:(?:press|news|media) releases?|pressemitteilung|communiqué de presse)\b"
    r"(?:[ ](?:no|nr|n°|№)\.?(?![^\W\d_]))?(?:[ ][(]?\d[\d/-]{0,12}[)]?(?=[ ,|]))*(?:[ ]vom\b)?)"
    rf"|\(\b{_TIME_ZONE}|\(\d+[^)\d]{{0,20}}\)|\(\d{{1,2}}[:.]\d\d\)"
    r"|\b(?:page|seite|página|pagina|str\.|с\.)[ ][A-Z]?\d{1,3}\b"
    r"|[·•|][ ]aus[ ][^|·•\d]{2,40}[ ]\d{1,3}/\d{2,4}"  # the printed issue
    r"|上午|下午|来源[：:]?|來源[：:]?|[|·•⋅/()\[\]–—,;:•»«>\"#-]",
    re.IGNORECASE,
)
_COUNT_AT_END = re.compile(r"[ ]?[|·•][ ]?\d{1,4}\Z")  # of comments, behind a time of day
_TOKEN = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[a-zà-ÿа-яіїєґ]{3}[.!?…][\"'”’»)]*\Z")


@value
class LineDate:
    """A date of a line.

    Attributes:
        value: the date.
        start: where what belongs to it begins, its label included.
        quote_start: where the date itself begins.
        end: where it ends.
        kind: ``published`` or ``updated``, as its label says; empty without a label.
        author: where the label names the author, as in "Posted by Jane Doe on": from and to.
    """

    value: NewsDate
    start: int
    quote_start: int
    end: int
    kind: str
    author: tuple[int, int] | None = None

    def extracted(self, line: Line, method: str) -> Extracted[NewsDate]:
        """The date as it was found in its line."""
        return line.extract(self.value, method, self.quote_start, self.end)


@value
class DatedLine:
    """A line taken apart.

    Attributes:
        dates: its dates, in order; at least one.
        rest: the words that belong to none of them.
        ends_sentence: whether the line closes as prose does.
    """

    dates: tuple[LineDate, ...]
    rest: tuple[str, ...]
    ends_sentence: bool

    @property
    def is_labelled(self) -> bool:
        """Whether labels say what its dates are."""
        return any(date.kind for date in self.dates)

    @property
    def has_time(self) -> bool:
        """Whether a time of day is said, as is rare but for publications."""
        return any(date.value.precision > Precision.DAY for date in self.dates)

    @property
    def is_names_only(self) -> bool:
        """Whether beside its dates there is nothing but names."""
        if self.ends_sentence or len(self.rest) > LONGEST_REST:
            return False
        if len(self.rest) > LONGEST_NAME and all(map(str.isupper, self.rest)):
            return False  # words of a sentence, perhaps
        is_credit = 0 < len(self.rest) <= LONGEST_CREDIT and self.rest[0].lower() in OPENERS
        return is_credit or all(map(_may_be_of_name, self.rest))


def may_hold_date(text: str) -> bool:
    """Tell quickly whether a line may hold a date; nearly all do not, though many name a year."""
    # Most lines hold neither digit, and one digit is found faster than the two of a century.
    for century in _CENTURIES if "1" in text or "2" in text else ():
        start = text.find(century)
        while start >= 0:
            if text[start + 2 : start + 4].isdecimal() and _is_year_of_date(text, start):
                return True
            start = text.find(century, start + 1)
    return (text.count(".") > 1 and _SHORT_YEAR.search(text) is not None) or (
        text.count("/") > 1 and _SHORT_STROKED.search(text) is not None
    )


def _is_year_of_date(text: str, year: int) -> bool:
    """Whether the four figures at a place may be the year of a date."""
    before = text[max(0, year - LONGEST_BEFORE_YEAR) : year]
    if _NUMBERS.search(before[-len("31. 12. ") :] + text[year : year + len("2023-12-31")]):
        return True
    # Mostly the word before the year decides alone: it names a month, or the year is that of no date.
    last = before[before.rfind(" ", 0, -1) + 1 : -1]
    if last.isalpha() and ":" not in before and last.lower() not in _BEHIND_MONTH:
        return _names_month(last) and _is_day_of(before, before.rfind(last))
    words = _LETTERS.findall(before)[-WORDS_BEHIND_MONTH:]
    return any(_names_month(word) and _is_day_of(before, before.rfind(word)) for word in words)


def _names_month(word: str) -> bool:
    return (word.lower() if word.isascii() else fold(word)) in MONTHS


def _is_day_of(before: str, month: int) -> bool:
    """Whether the month that is named at a place has a day, and nothing else stands up to the year."""
    match = _MONTH_AT_END.match(before, month)
    return match is not None and (
        match["day"] is not None or _DIGIT.search(before, max(month - _BEFORE_MONTH, 0), month) is not None
    )


def opens_other_texts(text: str) -> bool:
    """Tell whether a line is the heading of links, comments or the like."""
    return text.strip(" :>»()0123456789").lower() in SECTIONS or text.endswith(ANSWERS)


def is_name(text: str) -> bool:
    """Tell whether a line looks like the name of a person: a few capitalised words."""
    words = text.split()
    if words and words[0].lower().strip(":") in OPENERS:
        del words[0]
    return (
        1 < len(words) <= LONGEST_NAME
        and all(word[0].isupper() or word in PARTICLES for word in words)
        and not any(char.isdigit() or char in ":!?|" for char in text)
        and not opens_other_texts(text)
    )


def take_apart(text: str, order: Order) -> DatedLine | None:
    """Take a line apart; ``None`` when it holds no date, or one that contradicts itself."""
    dates: list[LineDate] = []
    rest: list[str] = []
    position = start = 0
    last_year = max((year.start() for year in _YEAR.finditer(text)), default=-1)
    while 0 <= (start := _next_start(text, start, position)) <= last_year:
        written = read_date(text, start, order)
        if written is None:
            start += 1
            continue
        if _is_after_weekday(text[position:start]):
            return None
        date = _labelled(text, position, start, written.end, written.value)
        rest += _words(text[position : date.start])
        dates.append(date)
        position = start = written.end
    if not dates:
        return None
    has_time = dates[-1].value.precision > Precision.DAY
    rest += _words(_COUNT_AT_END.sub("", text[position:]) if has_time else text[position:])
    return DatedLine(tuple(dates), tuple(rest), _ends_sentence(text, position))


def _ends_sentence(text: str, position: int) -> bool:
    return text[position:].strip() == "." or _SENTENCE_END.search(text) is not None


def _next_start(text: str, start: int, position: int) -> int:
    """Where the next date may begin: at a word, or at once where pages glue two together; -1 for nowhere."""
    if 0 < start == position < len(text) and text[start].isalnum():
        return start
    digit = _DIGIT.search(text, start)
    if digit is None:
        return -1
    # Not asked of each word: only so many stand before the number of a date.
    words = text[start : digit.start()].rsplit(" ", _MOST_BLANKS + 1)
    if len(words) > _MOST_BLANKS + 1:
        start += len(words[0])
    candidate = _CANDIDATE.search(text, start)
    return candidate.start() if candidate else -1


def _is_after_weekday(before: str) -> bool:
    """Whether a weekday stands before a date that was read without it: then the two disagree."""
    word = _WORD_BEFORE.search(before[-_LONGEST_WORD_BEFORE:])
    return word is not None and len(word[1]) >= SHORTEST_WEEKDAY and fold(word[1]) in WEEKDAYS


def _labelled(text: str, position: int, start: int, end: int, value: NewsDate) -> LineDate:
    begin = max(position, start - LONGEST_LABEL)
    before = text[begin:start]
    label = _LABEL.search(before)
    if (
        label is None
        or not _is_label(before, label)
        or not (_AFTER_LABELLED.match(text, end) or _is_note(before, label, text[end:]))
    ):
        bracket = before.rstrip(" (")
        return LineDate(value, begin + len(bracket), start, end, "")
    kind = "updated" if label["updated"] else "published"
    opening = _OPENS_LABEL.search(before, 0, label.start())
    label_start = begin + (opening.start() if opening else label.start())
    author = (begin + label.start("author"), begin + label.end("author")) if label["author"] else None
    return LineDate(value, label_start, start, end, kind, author)


def _is_label(before: str, label: re.Match[str]) -> bool:
    """Whether the word is no part of a sentence, as in "a book published March 9, 2021"."""
    head = before[: label.start()]
    opening = _OPENS_LABEL.search(head)
    if opening:
        head = head[: opening.start()]
    if _WORK.search(head) or (
        label[0].lower().startswith((*DATE_LABELS, "release")) and _LETTER_AT_END.search(head)
    ):
        return False
    return all(map(_may_be_of_name, _words(head))) and not head.rstrip().endswith(('"', "”", "“"))


def _is_note(before: str, label: re.Match[str], after: str) -> bool:
    """Whether a line's first sentence says that the article was changed, and the next what was."""
    opening = _OPENS_LABEL.search(before, 0, label.start())
    if opening is None or not label["updated"]:
        return False
    return after.startswith(". ") and not before[: opening.start()].strip(BULLETS)


def _words(text: str) -> list[str]:
    """Words beside dates and labels, without what stands beside dates on every page."""
    return _TOKEN.findall(_AROUND.sub(" ", text)) if text and not text.isspace() else []


def _may_be_of_name(word: str) -> bool:
    bare = word.strip(".,:;!'’\"“”@_*+")
    if not bare:
        return True
    if bare.lower() in OTHERS:
        return False
    return bare in PARTICLES or not (bare[0].islower() or any(char.isdigit() for char in bare))
