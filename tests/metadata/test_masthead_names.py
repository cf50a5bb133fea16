import pytest

from searchkit.metadata.masthead import read_masthead

PROSE = "The water rose all night and reached the low streets of the town by noon, officials said."


def authors(*head):
    return [author.value for author in read_masthead("Dam breaks", "\n".join((*head, "", PROSE))).authors]


@pytest.mark.parametrize(
    "head",
    [
        ("Jane Doe", "9 March 2023"),
        ("9 March 2023", "Jane Doe"),
        ("JANE DOE — THURSDAY, 9 MARCH 2023, 08:41",),
        ("Jane Doe / TNN / Mar 9, 2023, 02:11 IST",),
        ("Jane Doe Published March 9, 2023",),
        ("Posted on March 9, 2023 by Jane Doe",),
        ("Jane Doe in Paris", "9 March 2023"),
        ("Jane Doe", "5 min read"),
        ("Jane Doe Devon correspondent", "9 March 2023"),
        ("9 March 2023", "Jane Doe Chief political reporter"),
        ("Jane Doe", "Barcelona", "18/03/2023 06:00"),
    ],
)
def test_a_name_beside_the_date_is_the_author(head):
    assert authors(*head) == ["Jane Doe"]


def test_names_between_bars_are_several():
    assert authors("Jane Doe | Diego Arrieta", "9 March 2023") == ["Jane Doe", "Diego Arrieta"]


@pytest.mark.parametrize(
    "head",
    [
        ("Jane Doe", "Home"),
        ("New York", "9 March 2023"),
        ("Middle East correspondent", "9 March 2023"),
        ("White House reporter", "9 March 2023"),
        ("World News", "9 March 2023"),
        ("The Coastal Monitor", "9 March 2023"),
        ("Democracy Dies in Darkness", "9 March 2023"),
    ],
)
def test_other_lines_beside_it_or_names_elsewhere_are_not(head):
    assert authors(*head) == []
