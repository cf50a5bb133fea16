"""A file's bytes → its articles, whatever its format and whatever is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from searchkit.article import Article, Origin
from searchkit.loading.drafts import Draft, Parsed, clean, one_line
from searchkit.loading.encoding import decode
from searchkit.loading.faults import Fault
from searchkit.loading.files import Format, format_of, is_compressed
from searchkit.loading.html import parse_html
from searchkit.loading.json_records import parse_json, parse_json_lines
from searchkit.loading.markdown import parse_markdown
from searchkit.loading.plain_text import parse_text
from searchkit.loading.reading import decompress
from searchkit.metadata import describe

_PARSERS = {
    Format.TEXT: parse_text,
    Format.MARKDOWN: parse_markdown,
    Format.HTML: parse_html,
    Format.JSON: parse_json,
    Format.JSON_LINES: parse_json_lines,
}


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds, in the order of the file."""

    articles: tuple[Article, ...]
    faults: tuple[Fault, ...]


def parse(origin: Origin, data: bytes, max_bytes: int) -> Contents:
    """Read the articles in a file's bytes, unpacked to ``max_bytes`` at most."""
    parsed = _distinct(_parsed(origin.path, data, max_bytes))
    return Contents(tuple(_article(draft, origin) for draft in parsed.drafts), parsed.faults)


@dataclass(frozen=True, slots=True)
class Lines:
    """What some lines of a JSON Lines file hold.

    Attributes:
        drafts: every article that they tell, those whose key comes again too.
        articles: the first article of each key.
        faults: what is wrong, but for keys that come again.
    """

    drafts: tuple[Draft, ...]
    articles: tuple[Article, ...]
    faults: tuple[Fault, ...]


def parse_lines(origin: Origin, text: str, first_line: int) -> Lines:
    """Read the articles in some lines of a JSON Lines file."""
    parsed = parse_json_lines(text, first_line)
    first = _distinct(Parsed(parsed.drafts)).drafts
    return Lines(parsed.drafts, tuple(_article(draft, origin) for draft in first), parsed.faults)


def repeated_key(key: str | None, known_place: str, line: int | None, who: str = "") -> Fault:
    """Say that an article has the key of an earlier one of its file."""
    return Fault(f'{who}has the id "{key}", which {known_place} has already', line)


def _parsed(path: str, data: bytes, max_bytes: int) -> Parsed:
    unpacked = decompress(data, max_bytes) if is_compressed(path) else data
    if isinstance(unpacked, Fault):
        return Parsed(faults=(unpacked,))
    text = decode(unpacked)
    if isinstance(text, Fault):
        return Parsed(faults=(text,))
    if not text.strip():
        return Parsed(faults=(Fault("is empty"),))
    file_format = format_of(path)
    if file_format is None:
        return Parsed(faults=(Fault("is not in a format that is read"),))
    if file_format in (Format.JSON, Format.JSON_LINES):  # their values are cleaned one by one
        return _PARSERS[file_format](text)
    return _PARSERS[file_format](clean(text))


def _distinct(parsed: Parsed) -> Parsed:
    """Leave only the first article of each key: the others would take its place in the index."""
    first: dict[str | None, Draft] = {}
    faults = list(parsed.faults)
    for draft in parsed.drafts:
        known = first.setdefault(draft.key, draft)
        if known is not draft:
            who = "" if draft.line else f"{draft.place} "
            faults.append(repeated_key(draft.key, known.place, draft.line, who))
    return Parsed(tuple(first.values()), tuple(faults))


def article_id(path: str, key: str) -> str:
    """The id of an article that has a key within its file."""
    return f"{path}#{key}"


def _article(draft: Draft, origin: Origin) -> Article:
    title = one_line(draft.title)
    body = clean(draft.body).strip()
    known = describe(title, body, draft.declared)
    return Article(
        id=origin.path if draft.key is None else article_id(origin.path, draft.key),
        origin=origin,
        title=title,
        body=body,
        date=known.date,
        source=known.source,
        authors=known.authors,
        places=known.places,
        language=known.language,
        url=known.url,
    )
