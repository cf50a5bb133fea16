"""Two distributions of Whoosh in one folder are noticed before anything is written."""

from importlib import metadata

import pytest

from searchkit.codec import distribution
from searchkit.engine.writing import IndexWriter
from searchkit.errors import SearchkitError


def installed(monkeypatch, **versions):
    def version(name):
        if name not in versions:
            raise metadata.PackageNotFoundError(name)
        return versions[name]

    monkeypatch.setattr(distribution.metadata, "version", version)


def test_one_distribution_is_fine(monkeypatch, tmp_path):
    installed(monkeypatch, whoosh3="3.54.0")
    with IndexWriter(tmp_path):
        pass


def test_two_distributions_are_named_and_nothing_is_written(monkeypatch, tmp_path):
    installed(monkeypatch, whoosh3="3.54.0", Whoosh="2.7.4")
    with pytest.raises(SearchkitError, match=r"whoosh3 3\.54\.0 and Whoosh 2\.7\.4"), IndexWriter(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []
