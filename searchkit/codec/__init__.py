"""Segment files as a Whoosh index: ``whoosh.index.open_dir`` opens the folder, and stock queries run on it.

Reads segments and the table of contents; writes the table of contents under Whoosh's own lock. Knows nothing
of ranking: scores come from whatever weighting model Whoosh is given.
"""
