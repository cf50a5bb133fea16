import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from searchkit.article import Place
from searchkit.codec.schema import schema
from searchkit.errors import QuerySyntaxError
from searchkit.query import parse

NOW = dt.datetime(2023, 3, 10, 12, tzinfo=ZoneInfo("Europe/Kyiv"))
PLACES = {
    "ukraine": [Place("country:UA", "Ukraine", "UA")],
    "kyiv": [Place("geonames:703448", "Kyiv", "UA", ("country:UA",))],
    "kiev": [Place("geonames:703448", "Kyiv", "UA", ("country:UA",))],
    "odessa": [Place("geonames:698740", "Odesa", "UA"), Place("geonames:5527554", "Odessa", "US")],
}
SCHEMA = schema()


def places_named(name):
    unknown = [Place(f"name:{name.lower()}", name)] if any(map(str.isalnum, name)) else []
    return PLACES.get(name.lower(), unknown)


def read(text, **options):
    return parse(text, schema=SCHEMA, places=places_named, now=lambda: NOW, **options)


def raised(text, **options):
    with pytest.raises(QuerySyntaxError) as caught:
        read(text, **options)
    return caught.value


@pytest.fixture(name="read")
def _read():
    """The request of a query."""
    return read


@pytest.fixture
def tree():
    """The tree of a query."""
    return lambda text, **options: read(text, **options).tree


@pytest.fixture
def fault():
    """The error of a query."""
    return raised


@pytest.fixture
def marked():
    """The characters that the error of a query points at."""

    def at_fault(text, **options):
        error = raised(text, **options)
        return error.query[error.offset : error.offset + error.length]

    return at_fault


@pytest.fixture
def date():
    """First and last moment that a date of the query stands for, as written in ISO 8601."""

    def limits(value, **options):
        (resolved,) = read(f"date:{value}", **options).dates
        return tuple(moment and moment.isoformat() for moment in (resolved.start, resolved.end))

    return limits
