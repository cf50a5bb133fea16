import pytest
import whoosh.index
from publishing import commit


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def committed(directory):
    """Publishes batches of articles as an index, one segment a batch, and opens it with stock Whoosh."""

    def publish(*batches, **options):
        commit(directory, *batches, **options)
        return whoosh.index.open_dir(str(directory))

    return publish
