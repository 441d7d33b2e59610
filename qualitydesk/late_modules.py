"""Modules that a library asks for at once and the program does not use: loaded when something looks inside.

SQLAlchemy imports asyncio for engines that nobody opens here, and the metadata of packages to find dialects
of others; with all that lies below them they are a tenth of the time and of the memory of a start.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class Spared(ModuleType):
    """Stands for a module until one of its names is wanted."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__path__":
            raise AttributeError(name)
        return getattr(self.real(), name)

    def real(self) -> ModuleType:
        """The module itself, in the place of this one from now on."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return import_module(self.__name__)


def spare() -> None:
    """Let those modules wait that are not there already."""
    for name in ("asyncio", "importlib.metadata"):
        if name not in sys.modules:
            _stand_in(Spared(name))


def _stand_in(spared: Spared) -> None:
    sys.modules[spared.__name__] = spared
    package, _, name = spared.__name__.rpartition(".")
    if package:
        setattr(import_module(package), name, spared)
    if name == "asyncio":  # SQLAlchemy takes this function at once, to ask it later
        vars(spared)["iscoroutine"] = lambda thing: spared.real().iscoroutine(thing)
