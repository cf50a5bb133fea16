"""What is known of the terminal: colour, size, pager. The one place that decides on them."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TextIO

import click

from searchkit.cli import printable

# Longer lines are hard to read, however wide the window is. Also the width where there is no window.
_WIDEST: Final = 100
_NARROWEST: Final = 40


@dataclass(frozen=True, slots=True)
class Terminal:
    """How to write for whoever reads.

    Attributes:
        interactive: a person reads along.
        colour: escape sequences for colour and weight are welcome.
        width: columns to fill.
        height: lines that fit; 0 where there is no screen.
    """

    interactive: bool
    colour: bool
    width: int
    height: int

    def title(self, text: str) -> str:
        """The line that the eye looks for."""
        return self._style(text, "1")

    def detail(self, text: str) -> str:
        """What stands around it."""
        return self._style(text, "2")

    def mark(self, text: str) -> str:
        """A word that was searched for; between asterisks where there is no colour."""
        return self._style(text, "1;31") if self.colour else f"*{text}*"

    def warning(self, text: str) -> str:
        """What should not be overlooked."""
        return self._style(text, "33")

    def _style(self, text: str, codes: str) -> str:
        return f"\x1b[{codes}m{text}\x1b[0m" if self.colour and text else text


def look(stream: TextIO, environ: Mapping[str, str] = os.environ) -> Terminal:
    """Find out how to write to a stream."""
    interactive = stream.isatty()
    size = shutil.get_terminal_size((_WIDEST, 0))
    return Terminal(
        interactive=interactive,
        colour=interactive and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb",
        width=max(_NARROWEST, min(_WIDEST, size.columns)),
        height=size.lines if interactive else 0,
    )


def standard_output() -> Terminal:
    """How to write to standard output."""
    return look(sys.stdout)


def write_text(text: str, terminal: Terminal) -> None:
    """Write for a person: through ``PAGER`` when that is set and the text is longer than the screen."""
    pager = shlex.split(os.environ.get("PAGER", ""))
    dumb = os.environ.get("TERM") == "dumb"
    if terminal.interactive and not dumb and pager and text.count("\n") >= terminal.height:
        _page(text, pager)
        return
    _reconfigure(errors="backslashreplace")
    click.echo(text, nl=False, color=terminal.colour)


def _page(text: str, pager: list[str]) -> None:
    # less shows colours as they are with R; F and X leave a short text on the screen.
    environ = {"LESS": "FRX", **os.environ}
    try:
        with subprocess.Popen(pager, stdin=subprocess.PIPE, env=environ) as process:  # noqa: S603 - the user's PAGER
            process.communicate(text.encode(errors="replace"))
    except FileNotFoundError:
        click.echo(text, nl=False)


def write_data(text: str) -> None:
    """Write for a program to read: UTF-8, and the bytes of file names as they are."""
    _reconfigure(encoding="utf-8", errors="surrogateescape", newline="")
    sys.stdout.write(text)


def _reconfigure(**settings: str) -> None:
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(**settings)


def say(message: str) -> None:
    """Tell the person something, on standard error; what it quotes cannot steer the terminal."""
    click.echo(printable.paragraphs(message), err=True)
