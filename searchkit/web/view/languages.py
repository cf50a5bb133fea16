"""What languages are called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources


def language_name(code: str) -> str:
    """The English name of an ISO 639-1 code; the code itself where it is none."""
    return _names().get(code, code)


@cache
def _names() -> Mapping[str, str]:
    table = resources.files("searchkit.web.view").joinpath("languages.tsv").read_text("utf-8")
    return dict(line.split("\t", 1) for line in table.splitlines())
