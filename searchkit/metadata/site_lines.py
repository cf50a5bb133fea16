"""Lines with which pages begin and that no headline is: the day of the visit, and the name of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from searchkit.article import Extracted, NewsDate
from searchkit.metadata.calendar_names import MONTHS, OTHERS, VISITS, WEEKDAYS, ZONES
from searchkit.metadata.dates import parse_date
from searchkit.metadata.day_order import unknown_order
from searchkit.metadata.furniture import judge
from searchkit.metadata.masthead_dates import DatedLine, may_hold_date, take_apart
from searchkit.metadata.masthead_lines import LONGEST_LINE, read_lines
from searchkit.metadata.names import fold
from searchkit.metadata.outlets import outlets, paper_words

_MOST_BESIDE_DATE = 4  # words beside the date of a line that says little else
_CALENDAR_LENGTH = 40
_WORDS_OF_OUTLET = 10  # none that is known has as many
_SITE_WORDS = 5
_WEATHER = re.compile(r"(?<!\d)[+−-]?\d{1,3} ?°|\A[+−-]?\d{1,3}(?:[.,]\d)? ?[CF]\b")
# How long ago it was, as pages say instead of a day: a day near it is that of the visit.
_AGE = re.compile(
    r"\b\d{1,3}[ ]?(?:min(?:ute)?s?|hours?|hrs?|h|days?|weeks?|months?|mos?|years?|yrs?|y|d|w)\.?[ ]ago\b"
    r"|\bvor[ ]\d{1,3}[ ](?:min|stunde|tag|woche)|\bil[ ]y[ ]a[ ]\d{1,3}[ ](?:min|heure|jour|semaine|h\b)"
    r"|\bhace[ ]\d{1,3}[ ](?:min|hora|día|dia|semana)|\b\d{1,3}[ ](?:minuti|or[ae]|giorni)[ ]fa\b"
    r"|\bhá[ ]\d{1,3}[ ](?:min|hora|dia)"
    r"|\b\d{1,3}[ ](?:хв|мин|год|час|дн|день|тиж|недел)\w{0,6}\.?[ ](?:тому|назад)",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"(?:(?:last|zuletzt|dernière|última)[ ])?"
    r"(?:updated?|modified|edited|aktualisiert|mise? à jour|actualizad[oa]|aggiornat[oa]|обновлено|оновлено)",
    re.IGNORECASE,
)
_OF_READERS = frozenset({"consent", "newsletter"})
_OF_ISSUE = re.compile(  # what is said of a page that was printed
    r"(?:\b(?:page|seite|página|pagina|str\.|стр\.)[ ][A-Z]?|№[ ]?|\b[Nn]r\.?[ ])\d{1,4}\b", re.IGNORECASE
)
_TODAY = re.compile(
    r"\A(?:today(?: is)?|heute(?: ist)?|aujourd['’]hui|hoy|oggi|hoje|dziś|сегодня|сьогодні)\b[:,]?[ ]?",
    re.IGNORECASE,
)
_AGE_WORDS = 8  # of a line that says little else
# A menu between bars, the path to a page, a week's days above a calendar, the result of a match.
_ROW = re.compile(
    r"[^|]{1,40}(?: [|] [^|]{1,40}){3,}|[^›»«]{1,60}(?: [›»] [^›»«]{1,60})+|\w[\w.-]* / [\w.-]+"
    r"|(?:[^\W\d_]{1,3}\.? ){4,7}[^\W\d_]{1,3}\.?|(?:FT |HT )?[A-Z]{2,4} \d{1,3} ?[-–:] ?\d{1,3} [A-Z]{2,4}"
)
_LINES_OF_SITE = 4
_LONGEST_SITE = 60  # characters
_LONGEST_ROW = 160
_MORE_FROM = re.compile(
    r"^More (?:[Ff]rom )?(?P<site>[A-ZÀ-ÞА-Я][\w'’-]*(?: [A-ZÀ-ÞА-Я][\w'’-]*){0,3})$", re.MULTILINE
)
_SHORTEST_SIGNED = 4
_FULL_NAME_OF_SITE = 3  # words; of two, "Emily Post" is a person
_END_OF_PAGE = 400  # characters in which the copyright stands
_COMPOUNDS = ("zeitung", "kurier", "blatt", "anzeiger", "bote", "rundschau", "nachrichten")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+")
_LOGO = re.compile(r" (?:logo|home ?page)\Z", re.IGNORECASE)
_HALVES = frozenset({"am", "pm", "uhr", "et", "ist", "at", "г", "р", "мск"})


def is_date_line(line: str) -> bool:
    """Whether a line says a day or a time and hardly anything else: ``March 9, 2023 | Login``."""
    if parse_date(line) is not None:
        return True
    if (
        len(line) <= _CALENDAR_LENGTH
        and _DIGIT.search(line)
        and _is_of_calendar(_TODAY.sub("", line, count=1))
    ):
        return True
    if len(line) > LONGEST_LINE or not may_hold_date(line):
        return False
    if len(line) <= _LONGEST_SITE and (_TODAY.match(line) or _OF_ISSUE.search(line)):
        return True
    dated = take_apart(line, unknown_order)
    return dated is not None and _says_little_else(line, dated)


def _says_little_else(line: str, dated: DatedLine) -> bool:
    date = dated.dates[0]
    before, after = line[: date.start].rstrip(), line[date.end :].lstrip(" ,|")
    if after.lower().startswith(("last update", "updated")):
        return True
    if len(dated.rest) > _MOST_BESIDE_DATE:
        return False
    opens = not before and not after.startswith(":")
    is_of_visit = any(word.lower() in OTHERS for word in dated.rest)
    return dated.is_labelled or not dated.rest or opens or is_of_visit or before.endswith(":") or "|" in line


def is_in_header(before: Sequence[str], behind: Sequence[str]) -> bool:
    """Whether a day between these lines, all above the headline, is that of the reader's visit.

    It is where the menu goes on below it, and where what only readers of today need stands beside it.
    """
    above = [text for line in before if (text := line.strip())]
    below = [
        text for line in behind if (text := line.strip()) and not (is_date_line(text) or _AGE.search(text))
    ]
    beside = (*above[-1:], *below[:1])
    is_amid = len(above) > 1 and bool(below)
    return is_amid or len(below) > 1 or any(map(_serves_readers, beside))


def _serves_readers(line: str) -> bool:
    """Whether a line is what only a reader of today needs: the account, today's paper."""
    furniture = judge(line)
    return line.lower() in VISITS or (furniture is not None and furniture.kind in _OF_READERS)


def repeats_day(line: str, date: NewsDate) -> bool:
    """Whether a line says month and day of a date without its year, and nothing else: ``March 9, 7pm ET``."""
    if len(line) > _CALENDAR_LENGTH or str(date.start.day) not in line or not _is_of_calendar(line):
        return False
    words = _WORD.findall(line)
    return any(MONTHS.get(fold(word)) == date.start.month for word in words) and any(
        word.isdigit() and int(word) == date.start.day for word in words
    )


def _is_of_calendar(line: str) -> bool:
    words = _WORD.findall(line)
    return all(
        word.isdigit()
        or word.lower() in _HALVES
        or word.upper() in ZONES
        or (folded := fold(word)) in MONTHS
        or folded in WEEKDAYS
        or folded.rstrip("apm").isdigit()
        for word in words
    )


def may_name_site(line: str) -> bool:
    """Whether a short line without small words holds what newspapers are called: ``The Coastal Monitor``."""
    words = line.split()
    if not 0 < len(words) <= _SITE_WORDS or _DIGIT.search(line) or not words[0][0].isupper():
        return False
    if len(words) == 1:
        return line.casefold().endswith(_COMPOUNDS)
    folded = [word.casefold() for word in words]
    is_paper = not paper_words().isdisjoint(folded) or any(word.endswith(_COMPOUNDS) for word in folded)
    return is_paper and words[-1] != words[-1].lower()


def read_site(title: str, body: str) -> Extracted[str] | None:
    """Read the name of the site from the first lines of a page that was copied whole.

    It is that of a known outlet, or repeated behind a ©, or what newspapers are called with a menu beside it.
    """
    signed: str | None = None
    for number, line in enumerate(islice(read_lines(title, body), _LINES_OF_SITE)):
        if len(line.text) > _LONGEST_SITE:  # nearly always the first: prose
            return None
        if signed is None:
            signed = copyright_line(body)
        name = _LOGO.sub("", line.text.partition("|")[0].rstrip(" ."))
        if name.count(" ") >= _WORDS_OF_OUTLET and not signed:
            continue
        if (
            (name and outlets().named(name) and not _is_button(name))
            or (signed and is_signed(name, signed) and judge(name) is None)
            or (may_name_site(name) and judge(name) is None and _is_of_page(title, body, number, name))
        ):
            return line.extract(name, "line:site", 0, len(name))
    return None


def _is_of_page(title: str, body: str, number: int, name: str) -> bool:
    """Whether a name stands where that of a site does: first, or beside a menu or a date."""
    if number == 0 and len(name.split()) >= _FULL_NAME_OF_SITE:
        return True
    lines = [line.text for line in islice(read_lines(title, body), _LINES_OF_SITE)]
    beside = (*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2])
    return any(is_date_line(one) or _is_menu(one) for one in beside)


def copyright_line(text: str) -> str:
    """The last line with a © and what is below it, ``More from The Site``; empty where there is neither."""
    end = text[-_END_OF_PAGE:]
    sign = max(end.rfind("©"), end.rfind("Copyright "))
    more = _MORE_FROM.search(end) if "ore" in end else None
    return "\n".join(
        ([more["site"]] if more else []) + ([end[end.rfind("\n", 0, sign) + 1 :]] if sign >= 0 else [])
    )


def says_weather(line: str) -> bool:
    """Whether a line tells degrees."""
    return _WEATHER.search(line) is not None


def is_row(line: str) -> bool:
    """Whether a line is a row of links, of days or of a result: ``Home › News``, ``Mo Di Mi Do Fr Sa So``."""
    return len(line) <= _LONGEST_ROW and _ROW.fullmatch(line) is not None


def says_age(line: str) -> bool:
    """Whether a line says how long ago something appeared, and little else: ``Published 3 hours ago``."""
    return (
        any(map(str.isdigit, line))
        and line.count(" ") < _AGE_WORDS
        and _AGE.search(line[:_LONGEST_SITE]) is not None
        and not _CHANGE.match(line)
    )


def is_signed(name: str, signed: str) -> bool:
    """Whether a line is the name behind the ©."""
    return len(name) >= _SHORTEST_SIGNED and name[0].isupper() and name.casefold() in signed.casefold()


def _is_button(line: str) -> bool:
    """Whether a name is that of a button, too: ``Print``."""
    furniture = judge(line)
    return furniture is not None and furniture.kind == "share"


def _is_menu(line: str) -> bool:
    furniture = judge(line)
    return furniture is not None and furniture.kind in {"navigation", "consent", "newsletter"}
