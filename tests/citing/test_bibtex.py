"""BibTeX: what is written is read again as it was meant."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.citing import Citation, Evidence, bibtex

FIELD = re.compile(r"  (\w+) = (?:\{(.*)\}|([a-z]{3})),")


def fields(entry):
    """The fields of an entry: each on a line of its own."""
    head, *lines, end, blank, rest = entry.split("\n")
    assert re.fullmatch(r"@(article|misc)\{[a-z0-9-]+,", head)
    assert (end, blank, rest) == ("}", "", "")
    found = [FIELD.fullmatch(line) for line in lines]
    assert all(found)
    return {match[1]: match[2] if match[3] is None else match[3] for match in found}


def test_an_entry_has_a_field_for_all_that_is_known(citation, dates):
    entry = bibtex.entry(
        citation(
            title="Missiles fall",
            authors=("Ann Example", "Bo Long"),
            source="Reuters",
            date=dates["day"],
            language="en",
            url="https://example.org/a",
        )
    )
    assert entry.startswith("@article{example2023-0123456789ab,\n")
    assert fields(entry) == {
        "author": "Ann Example and Bo Long",
        "title": "{Missiles fall}",
        "journal": "Reuters",
        "date": "2023-03-09",
        "year": "2023",
        "month": "mar",
        "language": "en",
        "url": "https://example.org/a",
        "articleid": "a.txt",
        "file": "/news/a.txt",
        "sha256": "ab" * 32,
    }


def test_what_is_not_known_has_no_field(citation):
    entry = bibtex.entry(citation())
    assert entry.startswith("@misc{")
    assert set(fields(entry)) == {"articleid", "file", "sha256"}


@pytest.mark.parametrize(
    ("precision", "written"),
    [
        ("year", {"date": "2023", "year": "2023"}),
        ("month", {"date": "2023-03", "year": "2023", "month": "mar"}),
        ("minute", {"date": "2023-03-09", "year": "2023", "month": "mar"}),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(citation, dates, precision, written):
    found = fields(bibtex.entry(citation(date=dates[precision])))
    assert {name: found[name] for name in found if name in {"date", "year", "month"}} == written


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("5 % & $3 #1 a_b", r"5 \% \& \$3 \#1 a\_b"),
        (r"\input{x}", r"\textbackslash{}input\textbraceleft{}x\textbraceright{}"),
        ("~ ^", r"\textasciitilde{} \textasciicircum{}"),
        ("Zażółć Київ 東京", "Zażółć Київ 東京"),
    ],
)
def test_signs_of_tex_stand_for_themselves(citation, title, written):
    assert fields(bibtex.entry(citation(title=title)))["title"] == f"{{{written}}}"


@pytest.mark.parametrize(
    ("authors", "written"),
    [
        (("Black and White", "Ann Example"), "{Black and White} and Ann Example"),
        (("John Smith, Jr.",), "{John Smith, Jr.}"),
        (("Anderson",), "Anderson"),
    ],
)
def test_names_are_not_taken_apart(citation, authors, written):
    assert fields(bibtex.entry(citation(authors=authors)))["author"] == written


def test_addresses_and_paths_hold_no_brace_that_could_be_missed(citation):
    found = fields(bibtex.entry(citation(url="https://e.org/a_b?x={1}&y=%7B#z", path="/n/{a}_b%.txt")))
    assert found["url"] == "https://e.org/a_b?x=%7B1%7D&y=%7B#z"
    assert found["file"] == "file:///n/%7Ba%7D_b%25.txt"
    assert fields(bibtex.entry(citation(path="/n/a_b %.txt")))["file"] == "/n/a_b %.txt"


@pytest.mark.parametrize(
    ("now", "said"), [(None, "no longer there"), ("cd" * 32, f"is now {'cd' * 32}"), ("ab" * 32, "")]
)
def test_a_file_that_is_not_what_it_was_is_noted(citation, now, said):
    note = fields(bibtex.entry(citation(now=now))).get("note", "")
    assert said in note
    assert bool(said) == bool(note)


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from(' {}\\%$&#_~^",@')
)


@given(TEXT, TEXT, TEXT)
def test_braces_match_whatever_is_cited(title, source, path):
    evidence = Evidence(f"/{path}", "ab" * 32, None)
    entry = bibtex.entry(
        Citation("k", path, title, (title,), source, None, None, f"http://{source}", evidence)
    )
    depth = 0
    for sign in entry:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0


@given(st.lists(TEXT.filter(str.strip), min_size=1, max_size=3), TEXT)
def test_a_reader_of_bibtex_takes_every_entry(authors, title):
    database = pytest.importorskip("pybtex.database")
    evidence = Evidence("/a.txt", "ab" * 32, "ab" * 32)
    entry = bibtex.entry(Citation("k1", "a", title, tuple(authors), None, None, None, None, evidence))
    read = database.parse_string(entry, "bibtex").entries["k1"]
    assert len(read.persons["author"]) == len(authors)
    assert read.fields["sha256"] == "ab" * 32
