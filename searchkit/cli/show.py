"""``searchkit show``: one article, and where each of its values came from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

import click

import searchkit
from searchkit.article import Extracted, MentionedPlace, NewsDate, Place
from searchkit.citing import CitationForm
from searchkit.cli import exits, formats, opening, printable, terminal
from searchkit.cli.layout import counted, wrap
from searchkit.cli.location import as_seen_from_here
from searchkit.cli.naming import id_of
from searchkit.cli.options import CONTEXT, form_flags, index_option, version_option
from searchkit.cli.terminal import Terminal

_LABEL_WIDTH: Final = 10
_UNKNOWN: Final = "–"
_CLUTTER: Final = "┊"
_WIDEST_QUOTE: Final = 100
_COPIES_SHOWN: Final = 10


@click.command(
    "show", short_help="Print one article and where its values came from.", context_settings=CONTEXT
)
@click.argument("article_id", metavar="ID")
@form_flags(json="One JSON object.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["bibtex", "ris", "csl-json"]),
    help="A citation, with the SHA-256 of the file.",
)
@index_option
@version_option
def command(*, article_id: str, form: CitationForm | Literal["json"] | None, index_path: Path | None) -> int:
    """Print one article with its fields, and how and from which words each value was found.

    ID is the path of the file as search shows it, with #key behind it where the file holds several articles;
    or what search --json calls id.

    \b
    Examples:
      searchkit show overnight-salvo.txt
      searchkit show briefs.jsonl#swap-may
      searchkit show briefs.jsonl#swap-may --format bibtex
    """
    with opening.opened(index_path) as index:
        article_id = id_of(index, article_id)
        article = index.get(article_id)
        copies = index.copies(article_id, limit=_COPIES_SHOWN)
    if form == "json":
        told = {**article.to_dict(), "copies": [hit.id for hit in copies]}
        terminal.write_data(formats.encode(told, indent=2) + "\n")
        return exits.OK
    if form is not None:
        for piece in searchkit.cite([article], form):
            terminal.write_data(piece)
        return exits.OK
    look = terminal.standard_output()
    head = "\n".join([*_head(article, look), *_copies(copies, look)])
    body = "\n".join(_body(article, look))
    terminal.write_text(f"{head}\n\n{body}\n", look)
    return exits.OK


def _head(article: searchkit.Article, look: Terminal) -> Iterator[str]:
    yield look.title(printable.prose(article.title) or "(without a title)")
    yield _line("id", printable.path(article.id), "", look)
    yield _line("path", printable.path(as_seen_from_here(article.origin.file)), "", look)
    yield from _valued("date", article.date, look)
    yield from _valued("modified", article.modified, look)
    yield from _valued("source", article.source, look)
    for author in article.authors or (None,):
        yield from _valued("author", author, look)
    if not article.places:
        yield _line("place", _UNKNOWN, "", look)
    for place in article.places:
        yield _line("place", _place_name(place.value), _place_evidence(place, article.text), look)
        if where := ", ".join([*map(_region_name, place.value.ancestors), *_degrees(place.value)]):
            yield _line("", "", f"in {where}" if place.value.ancestors else where, look)
    yield from _valued("language", article.language, look)
    yield from _valued("url", article.url, look)
    if article.clutter:
        kinds = ", ".join(dict.fromkeys(clutter.kind for clutter in article.clutter))
        yield _line("clutter", f"{kinds}, marked {_CLUTTER} below", "shown, not searched", look)


def _copies(copies: searchkit.Results, look: Terminal) -> Iterator[str]:
    for hit in copies:
        told = ", ".join(filter(None, (hit.source, str(hit.date or ""))))
        yield _line("copy", printable.path(hit.id), printable.prose(told), look)
    if copies.total > len(copies):
        yield _line("", f"and {copies.total - len(copies):,} more: searchkit copies ID", "", look)


def _valued(name: str, found: Extracted[str] | Extracted[NewsDate] | None, look: Terminal) -> Iterator[str]:
    if found is None:
        yield _line(name, _UNKNOWN, "", look)
    else:
        yield _line(name, printable.prose(str(found.value)), _evidence(found.method, found.quote), look)


def _place_name(place: Place) -> str:
    country = f" ({place.country})" if place.country else ""
    return printable.prose(place.name + country)


def _place_evidence(mention: MentionedPlace, text: str) -> str:
    quotes = dict.fromkeys(text[start:end] for start, end in mention.spans) or {mention.quote: None}
    said = ", ".join(f"“{printable.prose(quote)}”" for quote in quotes)
    count = f"{counted(mention.count, 'mention')}, " if mention.count else ""
    return f"{mention.method}: {said}; {count}confidence {mention.confidence:.2f}, focus {mention.focus:.2f}"


def _region_name(place_id: str) -> str:
    from searchkit.metadata.gazetteer import gazetteer  # noqa: PLC0415 - most articles can be shown without

    place = gazetteer().get(place_id)
    return printable.prose(place.name if place else place_id)


def _degrees(place: Place) -> Iterator[str]:
    if place.latitude is not None and place.longitude is not None:
        yield f"{place.latitude:.2f} {place.longitude:.2f}"


def _body(article: searchkit.Article, look: Terminal) -> Iterator[str]:
    """The lines of the text, with a sign at what belongs to the page and not to the article."""
    position = len(article.title) + 2
    for paragraph in article.body.splitlines(keepends=True):
        start, position = position, position + len(paragraph)
        line = paragraph.rstrip()
        pieces = [
            (max(clutter.span[0] - start, 0), min(clutter.span[1] - start, len(line)))
            for clutter in article.clutter
            if clutter.span[0] < start + len(line) and clutter.span[1] > start
        ]
        if not line:
            yield ""
        elif len(pieces) == 1 and not (line[: pieces[0][0]] + line[pieces[0][1] :]).strip():
            yield from (f"{_CLUTTER} {look.detail(part)}" for part in _wrapped(line, look.width - 2))
        else:
            yield from _wrapped(_marked(line, pieces), look.width)


def _marked(line: str, pieces: list[tuple[int, int]]) -> str:
    for start, end in reversed(pieces):
        line = f"{line[:start]}{_CLUTTER}{line[start:end]}{_CLUTTER}{line[end:]}"
    return line


def _wrapped(paragraph: str, width: int) -> Iterator[str]:
    text = printable.prose(paragraph)
    return (text[start:end] for start, end in wrap(text, width))


def _line(name: str, value: str, evidence: str, look: Terminal) -> str:
    line = f"{name:<{_LABEL_WIDTH}}{value}"
    separator = "  " if value else ""
    return f"{line}{separator}{look.detail(evidence)}" if evidence else line


def _evidence(method: str, quote: str) -> str:
    if not quote:
        return method
    shown = printable.prose(quote)
    cut = shown if len(shown) <= _WIDEST_QUOTE else f"{shown[:_WIDEST_QUOTE]}…"
    return f"{method}: “{cut}”"
