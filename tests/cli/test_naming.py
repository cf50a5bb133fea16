"""An article is named by its id, or by its file as hits show it."""

import json

import pytest

import searchkit

COMMANDS = ["show", "similar", "copies"]


@pytest.fixture
def wire(corpus):
    """A file of two articles beside the others."""
    lines = [
        {"id": key, "title": f"Story {key}", "text": f"{key} missiles near Bakhmut, officials said."}
        for key in ("one", "two")
    ]
    (corpus / "news" / "wire.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    searchkit.index(index=corpus / "index")
    return corpus


@pytest.mark.usefixtures("reading")
@pytest.mark.parametrize("command", COMMANDS)
def test_the_path_that_a_hit_shows_names_its_article(run, command):
    shown = run("search", "wheat", "--paths").out.strip()
    by_path = run("searchkit", command, shown, "--json")
    by_id = run("searchkit", command, "market.md", "--json")
    assert (by_path.code, by_path.out) == (by_id.code, by_id.out)


@pytest.mark.usefixtures("reading")
def test_a_path_is_taken_from_here(run):
    assert run("searchkit", "show", "news/market.md").out == run("searchkit", "show", "market.md").out


@pytest.mark.usefixtures("wire")
def test_a_path_with_a_key_names_an_article_of_several(run):
    assert run("searchkit", "show", "news/wire.jsonl#two").out.startswith("Story two\n")


@pytest.mark.usefixtures("wire")
def test_a_hit_of_a_file_of_several_articles_shows_which_it_is(run):
    path = run("search", "title:two").out.split("\n\n")[0].splitlines()[-1].strip()
    assert run("searchkit", "show", path).out.startswith("Story two\n")


@pytest.mark.usefixtures("wire")
def test_a_file_of_several_articles_names_none_of_them(run):
    said = run("searchkit", "show", "news/wire.jsonl")
    assert said.code == 2
    assert said.err == (
        "searchkit: news/wire.jsonl holds several articles, such as wire.jsonl#one and wire.jsonl#two\n"
    )


@pytest.mark.usefixtures("reading")
@pytest.mark.parametrize("command", COMMANDS)
def test_what_names_no_article_is_refused_as_it_was_written(run, command):
    said = run("searchkit", command, "news/nothing.md#3")
    assert said.code == 2
    assert "no article has the id 'news/nothing.md#3'" in said.err
