"""``.searchkitignore``: what a user does not want indexed, in the syntax of ``.gitignore``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from searchkit.loading.faults import Fault
from searchkit.loading.reading import read_regular

if TYPE_CHECKING:  # by hand: pathspec is needed only where there is an ignore file
    from pathspec import GitIgnoreSpec

_MAX_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class IgnoreRules:
    """The rules of one folder, and behind them those of the folders around it.

    Attributes:
        folder: path of the folder under the root, with a ``/`` at the end; empty for the root itself.
        spec: its own rules.
        outer: the rules of the nearest folder around it that has some.
    """

    folder: str
    spec: GitIgnoreSpec
    outer: IgnoreRules | None

    def exclude(self, path: str) -> bool:
        """Tell whether a path under the root is ignored; a folder's ends in ``/``. Inner rules win."""
        level: IgnoreRules | None = self
        while level is not None:
            decided = level.spec.check_file(path[len(level.folder) :]).include
            if decided is not None:
                return decided
            level = level.outer
        return False


@dataclass(frozen=True, slots=True)
class IgnoreFile:
    """What an ignore file says.

    Attributes:
        rules: the rules that hold in its folder, with those around it; ``None`` when there are none at all.
        faults: rules that cannot be honoured; they leave the others standing.
    """

    rules: IgnoreRules | None
    faults: tuple[Fault, ...]


def read_rules(absolute: str, folder: str, outer: IgnoreRules | None) -> IgnoreFile:
    """Read the ignore file at a path, that of a folder under the root."""
    # Imported where it is needed: most trees have no ignore file, and a search must not wait for it.
    from pathspec import GitIgnoreSpec  # noqa: PLC0415

    content = read_regular(absolute, _MAX_BYTES)
    if isinstance(content, Fault):
        return IgnoreFile(outer, (content,))
    good: list[str] = []
    faults: list[Fault] = []
    for number, line in enumerate(content.data.decode("utf-8-sig", "replace").splitlines(), start=1):
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:
            faults.append(Fault(f"is not a rule that can be honoured: {line.strip()}", number))
        else:
            good.append(line)
    return IgnoreFile(IgnoreRules(folder, GitIgnoreSpec.from_lines(good), outer), tuple(faults))
