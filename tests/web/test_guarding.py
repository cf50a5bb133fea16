"""What is let in, and what goes out with every answer."""

import asyncio

import pytest

from searchkit.web import application
from searchkit.web.guarding import MAX_ADDRESS_BYTES

PATHS = [
    "/",
    "/search?q=missiles",
    "/search.json?q=missiles",
    "/search.csv?q=a",
    "/static/page.css",
    "/nothing",
]


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:9", "[::1]:8000", "LOCALHOST"])
def test_machine_is_asked_under_its_own_names(ask, host):
    assert ask("/facets.json", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.nip.io",
        "evil@localhost",
        "",
        "::1",
    ],
)
def test_page_of_another_site_cannot_ask_under_its_own_name(ask, host):
    refused = ask("/facets.json", headers={"Host": host})
    assert refused.status_code == 421
    assert refused.headers["Content-Type"] == "application/problem+json"


def test_further_names_are_answered_when_they_are_given(index_path, asker):
    ask = asker(application(index_path, host_names=["News.Example"]))
    assert ask("/facets.json", headers={"Host": "news.example:80"}).status_code == 200
    assert ask("/facets.json", headers={"Host": "other.example"}).status_code == 421


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "NONSENSE"])
@pytest.mark.parametrize("path", ["/search.json?q=missiles", "/search", "/nothing"])
def test_nothing_is_written_over_http(ask, method, path):
    refused = ask(path, method)
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_the_body(ask, path):
    get, head = ask(path), ask(path, "HEAD")
    assert head.content == b""
    assert head.status_code == get.status_code
    assert {**head.headers} == {**get.headers}


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_keeps_browsers_from_what_no_page_needs(ask, path):
    headers = ask(path).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers


def test_address_that_is_too_long_is_refused(ask):
    assert ask("/search.json?q=" + "a" * MAX_ADDRESS_BYTES).status_code == 414


@pytest.mark.parametrize("headers", [{}, {"Transfer-Encoding": "chunked"}])
def test_body_is_refused(ask, headers):
    assert ask("/search.json?q=missiles", headers=headers, content=b"q=war").status_code == 413


def test_line_break_in_a_parameter_reaches_no_header(ask):
    answer = ask("/search.csv?literal=true&match=any&q=missiles%0d%0aSet-Cookie:%20a=b")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_only_http_is_spoken(app):
    with pytest.raises(RuntimeError, match="websocket"):
        asyncio.run(app({"type": "websocket"}, None, None))
