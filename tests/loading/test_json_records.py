"""JSON and JSON Lines with the names that people give the parts of an article."""

import json

import pytest

from searchkit.article import Failure
from searchkit.loading.json_records import parse_json_lines

FULL = {
    "id": "x7",
    "title": "Bakhmut holds on",
    "text": "The text.",
    "date": "2023-03-09",
    "source": "The Daily",
    "author": "Jane Doe",
    "url": "https://example.org/a",
    "lang": "en",
    "places": ["Bakhmut", "Kyiv"],
}


def values(evidences):
    return [(one.method, one.value) for one in evidences]


def test_one_object_is_one_article_named_by_the_file(loaded, said):
    (article,) = loaded("a.json", json.dumps(FULL)).articles
    assert (article.id, article.title, article.body) == ("a.json", "Bakhmut holds on", "The text.")
    (declared,) = said
    assert values(declared.dates) == [("json:date", "2023-03-09")]
    assert values(declared.sources) == [("json:source", "The Daily")]
    assert values(declared.authors) == [("json:author", "Jane Doe")]
    assert values(declared.urls) == [("json:url", "https://example.org/a")]
    assert values(declared.languages) == [("json:lang", "en")]
    assert values(declared.places) == [("json:places", "Bakhmut"), ("json:places", "Kyiv")]


@pytest.mark.parametrize("title", ["title", "headline", "Title"])
@pytest.mark.parametrize("text", ["text", "body", "content"])
def test_title_and_text_have_several_names(loaded, title, text):
    (article,) = loaded("a.json", json.dumps({title: "Bakhmut", text: "The text."})).articles
    assert (article.title, article.body) == ("Bakhmut", "The text.")


@pytest.mark.parametrize(
    "case",
    [
        ("dates", "published", "2023", ["2023"]),
        ("dates", "published_at", 1678344600, ["1678344600"]),
        ("sources", "publisher", {"name": "The Daily", "url": "x"}, ["The Daily"]),
        ("sources", "site", "The Daily", ["The Daily"]),
        ("authors", "authors", ["Jane Doe", {"name": "John Roe"}], ["Jane Doe", "John Roe"]),
        ("authors", "byline", "By Jane Doe", ["By Jane Doe"]),
        ("authors", "author", {"name": "Jane Doe"}, ["Jane Doe"]),
        ("urls", "link", "https://example.org/a", ["https://example.org/a"]),
        ("languages", "language", "uk", ["uk"]),
        ("places", "locations", [{"name": "Kyiv"}], ["Kyiv"]),
        ("dates", "date", None, []),
        ("dates", "date", True, []),
        ("authors", "author", [["Jane"]], []),
        ("sources", "source", {"id": 1}, []),
    ],
)
def test_declarations_have_several_names_and_shapes(loaded, said, case):
    field, name, value, found = case
    loaded("a.json", json.dumps({"text": "The text.", name: value}))
    assert values(getattr(said[0], field)) == [(f"json:{name}", one) for one in found]


@pytest.mark.parametrize(
    "wrap", [lambda articles: articles, lambda articles: {"articles": articles, "count": 2}]
)
def test_a_list_gives_articles_named_by_id_or_number(loaded, wrap):
    articles = [
        {"id": "x7", "text": "One."},
        {"text": "Two."},
        {"_id": 30, "text": "Three."},
        {"id": "", "text": "4."},
    ]
    result = loaded("a.json", json.dumps(wrap(articles)))
    assert [article.id for article in result.articles] == ["a.json#x7", "a.json#2", "a.json#30", "a.json#4"]
    assert result.failures == ()


def test_lines_are_articles_named_by_id_or_line(loaded):
    text = '{"id": "x7", "text": "One."}\n\n{"text": "Two."}\r\n{"_id": "y", "text": "Three."}'
    result = loaded("a.jsonl.gz", text)
    assert [article.id for article in result.articles] == ["a.jsonl.gz#x7", "a.jsonl.gz#3", "a.jsonl.gz#y"]
    assert [article.body for article in result.articles] == ["One.", "Two.", "Three."]


def test_a_line_separator_within_a_text_ends_no_line(loaded):
    (article,) = loaded("a.jsonl", '{"text": "One.\u2028Two."}').articles
    assert article.body == "One.\nTwo."


def test_broken_json_on_line_17_is_a_failure_there_and_the_others_are_read(loaded):
    lines = [json.dumps({"text": f"Text {number}."}) for number in range(1, 21)]
    lines[16] = '{"text": "broken"'
    result = loaded("a.jsonl", "\n".join(lines))
    assert len(result.articles) == 19
    assert result.failures == (
        Failure("articles/a.jsonl", 17, "is not valid JSON: expecting ',' delimiter (column 18)"),
    )


def test_broken_json_in_a_file_is_a_failure_with_its_line(loaded):
    (failure,) = loaded("a.json", '{\n"title": "x",\n"text" "y"\n}').failures
    assert failure.line == 3
    assert failure.reason.startswith("is not valid JSON: ")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (3, "holds a number where an article should be"),
        ("text", "holds a text where an article should be"),
        (None, "holds nothing where an article should be"),
        (True, "holds true or false where an article should be"),
        ({"title": "x"}, 'has no text: there is none of the names "text", "body" and "content"'),
        ({"text": 3}, 'has no text: its "text" is not text'),
        ({"text": ""}, "is empty: it has neither a title nor a text"),
    ],
)
def test_json_of_another_shape_is_a_failure(loaded, value, reason):
    good = {"text": "Good."}
    assert loaded("a.json", json.dumps(value)).failures == (Failure("articles/a.json", None, reason),)
    lines = loaded("a.jsonl", f"{json.dumps(good)}\n{json.dumps(value)}\n{json.dumps(good)}\n")
    assert lines.failures == (Failure("articles/a.jsonl", 2, reason),)
    assert [article.id for article in lines.articles] == ["a.jsonl#1", "a.jsonl#3"]
    listed = loaded("b.json", json.dumps([good, value, good]))
    assert listed.failures == (Failure("articles/b.json", None, f"article 2 {reason}"),)
    assert [article.id for article in listed.articles] == ["b.json#1", "b.json#3"]


def test_an_empty_list_is_a_failure(loaded):
    assert loaded("a.json", "[]").failures[0].reason == "holds an empty list, no article"


@pytest.mark.parametrize(
    ("text", "reason"),
    [("[" * 100_000, "nested too deeply"), ('{"id": ' + "9" * 5000 + "}", "thousands of digits")],
)
def test_json_that_no_reader_can_hold_is_a_failure(loaded, text, reason):
    assert reason in loaded("a.json", text).failures[0].reason
    assert reason in loaded("a.jsonl", text).failures[0].reason


def test_the_second_article_of_a_key_is_a_failure_that_names_the_first(loaded):
    text = '{"id": 1, "text": "One."}\n{"id": "1", "text": "Two."}\n{"text": "Three."}\n'
    result = loaded("a.jsonl", text)
    assert [article.body for article in result.articles] == ["One.", "Three."]
    assert result.failures == (Failure("articles/a.jsonl", 2, 'has the id "1", which line 1 has already'),)
    listed = loaded("a.json", f"[{','.join(text.split(chr(10))[:2])}]")
    assert listed.failures[0].reason == 'article 2 has the id "1", which article 1 has already'


def test_lines_of_json_in_a_json_file_are_read_as_lines(loaded):
    result = loaded("a.json", '{"text": "One."}\n{"text": "Two."}\nbroken\n')
    assert [article.id for article in result.articles] == ["a.json#1", "a.json#2"]
    assert [failure.line for failure in result.failures] == [3]


def test_html_in_a_value_is_left_as_text(loaded):
    (article,) = loaded("a.json", '{"title": "a <b>b</b>", "text": "<p>One &amp; two.</p>"}').articles
    assert (article.title, article.body) == ("a <b>b</b>", "<p>One &amp; two.</p>")


def test_a_text_may_be_a_list_of_paragraphs(loaded):
    (article,) = loaded("a.json", '{"text": ["One.", "Two."]}').articles
    assert article.body == "One.\n\nTwo."


def test_a_title_alone_is_an_article_where_its_text_is_empty(loaded):
    assert loaded("a.json", '{"title": "Flash", "text": ""}').articles[0].title == "Flash"


def test_raw_tabs_within_a_value_are_forgiven(loaded):
    assert loaded("a.json", '{"text": "One\ttwo."}').articles[0].body == "One\ttwo."


def test_lines_are_the_same_however_many_are_split_at_a_time(monkeypatch):
    text = '\n{"text": "one"}\n \n{broken\n\n{"id": "x", "text": "two"}\n'
    whole = parse_json_lines(text, first_line=5)
    assert [draft.key for draft in whole.drafts] == ["6", "x"]
    assert [fault.line for fault in whole.faults] == [8]
    for chunk in range(len(text) + 2):
        monkeypatch.setattr("searchkit.loading.json_records._CHUNK", chunk)
        assert parse_json_lines(text, first_line=5) == whole


def test_a_name_in_lower_case_comes_before_the_same_in_others(loaded, said):
    (article,) = loaded("a.json", '{"title": "low", "TITLE": "up", "Text": "x", "DATE": "2023"}').articles
    assert article.title == "low"
    assert values(said[0].dates) == [("json:date", "2023")]
