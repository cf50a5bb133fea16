"""Files in a folder of their own, loaded as a user's would be."""

import gzip
from pathlib import Path

import pytest

from searchkit import metadata
from searchkit.loading.articles import load
from searchkit.loading.scanning import scan
from searchkit.metadata import Metadata


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder of articles; it is the working directory's child."""
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "articles"
    made.mkdir()
    return made


@pytest.fixture
def write(folder):
    """Write a file of that name and content, and give its path."""

    def write_file(name: str, content: str | bytes = "A title\n\nA text.") -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") and isinstance(content, str) else data)
        return path

    return write_file


@pytest.fixture
def loaded(write):
    """Load a file of that name and content."""

    def load_file(name: str, content: str | bytes, **options: int):
        (stamp,) = scan([write(name, content)]).files
        return load(stamp, **options)

    return load_file


@pytest.fixture
def said(monkeypatch):
    """What the loaded files declared, in order; metadata itself is tested elsewhere."""
    seen = []

    def note(texts):
        seen.extend(text.declared for text in texts)
        return [Metadata() for _ in texts]

    monkeypatch.setattr(metadata, "describe_all", note)
    return seen
