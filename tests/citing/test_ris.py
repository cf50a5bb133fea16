"""RIS: a tag and a value on each line."""

import re

import pytest

from searchkit.citing import ris

LINE = re.compile(r"([A-Z][A-Z0-9])  - (.*)")


def lines(record):
    """Tags and values."""
    *found, blank, rest = record.split("\r\n")
    assert (blank, rest) == ("", "")
    assert not any("\n" in line or "\r" in line for line in found)
    return [LINE.fullmatch(line).groups() for line in found]


def test_a_record_has_a_line_for_all_that_is_known(citation, dates):
    record = ris.record(
        citation(
            title="Missiles fall",
            authors=("Ann Example", "Bo Long"),
            source="Reuters",
            date=dates["day"],
            language="en",
            url="https://example.org/a",
            path="/news/a b.txt",
        )
    )
    assert lines(record) == [
        ("TY", "NEWS"),
        ("ID", "example2023-0123456789ab"),
        ("AU", "Ann Example"),
        ("AU", "Bo Long"),
        ("TI", "Missiles fall"),
        ("T2", "Reuters"),
        ("PY", "2023"),
        ("DA", "2023/03/09/"),
        ("LA", "en"),
        ("UR", "https://example.org/a"),
        ("AN", "a.txt"),
        ("L1", "file:///news/a%20b.txt"),
        ("N1", f"SHA-256 of the file as it was indexed: {'ab' * 32}"),
        ("ER", ""),
    ]


def test_what_is_not_known_has_no_line(citation):
    assert [tag for tag, _ in lines(ris.record(citation()))] == ["TY", "ID", "AN", "L1", "N1", "ER"]


@pytest.mark.parametrize(
    ("precision", "written"), [("year", "2023///"), ("month", "2023/03//"), ("minute", "2023/03/09/")]
)
def test_a_date_is_as_exact_as_it_is_known(citation, dates, precision, written):
    assert dict(lines(ris.record(citation(date=dates[precision]))))["DA"] == written


@pytest.mark.parametrize(("now", "said"), [(None, "no longer there"), ("cd" * 32, "has changed")])
def test_a_file_that_is_not_what_it_was_is_noted(citation, now, said):
    assert said in dict(lines(ris.record(citation(now=now))))["N1"]


def test_a_reader_of_ris_takes_every_record(citation, dates):
    rispy = pytest.importorskip("rispy")
    both = ris.record(citation(title="One", authors=("A B", "C D"), date=dates["month"])) * 2
    read = rispy.loads(both)
    assert [record["title"] for record in read] == ["One", "One"]
    assert read[0]["authors"] == ["A B", "C D"]
    assert (read[0]["year"], read[0]["date"]) == ("2023", "2023/03//")
