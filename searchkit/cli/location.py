"""Where the index is, and which folder it is built from when nobody has said so."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from searchkit.values import value

VARIABLE: Final = "SEARCHKIT_INDEX"
_NAME: Final = "index"
_SAMPLES: Final = "seeds"


@value
class Location:
    """The folder of an index.

    Attributes:
        path: the folder; it may not exist yet.
        chosen: the user named it, so that nothing else may be put in its place.
    """

    path: Path
    chosen: bool

    @property
    def default_folder(self) -> Path | None:
        """The sample articles that lie beside an index nobody has named, where there are any."""
        folder = self.path.parent / _SAMPLES
        return folder if not self.chosen and folder.is_dir() else None

    @property
    def holds_index(self) -> bool:
        """Whether there is an index already."""
        return _holds_index(self.path)


def locate(option: Path | None) -> Location:
    """Find the index: ``--index``, then ``SEARCHKIT_INDEX``, the nearest ``index/`` upwards, ``./index``."""
    named = option or os.environ.get(VARIABLE)
    if named:
        return Location(Path(named), chosen=True)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if _is_for_an_index(folder / _NAME):
            return Location(Path(as_seen_from_here(str(folder / _NAME))), chosen=False)
    return Location(Path(_NAME), chosen=False)


def folders_for(location: Location, named: Sequence[str]) -> Sequence[str]:
    """The folders to index: those that are named, those of the last run (none), at first the samples."""
    if named or location.default_folder is None or location.holds_index:
        return named
    return [str(location.default_folder)]


def _is_for_an_index(folder: Path) -> bool:
    """Whether a folder named ``index`` holds an index or waits for one; others use that name, too."""
    try:
        names = {entry.name for entry in folder.iterdir() if not entry.name.startswith(".")}
    except OSError:
        return False
    return names <= {"README.md"} or _holds_index(folder)


def _holds_index(folder: Path) -> bool:
    return any(folder.glob("*.toc"))


def as_seen_from_here(path: str) -> str:
    """A path under the working directory without it, any other as it is."""
    here = f"{str(Path.cwd()).rstrip(os.sep)}{os.sep}"
    return path[len(here) :] if path.startswith(here) and len(path) > len(here) else path
