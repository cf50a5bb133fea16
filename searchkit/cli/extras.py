"""Packages that only some commands need: whoever does not use these need not install them."""

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
        # By its folder: who asks a package index for the name gets what somebody else put there.
        how = f"install the extra `{name}` of searchkit: pip install '.[{name}]' in its folder"
        raise SearchkitError(f"{error.name} is not installed; {how}") from error
