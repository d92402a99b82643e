"""The footer: as many keys as there is room for, each whole, the needed ones first."""

from functools import cache

from textual import events
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.text.cells import cell_len
from gulagreader.ui.looks.legibility import least_contrast, legible

_NEEDED = (
    "leave",
    "close_peek",
    "pick_leave",
    "dismiss",
    "give_up",
    "show_keys",
    "next_pane",
    "next_part",
    "import_all",
    "search_library",
    "to_line",
    "find",
)
"""Actions that get room before all of the pane's own but its first: the way out, the
help, and the ways to all else. Who reads nothing but the footer gets on with them."""
_LEAVING = _NEEDED.index("show_keys")
_OF_LIST = "open"
"""What the list of posts has and no other pane: one looks for posts there."""
_PASSAGE = ("pick_leave", "pick_note", "pick_quote")
"""While a passage is selected: how to leave, and why one selects."""
_AROUND = 3
"""Cells around a key and its word."""


@dataclass(frozen=True, slots=True)
class FooterKey:
    """A key as the footer shows it."""

    key: str
    """Textual's name of it."""
    shown: str
    words: str
    action: str
    is_enabled: bool
    help: str

    @property
    def width(self) -> int:
        """Cells that it takes, with what is around it."""
        return cell_len(self.shown) + cell_len(self.words) + _AROUND


class WholeFooter(Widget):
    """Shows as many keys as there is room for, each whole.

    The pane's first key and the ways on come first, then its other keys in their
    order. While a passage is selected, what is done with it comes before all else.
    What a narrow screen has no room for leaves no gap. A screen on which a key does
    another thing now and then has a method ``words_of_key``, which gives the words for
    an action, "" for the usual ones, or None where the key would do nothing.
    """

    # Textual's own has a widget for each key: thirty of them, made anew whenever the
    # focus moves, took longer than the list, the post and its thread together.
    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"footer--key", "footer--words", "footer--pointed-at"}
    DEFAULT_CSS = """
    WholeFooter {
        dock: bottom;
        height: 1;
        text-wrap: nowrap;
        color: $footer-foreground;
        background: $footer-background;
        & > .footer--key {
            color: $footer-key-foreground;
            background: $footer-key-background;
            text-style: bold;
        }
        & > .footer--words {
            color: $footer-description-foreground;
            background: $footer-description-background;
        }
        & > .footer--pointed-at {
            color: $footer-key-foreground;
            background: $block-hover-background;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._pointed_at: FooterKey | None = None

    def on_mount(self) -> None:
        """Show other keys whenever others work."""
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    def on_unmount(self) -> None:
        """Look after no keys any more."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _keys_changed(self, screen: Screen[object]) -> None:
        # In a terminal that is left for another window no pane has the focus.
        if screen.app.app_focus and self.is_attached and screen is self.screen:
            self.refresh()

    @property
    def keys(self) -> tuple[FooterKey, ...]:
        """The keys that there is room for, in their order."""
        return _fitting(self._working(), self.size.width)

    def _working(self) -> list[FooterKey]:
        """The first key of each action that works here and is to be shown."""
        found: dict[str, FooterKey] = {}
        entering: set[str] = set()
        for active in self._as_usual():
            node, binding, enabled, help_text = active
            if binding.show and binding.action not in found:
                words = self._words_of(binding)
                if words is None:
                    continue
                if "enter" in (binding.key, _usual_keys(type(node)).get(binding.id)):
                    entering.add(binding.action)
                found[binding.action] = FooterKey(
                    binding.key,
                    self.app.get_key_display(binding),
                    words,
                    binding.action,
                    enabled,
                    help_text or binding.description,
                )
        keys = list(found.values())
        if not _selecting(keys):
            # What Enter does here stands first; a selection knows no Enter.
            keys.sort(key=lambda key: key.action not in entering)
        return keys

    def _as_usual(self) -> list[ActiveBinding]:
        """What works here in the order of the commands, whatever their keys are.

        Textual puts keys that the reader gave behind all others of a part.
        """
        inmost = self.screen.focused or self.screen
        parts = {node: at for at, node in enumerate(inmost.ancestors_with_self)}

        def place(one: ActiveBinding) -> tuple[int, int]:
            rank = _ranks(type(one.node)).get(one.binding.id, 0)
            return parts.get(one.node, len(parts)), rank

        return sorted(self.screen.active_bindings.values(), key=place)

    def _words_of(self, binding: Binding) -> str | None:
        """What a key does now, where its screen knows that better than the binding."""
        words_of_key = getattr(self.screen, "words_of_key", None)
        if words_of_key is None:
            return binding.description
        words: str | None = words_of_key(_bare(binding.action))
        return words if words is None else words or binding.description

    def render(self) -> Content:
        """The keys with their words, side by side."""
        parts: list[Content] = []
        for key in self.keys:
            looks = ("footer--key", "footer--words")
            if key == self._pointed_at:
                looks = ("footer--pointed-at", "footer--pointed-at")
            of_key, of_words = map(self._look, looks)
            shown = Content.styled(f" {key.shown} ", of_key)
            words = Content.styled(f"{key.words} ", of_words)
            whole = Content.assemble(shown, words)
            parts.append(whole if key.is_enabled else whole.stylize("dim"))
        return Content.assemble(*parts)

    def _look(self, name: str) -> Style:
        """A look, in every theme to be read: Textual's own ones do not see to it."""
        style = self.get_visual_style(name)
        below = self.background_colors[1]
        letters, ground = legible(
            below + style.foreground,
            below + style.background,
            least_contrast(self.app.theme),
        )
        return style + Style(ground, letters)

    # The mouse

    def _at(self, column: int) -> FooterKey | None:
        """The key that is shown in a column."""
        for key in self.keys:
            if column < key.width:
                return key
            column -= key.width
        return None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press the key that is clicked on."""
        key = self._at(event.x)
        if key is None:
            return
        if key.is_enabled:
            self.app.simulate_key(key.key)
        else:
            self.app.bell()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what is pointed at, and say what it does."""
        self._point_at(self._at(event.x))

    def on_leave(self) -> None:
        """Nothing is pointed at any more."""
        self._point_at(None)

    def _point_at(self, key: FooterKey | None) -> None:
        if key != self._pointed_at:
            self._pointed_at = key
            self.tooltip = key.help if key is not None else None
            self.refresh()


@cache
def _usual_keys(kind: type[DOMNode]) -> dict[str | None, str]:
    """The commands of a part of the screen, in their order, with the usual keys."""
    usual = kind._merged_bindings
    found: dict[str | None, str] = {}
    for _, binding in () if usual is None else usual:
        if binding.id is not None:
            found.setdefault(binding.id, binding.key)
    return found


@cache
def _ranks(kind: type[DOMNode]) -> dict[str | None, int]:
    return {name: rank for rank, name in enumerate(_usual_keys(kind))}


def _fitting(keys: list[FooterKey], room: int) -> tuple[FooterKey, ...]:
    """The keys that have room: of the needed ones the most needed first."""
    rank = _rank_selecting if _selecting(keys) else _rank
    if any(_action(key) == _OF_LIST for key in keys):
        rank = _rank_in_list
    ranked = sorted(range(len(keys)), key=lambda place: rank(place, keys[place]))
    fitting: set[int] = set()
    for place in ranked:
        if keys[place].width <= room:
            fitting.add(place)
            room -= keys[place].width
    return tuple(keys[place] for place in sorted(fitting))


def _rank(place: int, key: FooterKey) -> tuple[int, int]:
    action = _action(key)
    if place == 0:
        # But even before that, how to leave and to get help.
        return 2, 0
    if action in _NEEDED:
        needed = _NEEDED.index(action)
        return (1 if needed <= _LEAVING else 3), needed
    return 4, place


def _rank_in_list(place: int, key: FooterKey) -> tuple[int, int]:
    """The list is filtered more often than the post behind it is looked through."""
    if _action(key) == "filter":
        return 3, _NEEDED.index("find") - 1
    return _rank(place, key)


def _rank_selecting(place: int, key: FooterKey) -> tuple[int, int]:
    """The way out, then all that is done with the passage: it is why one selects."""
    action = _action(key)
    if action in _PASSAGE:
        return 0, _PASSAGE.index(action)
    return (1 if action.startswith("pick_") else 2), place


def _selecting(keys: list[FooterKey]) -> bool:
    return any(_action(key).startswith("pick_") for key in keys)


def _action(key: FooterKey) -> str:
    return _bare(key.action)


def _bare(action: str) -> str:
    """An action's name without where it works and its parameters."""
    return action.rpartition(".")[2].partition("(")[0]
