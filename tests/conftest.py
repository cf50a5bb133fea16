"""Settings of all tests."""

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes to be made and to be tried depends on what else the machine does. The profile of
# the moment is the parent, because on a build server it makes hypothesis choose the same examples every time.
settings.register_profile(
    "any-machine", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any-machine")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Spread the whole suite over the cores; run tests that somebody names in this process, at once."""
    return None if config.args_source is pytest.Config.ArgsSource.TESTPATHS else 0
