"""``searchkit show``: one article, and where each of its values came from."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

import searchkit
from searchkit.article import Extracted, MentionedPlace, NewsDate, Place
from searchkit.cli import exits, formats, opening, printable, terminal
from searchkit.cli.layout import wrap
from searchkit.cli.location import as_seen_from_here
from searchkit.cli.options import CONTEXT, index_option, version_option
from searchkit.cli.terminal import Terminal

Evidence = Extracted[str] | Extracted[NewsDate] | MentionedPlace

_LABEL_WIDTH: Final = 10
_WIDEST_QUOTE: Final = 100


@click.command(
    "show", short_help="Print one article and where its values came from.", context_settings=CONTEXT
)
@click.argument("article_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@index_option
@version_option
def command(*, article_id: str, as_json: bool, index_path: Path | None) -> int:
    """Print one article with its fields, and how and from which words each value was found.

    ID is what search --json calls id: the path under the indexed folder, path#key where a file holds several.

    \b
    Examples:
      searchkit show overnight-salvo.txt
      searchkit show briefs.jsonl#swap-may
    """
    with opening.opened(index_path) as index:
        article = index.get(article_id)
    if as_json:
        terminal.write_data(formats.encode(plain(article), indent=2) + "\n")
        return exits.OK
    look = terminal.standard_output()
    body = "\n".join(_wrapped(printable.paragraphs(article.body), look.width))
    head = "\n".join(_head(article, look))
    terminal.write_text(f"{head}\n\n{body}\n", look)
    return exits.OK


def _head(article: searchkit.Article, look: Terminal) -> Iterator[str]:
    yield look.title(printable.prose(article.title) or "(without a title)")
    yield _line("id", printable.path(article.id), "", look)
    yield _line("path", printable.path(as_seen_from_here(_path(article))), "", look)
    for name, found in (
        ("date", article.date),
        ("source", article.source),
        *(("author", author) for author in article.authors),
        *(("place", place) for place in article.places),
        ("language", article.language),
        ("url", article.url),
    ):
        if found is None:
            yield _line(name, "–", "", look)
        else:
            yield _line(name, _value(found), _evidence(found), look)


def _path(article: searchkit.Article) -> str:
    return os.path.join(article.origin.root, article.origin.path)


def _line(name: str, value: str, evidence: str, look: Terminal) -> str:
    line = f"{name:<{_LABEL_WIDTH}}{value}"
    return f"{line}  {look.detail(evidence)}" if evidence else line


def _value(found: Evidence) -> str:
    if isinstance(found.value, Place):
        country = f" ({found.value.country})" if found.value.country else ""
        return printable.prose(found.value.name + country)
    return printable.prose(str(found.value))


def _evidence(found: Evidence) -> str:
    if not found.quote:
        return found.method
    quote = printable.prose(found.quote)
    return (
        f"{found.method}: “{quote}”"
        if len(quote) <= _WIDEST_QUOTE
        else f"{found.method}: “{quote[:_WIDEST_QUOTE]}…”"
    )


def plain(article: searchkit.Article) -> dict[str, object]:
    """An article as JSON has it, with the provenance of each value."""
    return {
        "id": article.id,
        "path": _path(article),
        "title": article.title,
        "body": article.body,
        "date": _plain_value(article.date),
        "source": _plain_value(article.source),
        "author": [_plain_value(author) for author in article.authors],
        "places": [_plain_value(place) for place in article.places],
        "language": _plain_value(article.language),
        "url": _plain_value(article.url),
    }


def _plain_value(found: Evidence | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {
        "value": dataclasses.asdict(found.value) if isinstance(found.value, Place) else str(found.value),
        "method": found.method,
        "quote": found.quote,
        "span": found.span,
    }


def _wrapped(text: str, width: int) -> Iterator[str]:
    for paragraph in text.splitlines():
        if not paragraph.strip():
            yield ""
        yield from (paragraph[start:end] for start, end in wrap(paragraph, width))
