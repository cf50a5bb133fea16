"""What scripts add: results while one types, keys, ranges in the histogram."""

import re

from playwright.sync_api import expect


def test_results_follow_what_is_typed(visit):
    window = visit()
    page = window.open("/search?q=grain")
    query = page.locator("#q")
    query.press("End")
    query.press_sequentially(" storm")
    expect(page).to_have_url(re.compile("grain\\+storm"))
    expect(page.locator(".result mark").first).to_be_visible()
    expect(page.locator("#announcement")).to_have_text(re.compile("articles"))
    expect(query).to_be_focused()
    page.go_back()
    expect(page).to_have_url(re.compile("q=grain$"))
    expect(query).to_have_value("grain")
    query.press("End")
    query.press_sequentially(" storm")
    expect(page).to_have_url(re.compile("grain\\+storm"))


def test_unfinished_query_leaves_the_results(visit):
    window = visit()
    page = window.open("/search?q=harbour")
    before = window.count()
    query = page.locator("#q")
    query.press("End")
    query.press_sequentially(' "closed')
    expect(page.locator("#unfinished")).to_contain_text("quotation mark")
    assert window.count() == before
    query.press_sequentially(' for"')
    expect(page.locator("#unfinished")).to_be_empty()
    expect(page).to_have_url(re.compile("closed\\+for"))


def test_keys_lead_through_the_results(visit):
    window = visit()
    page = window.open("/search?q=harbour")
    links = page.locator(".result h3 a")
    page.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(links.nth(1)).to_be_focused()
    window.picture("focused-result")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).not_to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    window.picture("keys")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/article/"))
    page.keyboard.press("j")
    expect(page.locator(".reading mark").first).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("/search\\?q=harbour"))


def test_enter_in_an_answered_query_goes_to_the_first_result(visit):
    page = visit().open("/search?q=harbour")
    page.locator("#q").press("Enter")
    expect(page.locator(".result h3 a").first).to_be_focused()


def test_arrows_choose_a_range_in_the_histogram(visit):
    window = visit()
    page = window.open("/search?q=harbour")
    bars = page.locator(".bars a")
    bars.nth(0).focus()
    page.keyboard.press("ArrowRight")
    expect(bars.nth(1)).to_be_focused()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator(".histogram .picked")).to_have_count(3)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("since=2014-04&until=2014-12"))
    expect(page.get_by_label("Narrowed to")).to_contain_text("April 2014 to December 2014")


def test_range_is_dragged_in_the_histogram(visit):
    window = visit()
    page = window.open("/search?q=harbour")
    before = window.count()
    first, last = (page.locator(".bars a").nth(number).bounding_box() for number in (3, 8))
    page.mouse.move(first["x"] + 2, first["y"] + 40)
    page.mouse.down()
    page.mouse.move(last["x"] + 2, last["y"] + 40, steps=4)
    expect(page.locator(".histogram .picked")).to_have_count(6)
    window.picture("dragged-range")
    page.mouse.up()
    expect(page).to_have_url(re.compile("since=2014-10&until=2016-03"))
    page.go_back()
    expect(page.locator("#count")).to_have_text(before)


def test_query_at_fault_is_selected_where_it_is(visit):
    page = visit().open("/search?q=bakhmut+date:2023-02-30")
    chosen = page.evaluate("[q.selectionStart, q.selectionEnd].map(Number)")
    assert page.evaluate("q.value").__getitem__(slice(*chosen)) == "2023-02-30"


def test_empty_fields_do_not_stand_in_the_address(visit):
    page = visit().open("/")
    page.locator("#q").fill("harbour")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile("/search\\?q=harbour$"))


def test_page_is_light_to_load(visit):
    window = visit()
    responses = []

    def keep(response):
        responses.append(response)

    window.page.on("response", keep)
    window.open("/search?q=harbour")
    assert len(responses) <= 4
    assert sum(len(response.body()) for response in responses) < 70_000


def test_names_are_completed(visit):
    window = visit()
    page = window.open("/")
    page.locator("#q").press_sequentially("grain source:north")
    option = page.get_by_role("option", name='source:"Northern Ledger"')
    expect(option).to_be_visible()
    window.picture("completion")
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("#q")).to_have_value('grain source:"Northern Ledger"')
    expect(page.locator(".result .source").first).to_have_text("Northern Ledger")
    expect(page.get_by_role("listbox")).not_to_be_visible()


def test_escape_closes_the_completions_and_then_leaves_the_query(visit):
    page = visit().open("/search")
    query = page.locator("#q")
    query.press_sequentially("grain source:north")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).not_to_be_visible()
    expect(query).to_be_focused()
    page.keyboard.press("Escape")
    expect(query).not_to_be_focused()
    page.keyboard.press("j")
    expect(query).to_have_value("grain source:north")


def test_slash_is_not_typed_into_an_empty_query(visit):
    page = visit().open("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_have_value("")
    page.locator("#q").press_sequentially("a/b")
    expect(page.locator("#q")).to_have_value("a/b")


def test_phone_has_a_button_to_search(visit):
    page = visit("phone").open("/")
    expect(page.get_by_role("button", name="Search")).to_be_visible()
