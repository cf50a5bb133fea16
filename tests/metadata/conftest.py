"""What the tests of the metadata share."""

import pytest

from searchkit.metadata.gazetteer import gazetteer


@pytest.fixture(scope="session", autouse=True)
def _loaded_gazetteer():
    """Load it outside the time that hypothesis grants to an example."""
    gazetteer().resolve("nowhere at all")
