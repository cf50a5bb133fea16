"""``searchkit facets``: counts by source, place, month, language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

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


@click.command(
    "facets",
    short_help="Count articles by source, place, month, language.",
    cls=QueryCommand,
    context_settings=CONTEXT,
)
@asks(required=False)
@click.option(
    "-n",
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="Values of each kind.",
)
@form_flags(json="One JSON object.", csv="A table for spreadsheets: facet, value, count.")
@timeout_option
@index_option
@version_option
def command(
    *, question: Question, limit: int, form: str | None, timeout: float | None, index_path: Path | None
) -> int:
    """Count the articles of a query by source, place, month, language; without one, those of the whole index.

    A place counts where it is named itself; `searchkit places` also counts what lies inside it.

    \b
    Examples:
      searchkit facets
      searchkit facets missiles --place Ukraine
    """
    with opening.opened(index_path) as index, time_limit(timeout):
        facets = index.facets(question.text, limit=limit, **question.options)
    if form == "json":
        terminal.write_data(formats.encode(facets.to_dict(), indent=2) + "\n")
    elif form == "csv":
        terminal.write_data(tables.of_facets(facets).csv())
    else:
        look = terminal.standard_output()
        blocks = [_block(kind, found, look) for kind, found in facets.kinds() if found]
        total = look.detail(counted(facets.total, "article"))
        terminal.write_text("\n\n".join([*blocks, total]) + "\n", look)
    return exits.OK if facets.total else exits.NOTHING


def _block(kind: str, counts: Sequence[searchkit.FacetCount], look: Terminal) -> str:
    names = [printable.prose(count.value) for count in counts]
    widest = max(map(display_width, names))
    digits = max(len(f"{count.count:,}") for count in counts)
    lines = [
        f"  {name}{' ' * (widest - display_width(name))}  {count.count:>{digits},}"
        for name, count in zip(names, counts, strict=True)
    ]
    title = "place named" if kind == "place" else kind  # `searchkit places` also counts what lies inside
    return "\n".join([look.title(title), *lines])
