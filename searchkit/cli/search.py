"""``search``: ranked hits."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

import searchkit
from searchkit.cli import exits, hits, opening, printable, terminal
from searchkit.cli.options import (
    CONTEXT,
    QueryCommand,
    Question,
    asks,
    explain_option,
    fold_option,
    forms,
    index_option,
    limit_option,
    offset_option,
    quiet_option,
    timeout_option,
    verbose_option,
    version_option,
)
from searchkit.engine.time_limit import time_limit

if TYPE_CHECKING:  # by hand: people read hits as text
    from searchkit.cli.formats import Form


_FORMS_WITHOUT_COPIES: Final = frozenset({"paths", "bibtex", "ris", "csl-json"})
"""Forms that do not say how many copies a hit stands for."""


@click.command("search", short_help="Find articles.", cls=QueryCommand, context_settings=CONTEXT)
@asks(required=True)
@limit_option
@offset_option
@click.option(
    "--sort",
    type=click.Choice(["score", "date", "-date"]),
    default="score",
    show_default=True,
    help="By relevance, oldest first, newest first.",
)
@click.option("--all", "every", is_flag=True, help="All hits, whatever --limit says.")
@forms
@fold_option
@explain_option
@click.option("--refresh", is_flag=True, help="First take in what has changed in the folders.")
@timeout_option
@index_option
@quiet_option
@verbose_option
@version_option
def command(
    *,
    question: Question,
    limit: int,
    offset: int,
    sort: Literal["score", "date", "-date"],
    every: bool,
    form: Form | None,
    null: bool,
    fold: bool,
    explain: bool,
    refresh: bool,
    timeout: float | None,
    index_path: Path | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Find articles. Words must all occur, in any form; the query language knows more.

    The shell takes quotes away: search "Bakhmut missiles" asks for two words that may stand apart. For the
    exact phrase write search '"Bakhmut missiles"', or use --phrase.

    \b
    Examples:
      search Bakhmut missiles
      search 'place:Ukraine date:2023-02..2023-03 "air defence"'
      search --any "who supplies drones" --since 2023 --json
    """
    hits.refuse_null(form, null=null)
    started = time.perf_counter()
    opened = opening.opened_or_built(index_path, refresh=refresh, quiet=quiet)
    with opened as index, time_limit(timeout):
        results = index.search(
            question.text,
            limit=len(index) if every else limit,
            offset=offset,
            fold=fold,
            sort=sort,
            **question.options,
        )
        if not quiet:
            _tell_about(results)
            if fold and form in _FORMS_WITHOUT_COPIES and any(hit.copies.count for hit in results):
                terminal.say("Of copies one stands for all; --unfold gives each.")
        explanation = _explained(results) if explain else ""
        hits.write(results, form, null=null, offset=offset, folded=fold, explanation=explanation)
        sys.stdout.flush()
        if not quiet and results.suggestion is not None:
            terminal.say(f"Did you mean: {results.suggestion}")
        if verbose:
            terminal.say(f"{printable.path(str(index.path))}, {time.perf_counter() - started:.3f} s")
        if not quiet and not refresh:
            opening.tell_if_stale(index)
        return exits.OK if results.total else exits.NOTHING


def _tell_about(results: searchkit.Results) -> None:
    if results.relaxed:
        terminal.say("No article has all the words; these have some.")
    for note in results.notes:
        terminal.say(note)


def _explained(results: searchkit.Results) -> str:
    """How the query was understood, in its own notation and in sentences."""
    return "\n".join([results.explain(), *(f"means   {sentence}" for sentence in results.in_words())])
