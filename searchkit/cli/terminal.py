"""What is known of the terminal: colour, size, pager. The one place that decides on them."""

import os
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

    def _style(self, text: str, codes: str) -> str:
        return f"\x1b[{codes}m{text}\x1b[0m" if self.colour and text else text


def look(stream: TextIO, environ: Mapping[str, str] = os.environ) -> Terminal:
    """Find out how to write to a stream."""
    interactive = stream.isatty()
    return Terminal(
        interactive=interactive,
        colour=interactive and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb",
        width=max(_NARROWEST, min(_WIDEST, _told("COLUMNS") or _window().columns or _WIDEST)),
        height=(_told("LINES") or _window().lines) if interactive else 0,
    )


# Both together are shutil.get_terminal_size, without the archive formats that shutil brings along.
def _told(variable: str) -> int:
    """What the environment says of the size of the window; 0 where it says nothing."""
    try:
        return max(0, int(os.environ.get(variable, "0")))
    except ValueError:
        return 0


def _window() -> os.terminal_size:
    """The size of the window that the process writes to; 0 by 0 where there is none."""
    try:
        return os.get_terminal_size(sys.__stdout__.fileno())  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return os.terminal_size((0, 0))


def standard_output() -> Terminal:
    """How to write to standard output."""
    return look(sys.stdout)


def write_text(text: str, terminal: Terminal) -> None:
    """Write for a person: through ``PAGER`` when that is set and the text is longer than the screen."""
    pager = os.environ.get("PAGER", "")
    dumb = os.environ.get("TERM") == "dumb"
    if terminal.interactive and not dumb and pager.strip() and text.count("\n") >= terminal.height:
        _page(text, pager)
        return
    _reconfigure(errors="backslashreplace")
    click.echo(text, nl=False, color=terminal.colour)


def _page(text: str, pager: str) -> None:
    import shlex  # noqa: PLC0415 - most output is shorter than the screen, or goes elsewhere
    import subprocess  # noqa: PLC0415 - as above

    # less shows colours as they are with R; F and X leave a short text on the screen.
    environ = {"LESS": "FRX", **os.environ}
    try:
        with subprocess.Popen(shlex.split(pager), stdin=subprocess.PIPE, env=environ) as process:  # noqa: S603 - the user's PAGER
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
