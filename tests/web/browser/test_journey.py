"""What a journalist does: on a desktop and on a phone, with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

PATHS = (
    "/",
    "/search?q=harbour&source=Eastline&since=2015&until=2019",
    f"/search?q={'bakhmut' * 20}",
    "/search?q=%22unclosed",
    "/article/bakhmut-missiles.txt?q=bakhmut",
    "/facets",
)
DESKTOP, DESKTOP_WITHOUT, PHONE, PHONE_WITHOUT = (
    pytest.param((size, scripts), id=f"{size}-{'' if scripts else 'no-'}scripts")
    for size in ("desktop", "phone")
    for scripts in (True, False)
)


def windows(*chosen):
    return pytest.mark.parametrize("window", chosen, indirect=True)


@pytest.fixture
def window(request, visit):
    size, scripts = request.param
    return visit(size, scripts=scripts)


def open_filters(window):
    if "phone" in window.name:
        window.page.get_by_role("link", name="Filters", exact=True).click()


@windows(DESKTOP, DESKTOP_WITHOUT, PHONE, PHONE_WITHOUT)
def test_story_is_found_and_read(window):
    page = window.open("/")
    window.picture("first-page")
    page.locator("#q").fill("bakhmut missiles")
    page.locator("#q").press("Enter")
    expect(page).to_have_title(re.compile("bakhmut missiles"))
    expect(page.locator("#count")).to_have_text("4 articles")
    expect(page.locator(".snippet mark").first).to_have_text("Bakhmut")
    window.picture("results")

    page.locator(".result h3 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Bakhmut's East Bank Lost"))
    expect(page.locator(".body mark").first).to_be_visible()
    expect(page.get_by_label("Where this comes from")).to_contain_text("from the byline")
    window.picture("article")

    page.go_back()
    expect(page.locator("#count")).to_have_text("4 articles")
    expect(page.locator("#q")).to_have_value("bakhmut missiles")


@windows(DESKTOP_WITHOUT, PHONE)
def test_search_is_narrowed_step_by_step(window):
    page = window.open("/search?q=harbour")
    before = window.count()
    open_filters(window)
    window.picture("filters")
    page.locator(".facet.source a").first.click()
    chip = page.get_by_label("Narrowed to").get_by_role("link", name="Source")
    expect(chip).to_be_visible()
    assert "source=" in page.url
    bar = page.locator(".bars a").nth(2)
    bar.dispatch_event("click") if "no-" in window.name else bar.click()
    expect(page.get_by_label("Narrowed to").get_by_role("link", name="Published")).to_be_visible()
    assert "since=" in page.url
    window.picture("narrowed")

    page.get_by_role("link", name="Clear all").click()
    expect(page.locator("#count")).to_have_text(before)


@windows(PHONE_WITHOUT)
def test_address_holds_the_whole_state(window, visit):
    page = window.open("/search?q=harbour&since=2016&until=2018&sort=-date")
    open_filters(window)
    page.locator(".facet.place a").first.click()
    expect(page.get_by_label("Narrowed to")).to_contain_text("Place")
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_label("Pages")).to_contain_text("Previous")
    again = visit(scripts=False)
    again.open(page.url.removeprefix(window.address))
    assert (again.titles(), again.count()) == (window.titles(), window.count())
    assert "2018" in again.page.locator(".result time").first.inner_text() + page.url


@windows(DESKTOP_WITHOUT)
def test_dates_are_typed_with_words(window):
    page = window.open("/")
    open_filters(window)
    page.locator("input[name=since]").fill("2016-03")
    page.locator("input[name=until]").fill("2016")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_label("Narrowed to")).to_contain_text("March 2016 to 2016")


@windows(DESKTOP, PHONE_WITHOUT)
def test_fault_is_shown_at_its_place(window):
    page = window.open("/search?q=bakhmut+date:2023-02-30")
    expect(page.get_by_role("heading", level=1)).to_have_text("This cannot be searched for")
    expect(page.locator(".faulty strong")).to_have_text("2023-02-30")
    expect(page.locator("#q")).to_have_value("bakhmut date:2023-02-30")
    window.picture("fault")


@windows(DESKTOP)
def test_what_finds_nothing_offers_wider_searches(window):
    page = window.open("/search?q=harbour&source=Eastline&place=Sudan")
    expect(page.get_by_role("heading", level=1)).to_have_text("No article matches")
    window.picture("nothing")
    page.get_by_role("link", name=re.compile("naming any place, not only Sudan")).click()
    expect(page.locator("#count")).to_have_text(re.compile(r"\d+ articles"))


@windows(PHONE)
def test_similar_articles_lead_on(window):
    page = window.open("/article/overnight-salvo.txt?q=missiles")
    page.get_by_role("link", name="Find similar articles").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Similar articles")
    assert window.titles()
    window.picture("similar")


def test_nothing_is_cut_off_at_360_pixels(visit):
    window = visit("narrow")
    wide = [path for path in PATHS if width_of(window.open(path)) > 360]
    assert wide == []


def width_of(page):
    return page.evaluate("document.documentElement.scrollWidth")
