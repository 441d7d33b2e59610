"""Modules that a library asks for at once and the program does not use: loaded when something looks inside.

SQLAlchemy imports asyncio for engines that nobody opens here; with the sockets and ciphers below it that is
a tenth of the time and a twentieth of the memory in which the window opens.
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
        return getattr(self._real(), name)

    def _real(self) -> ModuleType:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return import_module(self.__name__)


class SparedAsyncio(Spared):
    """SQLAlchemy takes one of its functions at once, to ask it later."""

    def iscoroutine(self, thing: object) -> bool:
        """Whether ``thing`` is a coroutine, as asyncio itself says."""
        return bool(self._real().iscoroutine(thing))


def spare_asyncio() -> None:
    """Let asyncio wait, unless it is there already."""
    if "asyncio" not in sys.modules:
        sys.modules["asyncio"] = SparedAsyncio("asyncio")
