"""How good the extraction of metadata is, on real news: one table.

Reads the public collections in ../shared/data where they are present, and says so where they are not::

    python benchmarks/quality.py [places dates …]
"""

from __future__ import annotations

import argparse
import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extraction.figures import Figure

KINDS = ("places", "speed", "dates", "pages", "clutter", "languages", "blind")


def print_table(kind: str, figures: Iterable[Figure]) -> None:
    """Print the figures of a kind of value."""
    figures = tuple(figures)
    if not figures:
        print(f"| {kind}: its data is not here | – | – | – | skipped |")
    for figure in figures:
        verdict = "kept" if figure.is_kept else "MISSED"
        print(f"| {figure.name} | {figure.value:.3f} | {figure.aim:g} | {figure.floor:g} | {verdict} |")


def main() -> None:
    """Measure what was asked for, or all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "kinds",
        nargs="*",
        metavar="KIND",
        help=f"{', '.join(KINDS)}; all at first",
    )
    kinds = parser.parse_args().kinds or KINDS
    for kind in kinds:
        if kind not in KINDS:
            parser.error(f"no such kind: {kind}")
    print("| what | value | aim | floor | |\n|---|---|---|---|---|")
    for kind in kinds:
        print_table(kind, importlib.import_module(f"extraction.{kind}").measure())


if __name__ == "__main__":
    main()
