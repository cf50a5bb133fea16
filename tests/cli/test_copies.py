"""Copies in the terminal: folded hits, ``--unfold``, ``searchkit copies``, ``searchkit show``."""

import json

import pytest

import searchkit

STORY = " ".join(
    f"On day {day} the governor of province {day * 7} told reporters that depot {day * 13} had burned."
    for day in range(20)
)
NAMES = ("agency.md", "courier.md", "post.md")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An index of a story in three papers."""
    folder = tmp_path_factory.mktemp("wire")
    (folder / "news").mkdir()
    for number, name in enumerate(NAMES, start=1):
        head = (
            f"---\ntitle: Depot {number} burns\nsource: {name[:-3].title()}\ndate: 2023-03-0{number}\n---\n\n"
        )
        (folder / "news" / name).write_text(head + STORY, encoding="utf-8")
    searchkit.index([folder / "news"], index=folder / "index")
    return folder


@pytest.fixture(autouse=True)
def reading(folder, monkeypatch):
    monkeypatch.chdir(folder)


def ids(ran):
    return [hit["id"] for hit in json.loads(ran.out)["hits"]]


def test_a_hit_says_how_many_copies_it_stands_for(run):
    ran = run("search", "governor", "--sort", "date")
    assert "\n   and 2 copies in 2 sources\n" in ran.out
    assert ran.out.endswith("\n\n1–1 of 3 articles; --unfold shows each copy\n")


def test_unfolding_shows_each_copy(run):
    ran = run("search", "governor", "--unfold")
    assert "copies" not in ran.out
    assert ran.out.endswith("\n\n3 articles\n")


def test_programs_get_the_same_hits_as_people(run):
    assert ids(run("search", "--json", "governor", "--sort", "date")) == ["agency.md"]
    assert ids(run("search", "--json", "governor", "--sort", "date", "--unfold")) == list(NAMES)


def test_programs_are_told_of_the_copies(run):
    (hit,) = json.loads(run("search", "--json", "governor", "--sort", "date").out)["hits"]
    assert (hit["copies"], hit["copy_sources"]) == (2, ["Courier", "Post"])


def test_a_table_has_the_number_of_copies(run):
    lines = run("search", "--csv", "governor", "--sort", "date").out.splitlines()
    assert lines[0].endswith(",copies,copy_sources")
    assert lines[1].endswith(",2,Courier; Post")


@pytest.mark.parametrize("form", ["paths", "bibtex"])
def test_forms_that_say_nothing_of_copies_do_not_leave_them_out_in_silence(run, form):
    assert "--unfold" in run("search", "governor", "--format", form).err
    assert run("search", "governor", "--format", form, "--unfold").err == ""


def test_copies_are_listed_by_date(run):
    assert ids(run("searchkit", "copies", "post.md", "--json")) == ["agency.md", "courier.md"]


def test_copies_are_shown_like_hits(run):
    ran = run("searchkit", "copies", "post.md", "-n", "1")
    assert ran.out.startswith("1. Depot 1 burns\n   Agency · 2023-03-01")
    assert ran.out.endswith("\n\n1–1 of 2 articles\n")


def test_no_copies_is_code_1(run, tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "only.md").write_text("# Only\n\nThe only article.\n", encoding="utf-8")
    searchkit.index([tmp_path / "news"], index=tmp_path / "index")
    ran = run("searchkit", "copies", "only.md", "--index", str(tmp_path / "index"))
    assert (ran.code, ran.out) == (1, "0 articles\n")


def test_similar_articles_do_not_hold_the_copies(run):
    assert run("searchkit", "similar", "agency.md").code == 1
    assert ids(run("searchkit", "similar", "agency.md", "--json", "--unfold"))


def test_showing_an_article_names_its_copies(run):
    ran = run("searchkit", "show", "agency.md")
    assert "\ncopy      courier.md  Courier, 2023-03-02\ncopy      post.md  Post, 2023-03-03\n" in ran.out
    assert json.loads(run("searchkit", "show", "--json", "agency.md").out)["copies"] == [
        "courier.md",
        "post.md",
    ]


def test_the_threshold_is_a_setting_of_the_index_and_remembered(run, tmp_path):
    (tmp_path / "news").mkdir()
    half = STORY.split()[:230]
    for name, extra in (("a.md", "alpha"), ("b.md", "beta")):
        mixed = [extra if place % 29 == 0 else word for place, word in enumerate(half)]
        (tmp_path / "news" / name).write_text(" ".join(mixed), encoding="utf-8")
    index = ("--index", str(tmp_path / "index"))

    def copies():
        return run("searchkit", "copies", "a.md", *index).code == 0

    run("searchkit", "index", str(tmp_path / "news"), *index, "--copies-threshold", "1")
    assert not copies()
    assert run("searchkit", "index", *index, "--copies-threshold", "0.5").out == "2 unchanged\n"
    assert copies()
    run("searchkit", "index", *index, "--rebuild")
    assert copies()


@pytest.mark.parametrize("wrong", ["0.4", "1.1"])
def test_a_threshold_out_of_range_is_refused(run, wrong):
    assert run("searchkit", "index", "--copies-threshold", wrong).code == 2
    with pytest.raises(ValueError, match=r"from 0\.5 to 1"):
        searchkit.index(["news"], copies_threshold=float(wrong))
