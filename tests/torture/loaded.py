"""Importing this loads what a worker process needs, by doing such work: the server of them does so once."""

from __future__ import annotations

import gc
import random
import tempfile
from pathlib import Path

import torture.processes  # noqa: F401 - a worker is told to call what is in it
from torture import works

from searchkit.loading.articles import prepare

prepare()
with tempfile.TemporaryDirectory() as place, works.small_limits():
    next(works.works(random.Random(1), Path(place)))
gc.freeze()
