"""What the reader settled, as the screen takes it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gulagreader.domain.config import NOTHING_SETTLED, Config, Emoji, Motion
from gulagreader.domain.errors import Damage
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.ui.keys.layouts import ROWS, USUAL, is_layout, latin_of

if TYPE_CHECKING:
    from gulagreader.ui.keys.key_map import KeyMap


@dataclass(frozen=True, slots=True)
class Settled:
    """The config, what of it was passed over, and what follows for the screen."""

    config: Config = NOTHING_SETTLED
    path: Path | None = None
    """The config's file."""
    problems: tuple[Damage, ...] = ()
    """Mistakes of the file; those of keys and themes come with :meth:`checked`."""
    plain_signs: bool = False
    """Whether lines, marks and arrows are drawn in ASCII."""
    counts_alike: bool = False
    """Whether the terminal is known to count the cells of all emoji as is done here."""

    @property
    def emoji(self) -> Emoji:
        """How emoji of several characters are drawn."""
        return Emoji.JOINED if self.counts_alike else self.config.emoji

    @property
    def is_still(self) -> bool:
        """Whether nothing may move by itself."""
        return self.config.motion is Motion.REDUCED

    @property
    def has_keys(self) -> bool:
        """Whether any key differs from the usual ones."""
        return bool(self.config.keys)

    def latin(self) -> Mapping[str, str]:
        """For each letter of the reader's keyboard layouts the Latin one in its place.

        Letters to which the reader gave a command stay themselves.
        """
        layouts = self.config.layouts
        found = dict(latin_of(USUAL if layouts is None else layouts))
        for keys in self.config.keys.values():
            for key in keys:
                found.pop(key, None)
        return found

    def key_map(self) -> "KeyMap":
        """The commands with the reader's keys."""
        from gulagreader.ui.keys.commands import COMMANDS  # noqa: PLC0415 - start-up
        from gulagreader.ui.keys.key_map import key_map  # noqa: PLC0415 - start-up

        return key_map(COMMANDS, self.config.keys)

    def checked(self, themes: Iterable[str]) -> tuple[Damage, ...]:
        """Every mistake of the config, with keys, layouts and the theme looked at.

        In the order of the lines; what concerns the whole file comes first.
        """
        if self.path is None:
            return self.problems
        found = (*self.problems, *self._doubts(self.path, list(themes)))
        return tuple(sorted(found, key=lambda one: one.line or 0))

    def _doubts(self, path: Path, themes: Sequence[str]) -> Iterator[Damage]:
        lines: Mapping[str, int] = self.config.lines
        library = self.config.library
        if library is not None and not library.is_dir():
            reason = f"there is no folder {library}; name one that is there, or ~"
            yield Damage(path, lines.get("library"), reason, fatal=False)
        if self.config.settings.get("hyphenation") == "yes":
            from gulagreader.text.hyphenation import (  # noqa: PLC0415 - an extra
                HOW_TO_INSTALL,
                can_hyphenate,
            )

            if not can_hyphenate():
                line = lines.get("hyphenation")
                yield Damage(path, line, HOW_TO_INSTALL, fatal=False)
        theme = self.config.settings.get("theme")
        if theme is not None and theme not in themes:
            reason = f"there is no theme {theme}; there is {', '.join(themes)}"
            yield Damage(path, lines.get("theme"), reason, fatal=False)
        for layout in self.config.layouts or ():
            if not is_layout(layout):
                reason = (
                    f"there is no layout {layout}; there is {', '.join(ROWS)}, or"
                    " write the 26 letters in the places of q to m"
                )
                yield Damage(path, lines.get("layouts"), reason, fatal=False)
        if self.has_keys:
            for problem in self.key_map().problems:
                line = lines.get(f"keys.{problem.command}")
                yield Damage(
                    path, line, f"{problem.command}: {problem.reason}", fatal=False
                )


AS_USUAL = Settled()
