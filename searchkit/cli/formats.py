"""Hits for programs: JSON, JSON Lines, CSV, paths."""

from __future__ import annotations

import csv
import io
import json
from typing import Final, Literal

import searchkit
from searchkit.cli import printable

Form = Literal["json", "jsonl", "csv", "paths"]

# Part of the interface: scripts name these columns.
COLUMNS: Final = (
    "rank",
    "score",
    "id",
    "title",
    "date",
    "source",
    "author",
    "places",
    "language",
    "url",
    "path",
    "copies",
    "copy_sources",
)


def render(results: searchkit.Results, form: Form, *, null: bool, screen: bool) -> str:
    """Write hits in a form that a program reads.

    Args:
        results: the answer of an index.
        form: which form.
        null: end each path with NUL instead of a line break.
        screen: a person looks at it, so that names of files must not speak to the terminal.
    """
    match form:
        case "json":
            return _json(results)
        case "jsonl":
            return "".join(f"{encode(hit.to_dict())}\n" for hit in results)
        case "csv":
            return table(COLUMNS, [[_flat(hit.to_dict()[column]) for column in COLUMNS] for hit in results])
        case "paths":
            end = "\0" if null else "\n"
            # A file that holds several hits is one file.
            paths = dict.fromkeys(hit.path for hit in results)
            return "".join(f"{printable.path(path) if screen else path}{end}" for path in paths)


def _json(results: searchkit.Results) -> str:
    answer = {
        "query": results.query,
        "total": results.total,
        "relaxed": results.relaxed,
        "hits": [hit.to_dict() for hit in results],
    }
    return encode(answer, indent=2) + "\n"


def encode(value: object, indent: int | None = None) -> str:
    """Encode JSON for standard output, readable in any script."""
    return printable.json_text(json.dumps(value, ensure_ascii=False, indent=indent))


def table(columns: tuple[str, ...], rows: list[list[str]]) -> str:
    """Write a table as CSV, safe to open in a spreadsheet."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([printable.cell(value) for value in row] for row in rows)
    return written.getvalue()


def _flat(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    return str(value)
