"""Web pages that declare no day, and show one."""

import pytest

PROSE = (
    "Ukrainian troops held the western part of the city on Monday, officials said, while shelling went on. "
    "Residents who had stayed behind were brought out in buses. The governor said that the roads were open. "
)


def page(above="", below="", after="", attributes=""):
    return (
        f"<!DOCTYPE html><html{attributes}><head><title>Bakhmut holds on</title></head><body>{above}"
        f"<article><h1>Bakhmut holds on</h1>{below}<p>{PROSE}</p><p>{PROSE}</p></article>{after}"
        "</body></html>"
    )


def date_of(loaded, content):
    (article,) = loaded("a.html", content).articles
    return article.date and (str(article.date.value), article.date.method)


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("<p>Published 9 March 2023</p>", ("2023-03-09", "page:line:published")),
        ("<p>By Jane Doe<span>March 9, 2023</span></p>", ("2023-03-09", "page:byline")),
        ("<div>Bakhmut | 9 March 2023 | 10:15</div>", ("2023-03-09T10:15", "page:line:date")),
        ("<p>Published <time datetime='2023-03-09T10:15'>2 hours ago</time></p>",
         ("2023-03-09T10:15", "page:line:published")),
        ("<time class='entry-date published' datetime='2023-03-09T10:15'>March</time>",
         ("2023-03-09T10:15", "page:line:date")),
        ("<p>Hands off <time class='published'>9 March 2023</time> the bridge</p>",
         ("2023-03-09", "marked:published")),
        ("<p>Updated 10 March 2023</p>", ("2023-03-10", "page:line:updated")),
    ],
)  # fmt: skip
def test_a_day_near_the_headline_is_read(loaded, below, expected):
    assert date_of(loaded, page(below=below)) == expected


@pytest.mark.parametrize(
    "aside",
    [
        "<div class='comments'><p>Published 9 March 2023</p></div>",
        "<div class='related-posts'><time datetime='2023-03-09'>9 March 2023</time></div>",
        "<footer>© 2023 The Daily, 9 March 2023</footer>",
        "<aside>9 March 2023</aside>",
        "<nav>9 March 2023</nav>",
    ],
)
def test_days_of_others_are_passed_by(loaded, aside):
    assert date_of(loaded, page(above=aside, after=aside)) is None


def test_numbers_are_read_in_the_order_of_the_page_s_language(loaded):
    shown = "<p>Publié le 09/03/2023</p>"
    assert date_of(loaded, page(below=shown, attributes=' lang="fr"')) == (
        "2023-03-09",
        "page:line:published",
    )


def test_what_programs_are_told_counts_where_it_is_one_day(loaded):
    script = '<script>var page = {"publishedDate": "2023-03-09T10:15:00Z"}</script>'
    assert date_of(loaded, page(after=script)) == ("2023-03-09T10:15:00+00:00", "script:publishedDate")
    other = '<script>var more = {"publishedDate": "2023-03-10T10:15:00Z"}</script>'
    assert date_of(loaded, page(after=script + other)) is None


def test_the_day_of_a_change_is_a_value_of_its_own(loaded):
    (article,) = loaded(
        "a.html", page("<meta property='article:modified_time' content='2023-03-10'>", "<p>9 March 2023</p>")
    ).articles
    assert (str(article.date.value), str(article.modified.value)) == ("2023-03-09", "2023-03-10")


def test_a_moment_in_utc_is_told_in_the_time_of_the_readers(loaded):
    head = (
        '<meta property="article:published_time" content="2021-11-04T23:00:00Z">'
        '<link rel="canonical" href="https://www.example.de/a">'
    )
    assert date_of(loaded, page(head)) == ("2021-11-05T00:00:00+01:00", "meta:article:published_time")
