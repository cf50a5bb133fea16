"""A file's bytes → drafts of its articles, whatever its format and whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from searchkit.loading.drafts import Draft, Parsed, clean
from searchkit.loading.encoding import decode
from searchkit.loading.faults import Fault
from searchkit.loading.files import Format, format_of, is_compressed
from searchkit.loading.json_records import parse_json, read_json_lines
from searchkit.loading.plain_text import parse_text
from searchkit.loading.reading import decompress


def parse(path: str, data: bytes, max_bytes: int) -> Iterator[Draft | Fault]:
    """Read the articles in a file's bytes, unpacked to ``max_bytes`` at most, and what is wrong there.

    Of several articles of one key only the first is given: the others would take its place in the index.
    A long file is read as its drafts are taken, so that memory need not hold them all.
    """
    places: dict[str | None, str | int] = {}
    for draft in _drafts(path, data, max_bytes):
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


def parse_lines(text: str, first_line: int, keys: list[tuple[int, str]]) -> Iterator[Draft | Fault]:
    """Read the articles in some lines of a JSON Lines file, the first of each key, and what is wrong there.

    Args:
        text: the lines.
        first_line: the number of the first one.
        keys: takes line and key of every article, of those whose key comes again too.
    """
    known: set[str] = set()
    for draft in read_json_lines(text, first_line):
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
