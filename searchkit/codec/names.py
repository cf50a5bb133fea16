"""What the files of an index are called."""

from __future__ import annotations

from typing import Final

INDEX_NAME: Final = "MAIN"
"""Begins every name; what Whoosh calls an index that has no other name."""
EXTENSION: Final = ".segment"
"""Follows the segment's id in a file name; Whoosh removes files of unknown segments by the id before it."""
