"""The files that the articles came from, so that a later run can tell what changed."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from searchkit.article import Origin
from searchkit.segment.container import ColumnWriter, Container, narrow
from searchkit.segment.dictionary import Strings, write_strings

_SHA256_BYTES = 32


class FileBuffer:
    """Collects the file of each article; articles of one file follow each other or not, it is kept once."""

    def __init__(self) -> None:
        self._numbers: dict[Origin, int] = {}
        self._of_articles: list[int] = []
        self._latest: Origin | None = None
        self._number = 0

    def add(self, origins: Iterable[Origin]) -> None:
        """Add the file of each of the next articles."""
        for origin in origins:
            # Most articles come from the file of the one before: that spares looking it up.
            if origin is not self._latest:
                self._number = self._numbers.setdefault(origin, len(self._numbers))
                self._latest = origin
            self._of_articles.append(self._number)

    def write(self, writer: ColumnWriter) -> None:
        """Write the columns."""
        write_files(writer, list(self._numbers), np.array(self._of_articles, np.int64))


def write_files(writer: ColumnWriter, origins: list[Origin], of_articles: np.ndarray) -> None:
    """Write ``files.*``: paths, roots, sizes (bytes), mtimes (nanoseconds), sha256, of_articles.

    Args:
        writer: where to.
        origins: every file once, in the order of the articles.
        of_articles: int64, the number of each article's file among them.
    """
    digests = bytes.fromhex("".join(origin.sha256 for origin in origins))
    write_strings(writer, "files.roots", [_encode(origin.root) for origin in origins])
    write_strings(writer, "files.paths", [_encode(origin.path) for origin in origins])
    writer.add("files.sizes", narrow(np.array([origin.size for origin in origins], np.int64)))
    writer.add("files.mtimes", np.array([origin.mtime_ns for origin in origins], np.int64))
    writer.add("files.sha256", digests)
    writer.add("files.of_articles", narrow(of_articles))


class FileTable:
    """Reads the files of a segment."""

    def __init__(self, container: Container) -> None:
        self._roots = Strings(container, "files.roots")
        self._paths = Strings(container, "files.paths")
        self._sizes = container.column("files.sizes")
        self._mtimes = container.column("files.mtimes")
        self._sha256 = container.column("files.sha256")
        self._of_articles = container.column("files.of_articles")

    def __len__(self) -> int:
        """Number of files."""
        return len(self._paths)

    @property
    def of_articles(self) -> np.ndarray:
        """The number of each article's file: unsigned.

        Raises:
            CorruptIndex: there is no such file, or the bytes are not those that were written.
        """
        return self._of_articles.below(len(self))

    def origin(self, doc_id: int) -> Origin:
        """The file of an article."""
        number = int(self._of_articles[doc_id : doc_id + 1][0])
        return Origin(
            _decode(self._roots[number]),
            _decode(self._paths[number]),
            int(self._sizes[number : number + 1][0]),
            int(self._mtimes[number : number + 1][0]),
            self._sha256[number * _SHA256_BYTES : (number + 1) * _SHA256_BYTES].tobytes().hex(),
        )

    def origins(self) -> list[Origin]:
        """All files, in the order of their numbers."""
        digests = self._sha256.values.tobytes().hex()
        width = 2 * _SHA256_BYTES
        return [
            Origin(_decode(root), _decode(path), size, mtime, digests[start : start + width])
            for root, path, size, mtime, start in zip(
                self._roots.slice(0, len(self)),
                self._paths.slice(0, len(self)),
                self._sizes.values.tolist(),
                self._mtimes.values.tolist(),
                range(0, len(digests), width),
                strict=True,
            )
        ]


# Python names a file that is not UTF-8 with lone surrogates; they must come back as they were.
def _encode(name: str) -> bytes:
    return name.encode(errors="surrogatepass")


def _decode(name: bytes) -> str:
    return name.decode(errors="surrogatepass")
