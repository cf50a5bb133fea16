import csv
import io
import json
import os
import shutil
from pathlib import Path

import pytest

import searchkit

pytestmark = pytest.mark.usefixtures("reading")


def test_hits_are_printed_with_title_source_date_marked_snippet_and_path(run):
    ran = run("search", "Bakhmut", "missiles")
    assert ran.code == 0
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert lines[0] == "1. Missiles fall near Bakhmut"
    assert lines[1].startswith("   Reuters · 2023-03-09")
    assert "*missiles*" in ran.out
    assert "   news/strikes.md" in lines
    assert lines[-1] == "1 article"


def test_a_filter_alone_is_a_question(run):
    every = run("search", "--paths", "date:2023-03..").out
    assert every
    assert run("search", "--paths", "--since", "2023-03").out == every


def test_neither_words_nor_filter_is_a_mistake(run):
    ran = run("search", "--any")
    assert ran.code == 2
    assert "or a filter such as --since" in ran.err


def test_nothing_found_is_said_and_is_code_1(run):
    ran = run("search", "zebra")
    assert (ran.code, ran.out) == (1, "0 articles\n")


def test_words_that_no_article_has_together_are_searched_one_by_one_and_that_is_said(run):
    ran = run("search", "geneva", "wheat")
    assert ran.code == 0
    assert "No article has all the words" in ran.err
    assert "2 articles" in ran.out


def test_quiet_leaves_standard_error_empty(run):
    assert run("search", "-q", "geneva", "wheat").err == ""


def test_fault_in_the_query_is_pointed_at_and_is_code_2(run):
    ran = run("search", "missiles", "colour:red")
    assert ran.code == 2
    assert ran.out == ""
    lines = ran.err.splitlines()
    assert lines[1] == "  missiles colour:red"
    assert lines[2].index("^") == lines[1].index("colour")


def test_word_with_a_hyphen_in_front_is_excluded_and_no_option(run):
    assert json.loads(run("search", "missiles", "-geneva", "--json").out)["total"] == 1


@pytest.mark.parametrize("arguments", [("-n1",), ("-n", "1"), ("--limit", "1"), ("--limit=1",)])
def test_limit_cuts_the_page_and_not_the_total(run, arguments):
    answer = json.loads(run("search", "missiles", *arguments, "--json").out)
    assert (answer["total"], len(answer["hits"])) == (2, 1)


def test_page_says_which_part_it_is(run):
    assert run("search", "missiles", "-n", "1", "--offset", "1").out.endswith("\n2–2 of 2 articles\n")


@pytest.mark.parametrize(
    ("order", "first"), [("date", "2023-03-09"), ("-date", "2023-04-02")], ids=["oldest", "newest"]
)
def test_sort_by_date(run, order, first):
    answer = json.loads(run("search", "missiles", "--sort", order, "--json").out)
    assert answer["hits"][0]["date"] == first


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (("--source", "the daily wire"), ["talks.md"]),
        (("--since", "2023-04"), ["talks.md"]),
        (("--until", "2023-03"), ["strikes.md"]),
    ],
)
def test_shorthands_filter(run, options, ids):
    answer = json.loads(run("search", "missiles", *options, "--json").out)
    assert [hit["id"] for hit in answer["hits"]] == ids


def test_any_word_is_enough_with_any(run):
    assert json.loads(run("search", "--any", "geneva", "wheat", "--json").out)["relaxed"] is False


def test_phrase_asks_for_the_words_side_by_side(run):
    assert run("search", "--phrase", "two hours").code == 0
    assert run("search", "--phrase", "hours two").code == 1


def test_literal_takes_signs_as_words(run):
    assert run("search", "--literal", "(geneva").code == 0


def test_json_is_one_object_with_what_the_library_says(run, reading):
    answer = json.loads(run("search", "missiles", "--json").out)
    with searchkit.open(reading / "index") as index:
        results = index.search("missiles")
    assert answer["query"] == "missiles"
    assert answer["total"] == results.total
    assert answer["hits"] == [hit.to_dict() for hit in results]


def test_jsonl_is_an_object_per_hit(run):
    lines = run("search", "missiles", "--jsonl").out.splitlines()
    assert [json.loads(line)["rank"] for line in lines] == [1, 2]


def test_csv_has_a_row_per_hit(run):
    rows = list(csv.DictReader(io.StringIO(run("search", "missiles", "--csv").out)))
    assert {row["id"] for row in rows} == {"strikes.md", "talks.md"}
    assert {row["source"] for row in rows} == {"Reuters", "The Daily Wire"}


def test_paths_can_be_given_to_another_program(run, reading):
    ran = run("search", "missiles", "--paths", "-0")
    assert set(ran.out.split("\0")) == {
        *(str(reading / "news" / name) for name in ("strikes.md", "talks.md")),
        "",
    }


def test_null_without_paths_is_refused(run):
    assert run("search", "missiles", "-0").code == 2


def test_explain_says_how_the_query_was_understood(run, reading):
    with searchkit.open(reading / "index") as index:
        explained = index.search("missiles date:2023").explain()
    assert run("search", "--explain", "missiles", "date:2023").out.startswith(explained)


def test_explain_says_what_a_query_means_in_sentences(run):
    explained = run("search", "--explain", "missiles", "-drone", "--place", "Kyiv").out.split("\n\n")[0]
    assert [line for line in explained.splitlines() if line.startswith("means")] == [
        "means   “missil” in any form",
        "means   not: “drone” in any form",
        "means   names Kyiv or a place in it",
    ]


def test_explain_keeps_data_clean(run):
    ran = run("search", "--explain", "--jsonl", "missiles")
    assert all(json.loads(line)["id"] for line in ran.out.splitlines())
    assert "missil" in ran.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--json", "--csv"), "--json and --csv are several forms"),
        (("--format", "ris", "--paths"), "--paths and --format ris are several forms"),
        (("--any", "--phrase"), "--any and --phrase do not go together"),
    ],
)
def test_options_that_say_different_things_are_refused(run, reading, options, words):
    ran = run("search", "missiles", *options)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_a_form_that_is_asked_for_twice_is_one_form(run, reading):
    assert run("search", "missiles", "--json", "--format", "json").code == 0


def test_verbose_tells_index_and_time(run):
    assert run("search", "-v", "missiles").err.startswith("index, ")


def test_index_of_another_folder_can_be_named(run, reading, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert run("search", "missiles", "--index", str(reading / "index")).code == 0
    monkeypatch.setenv("SEARCHKIT_INDEX", str(reading / "index"))
    assert run("search", "missiles").code == 0


def test_index_is_found_upwards(run, reading, monkeypatch):
    monkeypatch.chdir(reading / "news")
    assert run("search", "missiles").code == 0


def test_named_index_that_is_not_there_is_not_built(run, tmp_path):
    ran = run("search", "missiles", "--index", str(tmp_path / "none"))
    assert ran.code == 2
    assert "searchkit index FOLDER" in ran.err
    assert not (tmp_path / "none").exists()


def test_first_search_builds_the_index_from_the_samples_and_says_so(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "one.md").write_text("---\ntitle: Ferries stop\n---\n\nAll ferries stopped.\n")
    ran = run("search", "ferries")
    assert ran.code == 0
    assert ran.out.startswith("1. Ferries stop")
    assert "building one from seeds/" in ran.err
    assert run("search", "ferries").err == ""


def test_without_index_and_samples_it_says_what_to_do(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = run("search", "ferries")
    assert ran.code == 2
    assert "searchkit index FOLDER" in ran.err


def test_changed_folder_is_told_in_one_line_and_refresh_takes_it_in(run, corpus):
    (corpus / "news" / "new.txt").write_text("Zebras arrive\n\nThe zebras arrived in missiles' stead.\n")
    ran = run("search", "zebras")
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert "--refresh" in ran.err
    refreshed = run("search", "zebras", "--refresh")
    assert (refreshed.code, refreshed.err) == (0, "")


def test_refresh_names_the_first_failures_and_counts_the_others(run, corpus):
    for number in range(5):
        (corpus / "news" / f"{number}.json").write_text("{")
    told = run("search", "missiles", "--refresh").err.splitlines()
    assert [line.partition(":")[0] for line in told[:3]] == ["news/0.json", "news/1.json", "news/2.json"]
    assert told[3:] == ["and 2 more failures: searchkit index lists all"]


def test_no_folder_of_an_index_from_elsewhere_is_looked_at_until_it_is_built_on(run, corpus, monkeypatch):
    shutil.copytree("index", "elsewhere")
    (corpus / "news" / "new.txt").write_text("Zebras arrive\n\nThe zebras arrived.\n")
    with monkeypatch.context() as patched:
        patched.setattr(
            "searchkit.indexing.planning.scan", lambda *_, **__: pytest.fail("a folder is looked at")
        )
        ran = run("search", "missiles", "--index", "elsewhere")
    assert (ran.code, ran.err) == (0, "")
    searchkit.index(index="elsewhere")
    (corpus / "news" / "newer.txt").write_text("Zebras leave\n\nThe zebras left.\n")
    assert "(1 new)" in run("search", "missiles", "--index", "elsewhere").err


def test_file_name_that_is_no_text_is_reported_and_the_rest_is_found(run, corpus):
    name = os.fsencode(corpus) + b"/news/caf\xe9.txt"
    try:
        Path(os.fsdecode(name)).write_text(
            "Zebra at large\n\nThe zebra was seen on Monday.\n", encoding="utf-8"
        )
    except OSError:
        pytest.skip("this file system wants names to be text")
    ran = run("search", "missiles", "--refresh")
    assert ran.code == 0
    assert "news/caf\\xe9.txt: " in ran.err


def test_file_name_with_control_characters(run, corpus):
    file = corpus / "news" / "ze\x1b[31m\nbra.md"
    file.write_text("---\ntitle: Zebra at large\n---\n\nThe zebra was seen on Monday.\n", encoding="utf-8")
    assert "\n   news/ze\\x1b[31m\\x0abra.md\n" in run("search", "zebra", "--refresh").out
    assert run("search", "zebra", "--paths", "-0").out == f"{file}\0"
    assert json.loads(run("search", "zebra", "--json").out)["hits"][0]["path"] == str(file)


def test_query_cannot_steer_the_terminal(run):
    for option in ("--explain", "--literal"):
        ran = run("search", "--jsonl", option, "zebra \x1b[31m", "missiles")
        assert "\x1b" not in ran.out + ran.err


def test_title_cannot_steer_the_terminal_or_a_spreadsheet(run, corpus):
    article = {"id": 1, "title": "=1+1 \x1b]0;owned\x07 \u202ezebra", "text": "The zebra is back."}
    (corpus / "news" / "hostile.jsonl").write_text(json.dumps(article), encoding="utf-8")
    for form in ((), ("--csv",), ("--json",), ("--jsonl",)):
        ran = run("search", "zebra", "--refresh", *form)
        assert ran.code == 0
        assert not set(ran.out) & {"\x1b", "\x07"}
    assert "'=1+1" in run("search", "zebra", "--csv").out


def test_what_an_index_of_an_earlier_version_cannot_know_is_refused_with_what_to_do(run):
    old = Path(__file__).parents[1] / "data" / "index-v1"
    ran = run("search", "about:Ukraine", "--index", str(old))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("built by an earlier version, which knows no about: searchkit index --rebuild\n")


def test_about_is_a_filter_of_its_own(run):
    found = json.loads(run("search", "--about", "Bakhmut", "--json").out)
    assert [hit["id"] for hit in found["hits"]] == ["strikes.md"]
    assert [hit["id"] for hit in json.loads(run("search", "about:Bakhmut", "--json").out)["hits"]] == [
        "strikes.md"
    ]


def test_words_that_the_index_does_not_know_are_asked_about(run, reading):
    ran = run("search", "misiles", "wheat")
    assert ran.err.splitlines()[-1] == "Did you mean: missiles wheat"


@pytest.mark.parametrize("arguments", [["missiles"], ["misiles", "-q"], ["zzzzzz"]])
def test_nothing_is_asked_about_otherwise(run, reading, arguments):
    assert "Did you mean" not in run("search", *arguments).err


@pytest.mark.parametrize(
    ("form", "begin"), [("bibtex", "@article{"), ("ris", "TY  - NEWS\r\n"), ("csl-json", "[\n{")]
)
def test_hits_are_written_as_citations(run, reading, form, begin):
    ran = run("search", "missiles", "bakhmut", "--format", form)
    assert ran.out.startswith(begin)
    assert "Missiles fall near Bakhmut" in ran.out
    assert run("searchkit", "show", "strikes.md", "--format", form).out == ran.out


def test_all_hits_are_written_whatever_the_limit(run, reading):
    assert len(run("search", "missiles", "--all", "-n", "1", "--jsonl").out.splitlines()) == 2


def test_query_that_takes_longer_than_it_may_is_an_error_that_says_so(reading, run):
    ran = run("search", "*issil*", "--timeout", "1e-9")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "search: the answer takes longer than 1e-09 s: a simpler query may be answered in time "
        "(--timeout gives it more time)\n"
    )
