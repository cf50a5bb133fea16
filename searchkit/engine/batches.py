"""Articles in, finished segment files out: what a writer does, and what a process does that helps it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from searchkit.article import Article
from searchkit.codec.segments import ColumnarSegment, new_segment
from searchkit.segment.builder import SegmentBuilder
from searchkit.segment.vocabulary import Vocabulary

BATCH_TOKENS: Final = 8_000_000
"""Memory is bounded by the tokens that are collected, not by the corpus. It is about 30 bytes for each token
of ordinary news, stored texts and metadata included."""


class Batches:
    """Writes articles into segment files of bounded size; of those with one id in a file the last stays."""

    def __init__(
        self, directory: Path, batch_tokens: int = BATCH_TOKENS, vocabulary: Vocabulary | None = None
    ) -> None:
        """Prepare to write.

        Args:
            directory: where the segment files go.
            batch_tokens: a segment is written when this many tokens are collected.
            vocabulary: what is known of words from earlier batches, which are all taken.
        """
        self._directory = directory
        self._batch_tokens = batch_tokens
        self._vocabulary = Vocabulary() if vocabulary is None else vocabulary
        self._written: list[ColumnarSegment] = []
        self._begin()

    def add(self, article: Article) -> None:
        """Add an article."""
        if article.id in self._doc_ids:
            self._superseded.append(self._doc_ids[article.id])
        self._doc_ids[article.id] = len(self._builder)
        self._builder.add(article)
        if self._builder.token_count >= self._batch_tokens:
            self._flush()

    def take(self) -> list[ColumnarSegment]:
        """Finish what was begun: the segments that were not taken yet, in the order of their articles."""
        self._flush()
        taken, self._written = self._written, []
        return taken

    def _begin(self) -> None:
        self._builder = SegmentBuilder(self._vocabulary)
        self._doc_ids: dict[str, int] = {}
        self._superseded: list[int] = []

    def _flush(self) -> None:
        if len(self._builder):
            entry = new_segment(len(self._builder))
            self._builder.write(self._directory / entry.filename)
            self._written.append(entry.with_deleted(np.array(sorted(self._superseded), np.int64)))
            self._begin()
