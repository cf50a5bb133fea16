"""A folder of two articles, and where its index shall be."""

import pytest


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "news" / "2023").mkdir(parents=True)
    (tmp_path / "news" / "a.txt").write_text("Bakhmut holds\n\nThe town held on.\n")
    (tmp_path / "news" / "2023" / "b.txt").write_text("Kyiv under fire\n\nMissiles fell.\n")
    return tmp_path / "news"


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"
