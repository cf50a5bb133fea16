"""Files of compressed sections."""

import pytest

from searchkit.metadata.sections import compressed_sections

NAMES = ("first", "empty", "last")
FILE = b"some file 1\n3 0 2\nFrom somewhere.\n\nab\nyz"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "some.bin"
    path.write_bytes(FILE)
    return path


def test_sections_are_known_by_their_names(path):
    found = compressed_sections(path, "file", b"some file 1", NAMES)
    assert found == {"first": b"ab\n", "empty": b"", "last": b"yz"}


def test_a_file_of_another_version_is_refused(path):
    with pytest.raises(ValueError, match="not a file of this version"):
        compressed_sections(path, "file", b"some file 2", NAMES)


def test_a_file_of_other_sections_is_refused(path):
    with pytest.raises(ValueError, match="zip"):
        compressed_sections(path, "file", b"some file 1", NAMES[:2])
