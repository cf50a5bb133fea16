"""The hits of any command: for people as text, for programs in the form that they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import searchkit
from searchkit.cli import hit_text, terminal

if TYPE_CHECKING:  # by hand: people read hits as text
    from searchkit.cli.formats import Form


def refuse_null(form: Form | None, *, null: bool) -> None:
    """Refuse to end with NUL what are no paths.

    Raises:
        click.UsageError: the options do not go together.
    """
    if null and form != "paths":
        raise click.UsageError("-0 goes with --paths")


def write(
    results: searchkit.Results,
    form: Form | None,
    *,
    null: bool,
    offset: int,
    folded: bool = False,
    explanation: str = "",
) -> None:
    """Write hits to standard output.

    Args:
        results: the answer of an index.
        form: for programs; ``None`` for people.
        null: end each path with NUL instead of a line break.
        offset: how many better hits were left out.
        folded: hits stand for their copies.
        explanation: how the query was understood; empty to say nothing of that.
    """
    look = terminal.standard_output()
    if form is None:
        terminal.write_text(
            hit_text.render(results, look, offset=offset, folded=folded, explanation=explanation), look
        )
        return
    if explanation:
        terminal.say(explanation)
    from searchkit.cli import formats  # noqa: PLC0415 - for programs, which are not kept waiting by a person

    for piece in formats.render(results, form, null=null, screen=look.interactive):
        terminal.write_data(piece)
