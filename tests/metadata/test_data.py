"""The tables of the package: each says where it is from, and what explains it is not read as part of it."""

from pathlib import Path

import pytest

from searchkit import metadata
from searchkit.metadata.roles import is_role_word, names_organisation

TABLES = sorted((Path(metadata.__file__).parent / "data").iterdir())


def test_there_are_tables():
    assert {"outlets.tsv", "roles.txt"} <= {table.name for table in TABLES}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_says_in_a_comment_what_its_source_is(table):
    comments = [line for line in table.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert any("Source: " in line for line in comments)


@pytest.mark.parametrize("holds", [is_role_word, names_organisation])
def test_comments_of_the_words_of_bylines_are_none_of_these_words(holds):
    assert not any(map(holds, ("somebody", "persons", "begins", "#")))
