"""What a program can call."""

import inspect

import pytest

import searchkit

PUBLIC = {
    "Article", "ArticleNotFound", "Clutter", "Completion", "Copies", "CorruptIndex", "Extracted",
    "FacetCount",
    "Facets", "Failure", "ForeignWriter", "Freshness", "Hit", "Index", "IndexLocked", "IndexNotFound",
    "IndexNotWritten", "IndexReport", "IndexStatus", "IndexTooNew", "IndexTooOld", "MentionedPlace",
    "NewsDate", "Origin", "Place", "PlaceCount", "PlaceCounts", "Precision", "QuerySyntaxError",
    "QueryTimeout", "Results", "SearchkitError", "Snippet", "UntrustedIndex", "VerifyReport", "cite",
    "index", "open", "search", "time_limit", "verify",
}  # fmt: skip


def test_the_public_names_are_these():
    assert set(searchkit.__all__) == PUBLIC
    assert all(hasattr(searchkit, name) for name in PUBLIC)


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_public_name_is_documented(name):
    assert inspect.getdoc(getattr(searchkit, name))


@pytest.mark.parametrize(
    "name", [name for name in sorted(PUBLIC) if inspect.isclass(getattr(searchkit, name))]
)
def test_every_error_derives_from_the_one_root(name):
    kind = getattr(searchkit, name)
    assert not issubclass(kind, Exception) or issubclass(kind, searchkit.SearchkitError)
