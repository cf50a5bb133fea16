import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.codec.segments import ColumnarSegment, new_segment


def test_file_names_never_come_twice():
    names = {new_segment(1).filename for _ in range(1000)}
    assert len(names) == 1000


def test_a_file_name_does_not_follow_a_seeded_random_generator():
    import random  # noqa: PLC0415 - what the name must not depend on

    random.seed(1)
    first = new_segment(1).filename
    random.seed(1)
    assert new_segment(1).filename != first


def test_deleting_makes_a_new_value():
    segment = new_segment(5)
    fewer = segment.with_deleted(np.array([3, 1]))
    assert segment.deleted.tolist() == []
    assert fewer.deleted.tolist() == [1, 3]
    assert fewer.deleted.dtype == np.int64
    assert fewer.filename == segment.filename
    assert fewer != segment


def test_deletions_add_up():
    assert new_segment(5).with_deleted(np.array([3])).with_deleted(np.array([0, 3])).deleted.tolist() == [
        0,
        3,
    ]


@pytest.mark.parametrize("doc_id", [-1, 5])
def test_only_articles_of_the_segment_can_be_deleted(doc_id):
    with pytest.raises(ValueError, match="no such article"):
        new_segment(5).with_deleted(np.array([doc_id]))


@given(st.sets(st.integers(0, 99)))
def test_whoosh_sees_the_same_deletions(doc_ids):
    segment = new_segment(100).with_deleted(np.array(sorted(doc_ids), np.int64))
    assert list(segment.deleted_docs()) == sorted(doc_ids)
    assert {doc_id for doc_id in range(100) if segment.is_deleted(doc_id)} == doc_ids
    assert segment.deleted_count() == len(doc_ids)
    assert segment.doc_count() == 100 - len(doc_ids)
    assert segment.has_deletions() == bool(doc_ids)


def test_a_segment_survives_pickling_without_numpy():
    segment = new_segment(7).with_deleted(np.array([2, 6]))
    pickled = pickle.dumps(segment, 3)
    assert b"numpy" not in pickled
    assert pickle.loads(pickled) == segment  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("segid", "count", "deleted"),
    [
        ("../evil", 1, b""),
        ("a.b", 1, b""),
        ("", 1, b""),
        ("a", -1, b""),
        ("a", 1 << 40, b""),
        ("a", 1, b"\1\0\0\0"),
        ("a", 9, b"\2\0\0\0\1\0\0\0"),
        ("a", 9, b"\2\0\0\0\2\0\0\0"),
        ("a", 9, b"\2\0\0"),
    ],
)
def test_values_that_do_not_belong_together_are_refused(segid, count, deleted):
    with pytest.raises(ValueError, match=r"."):
        ColumnarSegment(segid, count, deleted)
