"""Indexes that are committed: every later version opens them and answers as the one that wrote them."""

import datetime as dt
import hashlib
import json
import shutil
import stat
from dataclasses import replace

import numpy as np
import pytest
import whoosh.index
from making import make_article

import searchkit
from scripts import build_fixture_index as fixture
from searchkit.codec import toc
from searchkit.engine.merging import FAN_IN
from searchkit.engine.verifying import verify
from searchkit.engine.writing import IndexWriter
from searchkit.segment.container import VERSION, open_container

VERSIONS = {
    path.name: int(path.name.rpartition("v")[2].partition(".")[0]) for path in fixture.DATA.glob("index-v*")
}
NEWEST = json.loads(fixture.ANSWERS.read_text())
COMPRESSED = (".blocks", ".block_lengths")


@pytest.fixture(autouse=True)
def in_utc(monkeypatch):
    """Days are those of the time zone in which the answers were made."""
    monkeypatch.setattr("searchkit.engine.asked._now", lambda: dt.datetime.now(dt.UTC))


@pytest.fixture(params=sorted(VERSIONS))
def directory(request):
    """Each committed index; whoever reads it must leave it as it is."""
    directory = fixture.DATA / request.param
    before = digests(directory)
    yield directory
    assert digests(directory) == before


@pytest.fixture
def version(directory):
    return VERSIONS[directory.name]


@pytest.fixture
def answers(directory):
    """What each query found when the index was made."""
    name = directory.name.replace("index", "answers")
    return json.loads((fixture.DATA / f"{name}.json").read_text())


@pytest.fixture
def articles(version):
    """What is in the index, as far as its format keeps it."""
    if version > 1:
        return fixture.ARTICLES
    return {article.id: fixture.as_kept_by_1(article) for article in fixture.ARTICLES.values()}


@pytest.fixture
def index(directory):
    with searchkit.open(directory) as index:
        yield index


@pytest.fixture
def stock(directory):
    with whoosh.index.open_dir(directory, indexname="MAIN").searcher() as searcher:
        yield searcher


def digests(directory):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in directory.iterdir()}


def places_of(article):
    """Names of the places that an article names, what it is most about first."""
    return tuple(mention.value.name for mention in sorted(article.places, key=lambda mention: -mention.focus))


def value_of(extracted):
    return extracted and extracted.value


def folded(source):
    """One outlet that is spelt in two ways is shown in one of them."""
    return source and source.casefold()


def to_the_second(date):
    """What the columns of the dates hold; the article itself comes back as it was."""
    return replace(date, start=date.start.replace(microsecond=0))


def moment(date):
    """As Whoosh knows it: in UTC where there is a zone."""
    start = to_the_second(date).start
    return start.astimezone(dt.UTC).replace(tzinfo=None) if start.tzinfo else start


def answered(expected):
    return [(article_id, pytest.approx(score, rel=1e-6)) for article_id, score in expected]


def test_the_present_format_has_an_index():
    assert VERSIONS[fixture.TARGET.name] == VERSION
    assert fixture.TARGET.is_dir()


def test_its_status_tells_its_format_beside_that_of_this_release(index, version):
    status = index.status()
    assert (status.format_version, status.newest_format_version) == (version, VERSION)


def test_it_is_whole(directory):
    report = verify(directory)
    assert (report.files, report.faults) == (2, ())


@pytest.mark.parametrize("text", fixture.SEARCHES)
def test_a_search_finds_the_same_with_the_same_scores(index, answers, text):
    expected = answered(answers["searches"][text])
    assert expected
    assert [(hit.id, hit.score) for hit in index.search(text, limit=100)] == expected
    assert index.search(text, limit=1).total == len(expected)


@pytest.mark.parametrize("text", fixture.SEARCHES_OF_2)
def test_what_an_older_format_cannot_know_is_refused_and_found_since(index, answers, version, text):
    if version < 2:
        with pytest.raises(searchkit.IndexTooOld, match="searchkit index --rebuild"):
            index.search(text)
        with pytest.raises(searchkit.IndexTooOld, match="searchkit index --rebuild"):
            index.facets(f"zebra {text}")
    else:
        found = [hit.id for hit in index.search(text, limit=100)]
        assert found == [article_id for article_id, _ in answers["searches"][text]]
        assert found


@pytest.mark.parametrize("name", fixture.STOCK)
def test_a_stock_query_finds_the_same_with_the_same_scores(stock, answers, name):
    expected = answered(answers["stock"][name])
    assert expected
    found = stock.search(fixture.STOCK[name], limit=None)
    assert [(hit["path"], hit.score) for hit in found] == expected


def test_every_article_comes_back_with_all_its_values_and_where_they_were_found(index, articles):
    assert len(index) == len(articles) == 11
    for article_id, article in articles.items():
        assert index.get(article_id) == article


def test_a_deleted_article_is_not_there(index, stock):
    (number,) = fixture.DELETED
    gone = fixture.FIRST[number].id
    assert gone not in fixture.ARTICLES
    with pytest.raises(searchkit.ArticleNotFound):
        index.get(gone)
    assert stock.document_number(path=gone) is None


def test_hits_show_every_value(index, articles):
    for hit in index.search("*", limit=100):
        article = articles[hit.id]
        assert (hit.title, hit.text) == (article.title, article.body)
        assert hit.date == (article.date and to_the_second(article.date.value))
        assert folded(hit.source) == folded(value_of(article.source))
        assert hit.author == (", ".join(author.value for author in article.authors) or None)
        assert hit.places == places_of(article)
        assert hit.language == value_of(article.language)
        assert hit.url == value_of(article.url)


def test_stock_whoosh_shows_every_stored_value(stock, articles):
    shown = {}
    for fields in stock.all_stored_fields():
        shown[fields["path"]] = fields
    assert shown.keys() == articles.keys()
    for article_id, article in articles.items():
        fields = shown[article_id]
        assert (fields["title"], fields["body"]) == (article.title, article.body)
        assert folded(fields.get("source")) == folded(value_of(article.source))
        assert fields.get("author", []) == [author.value for author in article.authors]
        assert tuple(fields.get("places", ())) == places_of(article)
        assert fields.get("language") == value_of(article.language)
        assert fields.get("url") == value_of(article.url)
        assert fields.get("date") == (article.date and moment(article.date.value))
        assert fields.get("modified") == (article.modified and moment(article.modified.value))
        assert (fields["size"], fields["mtime"]) == (article.origin.size, article.origin.mtime_ns)
        assert fields["content_hash"] == article.origin.sha256


def test_values_are_counted(index):
    facets = index.facets()
    assert {(count.value, count.count) for count in facets.source} >= {("Reuters", 3), ("Kyiv Post", 1)}
    assert index.values("author") == ("Anna Kowalska", "Tyler Durden", "Zoë Żółć", "Олена Шевченко")


def test_words_and_names_are_completed_and_corrected(index):
    assert [one.value for one in index.complete("ky", field="source")] == ["Kyiv Post"]
    assert [(one.value, one.within) for one in index.complete("ky", field="place")] == [("Kyiv", "Ukraine")]
    assert index.search("misiles").suggestion == "missiles"
    assert index.search("place:Ukrane").suggestion == "place:Ukraine"


def test_hits_are_sorted_by_date(index):
    dates = [str(hit.date) for hit in index.search("has:date", sort="date", limit=100)]
    assert dates[:4] == ["0812", "1969-12-31", "2022-12", "2023"]
    assert len(dates) == 10


def test_the_script_makes_the_same_columns(tmp_path):
    made = made_in(tmp_path)
    assert toc.read(made) == toc.read(fixture.TARGET)
    for entry in toc.read(made).segments:
        now, then = (open_container(folder / entry.filename) for folder in (made, fixture.TARGET))
        assert now.properties == then.properties
        assert now.columns.keys() == then.columns.keys()
        for name in now.columns:
            if not name.endswith(COMPRESSED):
                np.testing.assert_array_equal(now.column(name).values, then.column(name).values, name)
    assert fixture.found(made) == {name: NEWEST[name] for name in ("searches", "stock")}


def test_the_script_makes_the_same_bytes(tmp_path):
    if fixture.made_with() != NEWEST["made_with"]:
        pytest.skip(f"made with {NEWEST['made_with']}: other versions may give other bytes")
    assert digests(made_in(tmp_path)) == digests(fixture.TARGET)


def made_in(folder):
    fixture.build(folder / "index")
    return folder / "index"


def test_it_can_be_read_from_where_nothing_can_be_written(tmp_path):
    made = made_in(tmp_path)
    for path in (*made.iterdir(), made):
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    with searchkit.open(made) as index:
        assert index.search("missile").total == 4
    made.chmod(0o700)


def test_articles_can_be_added_to_an_index_of_an_older_format(tmp_path, directory, version):
    copy = tmp_path / "index"
    shutil.copytree(directory, copy)
    old = {path.name for path in copy.glob("*.segment")}
    for number in range(FAN_IN):
        with IndexWriter(copy) as writer:
            writer.add(make_article(f"new{number}.txt", "Zebras", "", places=("country:UA",)))
            writer.commit()
    assert version > 1 or old <= {path.name for path in copy.glob("*.segment")}
    with searchkit.open(copy) as index:
        assert index.search("missile").total == 4
        assert index.search("place:Ukraine").total == 4 + FAN_IN
        assert index.search("zebras place:Ukraine").total == FAN_IN
