"""The commands of the group other than search."""

import csv
import datetime as dt
import io
import json
import time
from pathlib import Path

import pytest

from searchkit.segment.container import VERSION


def test_index_reports_what_it_did(run, corpus):
    (corpus / "news" / "new.txt").write_text("Zebras arrive\n\nThe zebras arrived.\n")
    (corpus / "news" / "market.md").unlink()
    ran = run("searchkit", "index", "news")
    assert (ran.code, ran.out, ran.err) == (0, "1 added, 1 removed, 2 unchanged\n", "")


def test_index_reads_no_file_beyond_the_size_that_is_allowed(run, corpus):
    (corpus / "news" / "huge.txt").write_text("Huge\n\n" + "word " * 300_000)
    ran = run("searchkit", "index", "--max-size", "1", "news")
    assert ran.code == 1
    assert "huge.txt: is too large: 1.43 MB, and the limit is 1 MB" in ran.err
    assert run("searchkit", "index", "news").out == "1 added, 3 unchanged\n"


def test_index_without_a_path_takes_the_folders_of_the_last_run(run, corpus):
    assert run("searchkit", "index").out == "3 unchanged\n"


def test_index_at_first_takes_the_samples(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "one.txt").write_text("Ferries stop\n\nThe ferries to the islands stopped.\n")
    assert run("searchkit", "index").out == "1 added\n"


def test_own_articles_that_join_the_samples_are_told_of_them(run, corpus):
    (corpus / "seeds").mkdir()
    (corpus / "seeds" / "one.txt").write_text("Ferries stop\n\nThe ferries to the islands stopped.\n")
    assert run("searchkit", "index", "--rebuild", "seeds/one.txt").err == ""
    assert "--rebuild FOLDER leaves them out" in run("searchkit", "index", "news").err
    assert run("searchkit", "index", "--rebuild", "news").err == ""


def test_a_new_index_says_where_it_is(run, corpus):
    assert run("searchkit", "index", "news", "--index", "elsewhere").err == "New index in elsewhere/\n"
    assert run("searchkit", "index", "news", "--index", "elsewhere").err == ""


def test_index_of_nothing_says_what_to_do(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = run("searchkit", "index")
    assert ran.code == 2
    assert "searchkit index FOLDER" in ran.err


def test_index_names_each_file_that_failed_with_line_and_reason(run, corpus):
    (corpus / "news" / "broken.jsonl").write_text('{"title": "One", "text": "One zebra."}\n{"title": \n')
    ran = run("searchkit", "index", "news")
    assert ran.code == 1
    assert "broken.jsonl:2: " in ran.err
    assert ran.out == "1 added, 3 unchanged, 1 failed\n"


def test_index_says_how_many_files_of_other_kinds_it_left_out(run, corpus):
    for name in ("a.pdf", "b.pdf", "c.eml", "README"):
        (corpus / "news" / name).touch()
    ran = run("searchkit", "index", "news")
    assert ran.out == "3 unchanged\n"
    assert ran.err == "4 files of other kinds left out (.pdf 2, no ending 1, .eml 1)\n"
    assert run("searchkit", "index", "-q", "news").err == ""


def test_index_of_nothing_but_other_kinds_says_what_is_read(run, corpus):
    (corpus / "scans").mkdir()
    for number in range(9):
        (corpus / "scans" / f"page.x{number}").touch()
    ran = run("searchkit", "index", "scans", "--index", "elsewhere")
    assert ran.out == "no articles\n"
    assert "9 files of other kinds left out (.x0 1, .x1 1, .x2 1, .x3 1, .x4 1, .x5 1, others 3); " in ran.err
    assert "read are .txt, .md, .html, .json, .jsonl, .htm, each also with .gz" in ran.err


def test_status_says_that_a_rebuild_is_due(run):
    old = str(Path(__file__).parents[1] / "data" / "index-v1")
    assert (
        f"format           1: searchkit index --rebuild brings it to {VERSION}\n"
        in run("searchkit", "status", "--index", old).out
    )
    told = json.loads(run("searchkit", "status", "--index", old, "--json").out)
    assert (told["format"], told["newest format"]) == (1, VERSION)


def test_status_counts_files_of_other_kinds(run, corpus):
    (corpus / "news" / "a.pdf").touch()
    assert "of other kinds   1\n" in run("searchkit", "status").out


@pytest.mark.parametrize(("arguments", "end"), [(("-",), b"\n"), (("-0", "-"), b"\0")], ids=["lines", "nul"])
def test_index_reads_a_list_of_paths(run, corpus, arguments, end):
    (corpus / "more").mkdir()
    for name in ("a.txt", "b.txt"):
        (corpus / "more" / name).write_text(f"Zebra {name}\n\nThe zebra is in {name}.\n")
    ran = run("searchkit", "index", *arguments, stdin=end.join([b"more/a.txt", b"more/b.txt", b""]))
    assert ran.out.startswith("2 added")


def test_rebuild_reads_everything_again(run, corpus):
    assert run("searchkit", "index", "--rebuild").out == "3 added\n"


def test_quiet_index_prints_nothing(run, corpus):
    ran = run("searchkit", "index", "-q")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_show_says_where_each_value_came_from(run, reading):
    ran = run("searchkit", "show", "strikes.md")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "Missiles fall near Bakhmut"
    date = next(line for line in lines if line.startswith("date"))
    assert "2023-03-09" in date
    assert "front-matter" in date
    assert "Thirty missiles were launched" in ran.out


def test_show_as_json_has_the_provenance(run, reading):
    article = json.loads(run("searchkit", "show", "--json", "strikes.md").out)
    assert article["source"]["value"] == "Reuters"
    assert article["source"]["method"].startswith("front-matter")


def test_show_of_an_unknown_id_is_an_error(run, reading):
    ran = run("searchkit", "show", "nothing.txt")
    assert ran.code == 2
    assert "nothing.txt" in ran.err


def test_facets_count_the_whole_index(run, reading):
    out = run("searchkit", "facets").out
    assert "source\n  Reuters         2\n  The Daily Wire  1\n" in out
    assert "month\n  2022-12  1\n  2023-03  1\n  2023-04  1\n" in out
    assert out.endswith("3 articles\n")


def test_facets_say_that_places_count_where_they_are_named(run, reading):
    assert "\nplace named\n" in run("searchkit", "facets").out


def test_facets_of_a_query(run, reading):
    answer = json.loads(run("searchkit", "facets", "missiles", "--since", "2023-04", "--json").out)
    assert answer["total"] == 1
    assert answer["source"] == [{"value": "The Daily Wire", "count": 1}]


def test_facets_as_csv(run, reading):
    rows = list(csv.DictReader(io.StringIO(run("searchkit", "facets", "--csv").out)))
    assert {"facet": "source", "value": "Reuters", "count": "2"} in rows


def test_facets_of_nothing_found_is_code_1(run, reading):
    assert run("searchkit", "facets", "zebra").code == 1


def test_status_tells_what_is_in_the_index(run, reading):
    status = json.loads(run("searchkit", "status", "--json").out)
    assert status["articles"] == 3
    assert status["folders"] == [str(reading / "news")]


def test_status_for_programs_tells_when_the_index_was_committed_and_what_failed(run, corpus):
    (corpus / "news" / "broken.json").write_text("{")
    run("searchkit", "index")
    before = time.time()
    status = json.loads(run("searchkit", "status", "--json").out)
    committed = dt.datetime.fromisoformat(status["committed"]).timestamp()
    assert before - committed - 2 < status["seconds since"] < time.time() - committed + 1
    assert status["failed files"] == 1


def test_status_tells_how_fresh_it_is(run, corpus):
    assert "all articles are in the index" in run("searchkit", "status").out
    (corpus / "news" / "new.txt").write_text("Zebras arrive\n\nThe zebras arrived.\n")
    assert "1 new" in run("searchkit", "status").out


def test_verify_of_a_whole_index(run, reading):
    ran = run("searchkit", "verify")
    assert ran.code == 0
    assert "all as they were written" in ran.out


def test_deep_verify_of_a_whole_index(run, reading):
    ran = run("searchkit", "verify", "--deep")
    assert ran.code == 0
    assert "all in agreement" in ran.out


def test_verify_says_what_is_broken(run, corpus):
    segment = max((corpus / "index").iterdir(), key=lambda path: path.stat().st_size)
    content = bytearray(segment.read_bytes())
    content[len(content) // 2] ^= 0xFF
    segment.write_bytes(content)
    ran = run("searchkit", "verify")
    assert ran.code == 2
    assert segment.name in ran.out


@pytest.mark.parametrize("command", ["show x", "facets", "status", "verify"])
def test_without_an_index_each_command_says_so(run, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    ran = run("searchkit", *command.split())
    assert ran.code == 2
    assert "searchkit index FOLDER" in ran.err
