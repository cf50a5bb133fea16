"""Which distribution of Whoosh is installed: two of them share a package folder, and overwrite each other."""

from __future__ import annotations

from importlib import metadata
from typing import Final

from searchkit.errors import SearchkitError

DISTRIBUTIONS: Final = ("whoosh3", "Whoosh", "Whoosh-Reloaded")
"""All that install the package ``whoosh``."""


def refuse_mixed_whoosh() -> None:
    """Refuse to write an index with a Whoosh that is made of the files of two.

    Raises:
        SearchkitError: more than one distribution is installed; it says which, and how to mend it.
    """
    installed = [f"{name} {version}" for name in DISTRIBUTIONS if (version := _version(name))]
    if len(installed) > 1:
        raise SearchkitError(
            f"{' and '.join(installed)} are installed into the same folder, and what is in it is a mixture: "
            f"pip uninstall -y {' '.join(DISTRIBUTIONS)}, then install {DISTRIBUTIONS[0]} again"
        )


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
