"""A line on the terminal that tells how far a long run is."""

import sys
import time
from types import TracebackType
from typing import Final, Self

_EVERY_SECONDS: Final = 0.1
_ERASE_LINE: Final = "\r\x1b[K"


class ProgressLine:
    """Call it with what is done and what there is to do; it draws only on a terminal, and not too often."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown and sys.stderr.isatty()
        self._next = 0.0
        self._drawn = False

    def __call__(self, done: int, total: int) -> None:
        """Tell that ``done`` of ``total`` files are read."""
        now = time.monotonic()
        if not self._shown or now < self._next:
            return
        self._next = now + _EVERY_SECONDS
        share = f" {done / total:4.0%}" if total else ""
        sys.stderr.write(f"\r{done:,} of {total:,} files{share} ")
        sys.stderr.flush()
        self._drawn = True

    def __enter__(self) -> Self:
        """Nothing is drawn before the first call."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the line away."""
        if self._drawn:
            sys.stderr.write(_ERASE_LINE)
            sys.stderr.flush()
