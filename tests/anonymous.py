"""Segment files without their names, which they hold themselves."""

from searchkit.segment.container import open_container


def anonymous(path):
    """All bytes of the columns, and what else the directory says."""
    container = open_container(path)
    end = max(column.offset + column.nbytes for column in container.columns.values())
    return bytes(container.mapped[:end]), container.properties, list(container.columns)
