"""The index: build it from articles, search it.

Reads and writes index folders; knows articles, queries and segments, and neither article files nor surfaces.
"""
