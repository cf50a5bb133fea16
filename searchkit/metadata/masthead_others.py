"""Days in the head of a page that are those of something else: an event, a film, a case, a life."""

from __future__ import annotations

import re
from itertools import pairwise

from searchkit.metadata.furniture import judge
from searchkit.metadata.masthead_dates import DATE_LABELS, DatedLine
from searchkit.metadata.masthead_lines import Line
from searchkit.metadata.names import fold

_EPAPER = re.compile(r"\be-?(?:paper|edition)\b", re.IGNORECASE)
_EVENT = re.compile(
    r"(?:time|start|where|venue|place|location|tickets?|doors|when|ort|beginn|uhrzeit|lieu)\b"
    r"|(?:heure|lugar|hora|luogo|ora|orario|plaats|tijd|miejsce|godzina|место|время|місце|час)[ ]?:",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"(?:case|claim|docket|appeal|petition|application|suit)[ ](?:no|nr|number)\b", re.IGNORECASE
)
_WORK = re.compile(
    r"(?:director|cast|starring|developers?|platforms?|genre|running time|runtime|label"
    r"|regie|mit|réalisation|réalisateur|dirección|regia)[ ]?:|(?:directed by|dirigida por)\b"
    r"|.{0,60}(?:\bISBN\b|\b\d{2,4}[ ](?:pages|pp\b|minutes|seiten|páginas|pagine|стр))"
    r"|(?:pages|seiten|páginas):",
    re.IGNORECASE,
)
# Beside what fields a labelled day is that of a meeting, of a film or book, of a case.
_FIELDS = {
    **dict.fromkeys(DATE_LABELS, _EVENT),
    **dict.fromkeys(("released", "release date", "published", "publication date", "date published"), _WORK),
    **dict.fromkeys(("filed", "date filed"), _CASE),
}
_DONE = re.compile(  # Printed on, Recorded in Leith; Horoscope for
    r"(?:(?!(?:featured|sponsored|submitted|added|aired)\b)[^\W\d_]{3,20}ed|written|taken|shot|built|held|made|drawn)"
    r"(?:[ ](?:on|at|in)\b.{0,40})?|(?!as of).{0,60}\b(?:of|for)"
    r"|[^\W\d_]{3,20}[ ](?:on|am|le|el|il|em|op|dnia|den)",
    re.IGNORECASE,
)
_CREDIT_BEHIND = re.compile(r"\.[ ]?[(\[][^\d)\]]{3,60}[)\]]")  # whose picture it is: ``(Jane Doe/The Site)``
_ADMISSION = re.compile(
    r"(?:tickets?|doors|admission|entry|eintritt|einlass|entrée|billets?|entradas?|ingresso|biglietti|bilety"
    r"|kaartjes|квитки|вхід|билеты|вход)\b(?:[ ]?:|[^\n]{0,30}\d)",
    re.IGNORECASE,
)
# Opens the line that says whose words and when, below what is quoted; born and died.
_OF_ANOTHER = re.compile(r"[—–\"“-]|[*†✝](?=[ ]|\d)")
_WHERE = frozenset({"in", "at", "near", "on", "with", "im", "bei", "auf", "en", "à", "в", "у", "на", "w"})
_TO = frozenset({"-", "–", "—", "to", "until", "bis", "au", "al", "a", "до", "по"})


def fields_beside(line: Line, dated: DatedLine) -> re.Pattern[str] | None:
    """What a line right above or below would say if the labelled day were not the article's."""
    date = dated.dates[0]
    return _FIELDS.get(line.text[date.start : date.quote_start].strip(" :").lower())


def tells_admission(text: str) -> bool:
    """Whether a line says what it costs to come, and so that the day above it is that of an event."""
    return _ADMISSION.match(text) is not None


def is_of_something_else(text: str, dated: DatedLine) -> bool:
    """Whether a day without a label is that of a picture, of a term ("Scadenza: …") or of a row of a list."""
    if _OF_ANOTHER.match(text) or _is_span(text, dated):
        return True
    if not dated.rest:
        return False
    if _EPAPER.search(text):
        return True
    date = dated.dates[0]
    if _DONE.fullmatch(text, 0, date.start) or _CREDIT_BEHIND.match(text, date.end):
        return True
    if text[: date.start].rstrip().endswith(":") or text[date.end : date.end + 1] == ":":
        return True
    furniture = judge(text)
    return furniture is not None and furniture.kind == "caption"


def shows_subject(title: str, dated: DatedLine) -> bool:
    """Whether a line says where the headline's subject was that day, as captions do: ``Smith in Aden, …``."""
    if dated.has_time or dated.is_labelled:
        return False
    shown = [who for who, where in pairwise(dated.rest) if where in _WHERE and who[0].isupper()]
    return bool(shown) and fold(shown[0]) in fold(title).split()


def _is_span(text: str, dated: DatedLine) -> bool:
    """Whether two days are from when until when: ``9 March 1953 – 4 May 2022``."""
    if len(dated.dates) == 1:
        return False
    first, last = dated.dates[:2]
    is_joined = text[first.end : last.quote_start].strip() in _TO
    return is_joined and first.value.start.date() != last.value.start.date()
