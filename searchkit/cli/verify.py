"""``searchkit verify``: is the index whole?"""

from pathlib import Path

import click

import searchkit
from searchkit.cli import exits, printable
from searchkit.cli.layout import counted
from searchkit.cli.location import locate
from searchkit.cli.options import CONTEXT, index_option, version_option


@click.command("verify", short_help="Check that the index is whole.", context_settings=CONTEXT)
@click.option("--deep", is_flag=True, help="Decode everything as well, and hold it against the rest. Slower.")
@index_option
@version_option
def command(*, deep: bool, index_path: Path | None) -> int:
    """Read every byte of the index and check every checksum and count. Exit code 2 when something is broken.

    With --deep every list, text and value is decoded and held against the others: that finds what was wrong
    before it was written, or was made to look whole.

    \b
    Examples:
      searchkit verify
      searchkit verify --deep
    """
    report = searchkit.verify(locate(index_path).path, deep=deep)
    for fault in report.faults:
        click.echo(printable.path(fault))
    read = f"{counted(report.files, 'file')}, {counted(report.bytes, 'byte')}"
    if report.faults:
        click.echo(f"{counted(len(report.faults), 'fault')} in {read}")
        click.echo("searchkit index --rebuild makes a new index from the articles")
        return exits.ERROR
    click.echo(f"{read}: all as they were written{', and all in agreement' if deep else ''}")
    return exits.OK
