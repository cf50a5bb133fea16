"""What the program says when it fails."""

from __future__ import annotations

from collections.abc import Callable

from torture.losing import Lost, insist

from searchkit.cli.exits import describe
from searchkit.errors import SearchkitError


def told(run: Callable[[], object], what: str) -> str:
    """What a run says that fails, in one line; nothing where it does not.

    Raises:
        Lost: it fails in a way that nobody is told of.
    """
    try:
        run()
    except (SearchkitError, OSError) as error:
        lines = describe(error)
        insist(len(lines) == 1 and "\n" not in lines[0], f"{what}: this message is not clear: {lines}")
        return lines[0]
    except Exception as error:
        raise Lost(f"{what}: {error!r}") from error
    return ""
