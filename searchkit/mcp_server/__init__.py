"""What a language model can ask: the query function as tools of the Model Context Protocol.

Reads requests from standard input and writes answers to standard output, by the official SDK; each answer
comes from one state of an index that is followed. Nothing can be changed over it.
"""

from searchkit.mcp_server.server import make_server, serve

__all__ = ["make_server", "serve"]
