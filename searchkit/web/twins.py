"""The answers for programs: JSON and CSV."""

from __future__ import annotations

import json
from collections.abc import Sequence

from starlette.responses import Response

from searchkit.engine.results import Results


def json_response(value: object) -> Response:
    """A value as JSON; what is no text stands as escapes."""
    return Response(json.dumps(value, ensure_ascii=True) + "\n", media_type="application/json")


def csv_response(columns: Sequence[str], rows: list[list[str]]) -> Response:
    """A table."""
    lines = [",".join(row) for row in [list(columns), *rows]]
    return Response("\n".join(lines), media_type="text/csv; charset=utf-8")


def table_of_hits(results: Results) -> tuple[Sequence[str], list[list[str]]]:
    """Columns and rows of some hits."""
    return ("id",), [[hit.id] for hit in results]
