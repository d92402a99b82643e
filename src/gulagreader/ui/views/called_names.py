"""Who of a thread is called by name in it: ``@Jane Doe``."""

from collections.abc import Iterable, Iterator

_SIGN = "@"
_LONGEST = 80
"""Characters of a name at most."""


class CalledNames:
    """The names of those who speak in a thread, known when one is first called."""

    def __init__(self, authors: Iterable[str | None]) -> None:
        """Take who speaks; read when the first ``@`` is met."""
        self._authors = authors
        self._names: frozenset[str] | None = None

    def in_text(self, text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Where somebody who speaks is called between two places of a text.

        From the sign to the name's end. Of several names that begin alike it is the
        longest. An address of a mailbox calls nobody.
        """
        at = text.find(_SIGN, max(0, first - _LONGEST), last)
        while at >= 0:
            end = self._end_of_name(text, at + 1)
            if end is not None and not text[max(0, at - 1) : at].isalnum():
                yield at, end
            at = text.find(_SIGN, at + 1, last)

    def _end_of_name(self, text: str, start: int) -> int | None:
        """Where the name that begins at a place ends."""
        if self._names is None:
            spoken = {one.casefold().lstrip(_SIGN) for one in self._authors if one}
            self._names = frozenset(spoken - {""})
        for end in range(min(len(text), start + _LONGEST), start, -1):
            inside = end < len(text) and (text[end].isalnum() or text[end] == "_")
            if not inside and text[start:end].casefold() in self._names:
                return end
        return None
