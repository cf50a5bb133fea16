"""Indexes for tests, made without the engine."""

import numpy as np

from searchkit.codec import toc
from searchkit.codec.segments import new_segment
from searchkit.segment.builder import SegmentBuilder


def commit(directory, *batches, generation=0, deleted=()):
    """Publish an index of one segment a batch; ``deleted`` are numbers in the first one."""
    directory.mkdir(exist_ok=True)
    segments = []
    for batch in batches:
        builder = SegmentBuilder()
        for article in batch:
            builder.add(article)
        segment = new_segment(len(batch))
        builder.write(directory / segment.filename)
        segments.append(segment)
    if deleted:
        segments[0] = segments[0].with_deleted(np.array(deleted))
    toc.write(directory, generation, segments)
    return segments
