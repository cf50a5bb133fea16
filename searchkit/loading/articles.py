"""A file → what it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from searchkit.article import Article, Failure, Origin
from searchkit.loading.describing import Describing, Take
from searchkit.loading.drafts import Draft
from searchkit.loading.faults import Fault
from searchkit.loading.files import DEFAULT_MAX_BYTES, FileStamp, shown
from searchkit.loading.reading import read_regular

_MAX_FAILURES = 1000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file held.

    Attributes:
        articles: its articles, in the order of the file.
        failures: what in it could not be read.
    """

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...]


def load(stamp: FileStamp, *, max_bytes: int = DEFAULT_MAX_BYTES) -> Loaded:
    """Read the articles of a file. Bad content never raises: it is reported, and the rest is read.

    Args:
        stamp: the file, as :func:`~searchkit.loading.scan` found it.
        max_bytes: neither a larger file nor one that unpacks to more is read.
    """
    articles: list[Article] = []
    faults = load_each(stamp, articles.append, max_bytes=max_bytes)
    return Loaded(tuple(articles), faults)


def load_each(
    stamp: FileStamp,
    take: Take,
    *,
    max_bytes: int = DEFAULT_MAX_BYTES,
    describing: Describing | None = None,
) -> tuple[Failure, ...]:
    """Read a file as :func:`load` does, and hand over each article as it is read; returns the failures.

    Args:
        stamp: the file, as :func:`~searchkit.loading.scan` found it.
        take: is handed the articles, in the order of the file.
        max_bytes: neither a larger file nor one that unpacks to more is read.
        describing: describes the articles together with those of other files, and hands them over when it is
            finished at the latest.
    """
    content = read_regular(stamp.absolute, max_bytes)
    if isinstance(content, Fault):
        return failures(stamp, [content])
    # Imported where it is needed: to look for changed files, formats and gazetteer need not be there.
    from searchkit.loading.parsing import parse  # noqa: PLC0415

    sha256 = hashlib.sha256(content.data).hexdigest()
    # Size and time are those of the moment of reading, which may be later than that of the scan.
    origin = Origin(stamp.root, stamp.path, content.size, content.mtime_ns, sha256)
    return failures(stamp, hand_over(parse(stamp.path, content.data, max_bytes), origin, take, describing))


def hand_over(
    drafts: Iterable[Draft | Fault], origin: Origin, take: Take, describing: Describing | None = None
) -> list[Fault]:
    """Hand over the drafts of a file as articles; what is none of them is given back."""
    together = describing or Describing()
    faults: list[Fault] = []
    for found in drafts:
        if isinstance(found, Fault):
            faults.append(found)
        else:
            together.add(found, origin, take)
    if describing is None:
        together.finish()
    return faults


def prepare() -> None:
    """Import what reading files takes, and load the gazetteer: the first article then waits for neither."""
    import searchkit.loading.parsing  # noqa: F401, PLC0415 - see load_each
    from searchkit.metadata.gazetteer import gazetteer  # noqa: PLC0415 - see load_each

    gazetteer().senses("kyiv")  # any name: what all of them need is then there


def failures(stamp: FileStamp, faults: Iterable[Fault]) -> tuple[Failure, ...]:
    """The faults of a file as failures, in the order of the lines, the first thousand of them."""
    path = shown(stamp.absolute)
    ordered = sorted(faults, key=lambda fault: fault.line or 0)
    listed = [Failure(path, fault.line, fault.reason) for fault in ordered[:_MAX_FAILURES]]
    if len(ordered) > _MAX_FAILURES:
        listed.append(
            Failure(path, None, f"has {len(ordered) - _MAX_FAILURES} more faults that are not listed")
        )
    return tuple(listed)
