"""Copies of one article: found at a commit, folded in a search, listed on demand."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import make_article

from searchkit.engine.index import Index
from searchkit.engine.verifying import verify
from searchkit.engine.writing import IndexWriter, build
from searchkit.errors import ArticleNotFound, CorruptIndex

WORDS = [f"word{number}" for number in range(400)]


def prose(seed, length=150):
    """Text like no other of another seed."""
    return " ".join(random.Random(seed).choices(WORDS, k=length))


STORY = prose("story")
OTHER = prose("other")
WORDS_OF_STORY = STORY.split()
EDITED = " ".join([*WORDS_OF_STORY[:40], "altogether", *WORDS_OF_STORY[42:]])
CUT = " ".join(WORDS_OF_STORY[:100])
TEASER = " ".join(WORDS_OF_STORY[:60])


def groups_of(index):
    """Each article that has copies, with all of its group."""
    ids = [hit.id for hit in index.search("*", limit=1000)]
    found = {
        article_id: frozenset([article_id, *(hit.id for hit in index.copies(article_id, limit=1000))])
        for article_id in ids
    }
    return {article_id: group for article_id, group in found.items() if len(group) > 1}


@pytest.fixture
def wire(index_of, article):
    """A story in four papers, and two articles beside it."""
    return index_of(
        [
            article("wire.txt", "Wire", STORY, source="Agency", date="2023-03-01"),
            article("edited.txt", "Another headline", EDITED, source="Courier", date="2023-03-02"),
            article("cut.txt", "Cut", CUT, source="Post", date="2023-03-03"),
            article("same.txt", "Wire", STORY, source="Courier", date="2023-03-04"),
            article("other.txt", "Other", OTHER, source="Post"),
            article("teaser.txt", "Teaser", TEASER, source="Post"),
        ]
    )


def test_copies_edits_and_cuts_of_a_story_are_its_copies(wire, ids):
    assert ids(wire.copies("wire.txt")) == ["edited.txt", "cut.txt", "same.txt"]


def test_what_is_less_than_half_of_a_story_is_no_copy(wire):
    assert wire.copies("teaser.txt").total == 0


def test_another_story_is_no_copy(wire):
    assert wire.copies("other.txt").total == 0


def test_copies_come_by_date_whichever_is_asked_for(wire, ids):
    assert ids(wire.copies("same.txt")) == ["wire.txt", "edited.txt", "cut.txt"]


def test_the_score_of_a_copy_is_how_much_they_share(wire):
    scores = {hit.id: hit.score for hit in wire.copies("wire.txt")}
    assert scores["same.txt"] == 1
    assert 0.8 <= scores["edited.txt"] < 1


def test_copies_come_in_pages(wire, ids):
    page = wire.copies("wire.txt", limit=1, offset=1)
    assert (ids(page), page.total, page.hits[0].rank) == (["cut.txt"], 3, 2)


def test_a_hit_knows_its_copies_and_their_sources(wire):
    (hit,) = wire.search("path:wire.txt")
    assert hit.copies.count == 3
    assert hit.copies.sources == ("Courier", "Post")
    assert hit.copies.ids == ("edited.txt", "cut.txt", "same.txt")


def test_an_article_without_copies_has_none(wire):
    (hit,) = wire.search("path:other.txt")
    assert (hit.copies.count, hit.copies.sources, hit.copies.ids) == (0, (), ())


def test_a_folded_search_gives_one_of_the_copies(wire, ids):
    folded = wire.search("has:source NOT path:teaser.txt", fold=True)
    assert ids(folded) == ["wire.txt", "other.txt"]


def test_a_search_is_folded_only_when_asked(wire):
    assert len(wire.search("has:source NOT path:teaser.txt")) == 5


def test_the_best_ranked_copy_stands_for_all(wire, ids):
    assert ids(wire.search("has:date", fold=True, sort="-date")) == ["same.txt"]


def test_a_copy_that_does_not_match_does_not_stand_for_those_that_do(wire, ids):
    assert ids(wire.search("headline", fold=True)) == ["edited.txt"]


def test_a_folded_search_suggests_what_any_search_does(wire):
    assert wire.search("headlime", fold=True).suggestion == wire.search("headlime").suggestion == "headline"


def test_the_total_of_a_folded_search_counts_all_articles(wire):
    assert wire.search("has:date", fold=True, limit=1).total == 4


def test_copies_of_an_article_are_not_similar_to_it_when_folded(wire, ids):
    assert "same.txt" in ids(wire.similar("wire.txt"))
    assert not {"same.txt", "edited.txt", "cut.txt"} & set(ids(wire.similar("wire.txt", fold=True)))


def test_similar_articles_are_folded_too(wire, ids):
    found = ids(wire.similar("teaser.txt", fold=True))
    assert len({"wire.txt", "same.txt", "edited.txt", "cut.txt"} & set(found)) == 1


def test_an_unknown_id_has_no_copies(wire):
    with pytest.raises(ArticleNotFound):
        wire.copies("none.txt")


@pytest.mark.parametrize("part", [{"limit": -1}, {"offset": -1}])
def test_limit_and_offset_of_copies_are_not_negative(wire, part):
    with pytest.raises(ValueError, match="negative"):
        wire.copies("wire.txt", **part)


def test_a_commit_finds_copies_in_older_segments(index_of, article, ids):
    index = index_of(
        [article("a.txt", "Wire", STORY, date="2023-03-01")],
        [article("b.txt", "Wire", EDITED, date="2023-03-02")],
    )
    assert ids(index.copies("b.txt")) == ["a.txt"]


def test_a_removed_article_is_no_copy(index_of, article):
    index = index_of(
        [article("a.txt", "Wire", STORY), article("b.txt", "Wire", EDITED)], [article("a.txt", "New", OTHER)]
    )
    assert index.copies("b.txt").total == 0


def test_what_drifts_from_copy_to_copy_is_not_a_copy_of_the_first(index_of, article):
    texts = [
        " ".join(WORDS_OF_STORY[: 150 - 18 * step] + prose(step, 18 * step).split()) for step in range(6)
    ]
    articles = [
        article(f"{step}.txt", "", text, date=f"2023-03-0{step + 1}") for step, text in enumerate(texts)
    ]
    last = groups_of(index_of(articles)).get("5.txt", frozenset())
    assert "0.txt" not in last


def test_a_template_with_other_figures_is_no_copy(index_of, article):
    template = "Shr {} cts vs {} cts. Net {} vs {}. Revs {} mln vs {} mln. Avg shrs {} vs {}. Company {}."
    reports = [
        article(
            f"{number}.txt", f"Firm {number}", template.format(*random.Random(number).sample(range(9999), 9))
        )
        for number in range(20)
    ]
    assert groups_of(index_of(reports)) == {}


def test_short_texts_must_agree_in_all(index_of, article, ids):
    said = "The central bank bought two billion dollars of bonds today officials told reporters in town"
    index = index_of(
        [
            article("a.txt", "Bank", said),
            article("b.txt", "Bank", said),
            article("c.txt", "Bank", said.replace("two", "three")),
        ]
    )
    assert ids(index.copies("a.txt")) == ["b.txt"]
    assert index.copies("c.txt").total == 0


def test_texts_of_a_few_words_are_never_copies(index_of, article):
    assert (
        groups_of(index_of([article("a.txt", "", "no text here"), article("b.txt", "", "no text here")]))
        == {}
    )


def test_pages_of_a_folded_search_follow_each_other(tmp_path):
    folder = tmp_path / "index"
    articles = [
        make_article(f"{story}-{copy}.txt", f"Head {copy}", f"needle {prose(story)}")
        for story in range(15)
        for copy in range(1 + story % 4)
    ]
    build(folder, articles)
    with Index(folder) as index:
        every = [hit.id for hit in index.search("needle", fold=True, limit=1000)]
        paged = [
            hit.id
            for offset in range(0, 21, 3)
            for hit in index.search("needle", fold=True, limit=3, offset=offset)
        ]
        ranks = [hit.rank for hit in index.search("needle", fold=True, limit=3, offset=6)]
    assert paged == every
    assert len({name.partition("-")[0] for name in every}) == len(every) == 15
    assert ranks == [7, 8, 9]


TEXTS = [STORY, EDITED, CUT, OTHER, TEASER, prose("third"), prose("third", 120)]


@settings(max_examples=25, deadline=None)
@given(
    order=st.permutations(range(12)),
    cuts=st.lists(st.integers(0, 12), max_size=3),
    dates=st.lists(st.sampled_from([None, "2023-03-01", "2023-03-02"]), min_size=12, max_size=12),
)
def test_groups_depend_on_the_articles_and_not_on_order_or_segments(tmp_path_factory, order, cuts, dates):
    articles = [
        make_article(f"{number}.txt", "", TEXTS[number % len(TEXTS)], date=dates[number])
        for number in range(12)
    ]
    folder = tmp_path_factory.mktemp("groups")
    build(folder / "whole", articles)
    borders = [0, *sorted(cuts), 12]
    for first, last in pairwise(borders):
        with IndexWriter(folder / "parts") as writer:
            for number in order[first:last]:
                writer.add(articles[number])
            writer.commit()
    with Index(folder / "whole") as whole, Index(folder / "parts") as parts:
        assert groups_of(parts) == groups_of(whole)
        assert [hit.id for hit in parts.copies("0.txt")] == [hit.id for hit in whole.copies("0.txt")]


def test_a_damaged_file_of_copies_is_found(tmp_path):
    build(tmp_path, [make_article("a.txt", "", STORY), make_article("b.txt", "", STORY)])
    (path,) = tmp_path.glob("*.copies")
    content = bytearray(path.read_bytes())
    content[64] ^= 1
    path.write_bytes(content)
    assert [path.name in fault for fault in verify(tmp_path).faults] == [True]
    with pytest.raises(CorruptIndex):
        Index(tmp_path)


def test_every_changed_byte_of_the_file_of_copies_is_found(tmp_path):
    build(tmp_path, [make_article("a.txt", "", STORY), make_article("b.txt", "", STORY)])
    (path,) = tmp_path.glob("*.copies")
    whole = path.read_bytes()
    missed = []
    for place, byte in enumerate(whole):
        path.write_bytes(whole[:place] + bytes([byte ^ 0x10]) + whole[place + 1 :])
        if not verify(tmp_path).faults:
            missed.append(place)
    assert missed == []


def test_a_missing_file_of_copies_is_found(tmp_path):
    build(tmp_path, [make_article("a.txt", "", STORY), make_article("b.txt", "", STORY)])
    (path,) = tmp_path.glob("*.copies")
    path.unlink()
    assert verify(tmp_path).faults == (f"{path}: the file is missing",)


def test_the_file_of_copies_counts_in_the_size_of_the_index(tmp_path):
    build(tmp_path, [make_article("a.txt", "", STORY), make_article("b.txt", "", STORY)])
    (segment,) = tmp_path.glob("MAIN_*.?*")
    (copies,) = tmp_path.glob("*.copies")
    size = segment.stat().st_size + copies.stat().st_size
    report = verify(tmp_path)
    with Index(tmp_path) as index:
        assert (report.files, report.bytes, index.status().bytes) == (2, size, size)


def test_a_commit_leaves_one_file_of_copies(tmp_path):
    for text in (STORY, EDITED):
        with IndexWriter(tmp_path) as writer:
            writer.add(make_article(f"{len(text)}.txt", "", text))
            writer.commit()
    assert [path.name for path in tmp_path.glob("*.copies")] == ["_MAIN_1.copies"]


def test_an_index_of_an_earlier_version_knows_no_copies(earlier_index):
    with Index(earlier_index) as index:
        assert groups_of(index) == {}
        assert len(index.search("*", fold=True)) == len(index.search("*"))


@pytest.fixture(params=["index-v1", "index-v2"])
def earlier_index(request):
    return request.config.rootpath / "tests" / "data" / request.param
