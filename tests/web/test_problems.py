"""What is wrong is said with its place, to programs as JSON and to people as a page."""

import pytest


def problem(answer):
    assert answer.headers["Content-Type"] == "application/problem+json"
    found = answer.json()
    assert found["status"] == answer.status_code
    return found


@pytest.mark.parametrize(
    ("parameters", "parameter", "offset", "length"),
    [
        ("q=war+(peace", "q", 4, 1),
        ("q=date:2023-02-30", "q", 5, 10),
        ("q=war&since=2023-13", "since", 5, 2),
        ("q=war&language=English!", "language", 0, 8),
    ],
)
def test_fault_of_a_query_has_its_position(ask, parameters, parameter, offset, length):
    found = problem(ask(f"/search.json?{parameters}"))
    assert (found["status"], found["parameter"]) == (400, parameter)
    assert (found["offset"], found["length"]) == (offset, length)


@pytest.mark.parametrize(
    ("parameters", "parameter"),
    [("limit=1000", "limit"), ("colour=red", "colour"), ("q=a&q=b", "q"), ("sort=best", "sort")],
)
def test_parameter_at_fault_is_named(ask, parameters, parameter):
    assert problem(ask(f"/search.json?{parameters}"))["parameter"] == parameter


@pytest.mark.parametrize("parameters", ["q", "&", "q=%ff", "&".join(f"q{n}=1" for n in range(100))])
def test_parameters_that_cannot_be_read_are_refused(ask, parameters):
    assert problem(ask(f"/search.json?{parameters}"))["status"] == 400


@pytest.mark.parametrize(
    "path",
    [
        "/article.json/none",
        "/article.csv/none",
        "/similar.json/none",
        "/article.json/%ff",
        "/article.json/",
        "/none",
    ],
)
def test_what_is_not_there_is_a_problem(ask, path):
    assert problem(ask(path))["status"] == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [("/search?q=(a", 400), ("/article/none", 404), ("/facets?q=(a", 400), ("/search?colour=red", 400)],
)
def test_people_get_a_page(ask, path, status):
    answer = ask(path)
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("text/html")


def test_address_that_leads_nowhere_is_a_page_for_a_browser(ask):
    answer = ask("/none", headers={"Accept": "text/html,*/*"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")


def test_problems_are_not_kept(ask):
    assert "ETag" not in ask("/search.json?q=(a").headers


@pytest.mark.parametrize("path", ["/static/..%2fapp.py", "/static/../app.py", "/static/", "/static"])
def test_nothing_but_the_assets_is_under_static(ask, path):
    assert ask(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/copies.json/overnight-salvo.txt?source=NoSuch", "source"),
        ("/copies.csv/overnight-salvo.txt?sort=date", "sort"),
        ("/similar.json/overnight-salvo.txt?q=war", "q"),
        ("/article.json/overnight-salvo.txt?limit=1", "limit"),
        ("/facets.json?offset=10", "offset"),
    ],
)
def test_parameter_that_an_address_does_not_take_is_refused(ask, path, parameter):
    assert problem(ask(path))["parameter"] == parameter
