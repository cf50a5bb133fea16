"""Files → articles: which files there are, and what they hold.

Reads folders and files in the formats that news is saved in; writes :class:`~searchkit.article.Article`
values and a :class:`~searchkit.article.Failure` for everything that could not be read. Never sees an index.
"""

from searchkit.loading.articles import Loaded, load, load_each, prepare
from searchkit.loading.files import DEFAULT_MAX_BYTES, FileStamp
from searchkit.loading.parts import Joiner, LoadedPart, Part, divide, is_divisible, load_part
from searchkit.loading.scanning import Scan, scan

__all__ = [
    "DEFAULT_MAX_BYTES",
    "FileStamp",
    "Joiner",
    "Loaded",
    "LoadedPart",
    "Part",
    "Scan",
    "divide",
    "is_divisible",
    "load",
    "load_each",
    "load_part",
    "prepare",
    "scan",
]
