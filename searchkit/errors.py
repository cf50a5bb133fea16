"""Every exception that searchkit raises on purpose.

::

    SearchkitError
    ├── QuerySyntaxError      the query cannot be honoured; carries the position of the fault
    ├── QueryTimeout          the answer takes longer than it may
    ├── IndexNotFound         there is no index in that folder
    ├── IndexLocked           another process is writing; carries who holds the lock
    ├── IndexNotWritten       the disk is full, or does not take a file; the index is as it was
    ├── CorruptIndex          bytes are not what was written; carries file and column
    │   ├── IndexTooOld       the format is older than this version reads, or than the query needs
    │   └── IndexTooNew       the format is newer than this version reads
    ├── ForeignWriter         something other than searchkit tried to write the index
    ├── UntrustedIndex        the index names classes that no index needs; nothing of it was run
    └── ArticleNotFound       no article has that id
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial


class SearchkitError(Exception):
    """Root of the tree: catching it catches all that searchkit raises on purpose."""


class QuerySyntaxError(SearchkitError):
    """A query that cannot be honoured.

    Attributes:
        query: the text as it was given.
        offset: character position of the fault in ``query``, counted from 0.
        length: how many characters are at fault; at least 1.
        reason: what is wrong and what would be right, in one sentence.
    """

    def __init__(self, query: str, offset: int, reason: str, length: int = 1) -> None:
        super().__init__(f"{reason} (at character {offset + 1})")
        self.query = query
        self.offset = offset
        self.length = length
        self.reason = reason

    def __reduce__(self) -> tuple[Callable[..., QuerySyntaxError], tuple[object, ...]]:
        """How it comes out of another process as it was raised there."""
        return type(self), (self.query, self.offset, self.reason, self.length)


class QueryTimeout(SearchkitError):
    """An answer that takes longer than it may; nothing of it is given.

    Attributes:
        seconds: how long it might have taken.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"the answer takes longer than {seconds:g} s: a simpler query may be answered in time"
        )
        self.seconds = seconds

    def __reduce__(self) -> tuple[Callable[..., QueryTimeout], tuple[object, ...]]:
        """How it comes out of another process as it was raised there."""
        return type(self), (self.seconds,)


class IndexNotFound(SearchkitError):
    """There is no index in the folder that was asked for."""


class IndexLocked(SearchkitError):
    """Another writer holds the index; the message says which process and since when."""


class IndexNotWritten(SearchkitError):
    """The system did not take a file of the index, for want of space perhaps; the index is as it was."""


class CorruptIndex(SearchkitError):
    """A file of the index does not hold what was written to it.

    Attributes:
        path: the file at fault.
        column: the column at fault, or ``None`` when it is the file as a whole.
        found: format version found, where the fault is the version.
        supported: newest format version that this release reads.
    """

    def __init__(
        self,
        path: str,
        reason: str,
        column: str | None = None,
        *,
        found: int | None = None,
        supported: int | None = None,
    ) -> None:
        where = f"{path}, column {column}" if column else path
        super().__init__(f"{where}: {reason}")
        self.path = path
        self.column = column
        self.reason = reason
        self.found = found
        self.supported = supported

    def __reduce__(self) -> tuple[Callable[..., CorruptIndex], tuple[object, ...]]:
        """How it comes out of another process as it was raised there."""
        versions = {"found": self.found, "supported": self.supported}
        return partial(type(self), self.path, self.reason, self.column, **versions), ()


class IndexTooOld(CorruptIndex):
    """The format of the index is no longer read, or lacks what is asked for."""


class IndexTooNew(CorruptIndex):
    """The index was written by a newer searchkit."""


class ForeignWriter(SearchkitError):
    """A writer of stock Whoosh was used on an index that only searchkit can write; nothing was changed."""


class UntrustedIndex(SearchkitError):
    """The table of contents names a class that no index needs; it was not loaded."""


class ArticleNotFound(SearchkitError):
    """No article of the index has the id that was asked for."""
