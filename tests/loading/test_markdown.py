"""Markdown with and without front matter."""

import pytest


def dates(declared):
    return [(one.method, one.value) for one in declared.dates]


def test_yaml_front_matter_gives_the_title_and_the_declarations(loaded, said):
    result = loaded(
        "a.md",
        "---\ntitle: Bakhmut holds on\ndate: 2023-03-09\nauthor: [Jane Doe, John Roe]\n"
        "source: {name: The Daily}\nlanguage: no\nplaces:\n  - Bakhmut\n  - name: Kyiv\n"
        "url: https://example.org/a\n---\n\nThe *text*.\n",
    )
    (article,) = result.articles
    assert result.failures == ()
    assert (article.id, article.title, article.body) == ("a.md", "Bakhmut holds on", "The *text*.")
    (declared,) = said
    assert dates(declared) == [("front-matter:date", "2023-03-09")]
    assert [one.value for one in declared.authors] == ["Jane Doe", "John Roe"]
    assert [one.value for one in declared.sources] == ["The Daily"]
    assert [one.value for one in declared.languages] == ["no"]
    assert [one.value for one in declared.places] == ["Bakhmut", "Kyiv"]
    assert [one.value for one in declared.urls] == ["https://example.org/a"]


def test_toml_front_matter_gives_the_same(loaded, said):
    (article,) = loaded(
        "a.md",
        '+++\ntitle = "Bakhmut holds on"\ndate = 2023-03-09T06:30:00Z\n'
        'authors = ["Jane Doe"]\n+++\nThe text.\n',
    ).articles
    assert (article.title, article.body) == ("Bakhmut holds on", "The text.")
    assert dates(said[0]) == [("front-matter:date", "2023-03-09T06:30:00+00:00")]
    assert [one.value for one in said[0].authors] == ["Jane Doe"]


@pytest.mark.parametrize(
    "heading", ["# Bakhmut holds on", "\n\n# Bakhmut holds on #", "Bakhmut holds on\n======"]
)
def test_the_first_heading_is_the_title_and_leaves_the_text(loaded, heading):
    (article,) = loaded("a.md", f"{heading}\n\nThe text.\n\n# More\n\nEnd.").articles
    assert (article.title, article.body) == ("Bakhmut holds on", "The text.\n\n# More\n\nEnd.")


def test_a_heading_that_repeats_the_declared_title_is_not_kept_twice(loaded):
    (article,) = loaded("a.md", "---\ntitle: Bakhmut\n---\n# Bakhmut\n\nThe text.").articles
    assert (article.title, article.body) == ("Bakhmut", "The text.")


def test_a_heading_under_another_declared_title_stays_in_the_text(loaded):
    (article,) = loaded("a.md", "---\ntitle: Bakhmut\n---\n# The siege\n\nThe text.").articles
    assert (article.title, article.body) == ("Bakhmut", "# The siege\n\nThe text.")


def test_dates_stay_as_they_are_written(loaded, said):
    loaded("a.md", "---\ndate: 2023-02-30 25:00\npublished: 2023\n---\nThe text.")
    assert dates(said[0]) == [("front-matter:date", "2023-02-30 25:00"), ("front-matter:published", "2023")]


def test_empty_values_declare_nothing(loaded, said):
    loaded("a.md", "---\ntitle:\ndate: ~\nauthor: null\nsource: ''\n---\nThe text.")
    assert said[0] == type(said[0])()


def test_names_are_read_in_any_case(loaded, said):
    assert loaded("a.md", "---\nTitle: Bakhmut\nDATE: 2023\n---\nThe text.").articles[0].title == "Bakhmut"
    assert dates(said[0]) == [("front-matter:date", "2023")]


@pytest.mark.parametrize(
    ("matter", "line", "reason"),
    [
        ("---\ndate: 2023\ntitle: Bakhmut: a siege\n---\n", 3, "must stand in quotes"),
        ("---\ntitle: [a\n---\n", 3, "not valid YAML"),
        ("---\ntitle: a\n? [b]\n: c\n---\n", 3, "not valid YAML"),
        ("---\ntitle: &x [*x]\n---\n", 2, "not valid YAML"),
        ("---\nnote: " + "[" * 5000 + "\n---\n", None, "nested too deeply"),
        ("+++\ntitle = 'a'\ndate = \n+++\n", 3, "not valid TOML"),
    ],
)
def test_broken_front_matter_is_a_failure_and_the_text_is_still_an_article(loaded, matter, line, reason):
    result = loaded("a.md", f"{matter}\n# Bakhmut\n\nThe text.")
    assert [(article.title, article.body) for article in result.articles] == [("Bakhmut", "The text.")]
    (failure,) = result.failures
    assert failure.path == "articles/a.md"
    assert failure.line == line
    assert reason in failure.reason


def test_front_matter_runs_no_code(loaded):
    result = loaded("a.md", "---\ntitle: !!python/object/apply:os.abort []\n---\nThe text.")
    assert len(result.articles) == 1


def test_a_rule_across_the_page_is_not_front_matter(loaded):
    (article,) = loaded("a.md", "---\n\nHe said it.\n\n---\n\nShe did not.").articles
    assert "He said it." in article.text
    assert "She did not." in article.text


def test_front_matter_without_an_end_is_text(loaded):
    (article,) = loaded("a.md", "---\ntitle: Bakhmut\n\nThe text.").articles
    assert "The text." in article.text


def test_text_without_heading_or_front_matter_is_read_as_pasted(loaded):
    (article,) = loaded("a.md", "Bakhmut holds on\n\nThe city held on Monday, officials said.").articles
    assert article.title == "Bakhmut holds on"
