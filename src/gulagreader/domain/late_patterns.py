"""Regular expressions that are compiled when they are first asked.

Some sets of letters take milliseconds to compile, and the first picture of the reader
asks one expression in ten. To a type checker they are compiled as any other.
"""

from typing import TYPE_CHECKING

__all__ = ["late_pattern"]

if TYPE_CHECKING:
    from re import compile as late_pattern
else:
    import re
    from typing import Any

    class _LatePattern:
        """Stands for a compiled expression, and takes over what is used of it."""

        def __init__(self, written: str, flags: int) -> None:
            self._written, self._flags = written, flags

        def __getattr__(self, name: str) -> Any:
            found = getattr(re.compile(self._written, self._flags), name)
            # Found here the next time, as quickly as there.
            setattr(self, name, found)
            return found

    def late_pattern(written: str, flags: int = 0) -> _LatePattern:
        """An expression that is compiled when it is first asked."""
        return _LatePattern(written, flags)
