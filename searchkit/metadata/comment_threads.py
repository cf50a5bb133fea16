"""What readers wrote below an article: from its heading to the end of the page.

A heading alone tells little, for a page links to its comments at the top, too. What follows it within a few
lines does: who wrote and when, to the minute or so long ago, or a line that ends as "Jane wrote:" does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from searchkit.metadata.calendar_names import ANSWERS
from searchkit.metadata.site_lines import says_age

if TYPE_CHECKING:
    from collections.abc import Sequence

    from searchkit.metadata.page_lines import Line

_LINES_TO_COMMENT = 4  # lines below the heading in which the first comment says who wrote it, or when
_SIGNATURE_LENGTH = 60  # characters
_CLOCK = re.compile(r"\d{1,2}[.:]\d\d ?(?:[ap]\.?m\.?|uhr)?\Z", re.IGNORECASE)
_LIFE_OF_COMMENT = re.compile(r"\d{1,2} ?(?:h|d|w|min|std|j|sem|хв|мин|год|ч|дн)\.?\Z", re.IGNORECASE)


def mark_comments(lines: Sequence[Line]) -> None:
    """Mark the comments below the first heading of a thread that stands below prose."""
    is_below_prose = False
    for number, line in enumerate(lines):
        if is_below_prose and line.furniture and line.furniture.kind == "comments":
            following = lines[number + 1 : number + 1 + _LINES_TO_COMMENT]
            if any(_is_signature(one.text) for one in following):
                for comment in lines[number:]:
                    comment.kind = comment.kind or "comments"
                return
        is_below_prose = is_below_prose or line.is_prose


def _is_signature(text: str) -> bool:
    """Whether a line says who wrote a comment and when, and no more."""
    if len(text) > _SIGNATURE_LENGTH:
        return False
    return (
        says_age(text)
        or text.endswith(ANSWERS)
        or _CLOCK.search(text) is not None
        or _LIFE_OF_COMMENT.fullmatch(text) is not None
    )
