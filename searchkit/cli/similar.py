"""``searchkit similar``: the articles that say most like one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from searchkit.cli import exits, hits, opening
from searchkit.cli.naming import id_of
from searchkit.cli.options import (
    CONTEXT,
    explain_option,
    filters,
    fold_option,
    forms,
    index_option,
    limit_option,
    offset_option,
    version_option,
)

if TYPE_CHECKING:  # by hand: people read hits as text
    from searchkit.cli.formats import Form


@click.command("similar", short_help="Find articles that say most like one.", context_settings=CONTEXT)
@click.argument("article_id", metavar="ID")
@filters
@limit_option
@offset_option
@forms
@fold_option
@explain_option
@index_option
@version_option
def command(
    *,
    article_id: str,
    source: str | None,
    place: str | None,
    about: str | None,
    since: str | None,
    until: str | None,
    language: str | None,
    limit: int,
    offset: int,
    form: Form | None,
    null: bool,
    fold: bool,
    explain: bool,
    index_path: Path | None,
) -> int:
    """Find the articles that say most like one, by the words that tell it from others.

    ID is the path of the file as search shows it, with #key behind it where the file holds several articles;
    or what search --json calls id.
    --explain shows the words.

    \b
    Examples:
      searchkit similar overnight-salvo.txt
      searchkit similar briefs.jsonl#swap-may --since 2023-06 --json
    """
    hits.refuse_null(form, null=null)
    with opening.opened(index_path) as index:
        results = index.similar(
            id_of(index, article_id),
            limit=limit,
            offset=offset,
            fold=fold,
            source=source,
            place=place,
            about=about,
            since=since,
            until=until,
            language=language,
        )
        explanation = results.explain() if explain else ""
        hits.write(results, form, null=null, offset=offset, folded=fold, explanation=explanation)
    return exits.OK if results.total else exits.NOTHING
