"""The page and the API, asked as a browser and a program ask them."""

import pytest


@pytest.mark.parametrize("path", ["/", "/search?q=missiles", "/article/overnight-salvo.txt", "/facets"])
def test_page_is_html(path, ask):
    answer = ask(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
