"""What holds for a file of any format."""

import gzip
import hashlib
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.article import Failure
from searchkit.loading.articles import load, load_each
from searchkit.loading.files import DEFAULT_MAX_BYTES, SUFFIXES, FileStamp
from searchkit.loading.scanning import scan
from searchkit.metadata import Metadata

NAMES = [f"a{suffix}{gz}" for suffix in SUFFIXES for gz in ("", ".gz")]


def only_reason(loaded) -> str:
    assert loaded.articles == ()
    (failure,) = loaded.failures
    return failure.reason


def test_an_article_knows_the_file_it_came_from(loaded, folder):
    data = b"A title\n\nA text.\n"
    result = loaded("b.txt", data)
    (article,) = result.articles
    assert article.id == "b.txt"
    assert article.origin.sha256 == hashlib.sha256(data).hexdigest()
    assert (article.origin.root, article.origin.path, article.origin.size) == (
        str(folder),
        "b.txt",
        len(data),
    )
    assert article.origin.mtime_ns == (folder / "b.txt").stat().st_mtime_ns


def test_the_id_is_the_path_under_the_folder_that_was_asked_for(folder, write):
    write("b/c.txt")
    (stamp,) = scan([folder]).files
    assert load(stamp).articles[0].id == "b/c.txt"


def test_the_stamp_is_that_of_the_moment_of_reading(write):
    path = write("a.txt", "Old\n\nOld text.")
    (stamp,) = scan([path]).files
    path.write_text("New\n\nA longer text.")
    assert load(stamp).articles[0].origin.size == path.stat().st_size


def test_a_compressed_file_is_read_like_a_plain_one_and_hashed_as_it_stands(loaded, folder):
    result = loaded("a.txt.gz", "A title\n\nA text.")
    assert (result.articles[0].title, result.articles[0].body) == ("A title", "A text.")
    assert result.articles[0].origin.sha256 == hashlib.sha256((folder / "a.txt.gz").read_bytes()).hexdigest()


def test_a_file_that_vanished_is_a_failure(write):
    path = write("a.txt")
    (stamp,) = scan([path]).files
    path.unlink()
    assert load(stamp).failures == (Failure("articles/a.txt", None, "there is no such file or folder"),)


def test_a_file_without_permission_is_a_failure(write, monkeypatch):
    (stamp,) = scan([write("a.txt")]).files

    def refuse(*_args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert only_reason(load(stamp)) == "cannot be read: no permission"


def test_a_file_that_became_a_pipe_is_not_waited_for(write):
    path = write("a.txt")
    (stamp,) = scan([path]).files
    path.unlink()
    os.mkfifo(path)
    assert "pipe" in only_reason(load(stamp))


def test_a_file_that_became_a_folder_is_a_failure(write):
    path = write("a.txt")
    (stamp,) = scan([path]).files
    path.unlink()
    path.mkdir()
    assert "folder" in only_reason(load(stamp))


def test_articles_are_handed_over_while_the_file_is_read(write, monkeypatch):
    read = []

    def describe_all(articles):
        read.extend(articles)
        return [Metadata()] * len(articles)

    monkeypatch.setattr("searchkit.metadata.describe_all", describe_all)
    monkeypatch.setattr("searchkit.loading.describing._CHARACTERS_AHEAD", 1)
    (stamp,) = scan([write("a.jsonl", '{"text": "news"}\n' * 3 + "{")]).files
    seen = []
    faults = load_each(stamp, lambda article: seen.append((article.id, len(read))))
    assert seen == [("a.jsonl#1", 1), ("a.jsonl#2", 2), ("a.jsonl#3", 3)]
    assert [fault.line for fault in faults] == [4]


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("name", [f"a{suffix}" for suffix in SUFFIXES])
def test_an_empty_file_is_a_failure(loaded, name, content):
    assert only_reason(loaded(name, content)) == "is empty"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 text", "a PDF document"),
        (b"PK\x03\x04....", "office document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (rb"{\rtf1 text}", "an RTF document"),
        (gzip.compress(b"text", mtime=0), ".gz"),
        (b"words\x00words", "is not text"),
        (bytes(range(1, 256)), "is not text"),
    ],
)
def test_a_binary_file_is_a_failure_that_says_what_it_is(loaded, content, kind):
    assert kind in only_reason(loaded("a.txt", content))


def test_a_file_that_grew_beyond_the_limit_is_a_failure(loaded):
    assert only_reason(loaded("a.txt", "x" * 100, max_bytes=99)) == (
        "is too large: 100 bytes, and the limit is 99 bytes"
    )
    assert loaded("a.txt", "x" * 100, max_bytes=100).failures == ()


def test_a_gzip_bomb_is_refused_without_unpacking_it_all(loaded):
    bomb = gzip.compress(bytes(50_000_000))
    assert only_reason(loaded("a.txt.gz", bomb, max_bytes=100_000)) == (
        "is too large: it unpacks to more than the limit of 97.7 kB"
    )


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda data: data[: len(data) // 2], "is damaged: the compressed data breaks off before its end"),
        (
            lambda data: data[:12] + b"\xff\xff\xff" + data[15:],
            "is damaged: the compressed data cannot be unpacked",
        ),
        (lambda data: data[:-8] + bytes(8), "is damaged: the compressed data cannot be unpacked"),
        (lambda _: b"A plain text.", "is not gzip-compressed, although its name ends in .gz"),
    ],
)
def test_broken_compression_is_a_failure(loaded, damage, reason):
    data = gzip.compress(b"Many different words, one after the other. " * 3)
    assert only_reason(loaded("a.txt.gz", damage(data))) == reason


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_every_kind_of_newline_becomes_one(loaded, newline):
    text = newline.join(["A title", "", "First line.", "Second line."])
    assert loaded("a.txt", text).articles[0].body == "First line.\nSecond line."


@pytest.mark.parametrize(
    "name_and_content",
    [
        (
            "a.txt",
            "A title\n\nBakh\u00admut \x1b[1mholds\x07 on\tfor a long time.\x9b",
        ),
        (
            "a.md",
            "# A title\n\nBakh\u00admut \x1b[1mholds\x07 on\tfor a long time.\x9b",
        ),
        (
            "a.json",
            r'{"title": "A\u0000 title", "text": "Bakh\u00admut \u001b[1mholds\u0007 on\tfor a long time."}',
        ),
    ],
)
def test_no_control_character_reaches_an_article(loaded, name_and_content):
    (article,) = loaded(*name_and_content).articles
    words = ["A", "title", "Bakhmut", "[1mholds", "on", "for", "a", "long", "time."]
    assert sorted(article.text.split()) == sorted(words)


def test_half_characters_are_replaced(loaded):
    (article,) = loaded("a.json", r'{"id": 1, "title": "\ud83d", "text": "\ud83d\ude00 \udc00"}').articles
    assert (article.title, article.body) == ("\ufffd", "\U0001f600 \ufffd")


def test_failures_of_a_hopeless_file_are_listed_up_to_a_thousand(loaded):
    failures = loaded("a.jsonl", "no json\n" * 5000).failures
    assert len(failures) == 1001
    assert failures[-1].reason == "has 4000 more faults that are not listed"


def test_a_stamp_of_an_unknown_format_is_a_failure(write):
    (stamp,) = scan([write("a.txt")]).files
    write("a.doc")
    assert only_reason(load(replace(stamp, path="a.doc"))) == "is not in a format that is read"


def test_looking_for_files_imports_no_format(folder):
    heavy = {"lxml", "trafilatura", "yaml", "pathspec", "charset_normalizer", "searchkit.metadata"}
    code = f"""if True:
        import sys, types
        # The package's own face imports the engine; here only this package is looked at.
        face = types.ModuleType("searchkit")
        face.__path__ = {__import__("searchkit").__path__!r}
        sys.modules["searchkit"] = face
        from searchkit.loading.scanning import scan
        scan([{str(folder)!r}])
        print(*sorted({heavy!r} & set(sys.modules)))
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


PIECES = st.sampled_from(
    [
        *(b"---\n", b"+++\n", b"# A\n", b"title: x\n", b"\n", b"Words, more words, and then some. " * 9),
        *(
            b"{",
            b"}",
            b"[",
            b"]",
            b'"title"',
            b":",
            b'"text"',
            b",",
            b'{"articles":',
            b"null",
            b"1e999",
            b"\\ud800",
        ),
        *(b"<html>", b"<p>", b"<script type='application/ld+json'>", b"</script>", b"<meta charset=utf-7>"),
        *(b"<!--", b"-->", b"&#0;", b"&#x110000;", b"\xff\xfe", b"\x1f\x8b\x08", b"\xe9"),
    ]
)


anything = given(
    name=st.sampled_from(NAMES),
    data=st.binary(max_size=300) | st.lists(PIECES, max_size=12).map(b"".join),
    packed=st.booleans(),
)
reusing_a_folder = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def loaded_from(path, data, *, packed):
    """What is found in a file of some bytes, packed by gzip or as they are."""
    path.write_bytes(gzip.compress(data) if packed else data)
    return load(FileStamp(str(path.parent), path.name, 0, 0), max_bytes=DEFAULT_MAX_BYTES)


@reusing_a_folder
@anything
def test_no_bytes_under_any_name_raise_or_leave_the_file_unmentioned(tmp_path, name, data, packed):
    result = loaded_from(tmp_path / name, data, packed=packed)
    mentioned = [article.id for article in result.articles] + [failure.reason for failure in result.failures]
    assert mentioned
    assert all(mentioned)


@reusing_a_folder
@anything
def test_articles_of_any_bytes_can_be_printed_and_are_of_their_file(tmp_path, name, data, packed):
    for article in loaded_from(tmp_path / name, data, packed=packed).articles:
        assert article.id.startswith(name)
        assert not any(ord(c) < 0x20 and c not in "\n\t" for c in article.text)
        article.text.encode()
