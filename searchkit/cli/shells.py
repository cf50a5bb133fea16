"""How a shell asks for completions and gets them."""

import os
import shlex
from typing import Final

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class, shell_complete

_SEPARATORS: Final = (":", "=")


class FieldAwareBash(BashComplete):
    """Bash, which splits words at ``:`` and ``=`` and inserts what it gets without quoting it."""

    name = "bash"

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the cursor and the unfinished one, with ``source : Re`` put together again."""
        args, incomplete = super().get_completion_args()
        self._cut = 0
        if incomplete in _SEPARATORS:
            args, incomplete = [*args, incomplete], ""
        if len(args) > 1 and args[-1] in _SEPARATORS and not args[-2].startswith("-"):
            before = args[-2] + args[-1]
            self._cut = len(before)
            return args[:-2], before + incomplete
        return args, incomplete

    def format_completion(self, item: CompletionItem[str]) -> str:
        """What stands in for the unfinished part, quoted."""
        value = item.value[self._cut :]
        plain = value.replace(":", "").replace("=", "").replace("-", "")
        return f"{item.type},{value if plain.isalnum() or not plain else shlex.quote(value)}"


def complete(command: click.Command, program: str, variable: str) -> int:
    """Answer the request of a shell that stands in the environment under ``variable``."""
    add_completion_class(FieldAwareBash)
    return shell_complete(command, {}, program, variable, os.environ[variable])
