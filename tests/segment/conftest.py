import pytest


@pytest.fixture
def segment_path(tmp_path):
    return tmp_path / "MAIN_test.seg"
