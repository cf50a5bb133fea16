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


def test_every_error_derives_from_the_one_root():
    kinds = [kind for name in PUBLIC if inspect.isclass(kind := getattr(searchkit, name))]
    errors = {kind for kind in kinds if issubclass(kind, Exception)}
    assert searchkit.SearchkitError in errors
    assert {kind for kind in errors if not issubclass(kind, searchkit.SearchkitError)} == set()
