"""Columns of numpy arrays to bytes and back: what one segment of the index holds.

Reads and writes single immutable files; knows articles and analysis, and neither Whoosh nor ranking.
"""
