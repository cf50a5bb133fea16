"""A file's bytes → its articles, whatever its format and whatever is wrong with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from searchkit.article import Article, Origin
from searchkit.loading.drafts import Draft, Parsed, clean, one_line
from searchkit.loading.encoding import decode
from searchkit.loading.faults import Fault
from searchkit.loading.files import Format, format_of, is_compressed
from searchkit.loading.json_records import parse_json, read_json_lines
from searchkit.loading.plain_text import parse_text
from searchkit.loading.reading import decompress
from searchkit.metadata import Metadata, Text, describe_all

_NO_TIME = dt.date(1990, 1, 1)  # archives that keep no times give back 1970 or 1980
_CLOCK_DIFFERENCE = dt.timedelta(days=1)  # the article may be from a time zone where it is already tomorrow
_CHARACTERS_AHEAD: Final = 1 << 18


def parse(origin: Origin, data: bytes, max_bytes: int) -> Iterator[Article | Fault]:
    """Read the articles in a file's bytes, unpacked to ``max_bytes`` at most, and what is wrong there.

    Of several articles of one key only the first is given: the others would take its place in the index.
    A long file is read as its articles are taken, so that memory need not hold them all.
    """
    return _articles(origin, _without_repeated(_drafts(origin.path, data, max_bytes)))


def parse_lines(
    origin: Origin, text: str, first_line: int, keys: list[tuple[int, str]]
) -> Iterator[Article | Fault]:
    """Read the articles in some lines of a JSON Lines file, the first of each key, and what is wrong there.

    Args:
        origin: the file.
        text: the lines.
        first_line: the number of the first one.
        keys: takes line and key of every article, of those whose key comes again too.
    """
    return _articles(origin, _first_of_each_key(read_json_lines(text, first_line), keys))


def _first_of_each_key(
    drafts: Iterable[Draft | Fault], keys: list[tuple[int, str]]
) -> Iterator[Draft | Fault]:
    known: set[str] = set()
    for draft in drafts:
        if isinstance(draft, Fault):
            yield draft
            continue
        key = draft.key or ""
        keys.append((draft.line or 0, key))
        if key not in known:
            known.add(key)
            yield draft


def repeated_key(key: str | None, known_place: str, line: int | None, who: str = "") -> Fault:
    """Say that an article has the key of an earlier one of its file."""
    return Fault(f'{who}has the id "{key}", which {known_place} has already', line)


def article_id(path: str, key: str) -> str:
    """The id of an article that has a key within its file."""
    return f"{path}#{key}"


def _without_repeated(drafts: Iterable[Draft | Fault]) -> Iterator[Draft | Fault]:
    """Put a fault in the place of each article that has the key of an earlier one."""
    places: dict[str | None, str | int] = {}
    for draft in drafts:
        if isinstance(draft, Fault):
            yield draft
        elif draft.key not in places:
            places[draft.key] = draft.line or draft.place
            yield draft
        else:
            known = places[draft.key]
            place = f"line {known}" if isinstance(known, int) else known
            who = "" if draft.line else f"{draft.place} "
            yield repeated_key(draft.key, place, draft.line, who)


def _articles(origin: Origin, drafts: Iterable[Draft | Fault]) -> Iterator[Article | Fault]:
    """Describe drafts, some at a time: that takes a fraction of the time that they take one by one."""
    ahead: list[Draft | Fault] = []
    characters = 0
    for draft in drafts:
        ahead.append(draft)
        characters += len(draft.body) if isinstance(draft, Draft) else 1
        if characters >= _CHARACTERS_AHEAD:
            yield from _described(origin, ahead)
            ahead = []
            characters = 0
    yield from _described(origin, ahead)


def _described(origin: Origin, drafts: list[Draft | Fault]) -> Iterator[Article | Fault]:
    texts = [_text(draft, origin) for draft in drafts if isinstance(draft, Draft)]
    described = zip(texts, describe_all(texts), strict=True)
    for draft in drafts:
        yield draft if isinstance(draft, Fault) else _article(draft, origin, *next(described))


def _drafts(path: str, data: bytes, max_bytes: int) -> Iterable[Draft | Fault]:
    unpacked = decompress(data, max_bytes) if is_compressed(path) else data
    if isinstance(unpacked, Fault):
        return (unpacked,)
    text = decode(unpacked)
    if isinstance(text, Fault):
        return (text,)
    if not text or text.isspace():
        return (Fault("is empty"),)
    file_format = format_of(path)
    if file_format is None:
        return (Fault("is not in a format that is read"),)
    if file_format is Format.JSON_LINES:
        return read_json_lines(text)
    parsed = _parsed(file_format, text)
    return (*parsed.faults, *parsed.drafts)


def _parsed(file_format: Format, text: str) -> Parsed:
    # Imported where they are needed: to add one article, what other formats take need not be there.
    match file_format:
        case Format.MARKDOWN:
            from searchkit.loading.markdown import parse_markdown  # noqa: PLC0415

            return parse_markdown(clean(text))
        case Format.HTML:
            from searchkit.loading.html import parse_html  # noqa: PLC0415

            return parse_html(clean(text))
        case Format.TEXT:
            return parse_text(clean(text))
    return parse_json(text)  # its values are cleaned one by one


def _latest(origin: Origin) -> dt.date | None:
    """The last day that an article of a file can be from; ``None`` where the file's time was lost."""
    day = dt.datetime.fromtimestamp(origin.mtime_ns // 1_000_000_000, dt.UTC).date()
    return day + _CLOCK_DIFFERENCE if day > _NO_TIME else None


def _text(draft: Draft, origin: Origin) -> Text:
    return Text(
        one_line(draft.title),
        clean(draft.body).strip(),
        draft.declared,
        path=origin.path if draft.key is None else "",
        latest=_latest(origin),
        above=draft.above,
    )


def _article(draft: Draft, origin: Origin, text: Text, known: Metadata) -> Article:
    return Article(
        id=origin.path if draft.key is None else article_id(origin.path, draft.key),
        origin=origin,
        title=text.title,
        body=text.body,
        date=known.date,
        source=known.source,
        authors=known.authors,
        places=known.places,
        language=known.language,
        url=known.url,
        modified=known.modified,
        clutter=known.clutter,
    )
