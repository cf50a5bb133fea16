"""Errors keep what they carry."""

import pickle

import pytest

from searchkit import errors


@pytest.mark.parametrize(
    "error",
    [
        errors.QuerySyntaxError("a AND", 2, "nothing follows", 3),
        errors.QueryTimeout(2.5),
        errors.CorruptIndex("x.segment", "cut short", "words.blob"),
        errors.IndexTooNew("x.segment", "format 9", found=9, supported=1),
        errors.IndexNotFound("no index in x"),
        errors.IndexNotWritten("x: no space left"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_comes_out_of_another_process_as_it_was_raised_there(error):
    given = pickle.loads(pickle.dumps(error))  # noqa: S301 - it was written a moment ago
    assert (type(given), str(given), vars(given)) == (type(error), str(error), vars(error))
