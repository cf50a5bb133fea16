"""Making an index equal the files: what changed since the last run, loaded and committed at once.

This is where loading and engine meet: one knows files and no index, the other the index and no files. Reads
files and the index; writes the index.
"""
