"""Text from articles and file names, made safe to print.

A headline is a stranger's text: it can hold escape sequences that recolour, retitle or rewrite a terminal,
and signs that turn the direction of writing.
"""

import functools
import re
from collections.abc import Callable
from typing import Final

from searchkit.engine.harmless import HALVES, STEERING

# Whitespace that would break a line, and with it what is unsafe anywhere; halves of surrogate pairs are how
# Python holds bytes of a file name that are no text.
_BREAKS: Final = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
_UNSAFE: Final = f"[\t\n\u2028\u2029{STEERING}{HALVES}]"
_FIRST_ESCAPED_BYTE: Final = 0xDC80
_LAST_ESCAPED_BYTE: Final = 0xDCFF
_BYTE: Final = 0xFF


def prose(text: str) -> str:
    """A text for the terminal, on one line. Character for character, so that offsets into it stay true."""
    return _replace_unsafe(
        "\N{REPLACEMENT CHARACTER}", text if text.isprintable() else _BREAKS.sub(" ", text)
    )


def paragraphs(text: str) -> str:
    """A text for the terminal that keeps its line breaks."""
    return "\n".join(prose(line) for line in text.splitlines())


def path(text: str) -> str:
    """A file name for the terminal: what cannot be shown is escaped as Python and bash do, ``\\x1b``."""
    return _replace_unsafe(_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if _FIRST_ESCAPED_BYTE <= code <= _LAST_ESCAPED_BYTE:
        code -= 0xDC00
    return f"\\x{code:02x}" if code <= _BYTE else f"\\u{code:04x}"


def json_text(encoded: str) -> str:
    """Encoded JSON that is UTF-8 and safe to look at: what is neither stays as escapes."""
    return "\n".join(
        _replace_unsafe(lambda match: f"\\u{ord(match[0]):04x}", line) for line in encoded.split("\n")
    )


def _replace_unsafe(replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
    # Compiling the class takes longer than printing a page that has none of it.
    return text if text.isprintable() else _unsafe().sub(replacement, text)


@functools.cache
def _unsafe() -> re.Pattern[str]:
    return re.compile(_UNSAFE)
