"""What stands in the pages."""

import json
from urllib.parse import urlencode

import lxml.html
import pytest

import searchkit
from searchkit.web import application

HOSTILE = [
    {
        "id": "<script>alert(1)</script>",
        "title": "<img src=x onerror=alert(1)> bakhmut",
        "text": 'bakhmut <script>alert(2)</script> & "quotes" \' </mark></article>',
        "source": "<b>Bold</b> & Co",
        "author": "<i>Eve</i>",
        "url": "javascript:alert(3)",
        "date": "2023-01-02",
    },
    {
        "id": "turned",
        "title": "Sprawl \u202egnihtemos\u2066 \x1b[31m",
        "text": "Sprawl \u202eegassap\x07",
        "source": "Paper \u202eX",
        "date": "2023-04-05",
    },
    {"id": "ok", "title": "", "text": "bakhmut", "url": "https://example.org/a?b=1&c=<2>", "date": "2023-03"},
]


@pytest.fixture
def page(ask):
    """A function that parses what stands under an address."""
    return lambda path, status=200: parsed(ask(path), status)


@pytest.fixture
def copied_page(ask_copies):
    """The same, over a story that three outlets have."""
    return lambda path: parsed(ask_copies(path), 200)


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory, asker):
    """The same, over articles that try to get out of the page."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, HOSTILE)))
    searchkit.index([folder / "a.jsonl"], index=folder / "index")
    ask = asker(application(folder / "index"))
    return lambda path: parsed(ask(path), 200)


def parsed(answer, status):
    assert answer.status_code == status
    return lxml.html.fromstring(answer.text)


def text(element):
    return " ".join(element.text_content().split())


def texts(page, selector):
    return [text(element) for element in page.cssselect(selector)]


def href(page, selector):
    return page.cssselect(selector)[0].get("href")


def test_hit_shows_source_date_places_and_marked_words(page):
    first = page("/search?q=bakhmut+missiles").cssselect(".result")[0]
    assert texts(first, ".source, time") == ["Steppe Report", "9 March 2023"]
    assert text(first.cssselect(".places")[0]).startswith("Places: Bakhmut, Kyiv, Ukraine")
    assert texts(first, "h3 mark, .snippet mark") == [
        "Bakhmut",
        "Missiles",
        "Bakhmut",
        "missiles",
        "missiles",
    ]


def test_first_page_shows_the_newest(page):
    days = [time.get("datetime")[:10] for time in page("/").cssselect(".result time")]
    assert days == sorted(days, reverse=True)


def test_counts_follow_the_query_and_its_filters(page):
    counts = texts(page("/search?q=missiles&source=Eastline"), ".facet.source li")
    assert counts == ["Eastline 3 chosen, take away"]


def test_places_stand_below_their_country(page):
    choices = page("/search?q=missiles").cssselect(".facet.place li")
    assert text(choices[0]) == "Ukraine 13"
    assert choices[1].get("class") == "inside"


def test_facet_narrows_the_search_and_keeps_the_rest(page):
    assert href(page("/search?q=missiles&sort=-date&offset=10"), ".facet.source a") == (
        "/search?q=missiles&source=Eastline&sort=-date"
    )


def test_each_chip_takes_its_filter_away(page):
    chips = page("/search?q=missiles&source=Eastline&since=2023-01&until=2023-05").cssselect(".chips a")
    assert [(text(chip), chip.get("href")) for chip in chips] == [
        ("Source Eastline ×: take away", "/search?q=missiles&since=2023-01&until=2023-05"),
        ("Published January 2023 to May 2023 ×: take away", "/search?q=missiles&source=Eastline"),
        ("Clear all", "/search?q=missiles"),
    ]


def test_bars_of_the_histogram_are_links(page):
    bar = page("/search?q=missiles").cssselect(".bars a")[0]
    assert (bar.get("aria-label"), bar.get("href")) == (
        "December 2022: 1",
        "/search?q=missiles&since=2022-12&until=2022-12",
    )


def test_histogram_shows_what_lies_outside_of_the_dates_too(page):
    bars = page("/search?q=missiles&since=2023-02&until=2023-05").cssselect(".bars a")
    chosen = [bar.get("aria-label").split()[0] for bar in bars if bar.get("class") == "chosen"]
    assert (len(bars), chosen) == (7, ["February", "March", "April", "May"])


def test_next_page_goes_on_where_the_first_ends(page):
    first = page("/search?q=missiles")
    second = page(href(first, "a[rel=next]"))
    assert second.cssselect(".results")[0].get("start") == "11"
    assert href(second, "a[rel=prev]") == "/search?q=missiles"


def test_form_keeps_what_was_chosen(page):
    inputs = page("/search?q=missiles&source=Eastline&sort=-date&since=2023").cssselect("[form=ask][name]")
    assert {field.get("name"): field.get("value") for field in inputs} == {
        "source": "Eastline",
        "sort": "-date",
        "since": "2023",
        "until": "",
    }


def test_query_is_explained_in_sentences(page):
    found = page("/search?q=missiles+place:Kiev&since=2023-02")
    assert texts(found, ".explanation li") == [
        "“missil” in any form",
        "names Kyiv or a place in it",
        "published from 2023-02-01",
    ]
    assert any('"Kiev" is Kyiv, UA' in part for part in texts(found, ".explanation dd"))


def test_misspelt_word_is_corrected(page):
    found = page("/search?q=bakhmot")
    assert href(found, ".suggestion") == "/search?q=bakhmut"


def test_words_that_no_article_has_together_are_relaxed(page):
    assert "No article has all the words; these have some." in texts(
        page("/search?q=bakhmut+fusion"), ".hint"
    )


def test_ways_out_of_an_empty_answer_are_counted(page):
    ways = texts(page("/search?q=missiles&source=Eastline&place=Sudan"), ".nothing li")
    assert "3 articles naming any place, not only Sudan" in ways
    assert "1 article from any source, not only Eastline" in ways


def test_fault_is_marked_in_the_query(page):
    found = page("/search?q=bakhmut+date:2023-02-30&source=Eastline", 400)
    assert texts(found, ".faulty strong") == ["2023-02-30"]
    box = found.cssselect("#q")[0]
    assert (box.get("data-start"), box.get("data-end"), box.get("aria-describedby")) == ("13", "23", "fault")
    assert found.cssselect("input[name=source]")[0].get("value") == "Eastline"


def test_fault_counts_characters_as_a_browser_does(page):
    assert page("/search?q=%F0%9F%9A%80+date:2023-02-30", 400).cssselect("#q")[0].get("data-start") == "8"


def test_fault_of_a_date_is_not_kept(page):
    found = page("/search?q=bakhmut&since=2023-99", 400)
    assert href(found, ".problem li a") == "/search?q=bakhmut"
    assert not found.cssselect("input[name=since]")


def test_article_tells_where_its_values_came_from(page):
    told = texts(page("/article/bakhmut-missiles.txt"), ".origin dl > div")
    assert told[:3] == [
        "Published 9 March 2023from the byline: “THURSDAY, MAR 09, 2023”",
        "Source Steppe Reportfrom the byline: “Steppe Report”",
        "Author Iryna Halvorsenfrom the byline: “IRYNA HALVORSEN”",
    ]


def test_quotes_lead_to_where_they_stand(page):
    article = page("/article/bakhmut-missiles.txt")
    links = article.cssselect('.origin a[href^="#"]')
    assert links
    for link in links:
        (target,) = article.cssselect(link.get("href"))
        assert target.text_content().casefold() in link.text_content().casefold()


def test_what_is_not_stated_is_said_to_be_so(page):
    told = texts(page("/article/overnight-salvo.txt"), ".origin dl > div")
    assert told[:2] == ["Published not stated", "Source not stated"]


def test_clutter_is_dimmed(page):
    article = page("/article/bakhmut-missiles.txt")
    assert texts(article, ".body p.clutter")[0] == "4 min read"
    assert not any("Two fronts of one war" in line for line in texts(article, ".body .clutter"))


def test_article_leads_back_to_its_search(page):
    article = page("/article/bakhmut-missiles.txt?q=bakhmut&source=Steppe+Report&offset=0")
    assert href(article, ".back a") == "/search?q=bakhmut&source=Steppe+Report"
    assert set(texts(article, ".body mark")) == {"Bakhmut"}


def test_words_that_touch_are_marked_as_one(tmp_path, asker):
    (tmp_path / "a.md").write_text("# 東京で地震\n\n昨日、東京で地震。\n", encoding="utf-8")
    searchkit.index([tmp_path], index=tmp_path / "index")
    ask = asker(application(tmp_path / "index"))
    for path, place in (("/search?q=地震", ".result"), ("/article/a.md?q=地震", "article")):
        assert texts(parsed(ask(path), 200), f"{place} mark") == ["地震", "地震"]


def test_article_that_is_not_there_is_said_to_be_so(page):
    assert text(page("/article/none.txt", 404).cssselect("h1")[0]) == "There is nothing here"


@pytest.mark.parametrize(
    "path", ["/search?q=bakhmut", "/article/a.jsonl%23%3Cscript%3Ealert(1)%3C/script%3E", "/facets"]
)
def test_markup_of_articles_is_text(hostile_page, path):
    shown = hostile_page(path)
    assert [script.get("src") for script in shown.cssselect("script")] == ["/static/page.js"]
    assert not shown.cssselect("img, article article, [onerror], main b, main i")
    assert "<b>Bold</b> & Co" in text(shown)


@pytest.mark.parametrize("path", ["/search?q=sprawl", "/article/a.jsonl%23turned", "/facets"])
def test_signs_that_turn_the_direction_of_writing_are_replaced(hostile_page, path):
    shown = hostile_page(path)
    assert not set(text(shown)) & set("\u202e\u2066\x1b\x07")
    assert "Paper \N{REPLACEMENT CHARACTER}X" in text(shown)


@pytest.mark.parametrize(
    ("path", "selector"),
    [
        ("/search?q=bakhmut", ".result h3 a, .result .snippet"),
        ("/article/bakhmut-missiles.txt", "article h1, article .authors, article .body p"),
    ],
)
def test_direction_of_a_text_comes_from_the_text(page, path, selector):
    assert {element.get("dir") for element in page(path).cssselect(selector)} == {"auto"}


def test_only_addresses_of_the_web_become_links(hostile_page):
    dangerous = hostile_page("/article/a.jsonl%23%3Cscript%3Ealert(1)%3C/script%3E")
    assert not [link for link in dangerous.cssselect("a") if "javascript" in link.get("href")]
    (link,) = hostile_page("/article/a.jsonl%23ok").cssselect("a[rel]")
    assert (link.get("href"), link.get("rel")) == (
        "https://example.org/a?b=1&c=<2>",
        "noopener noreferrer external",
    )


def test_article_without_a_title_can_be_opened(hostile_page):
    assert "(without a title)" in texts(hostile_page("/search?q=bakhmut"), ".result h3 a")


def test_query_cannot_leave_its_box(page):
    query = '"><script>alert(1)</script>'
    shown = page(f"/search?q={query}&literal=true")
    assert shown.cssselect("#q")[0].get("value") == query
    assert len(shown.cssselect("script")) == 1


@pytest.mark.parametrize(
    "path", ["/", "/search?q=missiles", "/article/overnight-salvo.txt", "/facets", "/nowhere"]
)
def test_nothing_is_written_into_the_page_that_the_policy_forbids(ask, path):
    shown = lxml.html.fromstring(ask(path, headers={"Accept": "text/html"}).text)
    assert not shown.cssselect("style, [style], [onclick], script:not([src])")
    loaded = [element.get("src") or element.get("href") for element in shown.cssselect("script, link, img")]
    assert all(address.startswith("/static/") for address in loaded)


def test_counts_have_a_page(page):
    tables = texts(page("/facets?q=missiles"), "caption")
    assert tables == ["Sources", "Places named", "Months", "Languages"]


def test_copies_stand_behind_one_hit(copied_page):
    found = copied_page("/search?q=storm")
    assert texts(found, "#count") == ["3 articles"]
    assert texts(found, ".result .copies") == ["and 2 copies in 2 sources"]


def test_copies_are_listed_on_demand(copied_page):
    listed = copied_page(href(copied_page("/search?q=storm"), ".result .copies a"))
    assert texts(listed, "h1") == ["2 copies of Storm a"]
    assert len(listed.cssselect(".result")) == 2


def test_copies_can_each_be_shown(copied_page):
    unfolded = copied_page(href(copied_page("/search?q=storm"), ".facet.copies li:last-child a"))
    assert sorted(texts(unfolded, ".result .source")) == ["Paper a", "Paper b", "Paper c"]
    assert texts(unfolded, ".chips li") == ["Copies each shown ×: take away"]


def test_article_tells_of_its_copies(copied_page):
    article = copied_page("/article/a.md")
    assert "Copies2 copies in 2 sources" in texts(article, ".origin dl > div")


def test_page_behind_the_last_leads_back(page):
    beyond = page("/search?q=missiles&offset=200")
    assert texts(beyond, ".hint") == ["There are no more. To the first"]


@pytest.mark.parametrize("query", ["place:Atlantis", "date:2099", "source:nosuchpaper", "language:xx"])
def test_filter_that_nothing_fulfils_is_not_taken_for_words(page, query):
    told = text(page(f"/search?q={query}").cssselect(".nothing")[0])
    assert "holds these words" not in told
    assert "They are from December 2022 to" in told
    assert "which sources, places, months and languages there are" in told


def test_way_out_of_a_single_filter_leads_to_all_articles(page):
    (way,) = page("/search?since=2099").cssselect(".nothing li a")
    assert (text(way), way.get("href")) == ("33 articles of any date, not only from 2099", "/search")


def test_words_that_no_article_holds_are_told_from_filters(page):
    assert "holds these words" in text(page("/search?q=qqqzzz").cssselect(".nothing")[0])


def test_story_without_copies_says_so(page):
    found = page("/copies/overnight-salvo.txt")
    assert texts(found, "h1")[0].startswith("No copies of ")
    assert texts(found, ".hint") == ["No other article says the same."]


def test_language_that_was_detected_is_explained_in_words(page):
    told = texts(page("/article/bakhmut-missiles.txt"), ".origin dl > div")
    assert any(one.startswith("Language Englishfrom its function words") for one in told)


def test_help_shows_what_the_articles_have(copied_page):
    assert 'source:"Paper a"' in texts(copied_page("/"), ".help code")


def test_what_the_help_shows_can_be_asked(copied_page, ask_copies):
    shown = texts(copied_page("/"), ".help code")
    assert {ask_copies(f"/search?{urlencode({'q': example})}").status_code for example in shown} == {200}
