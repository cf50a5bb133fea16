"""Strangers' texts without what steers a terminal or turns the direction of writing."""

import functools
import re
from typing import Final

STEERING: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
"""As the class of a regular expression has them: control characters, and marks that reorder text.

Not among them are tabs and line feeds, and the marks that only say which way a sign is written.
"""

HALVES: Final = "\ud800-\udfff"
"""Halves of surrogate pairs, which are no characters and cannot be sent."""


def harmless(text: str) -> str:
    """A text with a replacement character for each of those; as long as before, so that offsets stay true."""
    # Compiling the class takes longer than showing a text that has none of it.
    return text if text.isprintable() else _unsafe().sub("\N{REPLACEMENT CHARACTER}", text)


@functools.cache
def _unsafe() -> re.Pattern[str]:
    return re.compile(f"[{STEERING}{HALVES}]")
