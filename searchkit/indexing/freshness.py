"""How far the files have moved away from the index, found without reading them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from searchkit.indexing.planning import key, plan, scan_files
from searchkit.indexing.settings import read_settings
from searchkit.loading.files import DEFAULT_MAX_BYTES
from searchkit.values import value

if TYPE_CHECKING:  # opening an index to write it must not pay for what answers queries
    from searchkit.engine.index import Index


@value
class Freshness:
    """How the files differ from what the index knows of them; those that it could not read are known.

    Attributes:
        added: files that are new.
        changed: files of another size or time.
        removed: files that are gone.
        left_out: files in the folders that are of no format that is read, such as ``.pdf``.
    """

    added: int
    changed: int
    removed: int
    left_out: int = 0


def freshness(index: Index) -> Freshness:
    """Compare an index with the folders that it was built from, by size and time of the files."""
    known = index.files()
    found = scan_files(read_settings(index.path).paths, known, sys.maxsize)
    planned = plan(found, known)
    left_out = sum(found.other_kinds.values())
    if not (planned.load or planned.gone):
        return Freshness(added=0, changed=0, removed=0, left_out=left_out)
    from searchkit.indexing.faulty import remembered  # noqa: PLC0415 - every search comes here, few get so far

    tried = {file.stamp for file in remembered(index.path)}
    before = {key(origin) for origin in planned.gone}
    # A file that is there may have been read with a higher limit; others are not, when they are too large.
    now = {
        key(stamp)
        for stamp in planned.load
        if stamp not in tried and (key(stamp) in before or stamp.size <= DEFAULT_MAX_BYTES)
    }
    return Freshness(len(now - before), len(now & before), len(before - now), left_out)
