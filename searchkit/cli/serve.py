"""``searchkit serve``: the local page and the HTTP API."""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from searchkit.cli import exits, opening, printable, terminal
from searchkit.cli.extras import extra
from searchkit.cli.layout import counted
from searchkit.cli.options import CONTEXT, index_option, quiet_option, serving_timeout_option, version_option

_PORT: Final = 8000
_LOCAL: Final = "127.0.0.1"
_LAST_PORT: Final = 65535


@click.command("serve", short_help="Search in a browser, and over HTTP.", context_settings=CONTEXT)
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, _LAST_PORT),
    default=_PORT,
    show_default=True,
    help="Port to listen at; 0 for any that is free.",
)
@click.option(
    "--host",
    metavar="ADDRESS",
    default=_LOCAL,
    show_default=True,
    help="Address to listen at; others than the default let other machines in.",
)
@click.option(
    "--host-name",
    "host_names",
    metavar="NAME",
    multiple=True,
    help="A name under which the server may be asked, beside localhost; can be given several times.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@serving_timeout_option
@index_option
@quiet_option
@version_option
def command(
    *,
    port: int,
    host: str,
    host_names: Sequence[str],
    open_browser: bool,
    timeout: float,
    index_path: Path | None,
    quiet: bool,
) -> int:
    """Serve a page to search in, and the same as JSON and CSV, until Ctrl-C. Nothing can be changed over it.

    \b
    Examples:
      searchkit serve --open
      searchkit serve --port 8080 --index ~/news/index
    """
    with extra("web"):
        from searchkit.web.serving import Server  # noqa: PLC0415 - needs what only this command needs
    with opening.opened_or_built(index_path, refresh=False, quiet=quiet) as index:
        path, articles = index.path, len(index)
        if not quiet:
            opening.tell_if_stale(index)
    try:
        server = Server(path, host=host, port=port, host_names=host_names, timeout=timeout)
    except OSError as error:
        raise OSError(error.errno, _why(error, host, port)) from error
    with server:
        try:
            terminal.write_data(f"{server.address}\n")
            sys.stdout.flush()
        except OSError:  # who starts it without an output knows the address
            exits.discard_output()
        if not quiet:
            terminal.say(f"{counted(articles, 'article')} in {printable.path(str(path))}; Ctrl-C ends")
        if open_browser:
            click.launch(server.address)
        server.run()
    return exits.OK


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken, perhaps by another searchkit; --port 0 finds a free one"
    return f"cannot listen at port {port} of {host}: {error.strerror}"
