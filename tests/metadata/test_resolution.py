"""Names that can mean several places, in the light of the others."""

from searchkit.article import Place
from searchkit.metadata.gazetteer import Sense
from searchkit.metadata.resolution import Candidate, Weighed, resolve


def sense(name: str, country: str, worth: float) -> Weighed:
    return Weighed(
        Sense(Place(f"{name}-{country}", name, country), "city", 0), worth, (f"country:{country}",)
    )


def test_a_name_alone_means_what_is_worth_most():
    (meaning,) = resolve([Candidate((sense("Paris", "FR", 8), sense("Paris", "US", 4)), 1)])
    assert meaning.sense.place.country == "FR"


def test_other_places_of_a_country_speak_for_a_place_in_it():
    ours = Candidate((sense("Paris", "FR", 5), sense("Paris", "US", 4)), 1)
    others = [Candidate((sense(name, "US", 5),), 1) for name in ("Dallas", "Austin", "Houston")]
    assert resolve([ours, *others])[0].sense.place.country == "US"


def test_the_share_is_what_the_margin_says():
    close = resolve([Candidate((sense("Paris", "FR", 5), sense("Paris", "US", 4.9)), 1)])[0].share
    clear = resolve([Candidate((sense("Paris", "FR", 8), sense("Paris", "US", 4)), 1)])[0].share
    assert close < clear < 1


def test_nothing_is_resolved_to_nothing():
    assert resolve([]) == []
