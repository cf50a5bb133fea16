"""``searchkit copies``: the articles that say the same as one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from searchkit.cli import exits, hits, opening
from searchkit.cli.naming import id_of
from searchkit.cli.options import CONTEXT, forms, index_option, limit_option, offset_option, version_option

if TYPE_CHECKING:  # by hand: people read hits as text
    from searchkit.cli.formats import Form


@click.command("copies", short_help="List the copies of an article.", context_settings=CONTEXT)
@click.argument("article_id", metavar="ID")
@limit_option
@offset_option
@forms
@index_option
@version_option
def command(
    *, article_id: str, limit: int, offset: int, form: Form | None, null: bool, index_path: Path | None
) -> int:
    """List the other articles that say the same as one, the earliest first.

    ID is the path of the file as search shows it, with #key behind it where the file holds several articles;
    or what search --json calls id.
    The score is how much of the shorter of the two texts stands in the longer one.

    \b
    Examples:
      searchkit copies overnight-salvo.txt
      searchkit copies overnight-salvo.txt --csv -n 100
    """
    hits.refuse_null(form, null=null)
    with opening.opened(index_path) as index:
        results = index.copies(id_of(index, article_id), limit=limit, offset=offset)
        hits.write(results, form, null=null, offset=offset)
    return exits.OK if results.total else exits.NOTHING
