"""The links of a text by their numbers: pages, pictures and footnotes."""

from collections.abc import Collection, Sequence

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content

from gulagreader.text.outline import LinkKind, PageLink
from gulagreader.ui.screens.contents import ContentsScreen, Entry


def _keys(names: str, action: str, label: str) -> Binding:
    return Binding(names, action, label, show=False)


class LinksScreen(ContentsScreen[PageLink]):
    """Lists links; gives the one that was chosen."""

    BINDINGS = [
        _keys("j", "move(1)", "Down"),
        _keys("k", "move(-1)", "Up"),
        _keys("space", "turn(1)", "Page down"),
        _keys("b", "turn(-1)", "Page up"),
        _keys("g,home", "edge(-1)", "First"),
        _keys("G,end", "edge(1)", "Last"),
        _keys("q,L", "dismiss(None)", "Close"),
        Binding("y", "copy_target", "Copy"),
        *(_keys(str(digit), f"number({digit})", "") for digit in range(10)),
    ]
    _typed = 0

    @property
    def hint(self) -> str:
        """What other keys do."""
        return "a number goes to it"

    def action_number(self, digit: int) -> None:
        """Go to a link by its number, typed digit by digit."""
        count = len(self._entries)
        typed = self._typed * 10 + digit
        self._typed = typed if 0 < typed <= count else digit
        if 0 < self._typed <= count:
            self.rows.put_cursor(self._typed - 1)

    def action_copy_target(self) -> None:
        """Copy the address, or a footnote's text."""
        entry = self.rows.at_hand
        if entry is None:
            return
        link = entry.value
        text = link.words if link.kind is LinkKind.NOTE else link.target
        self.app.copy_to_clipboard(text)
        self.query_one(Vertical).border_subtitle = Content(f"Copied {text}")


_KINDS = {LinkKind.PAGE: "", LinkKind.PICTURE: "picture", LinkKind.NOTE: "footnote"}


def link_entries(
    links: Sequence[PageLink], here: Collection[str] = ()
) -> tuple[Entry[PageLink], ...]:
    """An entry for each link; ``here`` are the addresses of posts of the library."""
    width = len(str(len(links)))
    entries = []
    for number, link in enumerate(links, 1):
        aside = "in this library" if link.target in here else _KINDS[link.kind]
        words = link.words
        if link.kind is LinkKind.NOTE:
            words = f"[{link.target}]"
        below = "" if link.target in (link.words, "") else link.target
        if link.kind is LinkKind.NOTE:
            below = link.words
        entries.append(Entry(link, words, aside, below, number=f"{number:>{width}}  "))
    return tuple(entries)
