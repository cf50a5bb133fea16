"""What is wrong with a file, in words that a journalist understands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a file that could not be read; a Failure that does not know its file.

    Attributes:
        reason: what is wrong, in words.
        line: line of the fault counted from 1, where there is one.
    """

    reason: str
    line: int | None = None
