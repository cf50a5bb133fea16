"""Web pages: the main text, and what the page says of itself."""

import json

import pytest
from growth import is_in_proportion

from searchkit.loading.html import parse_html

PROSE = (
    "Ukrainian troops held the western part of the city on Monday, officials said, while shelling went on. "
    "Residents who had stayed behind were brought out in buses. The governor said that the roads were open. "
)
BODY = (
    "<nav>Home | World | Sport</nav>"
    f"<article><h1>Bakhmut holds on</h1><p>{PROSE}</p><p>{PROSE}End.</p></article>"
)


def page(head="", body=BODY, attributes=""):
    body = f"<body>{body}<footer>Imprint</footer></body>"
    return f"<!DOCTYPE html><html{attributes}><head>{head}</head>{body}</html>"


def linked(*values):
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


def values(evidences):
    return [(one.method, one.value) for one in evidences]


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Bakhmut holds on",
    "datePublished": "2023-03-09T06:30:00Z",
    "publisher": {"@type": "Organization", "name": "The Daily"},
    "author": [{"@type": "Person", "name": "Jane Doe"}, "John Roe"],
    "inLanguage": "en",
    "contentLocation": {"@type": "Place", "name": "Bakhmut"},
    "mainEntityOfPage": {"@id": "https://example.org/a"},
}


def test_the_main_text_and_the_title_are_found_and_the_clutter_is_not(loaded):
    result = loaded("a.html", page("<title>Bakhmut holds on</title>"))
    (article,) = result.articles
    assert result.failures == ()
    assert (article.id, article.title) == ("a.html", "Bakhmut holds on")
    assert article.body.startswith("Ukrainian troops held")
    assert article.body.endswith("End.")
    assert "Sport" not in article.body
    assert "Imprint" not in article.body


def test_json_ld_is_read_as_evidence(loaded, said):
    loaded("a.html", page(linked(ARTICLE)))
    (declared,) = said
    assert values(declared.dates)[0] == ("json-ld:datePublished", "2023-03-09T06:30:00Z")
    assert values(declared.sources)[0] == ("json-ld:publisher", "The Daily")
    assert values(declared.authors)[:2] == [("json-ld:author", "Jane Doe"), ("json-ld:author", "John Roe")]
    assert values(declared.languages) == [("json-ld:inLanguage", "en")]
    assert values(declared.places) == [("json-ld:contentLocation", "Bakhmut")]
    assert values(declared.urls) == [("json-ld:mainEntityOfPage", "https://example.org/a")]


def test_meta_tags_are_read_as_evidence(loaded, said):
    loaded(
        "a.htm",
        page(
            '<meta property="og:title" content="Bakhmut holds on">'
            '<meta property="article:published_time" content="2023-03-09T06:30:00Z">'
            '<meta name="DC.date" content="2023-03-10">'
            '<meta property="og:site_name" content=" The  Daily ">'
            '<meta name="author" content="Jane Doe">'
            '<meta property="article:author" content="https://facebook.com/jane">'
            '<meta property="og:locale" content="en_GB"><meta name="geo.placename" content="Kyiv">'
            '<meta property="og:url" content="https://example.org/b"><link rel="canonical" href="https://example.org/a">',
            attributes=' lang="en"',
        ),
    )
    (declared,) = said
    assert values(declared.dates)[:2] == [
        ("meta:article:published_time", "2023-03-09T06:30:00Z"),
        ("meta:dc.date", "2023-03-10"),
    ]
    assert values(declared.sources)[0] == ("meta:og:site_name", "The Daily")
    assert [one for one in values(declared.authors) if one[0].startswith("meta")] == [
        ("meta:author", "Jane Doe")
    ]
    assert values(declared.languages) == [("html:lang", "en"), ("meta:og:locale", "en_GB")]
    assert values(declared.places) == [("meta:geo.placename", "Kyiv")]
    assert values(declared.urls) == [
        ("link:canonical", "https://example.org/a"),
        ("meta:og:url", "https://example.org/b"),
    ]


@pytest.mark.parametrize(
    ("head", "said_so"),
    [
        (
            '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Jane Doe">',
            ("meta:twitter:data1", "Jane Doe"),
        ),
        ('<meta name="cXenseParse:author" content="Jane Doe">', ("meta:cXenseParse:author", "Jane Doe")),
    ],
)
def test_cards_and_trackers_name_the_author(loaded, said, head, said_so):
    loaded("a.html", page(head))
    assert said_so in values(said[0].authors)


def test_a_card_that_tells_something_else_names_nobody(loaded, said):
    head = '<meta name="twitter:label1" content="Price"><meta name="twitter:data1" content="Jane Doe">'
    loaded("a.html", page(head))
    assert not [one for one in values(said[0].authors) if one[0] == "meta:twitter:data1"]


def test_the_author_of_the_page_is_believed_where_json_ld_names_none_of_the_article(loaded, said):
    graph = [{"@type": "NewsArticle", "headline": "A"}, {"@type": "WebPage", "author": {"name": "Jane Doe"}}]
    loaded("a.html", page(linked({"@graph": graph})))
    assert values(said[0].authors)[0] == ("json-ld:author", "Jane Doe")


def test_a_name_that_the_page_shows_at_its_headline_is_read(loaded, said):
    loaded("a.html", page("", BODY.replace("</h1>", "</h1><p>By Jane Doe</p><p>9 March 2023</p>")))
    assert ("page:byline", "Jane Doe") in values(said[0].authors)


def test_json_ld_is_trusted_before_meta_tags_and_both_before_what_the_page_shows(loaded, said):
    head = f'<meta property="article:published_time" content="2022-01-01">{linked(ARTICLE)}'
    loaded("a.html", page(head, BODY.replace("</h1>", "</h1><p>Published 1 January 2021</p>")))
    kinds = [one.method.partition(":")[0] for one in said[0].dates]
    assert kinds[:3] == ["json-ld", "meta", "page"]


@pytest.mark.parametrize(
    "script",
    [
        linked([{"@type": "WebSite", "name": "Site"}, ARTICLE]),
        linked({"@graph": [{"@type": ["WebPage"], "datePublished": "1999"}, ARTICLE]}),
        linked({"@type": "WebPage", "mainEntity": ARTICLE}),
        linked({"@type": "BreadcrumbList"}, {**ARTICLE, "@type": ["Article", "Thing"]}),
        "<script type='application/ld+json'>{broken</script>" + linked(ARTICLE),
        f'<script type="application/ld+json"><!-- {json.dumps(ARTICLE)} --></script>',
        f'<script type="application/ld+json">//<![CDATA[\n{json.dumps(ARTICLE)};\n//]]></script>',
        linked(
            {
                "@graph": [
                    {**ARTICLE, "publisher": {"@id": "#daily"}},
                    {"@id": "#daily", "@type": "Thing", "name": "The Daily"},
                ]
            }
        ),
    ],
)
def test_json_ld_is_found_in_the_shapes_that_sites_give_it(loaded, said, script):
    loaded("a.html", page(script))
    assert values(said[0].dates)[0] == ("json-ld:datePublished", "2023-03-09T06:30:00Z")
    assert values(said[0].sources)[0] == ("json-ld:publisher", "The Daily")


@pytest.mark.parametrize("inside", [" ", ";", "-->", "*/", "//", "]]>"])
def test_a_script_with_much_of_the_same_in_it_is_read_at_once(inside):
    """In a time that grows with the length: a pattern for the end of a script took minutes for 300 blanks."""

    def parse(count):
        many = inside * count
        parse_html(page(f'<script type="application/ld+json">{{"headline": "{many}"}}{many}</script>'))

    assert is_in_proportion(parse, 100_000)


def test_a_dated_article_is_chosen_before_others(loaded, said):
    loaded("a.html", page(linked({"@type": "Article", "headline": "Other"}, ARTICLE)))
    assert values(said[0].dates)[0] == ("json-ld:datePublished", "2023-03-09T06:30:00Z")


@pytest.mark.parametrize("title", ["Bakhmut holds on | The Daily", "Bakhmut holds on - The Daily News Site"])
def test_the_name_of_the_site_is_no_part_of_the_title(loaded, title):
    head = f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Daily">'
    assert loaded("a.html", page(head)).articles[0].title == "Bakhmut holds on"
    without_heading = page(head, BODY.replace("h1", "h4"))
    expected = "Bakhmut holds on" if title.endswith("Daily") else title
    assert loaded("b.html", without_heading).articles[0].title == expected


def test_a_time_that_says_it_is_the_publication_is_evidence(loaded, said):
    loaded("a.html", page(body=f'<time itemprop="datePublished" datetime="2023-03-09">Thursday</time>{BODY}'))
    assert ("itemprop:datePublished", "2023-03-09") in values(said[0].dates)


def test_the_address_that_a_browser_notes_when_saving_is_evidence(loaded, said):
    loaded("a.html", "<!-- saved from url=(0021)https://example.org/a -->\n" + page())
    assert values(said[0].urls) == [("comment:saved-from", "https://example.org/a")]


def test_a_page_that_dates_nothing_gets_no_date(loaded, said):
    loaded("a.html", page(body=BODY.replace("End.", "It had begun on 24 February 2022.")))
    assert said[0].dates == ()


@pytest.mark.parametrize(
    "content", ["<html><body></body></html>", "<html>", "<!-- nothing -->", "<script>let a = 1</script>"]
)
def test_a_page_without_an_article_is_a_failure(loaded, content):
    result = loaded("a.html", content)
    assert result.articles == ()
    assert [failure.reason for failure in result.failures] == ["is a web page in which no article was found"]


def test_a_piece_of_a_page_is_read(loaded):
    assert loaded("a.html", f"<p>{PROSE}</p>").articles[0].body.startswith("Ukrainian troops")


def test_entities_for_control_characters_do_not_reach_the_article(loaded):
    (article,) = loaded("a.html", page(body=BODY.replace("End.", "E&#27;n&#1;d&#155;."))).articles
    assert all(character.isprintable() or character == "\n" for character in article.body)


def test_a_page_that_trips_the_extractor_is_a_failure(loaded, monkeypatch):
    def trip(*_args, **_options):
        raise RuntimeError

    monkeypatch.setattr("trafilatura.bare_extraction", trip)
    assert len(loaded("a.html", page()).failures) == 1


def test_characters_by_number_are_resolved_as_browsers_do(loaded):
    body = BODY.replace("End.", "It&#146;s &#60;b&#62; &#x2014; &#8220;end&#8221;&#xFFFF;&#x110000;.")
    assert loaded("a.html", page(body=body)).articles[0].body.endswith("It’s <b> — “end”\ufffd.")
