"""Which of an article's days is that of its publication, and which that of a change."""

import datetime as dt

import pytest

from searchkit.metadata import Declared, Evidence, describe

PROSE = "Missiles struck several regions overnight, officials said, and the air force shot most of them down."


FRENCH = (
    "Le conseil a voté la reconstruction du vieux pont dans la soirée, et les travaux vont commencer avec la "
    "baisse des eaux, est-il dit dans le communiqué du maire."
)


def described(head="", declared=Declared(), **options):  # noqa: B008  a frozen value
    return describe("Missiles fall on the city", f"{head}\n\n{PROSE}", declared, **options)


def said(*dates, **others):
    return Declared(dates=tuple(Evidence("json:date", date) for date in dates), **others)


def shown(found):
    return found and str(found.value)


def test_published_and_updated_are_two_values():
    known = described("Updated March 10, 2023\nPublished March 9, 2023")
    assert (shown(known.date), shown(known.modified)) == ("2023-03-09", "2023-03-10")


def test_where_only_a_change_is_known_it_stands_for_both_and_says_so():
    known = described("Updated 3:45 PM EST, Thu March 9, 2023")
    assert known.date == known.modified
    assert (shown(known.date), known.date.method) == ("2023-03-09T15:45-05:00", "line:updated")


def test_no_article_was_changed_before_it_was_published():
    known = described("Published March 9, 2023\nUpdated March 8, 2023")
    assert (shown(known.date), known.modified) == ("2023-03-09", None)


def test_declared_changes_are_read():
    known = described(declared=said("2023-03-09", updates=(Evidence("json:updated_at", "2023-03-11"),)))
    assert (shown(known.modified), known.modified.method) == ("2023-03-11", "json:updated_at")


def test_a_day_after_the_file_s_time_is_refused_and_the_next_evidence_taken():
    known = described("Published March 9, 2023", said("2031-03-09"), latest=dt.date(2023, 3, 10))
    assert (shown(known.date), known.date.method) == ("2023-03-09", "line:published")


def test_a_day_before_newspapers_is_refused():
    assert described(declared=said("1066-10-14")).date is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2023-03-09-missiles.txt", "2023-03-09"),
        ("news/missiles_20230309.txt", "2023-03-09"),
        ("news/2023/03/09/missiles.html", "2023-03-09"),
        ("1b6db10380b8f20230309.txt", None),
        ("2023-13-09.txt", None),
        ("report-2023.txt", None),
    ],
)
def test_the_name_of_the_file_is_the_last_evidence(path, day):
    found = described(path=path).date
    assert (found and (str(found.value), found.method)) == (day and (day, "file-name"))


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.com/2023/03/09/missiles", "2023-03-09"),
        ("https://example.com/news/2023-03-09-missiles", "2023-03-09"),
        ("https://example.com/20230309/missiles.html", "2023-03-09"),
        ("https://example.com/news/29-03-2023/", "2023-03-29"),
        ("https://example.com/2023/03/missiles", "2023-03"),
        ("https://example.com/world-cup-2023", None),
        ("https://example.com/id/20231309", None),
    ],
)
def test_the_address_tells_the_day(url, day):
    assert shown(described(declared=Declared(urls=(Evidence("json:url", url),))).date) == day


@pytest.mark.parametrize(
    ("declared", "day"),
    [
        (Declared(languages=(Evidence("json:lang", "fr"),)), "2023-03-09"),
        (Declared(urls=(Evidence("json:url", "https://example.co.uk/a"),)), "2023-03-09"),
        (Declared(urls=(Evidence("json:url", "https://example.gov/a"),)), "2023-09-03"),
        (Declared(languages=(Evidence("json:lang", "en"),)), None),
        (Declared(), None),
    ],
)
def test_the_order_of_day_and_month_comes_from_site_and_language(declared, day):
    assert shown(described("Published 09/03/2023", declared).date) == day


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Published 09/03/2023\nUpdated 15/03/2023", "2023-03-09"),
        ("Published 09/03/2023\nUpdated 03/15/2023", "2023-09-03"),
        ("Published Thursday 09/03/2023", "2023-03-09"),
        ("Published 09/03/2023 10:15 AM EST", "2023-09-03T10:15-05:00"),
        (f"Publié le 09/03/2023\n\n{FRENCH}", "2023-03-09"),
        ("Published 31/02/2023", None),
    ],
)
def test_the_order_comes_from_the_dates_and_words_of_the_article(head, day):
    assert shown(described(head).date) == day


def test_a_dateline_takes_its_year_from_a_change_soon_after_it():
    known = described("KYIV, Dec 30 (Reuters) - Sirens.", Declared(updates=(Evidence("m", "2023-01-02"),)))
    assert (shown(known.date), known.date.method) == ("2022-12-30", "dateline")


def test_every_value_says_which_characters_it_was_read_from():
    text = f"Missiles fall on the city\n\nBy Jane Doe • 9 March 2023, 10:15\n\n{PROSE}"
    title, _, body = text.partition("\n\n")
    found = describe(title, body, Declared()).date
    assert (found.quote, text[slice(*found.span)]) == ("9 March 2023, 10:15",) * 2
