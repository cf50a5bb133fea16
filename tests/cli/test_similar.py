"""``searchkit similar``: its forms, filters and exit codes."""

import json

import pytest

pytestmark = pytest.mark.usefixtures("reading")


def test_similar_articles_are_shown_like_hits(run):
    ran = run("searchkit", "similar", "strikes.md")
    assert ran.code == 0
    assert ran.out.startswith("1. Envoys meet in Geneva\n   The Daily Wire · 2023-04-02")
    assert ran.out.endswith("\n\n1 article\n")


def test_every_form_of_a_search_is_known(run):
    assert [
        hit["id"] for hit in json.loads(run("searchkit", "similar", "--json", "strikes.md").out)["hits"]
    ] == ["talks.md"]
    assert json.loads(run("searchkit", "similar", "--jsonl", "strikes.md").out)["id"] == "talks.md"
    assert run("searchkit", "similar", "--csv", "strikes.md").out.splitlines()[1].startswith("1,")
    assert run("searchkit", "similar", "--paths", "strikes.md").out.endswith("talks.md\n")


def test_a_filter_may_leave_nothing(run):
    ran = run("searchkit", "similar", "strikes.md", "--source", "Nobody")
    assert (ran.code, ran.out) == (1, "0 articles\n")


def test_an_unknown_id_is_an_error(run):
    ran = run("searchkit", "similar", "none.md")
    assert (ran.code, ran.out) == (2, "")
    assert "no article has the id 'none.md'" in ran.err


def test_explaining_shows_the_words(run):
    assert "text:missil" in run("searchkit", "similar", "--explain", "strikes.md").out


def test_nul_goes_with_paths_only(run):
    assert run("searchkit", "similar", "-0", "strikes.md").code == 2
