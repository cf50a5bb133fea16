import pytest
from making import make_article

from searchkit.engine.index import Index
from searchkit.engine.writing import IndexWriter


@pytest.fixture
def article():
    return make_article


@pytest.fixture
def index_of(tmp_path):
    """Builds an index; each argument is a list of articles that becomes a segment of its own."""

    def build(*batches):
        for batch in batches or [[]]:
            with IndexWriter(tmp_path / "index") as writer:
                for each in batch:
                    writer.add(each)
                writer.commit()
        return Index(tmp_path / "index")

    return build


@pytest.fixture
def ids():
    return lambda results: [hit.id for hit in results]
