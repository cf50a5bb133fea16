"""``searchkit places``: counts by place, and where the places lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click

import searchkit
from searchkit.cli import exits, formats, opening, printable, terminal
from searchkit.cli.layout import counted, display_width
from searchkit.cli.options import (
    CONTEXT,
    QueryCommand,
    Question,
    asks,
    form_flags,
    index_option,
    timeout_option,
    version_option,
)
from searchkit.cli.terminal import Terminal
from searchkit.engine import tables
from searchkit.engine.time_limit import time_limit

_LEVELS: Final = 3
_PLACES: Final = 10
# Part of the interface: scripts name these columns.
_COLUMNS: Final = ("id", "name", "country", "latitude", "longitude", "parent", "count", "named")


@click.command(
    "places",
    short_help="Count articles by place, from country to town.",
    cls=QueryCommand,
    context_settings=CONTEXT,
)
@asks(required=False)
@click.option(
    "-n",
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    help=f"Places side by side; {_PLACES} on a screen, all in the other forms.",
)
@click.option(
    "--depth",
    metavar="N",
    type=click.IntRange(min=1),
    help=f"Levels of places inside each other; {_LEVELS} on a screen, all in the other forms.",
)
@form_flags(
    json="One JSON object.",
    jsonl="A JSON object per place.",
    csv="A table for spreadsheets.",
    geojson="The places that are named, for maps.",
)
@timeout_option
@index_option
@version_option
def command(
    *,
    question: Question,
    limit: int | None,
    depth: int | None,
    form: str | None,
    timeout: float | None,
    index_path: Path | None,
) -> int:
    """Count the articles of a query by the places that they name; without a query, those of the whole index.

    Each place stands under what contains it, with the number of articles that name it or a place inside it.

    \b
    Examples:
      searchkit places
      searchkit places missiles --depth 2
      searchkit places 'about:Ukraine' --geojson > ukraine.geojson
    """
    with opening.opened(index_path) as index, time_limit(timeout):
        found = index.places(question.text, **question.options)
    if form is None:
        shown = cut(found.places, limit or _PLACES, depth or _LEVELS)
        look = terminal.standard_output()
        terminal.write_text("\n".join(_lines(shown, found, look)) + "\n", look)
    else:
        terminal.write_data(render(cut(found.places, limit, depth), form, found.total))
    return exits.OK if found.total else exits.NOTHING


def cut(
    places: Sequence[searchkit.PlaceCount], limit: int | None, depth: int | None
) -> list[searchkit.PlaceCount]:
    """The first places of each level, down to some level, with what is inside those."""
    kept: list[searchkit.PlaceCount] = []
    beside: dict[str | None, int] = {}
    ids: set[str | None] = {None}
    for place in places:
        number = beside[place.parent] = beside.get(place.parent, 0) + 1
        is_deep = depth is not None and place.depth > depth
        if place.parent in ids and not is_deep and (limit is None or number <= limit):
            kept.append(place)
            ids.add(place.place.id)
    return kept


def render(places: Sequence[searchkit.PlaceCount], form: str, total: int) -> str:
    """Write places in a form that a program reads: ``json``, ``jsonl``, ``csv`` or ``geojson``."""
    match form:
        case "json":
            listed = [place.to_dict() for place in places]
            return formats.encode({"total": total, "places": listed}, indent=2) + "\n"
        case "jsonl":
            return "".join(f"{formats.encode(place.to_dict())}\n" for place in places)
        case "geojson":
            features = [_feature(place) for place in places if place.named]
            return formats.encode({"type": "FeatureCollection", "features": features}, indent=2) + "\n"
    rows = [tuple(place.to_dict()[column] for column in _COLUMNS) for place in places]
    return tables.Table(_COLUMNS, tuple(rows)).csv()


def _feature(place: searchkit.PlaceCount) -> dict[str, object]:
    """A place as GeoJSON has it (RFC 7946), longitude first; one that is nowhere has no geometry."""
    longitude, latitude = place.place.longitude, place.place.latitude
    is_known = longitude is not None and latitude is not None
    values = place.to_dict()
    return {
        "type": "Feature",
        "id": place.place.id,
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]} if is_known else None,
        "properties": {
            name: values[name] for name in ("id", "name", "country", "ancestors", "count", "named")
        },
    }


def _lines(
    shown: Sequence[searchkit.PlaceCount], found: searchkit.PlaceCounts, look: Terminal
) -> Iterator[str]:
    names = [f"{'  ' * (place.depth - 1)}{printable.prose(place.place.name)}" for place in shown]
    widest = max(map(display_width, names), default=0)
    digits = max((len(f"{place.count:,}") for place in shown), default=0)
    for place, name in zip(shown, names, strict=True):
        line = f"{name}{' ' * (widest - display_width(name))}  {place.count:>{digits},}"
        yield look.title(line) if place.depth == 1 else line
    if shown:
        yield ""
    others = len(found.places) - len(shown)
    more = f"; {counted(others, 'more place')} with -n and --depth" if others else ""
    yield look.detail(counted(found.total, "article") + more)
