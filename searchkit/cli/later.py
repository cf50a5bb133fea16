"""A module that is imported when its function is called, and not when another imports the function."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType


def put_off(name: str, function: str) -> None:
    """Stand in for a module until its function is called; nothing happens where it has been imported.

    Args:
        name: of the module.
        function: the one thing that others import from it.
    """
    if name in sys.modules:
        return

    def called(*arguments: object) -> object:
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]
        return getattr(import_module(name), function)(*arguments)

    stand_in = ModuleType(name, __doc__)
    setattr(stand_in, function, called)
    sys.modules[name] = stand_in
