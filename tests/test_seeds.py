"""The sample articles hold every form in which people save news, and stay clean enough to publish."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
REAL_ARTICLES = ROOT.parent / "shared" / "seeds"

FILES = sorted(path for path in SEEDS.rglob("*") if path.is_file() and not path.name.startswith("."))
LATIN_1 = SEEDS / "2023/02/zelensky-a-paris-latin-1.txt"
UNDATED = SEEDS / "bakhmut-before-the-war.txt"
JSON_LINES = SEEDS / "briefs.jsonl"

BODY_KEYS = ("text", "body", "content")
TITLE_KEYS = ("title", "headline")
LONGEST_SHARED_RUN = 7

# Buttons and banners that many sites print in the same words; they are not anybody's prose.
PAGE_FURNITURE = ("We're now on WhatsApp. Click here to join.",)

BYLINE_DATE = re.compile(r"^BY .+ - .+ - ([A-Z]+DAY), ([A-Z]{3} \d{2}, \d{4})$", re.MULTILINE)
FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


class _ArticleText(HTMLParser):
    """Collects the text of the <article> element, or of headings and paragraphs where there is none."""

    def __init__(self, *, has_article: bool) -> None:
        super().__init__()
        self._containers = {"article"} if has_article else {"h1", "p"}
        self._depth = 0
        self.chunks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._depth += tag in self._containers

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag in self._containers

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.chunks.append(data)


def _decoded(path: Path) -> str:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return raw.decode("latin-1" if path == LATIN_1 else "utf-8")


def _form(path: Path) -> str:
    return path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix


def _record_text(record: dict[str, Any]) -> str:
    title = next(record[key] for key in TITLE_KEYS if key in record)
    body = next(record[key] for key in BODY_KEYS if key in record)
    return f"{title}\n\n{body}"


def _texts(path: Path) -> list[str]:
    """The articles in a file as plain text: one, or one a line for JSON Lines."""
    content = _decoded(path)
    match _form(path):
        case ".jsonl":
            return [_record_text(json.loads(line)) for line in content.splitlines()]
        case ".json":
            return [_record_text(json.loads(content))]
        case ".html" | ".htm":
            parser = _ArticleText(has_article="<article>" in content)
            parser.feed(content)
            return ["".join(parser.chunks)]
        case _:
            return [FRONT_MATTER.sub("", content)]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _articles() -> dict[str, str]:
    return {f"{path.relative_to(SEEDS)}#{n}": text for path in FILES for n, text in enumerate(_texts(path))}


ARTICLES = _articles()


def _named(form: str) -> list[Path]:
    return [path for path in FILES if path.name.endswith(form)]


def _json_ld_articles(page: str) -> list[dict[str, Any]]:
    blocks = [json.loads(block) for block in JSON_LD.findall(page)]
    nodes = [node for block in blocks for node in block.get("@graph", [block])]
    return [node for node in nodes if node.get("@type") == "NewsArticle"]


def _runs(text: str, length: int) -> set[tuple[str, ...]]:
    for furniture in PAGE_FURNITURE:
        text = text.replace(furniture, " ")
    words = _words(text)
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_there_are_at_least_twenty_files_in_nested_folders() -> None:
    """A newcomer's first index has something to find, and walks folders in folders."""
    assert len(FILES) >= 20
    assert max(len(path.relative_to(SEEDS).parts) for path in FILES) >= 3


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_has_150_to_600_words(name: str) -> None:
    """Long enough to hold a passage, short enough to read."""
    assert 150 <= len(_words(ARTICLES[name])) <= 600


def test_sixteen_articles_tell_of_the_war_and_four_of_something_else() -> None:
    """A search for the war can be wrong, since not everything is about it."""
    elsewhere = [name for name in ARTICLES if name.startswith("world/")]
    assert len(ARTICLES) - len(elsewhere) >= 16
    assert len(elsewhere) >= 4
    assert not [name for name in elsewhere if "ukrain" in ARTICLES[name].casefold()]


def test_only_the_latin_1_article_is_not_utf_8() -> None:
    """One file needs its encoding detected; every other one is plain UTF-8."""
    undecodable = []
    for path in FILES:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            undecodable.append(path)
    assert undecodable == [LATIN_1]
    assert "Élysée" in _decoded(LATIN_1)


@pytest.mark.parametrize("path", _named(".gz"), ids=lambda path: path.name)
def test_a_compressed_article_opens(path: Path) -> None:
    """Gzip files hold one readable article each."""
    assert len(_texts(path)) == 1


@pytest.mark.parametrize("form", [".txt", ".md", ".html", ".htm", ".json", ".jsonl", ".txt.gz", ".json.gz"])
def test_every_file_form_is_present(form: str) -> None:
    """Each kind of file that can be indexed has a sample."""
    assert _named(form)


def test_json_lines_name_their_fields_in_different_ways() -> None:
    """At least four articles, between them with every spelling of the common keys."""
    records = [json.loads(line) for line in _decoded(JSON_LINES).splitlines()]
    assert len(records) >= 4
    keys = {key for record in records for key in record}
    assert keys >= {"id", "_id", "title", "headline", "text", "body", "content", "date", "published"}
    assert keys >= {"published_at", "source", "publisher", "site", "author", "byline"}
    assert keys >= {"url", "lang", "language", "places"}
    ids = [record.get("id", record.get("_id")) for record in records]
    assert len(set(ids)) == len(ids)


def test_markdown_articles_open_with_front_matter() -> None:
    """Every Markdown sample declares title, date, source and author."""
    for path in _named(".md"):
        match = FRONT_MATTER.match(_decoded(path))
        assert match, path
        declared = set(re.findall(r"^(\w+):", match[1], re.MULTILINE))
        assert declared >= {"title", "date", "source", "author"}, path


def test_html_comes_with_json_ld_and_with_plain_meta_tags() -> None:
    """Both ways in which pages declare themselves, amid menus and footers."""
    pages = {path: _decoded(path) for path in [*_named(".html"), *_named(".htm")]}
    declared = [article for page in pages.values() for article in _json_ld_articles(page)]
    assert len(declared) >= 2
    for article in declared:
        published = dt.datetime.fromisoformat(article["datePublished"])
        assert published.tzinfo is not None
        assert article["publisher"]["name"]
        assert article["author"]
    plain = [page for page in pages.values() if not JSON_LD.search(page)]
    for tag in ('property="article:published_time"', 'property="og:site_name"', 'name="author"'):
        assert any(tag in page for page in plain)
    for furniture in ("<nav", "<aside", "<footer"):
        assert any(furniture in page for page in pages.values())


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"^By \w+ \w+ \d Min Read$", id="byline-with-minutes"),
        pytest.param(r"\A\d min read\n\n(.+)\n\n\1\n", id="title-twice"),
        pytest.param(BYLINE_DATE.pattern, id="byline-with-weekday"),
        pytest.param(r"^Share This Article$", id="share-heading"),
        pytest.param(r"^Facebook Twitter WhatsApp Telegram$", id="share-buttons"),
        pytest.param(re.escape(PAGE_FURNITURE[0]), id="whatsapp-banner"),
        pytest.param(r"^Also Read: ", id="also-read"),
        pytest.param(r"^By (\w+ \w+)\n\1 \w+", id="author-biography"),
        pytest.param(r"^[A-Z]+, [A-Z][a-z]+ \d\d \(\w+\) - ", id="dateline"),
    ],
)
def test_pasted_text_keeps_the_clutter_of_its_page(pattern: str) -> None:
    """Each kind of clutter that readers must see through stands in some plain-text sample."""
    assert any(re.search(pattern, _decoded(path), re.MULTILINE) for path in _named(".txt"))


@pytest.mark.parametrize(
    ("path", "weekday", "day"),
    [
        pytest.param(path, *match.groups(), id=path.name)
        for path in FILES
        for match in BYLINE_DATE.finditer(_decoded(path))
    ],
)
def test_the_weekday_of_a_byline_is_that_of_its_date(path: Path, weekday: str, day: str) -> None:
    """A contradiction between weekday and date would be an error of ours."""
    date = dt.datetime.strptime(day.title(), "%b %d, %Y")  # noqa: DTZ007  a calendar day has no zone
    assert date.strftime("%A").upper() == weekday, path


def test_one_article_has_no_date_anywhere() -> None:
    """Neither text nor file name of one sample tells a year, a month or a weekday."""
    haystack = f"{UNDATED.relative_to(SEEDS)}\n{_decoded(UNDATED)}"
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    weekdays = "Mon|Tues|Wednes|Thurs|Fri|Satur|Sun"
    assert not re.search(rf"\d{{4}}|\b({months})\b|\b({weekdays})day\b", haystack)


def test_two_outlets_print_the_same_story() -> None:
    """A near copy shares most of its five-word runs with its model, and is not identical."""
    model = _runs(ARTICLES["2022/12/year-end-barrage.txt#0"], 5)
    copy = _runs(ARTICLES["2022/12/year-end-barrage-courier.html#0"], 5)
    assert 0.5 < len(model & copy) / len(copy) < 1


def test_bakhmut_missiles_has_good_answers_and_misleading_ones() -> None:
    """The first search has two answers with both words, close together, and articles with just one."""
    words = {name: _words(text) for name, text in ARTICLES.items()}
    missiles = {name for name, found in words.items() if {"missile", "missiles"} & set(found)}
    bakhmut = {name for name, found in words.items() if "bakhmut" in found}
    near = r"bakhmut\W+(\w+\W+){0,5}missiles|missiles\W+(\w+\W+){0,5}bakhmut"
    assert len({name for name, text in ARTICLES.items() if re.search(near, text.casefold())}) >= 2
    titles = [text.strip().casefold().splitlines()[:3] for text in ARTICLES.values()]
    assert any("bakhmut" in line and "missiles" in line for title in titles for line in title)
    assert len(missiles - bakhmut) >= 3
    assert len(bakhmut - missiles) >= 3


def test_no_sentence_is_taken_from_the_real_articles() -> None:
    """The samples are our own words: no longer run of words is shared with articles of others."""
    if not REAL_ARTICLES.is_dir():
        pytest.skip(f"the articles to compare with are not at {REAL_ARTICLES}")
    length = LONGEST_SHARED_RUN + 1
    theirs = {run for path in REAL_ARTICLES.glob("*.txt") for run in _runs(path.read_text("utf-8"), length)}
    assert theirs
    copied = {name: theirs & _runs(_decoded(SEEDS / name.rpartition("#")[0]), length) for name in ARTICLES}
    assert not {name: runs for name, runs in copied.items() if runs}
