"""Names of countries and their subdivisions in other languages, from Unicode CLDR and Debian's iso-codes."""

from __future__ import annotations

import gettext
import re
from typing import TYPE_CHECKING

import pycountry
from babel import Locale

if TYPE_CHECKING:
    from collections.abc import Iterator

CYRILLIC = "cyrl"
OF_COUNTRIES = {
    "uk": CYRILLIC,
    "ru": CYRILLIC,
    "bg": CYRILLIC,
    "sr": CYRILLIC,
    "de": "de",
    "fr": "fr",
    "es": "es",
}
OF_SUBDIVISIONS = {"uk": CYRILLIC, "ru": CYRILLIC}
COUNTRY_CODE = re.compile("[A-Z]{2}")
IN_CYRILLIC = re.compile(r"[А-ЯЁЇІЄҐЈЉЊЋЏЂ][а-яёїієґјљњћџђ'’ʼА-ЯЁЇІЄҐ -]{2,}")
AREA_IN_CYRILLIC = re.compile(
    r"[А-ЯЄІЇ][А-ЯЄІЇа-яєії'’-]+(?:ая|а|ий|ой) (?:[Оо]бласть|[Кк]рай|[Рр]еспублика|[Рр]еспубліка)"
    r"|Республика [А-Я][а-я-]+"
)
# Russian letters and endings, and how Ukrainian writes them in names, in this order.
UKRAINIAN = (
    ("(?<=[Рр])осси", "осі"),
    (r"ск\b", "ськ"),
    (r"цк\b", "цьк"),
    ("ий(?=ськ)", "ій"),
    ("(?<![джзрстцчшщ])и", "і"),
    ("ы", "и"),
    ("э", "е"),
    ("ё", "ьо"),
)


def in_ukrainian(name: str) -> str:
    """Write a Russian name as Ukrainian does, roughly: what comes out wrong is found in no text."""
    for pattern, ukrainian in UKRAINIAN:
        name = re.sub(pattern, ukrainian, name)
    return name


def in_cyrillic(name: str) -> bool:
    """Whether a name is written in the letters of Ukrainian, Russian, Bulgarian or Serbian."""
    return IN_CYRILLIC.fullmatch(name) is not None


def foreign_countries() -> Iterator[tuple[str, str, str]]:
    """Language, code of a country, its name in that language."""
    for language, group in OF_COUNTRIES.items():
        for code, name in sorted(Locale(language).territories.items()):
            bare = name.partition(" (")[0]
            if COUNTRY_CODE.fullmatch(code) and (group != CYRILLIC or in_cyrillic(bare)):
                yield group, code, bare


def foreign_subdivisions() -> Iterator[tuple[str, str, str]]:
    """Language, ISO 3166-2 code, the subdivision's name in that language."""
    for language, group in OF_SUBDIVISIONS.items():
        names = gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=[language])
        for one in sorted(pycountry.subdivisions, key=lambda one: one.code):
            name = names.gettext(one.name)
            if in_cyrillic(name):
                yield group, one.code, name
