"""What only some commands need, and who does not use them need not install."""

from collections.abc import Iterator
from contextlib import contextmanager

from searchkit.errors import SearchkitError


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Say what to install where an import inside does not succeed.

    Args:
        name: of the extra that brings what is imported.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "searchkit":
            raise
        message = f"{error.name} is not installed: pip install 'searchkit[{name}]'"
        raise SearchkitError(message) from error
