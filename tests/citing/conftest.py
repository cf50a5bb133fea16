import datetime as dt

import pytest

from searchkit.article import NewsDate, Precision
from searchkit.citing import Citation, Evidence

SHA256 = "ab" * 32


@pytest.fixture
def citation():
    """A citation of the least that a test has to say; of a file that is as it was."""

    def make(**said):
        date = said.pop("date", None)
        evidence = Evidence(said.pop("path", "/news/a.txt"), SHA256, said.pop("now", SHA256))
        nothing = {"title": "", "authors": (), "source": None, "language": None, "url": None}
        return Citation(
            key="example2023-0123456789ab",
            article_id=said.pop("article_id", "a.txt"),
            date=None if date is None else NewsDate(*date),
            evidence=evidence,
            **{**nothing, **said},
        )

    return make


YEAR = (dt.datetime(2023, 1, 1), Precision.YEAR)
MONTH = (dt.datetime(2023, 3, 1), Precision.MONTH)
DAY = (dt.datetime(2023, 3, 9), Precision.DAY)
MINUTE = (dt.datetime(2023, 3, 9, 23, 30, tzinfo=dt.UTC), Precision.MINUTE)
DATES = {"year": YEAR, "month": MONTH, "day": DAY, "minute": MINUTE}


@pytest.fixture
def dates():
    """Dates of each precision."""
    return DATES
