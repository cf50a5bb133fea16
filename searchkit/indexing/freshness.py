"""How far the files have moved away from the index, found without reading them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from searchkit.indexing.asked import asked
from searchkit.indexing.planning import key, plan, scan_files
from searchkit.loading.files import DEFAULT_MAX_BYTES
from searchkit.values import value

if TYPE_CHECKING:  # opening an index to write it must not pay for what answers queries
    from searchkit.engine.index import Index


@value
class Freshness:
    """Files that the index does not know as they are now; those that it could not read are known."""

    added: int
    changed: int
    removed: int


def freshness(index: Index) -> Freshness:
    """Compare an index with the folders that it was built from, by size and time of the files."""
    known = index.files()
    planned = plan(scan_files(asked(index.path).paths, known, sys.maxsize), known)
    if not (planned.load or planned.gone):
        return Freshness(added=0, changed=0, removed=0)
    from searchkit.indexing.faulty import remembered  # noqa: PLC0415 - every search comes here, few get so far

    tried = {file.stamp for file in remembered(index.path)}
    before = {key(origin) for origin in planned.gone}
    # A file that is there may have been read with a higher limit; others are not, when they are too large.
    now = {
        key(stamp)
        for stamp in planned.load
        if stamp not in tried and (key(stamp) in before or stamp.size <= DEFAULT_MAX_BYTES)
    }
    return Freshness(added=len(now - before), changed=len(now & before), removed=len(before - now))
