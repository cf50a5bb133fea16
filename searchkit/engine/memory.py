"""Memory that a query frees is kept for the next one, and not given back to the system."""

from __future__ import annotations

from typing import Final

import numpy as np

_KEPT: Final = 16 << 20


def keep_what_is_freed() -> None:
    """Have the allocator of the C library keep memory in place of giving it back after every query.

    A row of all articles is made for one query and freed after it. The GNU C library returns an array of that
    size to the system, and touching the next one costs a fault for each page: as long as answering takes. The
    largest mapping that was ever freed tells it what is temporary (mallopt(3), "dynamic mmap threshold"): so
    one is made and freed here, whose pages are never touched. From then on up to twice as much stays at the
    top of each of its arenas, of which threads may have one each. Other allocators take no notice.
    """
    np.empty(_KEPT, np.uint8)
