"""Modules that another one imports and of which little or nothing is used here.

Some megabytes of memory and some milliseconds go into what a package imports for a case
that does not come: a reader of files on a disk makes no connections.
"""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, cast


@contextmanager
def spared(name: str, **needed: Any) -> Iterator[None]:
    """Let what is imported meanwhile do without a module, unless it is there already.

    Without ``needed`` there is no such module for them: ImportError. Else one stands in
    its place that has these names, and imports the module where another is wanted: it
    does no harm to other threads so. Afterwards the module can be imported as ever.
    """
    modules = cast("dict[str, ModuleType | None]", sys.modules)
    if name in modules:
        yield
        return
    stands_in = _StandsIn(name, needed) if needed else None
    modules[name] = stands_in
    try:
        yield
    finally:
        if name in modules and modules[name] is stands_in:
            del modules[name]


class _StandsIn(ModuleType):
    def __init__(self, name: str, needed: dict[str, Any]) -> None:
        super().__init__(name)
        vars(self).update(needed)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what the import itself looks for
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)
