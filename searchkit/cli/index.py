"""``searchkit index``: make the index equal the files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click

import searchkit
from searchkit.cli import exits, printable, terminal
from searchkit.cli.layout import counted
from searchkit.cli.location import Location, folders_for, locate
from searchkit.cli.options import CONTEXT, index_option, quiet_option, verbose_option, version_option
from searchkit.cli.progress import ProgressLine
from searchkit.engine.groups import LEAST_THRESHOLD
from searchkit.indexing.memory import DEFAULT_MEMORY_BYTES, LEAST_MEMORY_BYTES
from searchkit.loading.files import DEFAULT_MAX_BYTES, SUFFIXES

_STDIN = b"-"
_MEBIBYTE: Final = 2**20
_KINDS_TOLD: Final = 6


@click.command("index", short_help="Make the index equal the files.", context_settings=CONTEXT)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=bytes, allow_dash=True))
@click.option("--rebuild", is_flag=True, help="From scratch, and then put in place of the old index.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes to use; by default, one for each core.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=LEAST_MEMORY_BYTES // _MEBIBYTE),
    default=DEFAULT_MEMORY_BYTES // _MEBIBYTE,
    show_default=True,
    metavar="MIB",
    help="What all processes together may take; fewer are started when there is no memory for more.",
)
@click.option(
    "--max-size",
    type=click.IntRange(min=1),
    default=DEFAULT_MAX_BYTES // _MEBIBYTE,
    show_default=True,
    metavar="MIB",
    help="Larger files are not read, nor those that unpack to more.",
)
@click.option(
    "--mtime-dates/--no-mtime-dates",
    default=None,
    help="Date articles that say no date by their file. Remembered; for files that are read from then on.",
)
@click.option(
    "--source-from-folder/--no-source-from-folder",
    "folder_sources",
    default=None,
    help="Articles that say no source have their topmost folder. Remembered, like --mtime-dates.",
)
@click.option(
    "--copies-threshold",
    type=click.FloatRange(min=LEAST_THRESHOLD, max=1),
    metavar="PART",
    help="How much of an article stands in another that it is a copy of: 0.8 at first. Remembered.",
)
@click.option("-0", "--null", is_flag=True, help="The list on standard input is separated by NUL.")
@index_option
@quiet_option
@verbose_option
@version_option
def command(
    *,
    paths: tuple[bytes, ...],
    rebuild: bool,
    jobs: int | None,
    memory: int,
    max_size: int,
    mtime_dates: bool | None,
    folder_sources: bool | None,
    copies_threshold: float | None,
    null: bool,
    index_path: Path | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Make the index equal the files: add what is new, update what has changed, remove what is gone.

    PATH is a folder with all its subfolders, or a file; - reads a list of paths from standard input. With
    no PATH, the folders that the index was built from. What cannot be read is listed, with the reason; the
    rest is indexed.

    \b
    Examples:
      searchkit index ~/articles
      searchkit index
      find . -name '*.html' -print0 | searchkit index -0 -
    """
    location = locate(index_path)
    is_new = not location.holds_index
    listed = [os.fsdecode(path) for path in _listed(paths, b"\0" if null else b"\n")]
    with ProgressLine(shown=not quiet) as progress:
        report = searchkit.index(
            folders_for(location, listed),
            index=location.path,
            rebuild=rebuild,
            jobs=jobs or _cores(),
            max_bytes=max_size * _MEBIBYTE,
            memory_bytes=memory * _MEBIBYTE,
            mtime_dates=mtime_dates,
            folder_sources=folder_sources,
            copies_threshold=copies_threshold,
            progress=progress,
        )
    for failure in report.failed:
        terminal.say(printable.path(str(failure)))
    if not quiet:
        if is_new:
            terminal.say(f"New index in {printable.path(str(location.path))}/")
        click.echo(summary(report))
        if report.left_out:
            terminal.say(_left_out(report))
        if listed and report.added:
            _tell_about_samples(location, listed)
    if verbose:
        terminal.say(f"{printable.path(str(location.path))}, {report.seconds:.2f} s")
    return exits.SOME_FAILED if report.failed else exits.OK


def _tell_about_samples(location: Location, named: Sequence[str]) -> None:
    """Say that the sample articles stay, which nobody asked for, where own ones join them."""
    samples = location.default_folder
    if samples is None or all(Path(path).absolute().is_relative_to(samples.absolute()) for path in named):
        return
    with searchkit.open(location.path) as index:
        if str(samples.absolute()) in index.status().roots:
            folder = printable.path(f"{samples}/")
            terminal.say(
                f"The samples of {folder} stay beside them; searchkit index --rebuild FOLDER leaves them out"
            )


def _cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _listed(paths: Sequence[bytes], separator: bytes) -> Iterator[bytes]:
    for path in paths:
        if path == _STDIN:
            yield from (line for line in sys.stdin.buffer.read().split(separator) if line)
        else:
            yield path


def _left_out(report: searchkit.IndexReport) -> str:
    """Files of other kinds in one line; the formats that are read besides, where nothing was."""
    kinds = sorted(report.left_out.items(), key=lambda kind: (-kind[1], kind[0]))
    parts = [f"{ending or 'no ending'} {count:,}" for ending, count in kinds[:_KINDS_TOLD]]
    if rest := sum(count for _, count in kinds[_KINDS_TOLD:]):
        parts.append(f"others {rest:,}")
    files = counted(sum(report.left_out.values()), "file")
    told = f"{files} of other kinds left out ({', '.join(parts)})"
    if any((report.added, report.changed, report.moved, report.removed, report.unchanged, report.failed)):
        return told
    return f"{told}; read are {', '.join(SUFFIXES)}, each also with .gz"


def summary(report: searchkit.IndexReport) -> str:
    """Counts of what was done, in one line; what is none is left out unless all is."""
    counts = (
        (report.added, "added"),
        (report.changed, "changed"),
        (report.moved, "moved"),
        (report.removed, "removed"),
        (report.unchanged, "unchanged"),
        (len(report.failed), "failed"),
    )
    parts = [f"{count:,} {what}" for count, what in counts if count]
    return ", ".join(parts) if parts else "no articles"
