"""A JSON Lines file read in parts gives what it gives as a whole."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.loading.articles import load
from searchkit.loading.files import DEFAULT_MAX_BYTES, FileStamp
from searchkit.loading.parts import Joiner, divide, load_part

GOOD = st.builds(
    lambda key, text: json.dumps({"text": text} | ({"id": key} if key else {}), ensure_ascii=False),
    st.sampled_from(["", "1", "3", "a", "b"]),
    st.sampled_from(["news", "Łódź’s news", "\u2028", ""]),
)
LINES = st.lists(GOOD | st.sampled_from(["", "  ", "{", "[]", "\r", "null"]), max_size=12)


def stamp_of(path):
    status = path.stat()
    return FileStamp(str(path.parent), path.name, status.st_size, status.st_mtime_ns)


def joined(stamp, parts):
    joiner = Joiner(stamp)
    articles = []
    for part in parts:
        read = []
        repeated = joiner.join(load_part(part, read.append))
        articles += [article for article in read if article.id not in repeated]
    return tuple(articles), joiner.failures()


@settings(max_examples=200, deadline=None)
@given(
    lines=LINES,
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
    end=st.sampled_from([b"", b"\n"]),
    offsets=st.lists(st.integers(0, 300), max_size=4).map(sorted),
)
def test_parts_give_the_articles_and_failures_of_the_whole(tmp_path_factory, lines, mark, end, offsets):
    path = tmp_path_factory.mktemp("parts") / "a.jsonl"
    path.write_bytes(mark + "\n".join(lines).encode() + end)
    stamp = stamp_of(path)
    whole = load(stamp)
    parts = divide(stamp, offsets, DEFAULT_MAX_BYTES)
    if not parts:
        assert not whole.articles
        return
    assert len(parts) == len(offsets) + 1
    assert joined(stamp, parts) == (whole.articles, whole.failures)


@pytest.mark.parametrize(
    "data", ["Łódź\n".encode("cp1250") * 9, "x\n".encode("utf-16"), b"\x00\x01", b" \n \n", b""]
)
def test_what_is_not_plain_utf8_is_not_divided(tmp_path, data):
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    assert divide(stamp_of(path), [3], DEFAULT_MAX_BYTES) == ()


def test_a_file_that_is_gone_or_too_large_is_not_divided(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "news"}\n')
    assert divide(stamp_of(path), [3], 5) == ()
    stamp = stamp_of(path)
    path.unlink()
    assert divide(stamp, [3], DEFAULT_MAX_BYTES) == ()


def test_a_file_that_changes_between_is_reported_and_not_mixed(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "news"}\n' * 4)
    stamp = stamp_of(path)
    parts = divide(stamp, [20], DEFAULT_MAX_BYTES)
    path.write_text('{"text": "other news"}\n' * 4)
    articles, failures = joined(stamp, parts)
    assert articles == ()
    assert ["was changed" in failure.reason for failure in failures] == [True]
