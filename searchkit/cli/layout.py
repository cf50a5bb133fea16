"""Text laid out in columns of a terminal."""

import unicodedata
from collections.abc import Iterator

_ZERO_WIDTH = frozenset({"Mn", "Me", "Cf"})


def display_width(text: str) -> int:
    """Columns that a text takes: two for a wide character, none for a combining mark."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


def _char_width(char: str) -> int:
    if unicodedata.category(char) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrap(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Break a text into lines of at most ``width`` columns, at spaces where there are any.

    Yields:
        ``(start, end)`` of each line in ``text``, without the spaces at its ends. Offsets instead of
        strings, so that what is known of the characters stays true.
    """
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        end = _line_end(text, position, width)
        yield position, len(text[:end].rstrip())
        position = end


def _line_end(text: str, start: int, width: int) -> int:
    used = 0
    break_at = start
    ahead = text[start : start + width]
    if ahead.isascii():  # as most lines are: none of these characters can be the first that does not fit
        used = len(ahead)
        break_at += _last_space(ahead)
    for position in range(start + used, len(text)):
        if text[position].isspace():
            break_at = position
        used += _char_width(text[position])
        if used > width and not text[position].isspace():
            return break_at if break_at > start else max(position, start + 1)
    return len(text)


def _last_space(text: str) -> int:
    """Where the last space of a text stands; 0 where it has none."""
    if text[-1:].isspace():
        return len(text) - 1
    words = text.rsplit(maxsplit=1)
    return len(text) - len(words[-1]) - 1 if len(words) > 1 else 0


def counted(number: int, noun: str) -> str:
    """``1 article``, ``2,000 articles``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def shorten(text: str, width: int) -> str:
    """A text cut to ``width`` columns, with an ellipsis where something is missing."""
    if display_width(text) <= width:
        return text
    kept = ""
    used = 1
    for char in text:
        used += _char_width(char)
        if used > width:
            break
        kept += char
    return kept.rstrip() + "…"
