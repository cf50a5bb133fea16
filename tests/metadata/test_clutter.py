"""What in a body belongs to the page and not to the article."""

import pytest
from growth import is_in_proportion
from hypothesis import given
from hypothesis import strategies as st

from searchkit.article import without_clutter
from searchkit.metadata import Declared, describe, split_pasted
from searchkit.metadata.clutter import find_clutter
from searchkit.metadata.clutter_phrases import first_words, key_of, lines_to_judge

PROSE = "The bridge over the river was closed on Monday after a barge had run into one of its piers."
MORE = "Engineers went down in the evening and said that the damage could be repaired within a week."
LINES = [
    "Share", "Facebook Twitter WhatsApp", "5 min read", "Related", "Tags: a, b", "Sign up", "By Jane Doe",
    "Jane Doe is a reporter.", "Why the bridge matters", "(AP Photo/X)", "© 2023", "Home", "", "  ",
    "\t", PROSE,    "Photo: A", "About the author", "![a](b)", "- [a b c d](e)", "0 Comments", "word " * 30,
]  # fmt: skip


def clutter(body, title="A bridge is closed", authors=()):
    """Kind and text of all that is found."""
    text = f"{title}\n\n{body}"
    return [(one.kind, text[slice(*one.span)]) for one in find_clutter(title, body, authors)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share This Article", "share"),
        ("Facebook Twitter WhatsApp Telegram", "share"),
        ("Facebook | X | Email | Copy link", "share"),
        ("Teilen", "share"),
        ("We're now on WhatsApp. Click here to join.", "share"),
        ("Follow us on Facebook and Instagram", "share"),
        ("Підписуйтесь на наш Telegram", "share"),
        ("3 min read", "reading-time"),
        ("Lesezeit: 4 Minuten", "reading-time"),
        ("A bridge is closed", "repeated-title"),
        ("A bridge is closed | Harbour Post", "repeated-title"),
        ("Photo: Harbour Post", "caption"),
        ("A diver at the pier on Monday. (AP Photo/Jane Doe)", "caption"),
        ("A diver at the pier. Foto: Jan Maat/dpa", "caption"),
        ("Image source, Getty Images", "caption"),
        ("![A diver](https://example.org/a.jpg)", "caption"),
        ("Also Read: What a pier can bear", "related"),
        ("**Read more:** [What a pier can bear](https://example.org/b)", "related"),
        ("Lire aussi : Ce que porte un pont", "related"),
        ("Читайте також: Що витримає міст", "related"),
        ("ADVERTISEMENT", "advertisement"),
        ("Sign up for our newsletter to get the news in your inbox.", "newsletter"),
        ("Iscriviti alla newsletter", "newsletter"),
        ("We use cookies to make this site better.", "consent"),
        ("Réservé aux abonnés", "consent"),
        ("Skip to content", "navigation"),
        ("Home News World Politics Sport", "navigation"),
        ("Home › Region › A bridge is closed", "navigation"),
        ("12 Comments", "comments"),
        ("© 2023 Harbour Post", "copyright"),
        ("This article was originally published by Harbour Post", "credit"),
        ("Tags: bridge, river, barge", "tags"),
    ],
)
def test_furniture_between_paragraphs_is_found(line, kind):
    assert clutter(f"{PROSE}\n\n{line}\n\n{MORE}") == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Facebook and Twitter said on Monday that they would take the video down.",
        "WhatsApp was down for two hours.",
        "Share prices fell.",
        "Photographs show how close they came.",
        "Related to this is the question of who pays.",
        "Subscribers to the channel had seen it first.",
        "Copyright law knows no such case, the court said.",
        "Politics",
        "Print",
        "What we know",
        "Reporting by this newspaper has shown that the barge was too heavy for the lock.",
        "Jane Doe is a reporter who happened to stand on the bridge when the barge came.",
        "KYIV, Feb 16 (Reuters) - The bridge was closed.",
        "By Jane Doe",
        "March 9, 2023",
    ],
)
def test_prose_subheadings_bylines_and_dates_are_kept(line):
    assert clutter(f"{PROSE}\n\n{line}\n\n{MORE}") == []


@pytest.mark.parametrize("line", ["Politics", "Print", "Menu", "Facebook"])
def test_words_that_may_be_a_subheading_are_furniture_above_and_below_the_prose(line):
    kinds = {"Politics": "navigation", "Menu": "navigation"}
    found = (kinds.get(line, "share"), line)
    assert clutter(f"{line}\n\n{PROSE}\n\n{line}") == [found, found]


def test_headlines_below_a_label_belong_to_it_up_to_the_prose():
    found = clutter(f"{PROSE}\n\nALSO READ\nThe ferries that nobody misses\nWho owns the barge?\n\n{MORE}")
    assert [text for _, text in found] == [
        "ALSO READ", "The ferries that nobody misses", "Who owns the barge?",
    ]  # fmt: skip


def test_a_subheading_after_a_list_of_headlines_is_kept():
    found = clutter(f"{PROSE}\n\nRelated\n\nThe ferries nobody misses now\n\nWhat happens next\n\n{MORE}")
    assert [text for _, text in found] == ["Related", "The ferries nobody misses now"]


def test_a_list_of_headlines_at_the_end_is_taken_to_its_end():
    found = clutter(f"{PROSE}\n\nMost read\nFerries\n2 March 2023\nWho owns the barge?")
    assert {kind for kind, _ in found} == {"related"}
    assert len(found) == 4


def test_minutes_behind_a_byline_are_clutter_and_the_byline_is_not():
    assert clutter(f"By Jane Doe 5 Min Read\n\n{PROSE}") == [("reading-time", " 5 Min Read")]


def test_sections_and_menus_above_the_headline_are_navigation():
    text = f"Harbour Post\nMiddle East\nHome › News › Rivers\nA bridge is closed again\n\n{PROSE}"
    pasted = split_pasted(text)
    found = find_clutter(pasted.title, pasted.body, (), pasted.above)
    assert without_clutter(pasted.body, found, len(pasted.title) + 2).split("\n")[-1] == PROSE
    assert [one.kind for one in found] == ["navigation"] * 3


@pytest.mark.parametrize("line", ["By Jane Doe", "JANE DOE", "9 March 2023", "The river is shut to all"])
def test_bylines_dates_and_longer_lines_above_the_headline_are_none(line):
    found = find_clutter("A bridge is closed", f"{line}\n{PROSE}", ["Jane Doe"], len(line))
    assert found == ()


@pytest.mark.parametrize(
    "signature", ["2 days ago", "Mar 09, 2023 08:11am", "Jane wrote:", "24.11.2021 18:03"]
)
def test_what_readers_wrote_is_comments_to_the_end(signature):
    thread = f"Comments (2)\nTollgate\n{signature}\n{MORE}\n{MORE}"
    assert {kind for kind, _ in clutter(f"{PROSE}\n\n{thread}")} == {"comments"}


def test_a_link_to_the_comments_opens_no_thread():
    assert clutter(f"{PROSE}\n\n12 Comments\n\n{MORE}") == [("comments", "12 Comments")]


def test_the_biography_of_an_author_is_found_at_the_end():
    life = "Jane Doe covers rivers. She was born on a barge."
    assert clutter(f"{PROSE}\n\n{life}", authors=["Jane Doe"]) == [("biography", life)]


def test_a_name_above_a_biography_belongs_to_it():
    life = "Jane Doe writes about rivers for the Harbour Post."
    found = clutter(f"{PROSE}\n\nShare\nBy Jane Doe\n{life}")
    assert found[1:] == [("biography", "By Jane Doe"), ("biography", life)]


def test_an_author_is_no_biography_in_the_midst_of_the_prose():
    body = f"Jane Doe writes from the bank. {PROSE}\n\n" + f"{PROSE}\n\n" * 4
    assert clutter(body, authors=["Jane Doe"]) == []


def test_a_word_on_a_line_of_its_own_is_prose_where_text_was_broken_to_fit():
    body = (
        "The bridge was closed on Monday, and the people on both of its\n"
        "banks were told of it by the captain of the barge, who wrote on\n"
        "Facebook\n"
        "and was sorry for all of it, as he said again in the evening to\n"
        "everybody who would listen to him.\n\n"
        "Share this article\n"
    )
    assert clutter(body) == [("share", "Share this article")]


def test_places_in_clutter_do_not_count():
    body = f"{PROSE} It happened in Rotterdam.\n\nAlso Read: Floods in Pakistan\n\n{MORE}"
    described = describe("A bridge is closed", body, Declared())
    assert [place.value.name for place in described.places] == ["Rotterdam"]
    assert [one.kind for one in described.clutter] == ["related"]


@given(
    st.text(max_size=40) | st.sampled_from(LINES),
    st.lists(st.sampled_from(LINES) | st.text(max_size=60), max_size=30).map("\n".join),
    st.lists(st.sampled_from(["Jane Doe", "Jane"]), max_size=2),
)
def test_spans_lie_in_the_body_ascend_and_never_overlap(title, body, authors):
    position = len(title) + 2
    found = find_clutter(title, body, authors)
    for one in found:
        start, end = one.span
        assert position <= start < end <= len(title) + 2 + len(body)
        position = end
    assert len(without_clutter(body, found, len(title) + 2)) == len(body)


@pytest.mark.parametrize(
    "unit",
    [
        "Share\n", "Related\nA headline of some words\n", "* * * ", "[", "a | ", "![a](", "(AP Photo/", " - ",
        "Photo: ", "Jane ", "\n", "\n ", "5 min read ", "Home / ", "Sign up\nx\n",
    ],
)  # fmt: skip
def test_junk_takes_time_in_proportion(unit):
    def find(length):
        find_clutter("A bridge is closed", "Share\n" + unit * (length // len(unit)), ["Jane Doe"])

    assert is_in_proportion(find, 200_000)


def test_lines_that_may_be_furniture_are_found_right_below_each_other():
    assert lines_to_judge("Share\nTweet\n12 Comments\nThe ferry sails again.") == [
        "Share",
        "Tweet",
        "12 Comments",
    ]


@given(
    st.lists(
        st.sampled_from(["U.S.", "don't", "don’t", "12", "3k", "1,5", "a", "Élan", "é", "The", " – "])
    ).map(" ".join)
)
def test_first_words_of_a_line_are_those_of_its_key(line):
    assert f"{key_of(line)} ".startswith(f"{first_words(line)} ".lstrip())
