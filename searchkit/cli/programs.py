"""The two programs: ``searchkit``, a group of commands, and ``search``, the one that people type."""

import gc
import importlib
import os
import sys
from collections.abc import Callable
from typing import Final, NoReturn

import click

from searchkit.cli import exits
from searchkit.cli.later import put_off
from searchkit.cli.options import CONTEXT, version_option

# Where each command lives. A module is loaded when it is asked for: `search` must not pay for the others.
COMMANDS: Final = {
    "search": "searchkit.cli.search",
    "index": "searchkit.cli.index",
    "show": "searchkit.cli.show",
    "similar": "searchkit.cli.similar",
    "copies": "searchkit.cli.copies",
    "facets": "searchkit.cli.facets",
    "places": "searchkit.cli.places",
    "status": "searchkit.cli.status",
    "verify": "searchkit.cli.verify",
    "serve": "searchkit.cli.serve",
    "mcp": "searchkit.cli.mcp",
}


def load_command(name: str) -> click.Command:
    """Import a command of ``COMMANDS``."""
    command = importlib.import_module(COMMANDS[name]).command
    if not isinstance(command, click.Command):
        raise TypeError(COMMANDS[name])
    return command


class LazyGroup(click.Group):
    """A group that imports a command when it is asked for, and lists them in the order of ``COMMANDS``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """Names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's too
        """The command of a name, or ``None``."""
        return load_command(cmd_name) if cmd_name in COMMANDS else None


@click.group(cls=LazyGroup, context_settings=CONTEXT)
@version_option
def searchkit() -> None:
    """Full-text search over news articles.

    \b
    Examples:
      searchkit index ~/articles
      search "Bakhmut missiles"
    """


def main() -> NoReturn:
    """Run ``searchkit`` with the arguments of the process, and exit."""
    _run(lambda: searchkit, "searchkit")


def main_search() -> NoReturn:
    """Run ``search`` with the arguments of the process, and exit."""
    _run(lambda: load_command("search"), "search")


_OBJECTS_BETWEEN_COLLECTIONS: Final = 100_000


def _run(load: Callable[[], click.Command], program: str) -> NoReturn:
    # Before numpy is imported: nothing here multiplies matrices, so the threads for that need not start.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Whoosh's queries import the rules of English morphology, whose patterns take longer to compile than most
    # searches; only a class of queries calls them that searchkit never makes.
    put_off("whoosh.lang.morph_en", "variations")
    # Imports make many objects and no garbage. At the end the system takes all memory back by itself.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    code = exits.run(load, program, sys.argv[1:])
    gc.freeze()
    sys.exit(code)
