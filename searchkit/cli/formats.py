"""Hits for programs: JSON, JSON Lines, CSV, paths, citations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Literal

import searchkit
from searchkit.cli import printable
from searchkit.engine import tables

Form = Literal["json", "jsonl", "csv", "paths", "bibtex", "ris", "csl-json"]


def render(results: searchkit.Results, form: Form, *, null: bool, screen: bool) -> Iterator[str]:
    """Write hits in a form that a program reads, a piece at a time.

    Args:
        results: the answer of an index.
        form: which form.
        null: end each path with NUL instead of a line break.
        screen: a person looks at it, so that names of files must not speak to the terminal.
    """
    match form:
        case "json":
            yield encode(results.to_dict(), indent=2) + "\n"
        case "jsonl":
            yield from (f"{encode(hit.to_dict())}\n" for hit in results)
        case "csv":
            yield tables.of_hits(results).csv()
        case "paths":
            end = "\0" if null else "\n"
            # A file that holds several hits is one file.
            paths = dict.fromkeys(hit.path for hit in results)
            yield from (f"{printable.path(path) if screen else path}{end}" for path in paths)
        case "bibtex" | "ris" | "csl-json":
            yield from searchkit.cite((hit.article for hit in results), form)


def encode(value: object, indent: int | None = None) -> str:
    """Encode JSON for standard output, readable in any script."""
    return printable.json_text(json.dumps(value, ensure_ascii=False, indent=indent))
