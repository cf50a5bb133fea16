"""``searchkit status``: what is in the index."""

import datetime as dt
import time
from pathlib import Path

import click

from searchkit.cli import exits, formats, opening, printable, terminal
from searchkit.cli.location import as_seen_from_here
from searchkit.cli.options import CONTEXT, index_option, version_option
from searchkit.codec import toc
from searchkit.indexing.faulty import remembered
from searchkit.indexing.freshness import freshness


@click.command("status", short_help="Tell what is in the index.", context_settings=CONTEXT)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@index_option
@version_option
def command(*, as_json: bool, index_path: Path | None) -> int:
    """Tell what is in the index, how large it is, and how fresh against its folders.

    \b
    Examples:
      searchkit status
      searchkit status --json
    """
    with opening.opened(index_path) as index:
        status = index.status()
        stale = freshness(index)
    facts: dict[str, object] = {
        "index": str(status.path),
        "format": status.format_version,
        "revision": status.revision,
        "articles": status.articles,
        "deleted": status.deleted,
        "segments": status.segments,
        "bytes": status.bytes,
        "folders": list(status.roots),
        "not yet indexed": {"new": stale.added, "changed": stale.changed, "removed": stale.removed},
        "of other kinds": stale.left_out,
    }
    if as_json:
        facts |= {"newest format": status.newest_format_version, **_for_monitoring(Path(status.path))}
        terminal.write_data(formats.encode(facts, indent=2) + "\n")
    else:
        if status.format_version < status.newest_format_version:
            newest = status.newest_format_version
            facts["format"] = f"{status.format_version}: searchkit index --rebuild brings it to {newest}"
        click.echo("\n".join(f"{name:<16} {_shown(value)}" for name, value in facts.items()))
    return exits.OK


def _for_monitoring(index_path: Path) -> dict[str, object]:
    """What is of use to a program that watches the index: it differs from one moment to the next."""
    seconds = toc.stamp(index_path).mtime_ns / 1e9
    return {
        "committed": dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="seconds"),
        "seconds since": round(max(time.time() - seconds, 0)),
        "failed files": len(remembered(index_path)),
    }


def _shown(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, list):
        return ("\n" + " " * 17).join(printable.path(as_seen_from_here(item)) for item in value)
    if isinstance(value, dict):
        return (
            ", ".join(f"{count:,} {what}" for what, count in value.items() if count)
            or "nothing: all articles are in the index"
        )
    return printable.path(str(value))
