"""What a browser and a program can ask over HTTP: the local page and its JSON and CSV twins.

Reads requests, asks the index in a thread, writes HTML, JSON or CSV. Nothing can be written over HTTP.
The whole state of a search stands in the address (``state``), so that a permalink and an API call match.
"""

from searchkit.web.app import application

__all__ = ["application"]
