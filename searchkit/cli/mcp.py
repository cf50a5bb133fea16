"""``searchkit mcp``: the tools for language models."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from searchkit.cli import exits, terminal
from searchkit.cli.extras import extra
from searchkit.cli.location import locate
from searchkit.cli.options import CONTEXT, index_option, serving_timeout_option, version_option


@click.command("mcp", short_help="Answer language models (MCP).", context_settings=CONTEXT)
@serving_timeout_option
@index_option
@version_option
def command(*, timeout: float, index_path: Path | None) -> int:
    """Offer search, count, facets and get_article to a language model, on standard input and output.

    A client of the Model Context Protocol starts this command itself; give it the whole path of the index,
    as it may start it in any folder. Nothing can be changed over it.

    \b
    Examples:
      searchkit mcp --index ~/news/index
    """
    with extra("mcp"):
        from searchkit.mcp_server import serve  # noqa: PLC0415 - needs what only this command needs
    if sys.stdin.isatty():
        terminal.say("Waiting for a client to speak the Model Context Protocol here; Ctrl-D ends.")
    serve(locate(index_path).path, timeout=timeout)
    return exits.OK
