"""What a citation takes over from an article."""

import re

import pytest
from making import make_article

from searchkit.citing import Citation, Evidence

FILE = Evidence("/a.txt", "ab" * 32, "ab" * 32)


def test_a_key_says_who_and_when():
    article = make_article("a.txt", "T", "x", authors=["Zoë Żółć"], source="Reuters", date="2023-03-09")
    assert re.fullmatch(r"zoc2023-[0-9a-f]{12}|zolc2023-[0-9a-f]{12}", Citation.of(article, FILE).key)
    article = make_article("a.txt", "T", "x", source="Zero Hedge")
    assert Citation.of(article, FILE).key.startswith("zerohedge-")
    assert Citation.of(make_article("a.txt", authors=["Олена"]), FILE).key.startswith("article-")


def test_the_same_article_always_has_the_same_key_and_no_other_has_it():
    keys = [Citation.of(make_article(f"{number}.txt", "T", "x"), FILE).key for number in range(500)]
    assert len(set(keys)) == 500
    assert Citation.of(make_article("7.txt", "T", "x"), FILE).key == keys[7]


@pytest.mark.parametrize("title", ["a\r\nER  - \r\nb", "a\x1b[31mb", "a\u2028b", "a \t\n b"])
def test_every_text_is_on_one_line(title):
    found = Citation.of(make_article(title=title, authors=[title], source=title), FILE)
    for text in (found.title, found.source, *found.authors):
        assert text.splitlines() == [text]
        assert "\x1b" not in text


def test_what_is_no_character_is_replaced():
    assert Citation.of(make_article(title="a\udcffb"), FILE).title == "a\ufffdb"
