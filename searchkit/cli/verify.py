"""``searchkit verify``: is the index whole?"""

from pathlib import Path

import click

import searchkit
from searchkit.cli import exits, printable
from searchkit.cli.location import locate
from searchkit.cli.options import CONTEXT, index_option, version_option


@click.command("verify", short_help="Check that the index is whole.", context_settings=CONTEXT)
@index_option
@version_option
def command(*, index_path: Path | None) -> int:
    """Read every byte of the index and check every checksum and count. Exit code 2 when something is broken.

    \b
    Example:
      searchkit verify
    """
    report = searchkit.verify(locate(index_path).path)
    for fault in report.faults:
        click.echo(printable.path(fault))
    read = f"{report.files:,} files, {report.bytes:,} bytes"
    if report.faults:
        faults = f"{len(report.faults):,} fault{'' if len(report.faults) == 1 else 's'}"
        click.echo(f"{faults} in {read}. searchkit index --rebuild makes a new index from the articles.")
        return exits.ERROR
    click.echo(f"{read}: all as they were written")
    return exits.OK
