"""Names without "By": alone on lines beside a date or a reading time, or before the date on its line.

``Jane Doe`` above ``9 March 2023``; ``JANE DOE — THURSDAY, 9 MARCH 2023``. A name alone may as well be a
section, a topic or a place: what is a known place or outlet or has a section's words is none, and one that
stands by no date is not believed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from searchkit.metadata.calendar_names import PARTICLES
from searchkit.metadata.clutter_phrases import key_of, phrases
from searchkit.metadata.furniture import judge
from searchkit.metadata.gazetteer import gazetteer
from searchkit.metadata.lexicon import FIRST_NAMES
from searchkit.metadata.masthead_dates import opens_other_texts
from searchkit.metadata.names import fold
from searchkit.metadata.outlets import outlets
from searchkit.metadata.persons import is_full_name, is_organisation, read_names
from searchkit.metadata.roles import is_role, is_role_word
from searchkit.metadata.site_lines import may_name_site

if TYPE_CHECKING:
    from searchkit.article import Extracted
    from searchkit.metadata.clutter_phrases import Furniture
    from searchkit.metadata.masthead_dates import DatedLine
    from searchkit.metadata.masthead_lines import Line, Masthead

LONGEST_LINE = 90
_MOST_WORDS = 4  # of a name
_FULL_NAME = 2  # words
_MOST_BEFORE_ROLE = 7  # words of a line that tells who somebody is
_MOST_LINES = 4  # of names, one on each
_FIELD_END = re.compile(r"\s*[/|·•,]\s|\s+[—–-]\s|\s*[|•·/]|\s*\Z")
_WHERE = re.compile(r"[ ](?:in|at|for|from|of)[ ](?P<place>.*)", re.IGNORECASE)
_BY_BEHIND = re.compile(r"[ |·•,–—-]*(?:by|von|par|por|di)[ ](?P<names>[^,|·•\n]{3,80})", re.IGNORECASE)
_AGO = re.compile(
    r"\b\d{1,2}\W{0,2}(?:min|hour|hr|h\b|day|week|stunden|tagen?|heures?|jours?|horas?|días?|ore\b|giorni"
    r"|dias?|godzin|dni|годин|дні|час|дн)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_BESIDE = frozenset({"reading-time", "share"})


class LoneNames:
    """Collects names from the lines of a head, from above to below."""

    def __init__(self) -> None:
        self.names: list[Extracted[str]] = []
        self._waiting: list[Extracted[str]] = []
        self._is_beside_date = False
        self._has_ended = False
        self._unread: list[Line] = []  # until a line says when: names count beside that

    def prose(self, *, is_text: bool) -> None:
        """Note a line of prose; below the article's first, names are others."""
        self._has_ended = is_text

    def close(self, found: Masthead) -> None:
        """Give the names to a masthead that names nobody else."""
        found.authors = found.authors or self.names

    def dated(self, line: Line, dated: DatedLine) -> None:
        """Read a line with the article's date."""
        if self._has_ended:
            return
        self._read_on()
        before = line.text[: dated.dates[0].start]
        field = before[: end.start()] if (end := _FIELD_END.search(before)) else before
        inline = _names(line, field) if field.strip() else []
        behind = _BY_BEHIND.match(line.text, dated.dates[-1].end)
        if behind and not inline:
            start = behind.start("names")
            inline = [
                line.extract(one.name, "byline", start + one.start, start + one.end)
                for one in read_names(behind["names"])
                if _is_person(one.name)
            ]
        if not self.names:
            self.names += inline or self._waiting
        self._waiting = []
        self._is_beside_date = not inline

    def other(self, line: Line) -> None:
        """Read a line without a date; prose ends what stands beside one."""
        if self._has_ended:
            return
        self._unread.append(line)
        if self._is_beside_date or _says_how_long(line.text):
            self._read_on()

    def _read_on(self) -> None:
        for line in self._unread:
            self._read(line)
        self._unread = []

    def _read(self, line: Line) -> None:
        text = line.text
        if len(text) > LONGEST_LINE:
            self._waiting, self._is_beside_date = [], False
            return
        furniture = judge(text)
        if _says_how_long(text):
            self.names = self.names or self._waiting
            self._waiting, self._is_beside_date = [], not self.names
        elif names := ([] if furniture else _names(line, text)):
            if self._is_beside_date and len(self.names) < _MOST_LINES:
                self.names += names
            else:
                self._waiting = [*self._waiting[1 - _MOST_LINES :], *names]
        elif (self._waiting or self._is_beside_date) and not _may_stand_between(text, furniture):
            self._waiting, self._is_beside_date = [], False


def _says_how_long(text: str) -> bool:
    """Whether a line says how long it takes to read the article, or how long ago it appeared."""
    if len(text) > LONGEST_LINE or _DIGIT.search(text) is None:
        return False
    furniture = judge(text)
    is_time_to_read = furniture is not None and furniture.kind == "reading-time"
    return is_time_to_read or (len(text.split()) <= _MOST_WORDS + 1 and _AGO.search(text) is not None)


def _may_stand_between(text: str, furniture: Furniture | None) -> bool:
    return (
        (furniture is not None and furniture.kind in _BESIDE)
        or is_role(text)
        or outlets().named(text) is not None
        or _is_place(text)
        or not any(map(str.isalpha, text))
    )


def _names(line: Line, text: str) -> list[Extracted[str]]:
    """The names of a text at the beginning of a line that holds nothing else."""
    if not text[0].isupper() or text[-1] in ".!?:" or may_name_site(text) or opens_other_texts(text):
        return []
    where = _WHERE.search(text)
    if where and not _is_place(where["place"]):
        return []
    found = read_names(text.replace("|", ","))
    if not found and (name := _before_role(text)) and _is_person(name):
        return [line.extract(name, "byline", 0, len(name))]
    if not all(_is_person(one.name) for one in found):
        return []
    return [line.extract(one.name, "byline", one.start, one.end) for one in found]


def _before_role(text: str) -> str:
    """The name in ``Jane Doe Devon correspondent``; empty where a line opens with no given name."""
    words = text.split(" ", _MOST_BEFORE_ROLE)
    if not _MOST_BEFORE_ROLE > len(words) > _FULL_NAME or not is_role_word(words[-1]):
        return ""
    given = [fold(word) in FIRST_NAMES for word in words[:-1]]
    end = _FULL_NAME + (len(given) > _FULL_NAME and given[1])  # Mary Ann Doe
    return " ".join(words[:end]) if given[0] and not any(map(is_role_word, words[:end])) else ""


def _is_person(name: str) -> bool:
    words = name.split()
    return (
        1 < len(words) <= _MOST_WORDS
        and words[-1][0].isupper()
        and all(word[0].isupper() or word in PARTICLES for word in words)
        and is_full_name(name)
        and not is_organisation(name)
        and phrases().words["navigation words"].isdisjoint(key_of(name).split())
        and not _is_place(name)
        and not _is_place(f"{words[0]} {words[1]}")
    )


def _is_place(name: str) -> bool:
    return bool(gazetteer().senses(fold(name), 1))
