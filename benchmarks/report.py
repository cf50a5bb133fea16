"""Figures → one table: absolute, and as ratios to the baseline."""

from __future__ import annotations

import datetime as dt
import math
import os
import platform
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from comparing import Answered, Built, Comparison
from engines.registry import BASELINE, ENGINES
from queries import KINDS, Kind

PERCENTS: Final = (50, 95, 99)
_PACKAGES: Final = ("searchkit", "numpy", "whoosh3", "PyStemmer", "tantivy", "bm25s")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table.

    Attributes:
        label: what was measured.
        values: by engine; an engine without one has an empty cell.
        has_ratio: whether the quotient with the baseline says something.
    """

    label: str
    values: Mapping[str, float]
    has_ratio: bool = True


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least this share of the values does not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(percent / 100 * len(values)) - 1)]


def rows(comparison: Comparison) -> list[Row]:
    """All that was compared, a row each."""
    built, answered = comparison.built, comparison.answered
    found = [
        Row("indexing, MB of text a second", _of(built, lambda one: one.text_bytes / 1e6 / one.seconds)),
        Row("index, bytes a byte of text", _of(built, lambda one: one.index_bytes / one.text_bytes)),
        Row("peak memory of the build, MB", _of(built, lambda one: one.peak_bytes / 1e6)),
        Row("adding one article, s", comparison.added),
    ]
    for kind in KINDS:
        for percent in PERCENTS:
            values = {
                name: percentile(kinds[kind].milliseconds, percent)
                for name, kinds in answered.items()
                if kind in kinds
            }
            found.append(Row(f"{kind}, p{percent}, ms", values))
    agreeing = (
        _sanity("number of matches agrees", answered, kind, lambda one: one.agreeing) for kind in KINDS
    )
    apart = (_sanity("under half of top 10 shared", answered, kind, lambda one: one.apart) for kind in KINDS)
    return [*found, *agreeing, *apart]


def table(found: Sequence[Row], baseline: str = BASELINE) -> list[str]:
    """Lines of a Markdown table; behind each figure, in brackets, its ratio to the baseline's."""
    names = [name for name in ENGINES if any(name in row.values for row in found)]
    lines = [f"| | {' | '.join(names)} |", f"|---|{'---:|' * len(names)}"]
    for row in found:
        if row.values:
            cells = (_cell(row, name, baseline) for name in names)
            lines.append(f"| {row.label} | {' | '.join(cells)} |")
    return lines


def figure(value: float) -> str:
    """A number with three digits that count."""
    if not value:
        return "0"
    return f"{value:,.{max(0, 2 - math.floor(math.log10(abs(value))))}f}"


def notes(names: Sequence[str]) -> list[str]:
    """What a reader must know of each engine."""
    return [f"- `{name}`: {ENGINES[name].note}." for name in names]


def machine() -> dict[str, str]:
    """Facts of the machine that figures depend on."""
    facts = {
        "cpu": _cpu(),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "python": platform.python_version(),
        "load before the run": f"{os.getloadavg()[0]:.1f}",
    }
    for package in _PACKAGES:
        try:
            facts[package] = version(package)
        except PackageNotFoundError:
            facts[package] = "not installed"
    return facts


def run_name(day: dt.date, name: str) -> str:
    """Name of the folder of a run: the date, and the machine in letters that every file system takes."""
    return f"{day.isoformat()}-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}"


def _cell(row: Row, name: str, baseline: str) -> str:
    value = row.values.get(name)
    if value is None:
        return ""
    reference = row.values.get(baseline)
    if not row.has_ratio or not reference or name == baseline:
        return figure(value)
    return f"{figure(value)} ({value / reference:.2f})"


def _of(built: Mapping[str, Built], value: Callable[[Built], float]) -> dict[str, float]:
    return {name: value(one) for name, one in built.items()}


def _sanity(
    label: str,
    answered: Mapping[str, Mapping[Kind, Answered]],
    kind: Kind,
    value: Callable[[Answered], float | None],
) -> Row:
    """A share in percent, without the baseline itself and without engines that hold a sample only."""
    found: dict[str, float] = {}
    for name, kinds in answered.items():
        share = value(kinds[kind]) if kind in kinds else None
        if share is not None and name != BASELINE and not ENGINES[name].sample:
            found[name] = 100 * share
    return Row(f"{kind}, {label}, % of queries", found, has_ratio=False)


def _cpu() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        found = re.search(r"^model name\s*: (.*)$", information.read_text(encoding="utf-8"), re.MULTILINE)
        if found:
            return found[1]
    return platform.processor() or platform.machine()
