"""What names are, by their places."""

import random

import pytest

from searchkit.metadata.gazetteer import gazetteer
from searchkit.metadata.gazetteer_file import HEAD
from searchkit.metadata.senses import read_traits
from searchkit.metadata.traits import (
    AREAS,
    BROAD,
    COUNTRY,
    DEMONYM,
    FIRST_LEVEL,
    GREAT,
    KNOWN,
    MINOR,
    NAMED,
    NATION,
    SMALL,
    TOWN,
    TRAITS,
    WORD,
)


@pytest.mark.parametrize(
    ("name", "traits"),
    [
        ("france", NAMED | COUNTRY | KNOWN | BROAD | NATION | GREAT),
        ("ukrainians", NAMED | COUNTRY | KNOWN | BROAD | NATION | DEMONYM),
        ("black sea", NAMED | COUNTRY | KNOWN | BROAD | GREAT | SMALL),
        ("california", NAMED | KNOWN | FIRST_LEVEL | GREAT | AREAS),
        ("bakhmut", NAMED | TOWN | MINOR | SMALL),
        ("european union", 0),
    ],
)
def test_a_name_is_what_its_places_are(name, traits):
    assert read_traits(gazetteer(), name) & ~AREAS == traits & ~AREAS
    assert read_traits(gazetteer(), name) & traits & AREAS == traits & AREAS


def test_a_common_word_is_no_country():
    assert read_traits(gazetteer(), "most") & (WORD | COUNTRY) == WORD


def test_the_file_has_the_traits_of_every_name():
    names = random.Random(1).sample(sorted(gazetteer().beginnings), 3000)
    filed = {name: traits for name in names if (traits := gazetteer().traits(name)) is not None}
    assert {name: traits & ~HEAD for name, traits in filed.items()} == {
        name: read_traits(gazetteer(), name) for name in filed
    }
    assert not HEAD & TRAITS
