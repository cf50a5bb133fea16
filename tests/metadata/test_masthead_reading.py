"""Days in the head of a page that are not the article's, and some that are."""

import pytest

from searchkit.metadata import Declared, describe
from searchkit.metadata.pasted import split_pasted

TITLE = "Ferry pilots end their strike after talks"
PROSE = (
    "The pilots of the ferry went back to work on Monday after talks that lasted through the night.\n\n"
    "They had stopped in 2019, and again on 4 May 2021, when the harbour was frozen.\n\nNobody was paid."
)


def day_of(page: str) -> str:
    """The day of a page, whose headline and text stand in it as ``{t}`` and ``{p}``."""
    pasted = split_pasted(page.replace("{t}", TITLE).replace("{p}", f"\n\n{PROSE}\n"))
    date = describe(pasted.title, pasted.body, Declared(), above=pasted.above).date
    return str(date.value)[: len("2023-03-09")] if date else ""


@pytest.mark.parametrize(
    "header",
    [
        "The Coastal Herald\nToday's Edition\nThursday, March 9, 2023\nWeather\nBoats",
        "Coastal Herald\nSubscribe\nLog in\nThursday 9 March 2023\nHarbour\nFishing",
        "Küstenbote\nAbo\nE-Paper\nDonnerstag, 9. März 2023\nShop\nReise",
        "Le Courrier\nS'abonner\njeudi 9 mars 2023\nMon compte\nCulture",
        "El Faro\nSuscríbete\njueves, 9 de marzo de 2023\nIniciar sesión\nPuerto",
        "Menu\nSign in\nThursday, March 9, 2023",
        "Thursday, March 9, 2023\n12.4 C Leith\nSign in / Join\nCoastal Herald",
        "9 марта 2023, четверг\nКурс доллара 75,4\nПогода",
        "giovedì, 9 marzo 2023\nChi siamo\nContatti\nPorto",
        "donderdag 9 maart 2023\nRegio\nSport\nHaven",
        "EL FARO\nEspaña\njueves, 9 de marzo de 2023\nCultura",
        "Küstenbote\nVereine\nHeute ist Donnerstag, der 09.03.2023",
        "Association\nAdhérer\nFondée le 12 mai 1998",
    ],
)
def test_a_day_amid_the_menu_above_the_headline_is_that_of_the_visit(header):
    assert day_of(f"{header}\n{{t}}\nBy Tom Hale{{p}}") == ""


@pytest.mark.parametrize(
    "header",
    [
        "March 9, 2023\nPolitics",
        "Tom's Harbour Notes\nThursday, March 9, 2023",
        "Home\nAbout\nMarch 9, 2023",
        "RELEASE 13-057\nMarch 9, 2023",
        "World\nEurope\n4 minute read\nMarch 9, 2023\n5:31 PM UTC\nLast Updated 2 hours ago",
        "Leith Gazette Thursday, March 9, 2023 Page A4",
    ],
)
def test_a_day_right_above_the_headline_is_the_article_s(header):
    assert day_of(f"{header}\n{{t}}{{p}}") == "2023-03-09"


@pytest.mark.parametrize(
    "sentence",
    [
        "The Keeper's Lamp was released on 9 March 1953 and forgotten by Christmas.",
        "The Keeper's Lamp was first published on 9 March 1953 in Glasgow and never printed again.",
        "Le Phare est paru le 9 mars 1953 chez Gallimard et a été oublié avant Noël.",
        "Der Leuchtturm ist am 9. März 1953 erschienen und war zu Weihnachten vergessen.",
        "El Faro fue publicado el 9 de marzo de 1953 en Madrid y olvidado en Navidad.",
    ],
)
def test_a_sentence_about_a_work_says_nothing_of_the_article(sentence):
    assert day_of(f"{{t}}\n{sentence}{{p}}") == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "This article was published on 9 March 2023 and last updated on 10 March 2023.",
        "This story was originally published on March 9, 2023 by The Coastal Herald.",
    ],
)
def test_a_sentence_about_the_article_itself_is_believed(sentence):
    assert day_of(f"{{t}}\n{sentence}{{p}}") == "2023-03-09"


@pytest.mark.parametrize(
    "fields",
    [
        "Claim No. 2019/0412\nFiled 14 October 2019",
        "Docket No. 19-412\nFiled: October 14, 2019",
        "Patent filed 9 March 1953",
        "Application filed 14 October 2019, granted 9 March 2021",
        "Effective date: 14 October 2019",
        "Closing date: 14 October 2019",
        "Original release date: 9 March 1973",
        "Release date: 9 March 2023\nDeveloper: Harbour Games\nPlatforms: PC",
        "Directed by Tom Hale\nReleased: 9 March 2023\nRunning time: 96 minutes",
        "Released 9 March 2023\nLabel: Harbour Records",
        "By Jane Ferry\nPublished 9 March 2023\nFaber, £12.99, 320 pages\nISBN 978-0-571-00000-1",
        "Fecha: 9 de marzo de 2023\nLugar: Casa del Mar",
        "Lieu: Salle des fêtes\nDate: 9 mars 2023",
        "Дата: 9 марта 2023\nМесто: Дом культуры",
        "Leith Town Hall\nThursday 9 March 2023, 7.30pm\nTickets £12",
    ],
)
def test_a_day_among_the_fields_of_a_case_a_work_or_an_event_is_theirs(fields):
    assert day_of(f"{{t}}\n{fields}{{p}}") == ""


@pytest.mark.parametrize(
    "line",
    [
        "Retrieved 9 March 2023",
        "Printed on 9 March 2023 at 10:15",
        "Accessed 9 March 2023, 10:15",
        "Recorded on 9 March 2023",
        "Written 9 March 1953",
        "Signed at Leith, 9 March 1953",
        "Abgerufen am 9. März 2023",
        "Horoscope for Thursday, March 9, 2023",
        "Sitting of Thursday 9 March 2023",
        "Meeting of the Harbour Board, 9 March 2023, 10:15",
        "9 March 1953 – 4 May 2022",
        "March 9, 1953 - May 4, 2022",
        "* 9. März 1953\n† 4. Mai 2022",
        "* FRAMEWORK CONTRACT WAS SIGNED ON OCT. 17, 2016",
        "CONTRACT FOR THE FERRY WAS SIGNED ON OCT. 17, 2016",
        "A Leith, le 9 mars 2023. (Tom Hale/Le Courrier)",
        "Bildrechte: KB/Tom Hale, 9.3.2023",
        "Gegründet am 9. März 1953",
        "Ouvert le 9 mars 1953",
        "Fundada el 9 de marzo de 1953",
    ],
)
def test_a_day_on_which_something_else_was_done_is_not_the_article_s(line):
    assert day_of(f"{{t}}\n{line}{{p}}") == ""


@pytest.mark.parametrize(
    "line",
    [
        "LONDON, March 9, 2023 (Reuters) -",
        "PARIS, 9 mars 2023 (AFP) -",
        "Press Release (2023) 104 Issued on 9 March 2023 | Last updated: 10 March 2023 09:15",
        "Media release 23/104 Published: 9 March 2023 Updated: 10 March 2023",
        "Pressemitteilung Nr. 104 vom 9. März 2023",
        "Communiqué de presse n° 104 Publié le 9 mars 2023",
        "As of 9 March 2023",
        "Submitted by Tom Hale on Thu, 09/03/2023 - 10:15",
    ],
)
def test_a_dateline_and_the_number_of_a_release_hide_no_day(line):
    assert day_of(f"{{t}}\n{line}{{p}}") == "2023-03-09"


def test_a_day_in_the_last_paragraph_does_not_hide_the_line_below_it():
    assert day_of("{t}{p}Published on 9 March 2023") == "2023-03-09"


def test_a_year_of_two_figures_between_strokes_is_read_beside_a_time_only():
    assert day_of("{t}\n23/03/23 - 10:38{p}") == "2023-03-23"
    assert day_of("{t}\n23/03/23{p}") == ""


def test_the_day_on_which_a_forum_was_made_is_not_that_of_what_is_written_there():
    assert day_of("{t}{p}Created Aug 28, 2011\nHarbour Forum") == ""


def test_what_was_changed_is_read_below_the_text_of_a_dated_article():
    pasted = split_pasted(f"{TITLE}\n9 March 2023\n\n{PROSE}\n\nLast updated: 11 March 2023")
    found = describe(pasted.title, pasted.body, Declared(), above=pasted.above)
    assert (str(found.date and found.date.value), str(found.modified and found.modified.value)) == (
        "2023-03-09",
        "2023-03-11",
    )


@pytest.mark.parametrize("bullet", ["", "• "])
def test_a_note_below_the_text_on_what_was_amended_says_when(bullet):
    note = f"{bullet}This article was amended on 9 March 2023. An earlier version misspelt the ferry's name."
    assert day_of(f"{{t}}{{p}}{note}") == "2023-03-09"


@pytest.mark.parametrize(
    "sentence",
    [
        "The law was amended on 9 March 2023. An earlier version did not speak of ferries at all.",
        "Amended on 9 March 2023. That is what the law of the harbour says of itself, in small print.",
    ],
)
def test_a_sentence_on_what_else_was_amended_says_nothing_of_the_article(sentence):
    assert day_of(f"{{t}}{{p}}{sentence}") == ""
