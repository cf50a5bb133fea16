"""Bytes → text: byte order mark, UTF-8, what an HTML page declares, what charset-normalizer finds."""

from __future__ import annotations

import codecs
import re

from searchkit.loading.faults import Fault

_MARKS = (  # the longer ones first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "gzip-compressed (its name should end in .gz)"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
# What pages declare and what they are: the superset that browsers take for each of these names.
_MEANT = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
}

# charset-normalizer takes short Western texts with few accents for Central European, Mac or Chinese ones.
# Text whose every non-ASCII byte is one that Western newspapers use, never three in a row, is Western.
_WESTERN = "€‚„…‹‘’“”•–—™›œ\xa0¡£§©«®°·»¿½ÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÚÜßàáâãäåæçèéêëìíîïñòóôöøùúûü".encode("cp1252")
# What news was saved in before UTF-8. Asked for all that there are, charset-normalizer prefers Japanese and
# Macintosh encodings that hardly anybody used to the Russian ones.
_LEGACY = (
    *("cp1252", "cp1251", "cp1250", "koi8_r", "koi8_u", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949", "iso8859_5", "cp874"),
)
_ASCII = bytes(range(0x80))
_THREE_IN_A_ROW = re.compile(rb"[\x80-\xff]{3}")

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.05
_SAMPLE = 2**16
_MIN_WELL_FORMED_PER_BROKEN = 10


def decode(data: bytes) -> str | Fault:
    """Decode a file's bytes, honouring what an HTML page says of itself.

    Returns:
        the text, or a fault when the bytes are no text in any known encoding.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return Fault(f"is {kind}, not text")
    text = _decode(data)
    if text is None or len(_CONTROL.findall(text, 0, _SAMPLE)) > _MAX_CONTROL_SHARE * min(len(text), _SAMPLE):
        return Fault("is not text: its bytes are no characters in any known encoding")
    return text


def _decode(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\x00" in data:
        return None
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    named = _encoding_named(declared[1].decode("ascii").lower()) if declared else None
    if named == "iso2022_jp" and b"\x1b" in data:  # seven-bit, so it would pass as UTF-8
        return data.decode(named, "replace")
    return _as_utf8(data) or _as(named, data) or _as_detected(data)


def _encoding_named(name: str) -> str | None:
    try:
        return codecs.lookup(_MEANT.get(name, name)).name
    except LookupError:
        return None


def _as(encoding: str | None, data: bytes) -> str | None:
    if encoding is None:
        return None
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):  # LookupError: a codec that is no text encoding, such as rot13
        return None


def _as_utf8(data: bytes) -> str | None:
    """Decode UTF-8, also where a few characters were cut or broken: nothing else looks like much UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    non_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return text if non_ascii - broken >= _MIN_WELL_FORMED_PER_BROKEN * broken else None


def _as_detected(data: bytes) -> str | None:
    if not data.translate(None, delete=_ASCII + _WESTERN) and not _THREE_IN_A_ROW.search(data):
        return data.decode("cp1252")
    # Imported where it is needed: nearly every file is UTF-8, and a search must not wait for it.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(data, cp_isolation=list(_LEGACY)).best() or from_bytes(data).best()
    return None if best is None else str(best)
