"""Whatever happens to the files, in whatever order: the index holds what they hold, and nothing else."""

import json
import os
import shutil
import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from unittest import mock

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

import searchkit
from searchkit.codec import toc
from searchkit.engine.verifying import verify
from searchkit.indexing.freshness import Freshness, freshness
from searchkit.indexing.memory import Budget
from searchkit.indexing.processes import Here

# Words of one length, so that a file often changes without growing.
WORDS = ("bakhmut", "kherson", "missile", "harvest", "railway")
SOURCES = ("Reuters", "Kyiv Post", None)
FOLDERS = ("one", "two")
# No name stands in both folders, and none of the lines is that of a plain file: ids tell nothing of the past.
NAMES = {
    "one": ("a.txt", "b.txt", "deep/c.txt", "d.jsonl", "e.jsonl"),
    "two": ("f.txt", "deep/g.jsonl"),
}
PLACES = [(folder, name) for folder in FOLDERS for name in NAMES[folder]]
LINES = [place for place in PLACES if place[1].endswith(".jsonl")]
SINGLES = [place for place in PLACES if place[1].endswith(".txt")]

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)
records = st.dictionaries(
    st.integers(0, 5), st.tuples(words, st.sampled_from(SOURCES), st.integers(1, 28)), min_size=1, max_size=6
)


def small_budget(memory_bytes, jobs):
    return Budget(jobs, unit_bytes=4_000, share_bytes=4_000, batch_tokens=200, merge_bytes=10**9)


class HereInShares(Here):
    """The shares of several processes, built by this one."""

    def __init__(self, count, prepare):
        del count, prepare


class IndexStates(RuleBasedStateMachine):
    """Files of one or several articles; a model of what is in them, and of what the index was told of."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="searchkit-states-"))
        self.index = self.folder / "index"
        self.files = {}
        self.indexed = {}
        self.clock = 1_700_000_000
        self.older = []
        self.checked = set()
        for name in FOLDERS:
            (self.folder / name / "deep").mkdir(parents=True)
        self.patches = ExitStack()
        for target, value in (
            ("searchkit.engine.merging.FAN_IN", 3),
            ("searchkit.indexing.building.WORTH_PROCESSES", 0),
            ("searchkit.indexing.building.Workers", HereInShares),
            ("searchkit.indexing.shares.SHARE_BYTES", 200),
            ("searchkit.indexing.running.budget", small_budget),
        ):
            self.patches.enter_context(mock.patch(target, value))

    def teardown(self):
        for index, _ in self.older:
            index.close()
        self.patches.close()
        shutil.rmtree(self.folder)

    def put(self, place, articles, content):
        self.clock += 1
        path = self.folder.joinpath(*place)
        path.write_text(content)
        os.utime(path, (self.clock, self.clock))
        self.files[place] = articles

    @rule(place=st.sampled_from(SINGLES), body=words)
    def write_an_article(self, place, body):
        title, text = "What became known later", f"On that day {' '.join(body)} and more was told of."
        self.put(place, {place[1]: (title, text, None, None)}, f"{title}\n\n{text}\n")

    @rule(place=st.sampled_from(LINES), articles=records)
    def write_articles(self, place, articles):
        rows = [
            {"id": key, "title": f"Line {key}", "text": " ".join(body), "date": f"2023-03-{day:02}"}
            | ({"source": source} if source else {})
            for key, (body, source, day) in articles.items()
        ]
        held = {
            f"{place[1]}#{row['id']}": (row["title"], row["text"], row.get("source"), row["date"])
            for row in rows
        }
        self.put(place, held, "\n".join(map(json.dumps, rows)))

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def delete(self, data):
        place = data.draw(st.sampled_from(sorted(self.files)))
        self.folder.joinpath(*place).unlink()
        del self.files[place]

    @precondition(lambda self: self.files)
    @rule(data=st.data(), keep=st.booleans())
    def move_or_copy(self, data, keep):
        old = data.draw(st.sampled_from(sorted(self.files)))
        new = data.draw(st.sampled_from(SINGLES if old in SINGLES else LINES))
        if new == old:
            return
        articles = {new[1] + key.removeprefix(old[1]): value for key, value in self.files[old].items()}
        self.put(new, articles, self.folder.joinpath(*old).read_text())
        if not keep:
            self.folder.joinpath(*old).unlink()
            del self.files[old]

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def touch(self, data):
        place = data.draw(st.sampled_from(sorted(self.files)))
        self.clock += 1
        os.utime(self.folder.joinpath(*place), (self.clock, self.clock))

    @rule(
        jobs=st.sampled_from((1, 3)),
        rebuild=st.sampled_from((False, False, False, True)),
        only=st.sampled_from((None, None, *FOLDERS)),
    )
    def bring_up_to_date(self, jobs, rebuild, only):
        named = [only] if only else FOLDERS
        before = set() if rebuild else set(held(self.indexed))
        report = searchkit.index(
            [self.folder / name for name in named], index=self.index, jobs=jobs, rebuild=rebuild
        )
        if rebuild:
            self.indexed = {}
        self.indexed = {place: held for place, held in self.indexed.items() if place[0] not in named} | {
            place: held for place, held in self.files.items() if place[0] in named
        }
        now = held(self.indexed)
        assert report.failed == ()
        assert report.added + report.changed + report.moved + report.unchanged == len(now)
        assert report.changed + report.moved + report.removed + report.unchanged == len(before)
        assert min(report.added, report.changed, report.moved, report.removed, report.unchanged) >= 0
        assert report.changed + report.unchanged == len(before & set(now))

    @rule()
    def run_again(self):
        self.bring_up_to_date(1, False, None)

    @precondition(lambda self: self.index.exists() and len(self.older) < 3)
    @rule()
    def hold_on_to_a_state(self):
        self.older.append((searchkit.open(self.index), held(self.indexed)))
        check(*self.older[-1])

    @precondition(lambda self: self.older)
    @rule()
    def refresh(self):
        index, _ = self.older.pop(0)
        index.refresh()
        self.older.append((index, held(self.indexed)))
        check(*self.older[-1])

    @precondition(lambda self: self.index.exists())
    @invariant()
    def it_is_known_whether_the_index_is_fresh(self):
        with searchkit.open(self.index) as index:
            roots = {origin.root for origin in index.files()}
            is_whole = roots == {str(self.folder / name) for name in FOLDERS}
            if is_whole and self.indexed == self.files and not self.touched():
                assert freshness(index) == Freshness(0, 0, 0)

    @precondition(lambda self: self.index.exists() and self.names() != self.checked)
    @invariant()
    def a_new_state_holds_what_the_files_held(self):
        """No name is used twice: the same names are the same state."""
        self.checked = self.names()
        with searchkit.open(self.index) as index:
            check(index, held(self.indexed))
        needed = {segment.filename for segment in toc.read(self.index).segments}
        there = {path.name for path in self.index.glob("MAIN_*.*")}
        assert there == needed
        assert len(list(self.index.glob("*.toc*"))) == 1
        assert verify(self.index).faults == ()
        for index, articles in self.older:
            check(index, articles)

    def names(self):
        return {path.name for path in self.index.iterdir()}

    def touched(self):
        """Whether a file was only written again or touched since it was indexed."""
        with searchkit.open(self.index) as index:
            return any(
                Path(origin.root, origin.path).stat().st_mtime_ns != origin.mtime_ns
                for origin in index.files()
            )


def held(files):
    return {key: value for articles in files.values() for key, value in articles.items()}


def check(index, articles):
    """Every answer that an index gives of these articles, against going through them one by one."""
    assert len(index) == len(articles)
    found = index.search("*", limit=1000)
    assert found.total == len(articles)
    assert {
        hit.id: (hit.title, hit.text, hit.source, hit.date and str(hit.date)) for hit in found
    } == articles
    assert len(found) == len(articles)
    for word in WORDS[:2]:
        matching = {key for key, value in articles.items() if word in value[1].split()}
        results = index.search(word, limit=1000)
        assert (results.total, sorted(hit.id for hit in results)) == (len(matching), sorted(matching))
        scores = [hit.score for hit in results]
        assert scores == sorted(scores, reverse=True)
        pages = [hit.id for offset in range(0, len(matching), 2) for hit in page(index, word, offset)]
        assert pages == [hit.id for hit in results]
    phrase = " ".join(WORDS[:2])
    assert {hit.id for hit in index.search(phrase, phrase=True, limit=1000)} == {
        key for key, value in articles.items() if phrase in value[1]
    }
    dates = [value[3] for value in articles.values() if value[3]]
    ordered = [str(hit.date) for hit in index.search("*", sort="-date", limit=1000) if hit.date]
    assert ordered == sorted(dates, reverse=True)
    facets = {count.value: count.count for count in index.facets().source}
    assert facets == Counter(value[2] for value in articles.values() if value[2])


def page(index, word, offset):
    return index.search(word, limit=2, offset=offset)


TestIndexStates = IndexStates.TestCase
TestIndexStates.settings = settings(
    max_examples=18, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
