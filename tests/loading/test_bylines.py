"""Bylines in the markup of a page."""

import pytest
from lxml.html import document_fromstring

from searchkit.loading.bylines import read_bylines


def bylines(body):
    tree = document_fromstring(f"<html><body><div>{body}</div></body></html>")
    return [(one.method, one.value) for one in read_bylines(tree)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<span itemprop="author"><b itemprop="name">Jane Doe</b> x</span>', ("itemprop:author", "Jane Doe")),
        ('<span itemprop="author">Jane Doe</span>', ("itemprop:author", "Jane Doe")),
        ('<a rel="author" href="/jane">Jane Doe</a>', ("rel:author", "Jane Doe")),
        ('<p class="article-byline">By <b>Jane Doe</b></p>', ("class:byline", "By Jane Doe")),
        ('<span class="authorname">Jane Doe</span>', ("class:byline", "Jane Doe")),
        ('<span class="ArticleByline_x1">By Jane Doe</span>', ("class:byline", "By Jane Doe")),
        ('<span class="vcard"><a rel="author">janed</a></span>', ("rel:author", "janed")),
        (
            '<div class="widget"><h1>Bakhmut</h1><p class="byline">By Jane Doe</p></div>',
            ("class:byline", "By Jane Doe"),
        ),
    ],
)
def test_elements_that_name_the_author_are_read(body, expected):
    assert bylines(body) == [expected]


@pytest.mark.parametrize(
    "body",
    [
        '<div class="comment"><span class="author">Jane Doe</span></div>',
        '<aside><a rel="author">Jane Doe</a></aside>',
        '<div class="author-bio"><p class="byline">Jane Doe is a reporter</p></div>',
        '<div class="related"><span class="byline">By Jane Doe</span></div>',
        f'<p class="byline">{"words " * 40}</p>',
        '<p class="authority">Jane Doe</p>',
    ],
)
def test_names_in_comments_biographies_and_links_to_other_articles_are_not(body):
    assert bylines(body) == []
