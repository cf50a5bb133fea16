"""The table of contents: which segments are the index. A commit is the rename of a new one into place.

The file is a Whoosh TOC, so that ``whoosh.index.open_dir`` reads it, and after it a checksum, which Whoosh
never looks at. All that searchkit itself takes from it are the segments: the schema is that of this release.
"""

from __future__ import annotations

import io
import os
import pickle
import re
import struct
import time
import zlib
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from whoosh import __version__ as whoosh_version
from whoosh.filedb.structfile import StructFile

from searchkit.codec import trust
from searchkit.codec.names import INDEX_NAME
from searchkit.codec.schema import schema
from searchkit.codec.segments import ColumnarSegment
from searchkit.errors import CorruptIndex, IndexNotFound, SearchkitError
from searchkit.segment.regular import create_regular, open_regular
from searchkit.segment.writing import sync_folder, writing
from searchkit.values import value

MAX_BYTES: Final = 1 << 26
"""A larger table of contents is not read."""

SEGMENT_CLASSES: Final = frozenset({("searchkit.codec.segments", "ColumnarSegment")})
SCHEMA_CLASSES: Final = frozenset(
    {
        ("builtins", "int"),
        ("whoosh.analysis.tokenizers", "IDTokenizer"),
        ("whoosh.columns", "VarBytesColumn"),
        ("whoosh.fields", "STORED"),
        ("whoosh.fields", "Schema"),
        ("whoosh.formats", "Existence"),
        ("whoosh.formats", "Positions"),
        ("searchkit.codec.analyzers", "KeywordAnalyzer"),
        ("searchkit.codec.analyzers", "StemAnalyzer"),
        ("searchkit.codec.analyzers", "WordAnalyzer"),
        ("searchkit.codec.schema", "DateField"),
        ("searchkit.codec.schema", "KeywordField"),
        ("searchkit.codec.schema", "ReadOnlyColumn"),
        ("searchkit.codec.schema", "TextField"),
    }
)

_WHOOSH_TOC_VERSION = -111
_BYTE_ORDER_MARK = -12345
_SIZES = (4, 8, 4)  # of the integers and floats in the file, which Whoosh wants to see first
_TRAILER = struct.Struct("<I8s")  # CRC-32 of all before it, magic
_MAGIC = b"SKCONTNT"
_NAME = re.compile(rf"_{INDEX_NAME}_([0-9]+)\.toc")
_REMOVABLE = re.compile(rf"_{INDEX_NAME}_[0-9]+\.(?:toc|copies).*|{INDEX_NAME}_[0-9a-z]{{16}}\..*")
_TRIES = 20
_VARINT_BITS = 35
_PAUSE_SECONDS = 0.01


@value
class Toc:
    """The state of an index after a commit.

    Attributes:
        generation: grows with every commit.
        segments: in document order.
        has_copies: whether a file of copies was written with it; earlier versions wrote none.
    """

    generation: int
    segments: tuple[ColumnarSegment, ...]
    has_copies: bool = False


def read(directory: Path) -> Toc:
    """The newest table of contents.

    Raises:
        IndexNotFound: there is none.
        UntrustedIndex: it holds something that no index needs.
        CorruptIndex: it is cut or changed.
    """
    for _ in range(_TRIES):
        generation = newest_generation(directory)
        path = directory / _filename(generation)
        try:
            return _parse(path, generation, _bytes_of(path))
        except FileNotFoundError:
            # A commit between the two steps has removed it; there is a newer one.
            time.sleep(_PAUSE_SECONDS)
    raise CorruptIndex(str(path), "the file vanishes before it can be read")


def write(
    directory: Path, generation: int, segments: Sequence[ColumnarSegment], *, has_copies: bool = False
) -> None:
    """Publish a state of the index; the caller holds the write lock and the segment files are complete.

    Until the last step readers see the old state, after it the new one.

    Raises:
        FileExistsError: the generation has been published already.
        IndexNotWritten: the disk is full.
        SearchkitError: the disk failed after the last step.
    """
    path = directory / _filename(generation)
    if is_published(directory, generation):
        raise FileExistsError(f"{path} has been written already")
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        with writing(path):
            with create_regular(temporary) as file:
                file.write(_serialise(generation, segments, has_copies=has_copies))
                file.flush()
                os.fsync(file.fileno())
            sync_folder(directory)  # the names of the segment files, before anything refers to them
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    try:
        sync_folder(directory)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SearchkitError(f"{path}: {reason}: it is published, but a power loss may undo that") from error


def is_published(directory: Path, generation: int) -> bool:
    """Whether this state has been published."""
    return (directory / _filename(generation)).exists()


def clean(directory: Path, toc: Toc, kept: Collection[str] = ()) -> None:
    """Remove what ``toc`` no longer needs: other segments, older states, leavings of writers that died.

    Files of the names in ``kept`` stay as well. The caller holds the write lock. A file that another system
    will not let go stays for the next time.
    """
    import shutil  # noqa: PLC0415 - with all that packs archives; who only reads does without

    needed = {segment.filename for segment in toc.segments} | {copies_name(toc.generation), *kept}
    for path in directory.iterdir():
        contents = _NAME.fullmatch(path.name)
        needless = path.name not in needed and (not contents or int(contents[1]) < toc.generation)
        if needless and _REMOVABLE.fullmatch(path.name):
            with suppress(OSError):
                path.unlink()
    shutil.rmtree(directory / f"{INDEX_NAME}.tmp", ignore_errors=True)


def copies_name(generation: int) -> str:
    """Name of the file that says which articles of a state are copies of each other."""
    return f"_{INDEX_NAME}_{generation}.copies"


def _filename(generation: int) -> str:
    return f"_{INDEX_NAME}_{generation}.toc"


def newest_generation(directory: Path) -> int:
    """Number of the newest table of contents, whether it can be read or not.

    Raises:
        IndexNotFound: there is none.
    """
    try:
        names = [path.name for path in directory.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        names = []
    generations = [int(match[1]) for name in names if (match := _NAME.fullmatch(name))]
    if not generations:
        raise IndexNotFound(f"there is no index in {directory}")
    return max(generations)


class Stamp(NamedTuple):
    """Tells a state from every other one, also from that of an index which was built anew in its place.

    Attributes:
        generation: number of the commit.
        inode: of its table of contents.
        mtime_ns: when that was written, nanoseconds since 1970.
    """

    generation: int
    inode: int
    mtime_ns: int


def stamp(directory: Path) -> Stamp:
    """The stamp of the newest state; nothing is opened for it.

    Raises:
        IndexNotFound: there is none.
        CorruptIndex: its table of contents vanishes whenever it is looked at.
    """
    for _ in range(_TRIES):
        generation = newest_generation(directory)
        path = directory / _filename(generation)
        try:
            found = path.stat()
        except FileNotFoundError:
            time.sleep(_PAUSE_SECONDS)
        else:
            return Stamp(generation, found.st_ino, found.st_mtime_ns)
    raise CorruptIndex(str(path), "the file vanishes before it can be read")


def _bytes_of(path: Path) -> bytes:
    with open_regular(path) as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise CorruptIndex(str(path), f"more than {MAX_BYTES} bytes cannot be a table of contents")
    return content


def _serialise(generation: int, segments: Sequence[ColumnarSegment], *, has_copies: bool) -> bytes:
    buffer = io.BytesIO()
    stream = StructFile(buffer)
    for size in _SIZES:
        stream.write_varint(size)
    stream.write_int(_BYTE_ORDER_MARK)
    stream.write_int(_WHOOSH_TOC_VERSION)
    for number in whoosh_version[:3]:
        stream.write_varint(number)
    stream.write_string(pickle.dumps(schema(), trust.PROTOCOL))
    stream.write_int(generation)
    stream.write_int(int(has_copies))  # what Whoosh has here it never looks at
    buffer.write(pickle.dumps(list(segments), trust.PROTOCOL))
    content = buffer.getvalue()
    return content + _TRAILER.pack(zlib.crc32(content), _MAGIC)


def _parse(path: Path, generation: int, content: bytes) -> Toc:
    body, trailer = content[: -_TRAILER.size], content[-_TRAILER.size :]
    complete = trailer.endswith(_MAGIC) and len(trailer) == _TRAILER.size
    if complete and _TRAILER.unpack(trailer)[0] != zlib.crc32(body):
        raise CorruptIndex(str(path), "its checksum does not match")
    try:
        contents = _contents(str(path), generation, body if complete else content)
    except SearchkitError:
        raise
    except Exception as fault:  # damaged bytes may raise anything at all
        raise CorruptIndex(str(path), f"it is cut or damaged ({fault})") from fault
    if not complete:
        raise CorruptIndex(str(path), "it is cut, or was not written by searchkit")
    return contents


def _contents(path: str, generation: int, body: bytes) -> Toc:
    buffer = io.BytesIO(body)
    stream = StructFile(buffer)
    if tuple(_varint(buffer) for _ in _SIZES) != _SIZES or stream.read_int() != _BYTE_ORDER_MARK:
        raise CorruptIndex(path, "it is not a table of contents, or one of another kind of machine")
    if (version := stream.read_int()) != _WHOOSH_TOC_VERSION:
        raise CorruptIndex(path, f"it has Whoosh's format {version}, not {_WHOOSH_TOC_VERSION}")
    for _ in range(3):
        _varint(buffer)
    trust.check(buffer.read(_varint(buffer)), trust.STATES, SCHEMA_CLASSES, path)
    if stream.read_int() != generation:
        raise CorruptIndex(path, "it is of another generation than its name says")
    has_copies = stream.read_int() == 1
    segments = trust.load(buffer.read(), SEGMENT_CLASSES, path)
    if not isinstance(segments, list) or not all(type(entry) is ColumnarSegment for entry in segments):
        raise CorruptIndex(path, "it does not list segments")
    if len({segment.filename for segment in segments}) < len(segments):
        raise CorruptIndex(path, "it lists a segment twice")
    return Toc(generation, tuple(segments), has_copies)


def _varint(buffer: io.BytesIO) -> int:
    """A number as Whoosh writes it, seven bits a byte; its own reader takes one of any length."""
    number = 0
    for shift in range(0, _VARINT_BITS, 7):
        byte = buffer.read(1)[0]
        number |= (byte & 0x7F) << shift
        if byte < 0x80:  # noqa: PLR2004 - the bit that says that there is more
            return number
    raise ValueError("a number is too long")
