"""What a person can type: the terminal surface.

Reads arguments and the environment, calls one function of the library for each command, writes data to
standard output and messages to standard error. Nothing below this package prints.
"""

from searchkit.cli.programs import main, main_search

__all__ = ["main", "main_search"]
