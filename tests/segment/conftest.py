import pytest
from hypothesis import settings

settings.register_profile("default", deadline=None)
settings.load_profile("default")


@pytest.fixture
def segment_path(tmp_path):
    return tmp_path / "MAIN_test.seg"
