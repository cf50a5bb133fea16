"""The corpus on disk."""

import gzip
import json

from records import CorpusFacts, Record, read_corpus, read_file, replicate, write_corpus

ARTICLES = [
    Record("1", "Cocoa", "1987-02-26T15:01:01", "Reuters", "Rain in\nBahia."),
    Record("2", "Zürich", "1987-02-27T09:00:00", "Reuters", "Gold."),
]


def test_a_corpus_is_read_as_it_was_written_however_many_files_it_takes(tmp_path):
    facts = write_corpus(ARTICLES, tmp_path / "corpus", part_bytes=1)
    assert len(list((tmp_path / "corpus").iterdir())) == 2
    assert list(read_corpus(tmp_path / "corpus")) == ARTICLES
    assert facts == CorpusFacts(articles=2, text_bytes=len("CocoaRain in\nBahia.ZürichGold.".encode()))


def test_a_compressed_file_is_read_and_other_keys_are_left_out(tmp_path):
    row = {
        "id": 1,
        "title": "Cocoa",
        "date": "1987",
        "source": "R",
        "text": "Rain",
        "gold_places": ["brazil"],
    }
    path = tmp_path / "articles.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(row).encode()))
    assert list(read_file(path)) == [Record("1", "Cocoa", "1987", "R", "Rain")]


def test_copies_have_ids_of_their_own_and_the_same_text():
    copies = list(replicate(ARTICLES, 3))
    assert len({copy.id for copy in copies}) == 6
    assert [copy.text for copy in copies] == 3 * [article.text for article in ARTICLES]


def test_each_copy_is_a_month_later():
    assert [copy.date for copy in replicate(ARTICLES[:1], 2)] == [
        "1987-02-26T15:01:01",
        "1987-03-28T15:01:01",
    ]


def test_a_single_copy_is_the_corpus_itself():
    assert list(replicate(ARTICLES, 1)) == ARTICLES
