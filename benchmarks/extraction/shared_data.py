"""The public collections beside the project, where they are there."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def records(name: str) -> list[dict[str, Any]]:
    """Records of a collection, such as ``places/tr-news.jsonl.gz``; none where it is absent."""
    path = DATA / name
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
