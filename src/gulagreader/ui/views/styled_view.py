"""Looks laid over one another: each worked out when it is first painted with."""

from collections.abc import Sequence
from functools import cache

from rich.style import Style
from textual.css.styles import RenderStyles
from textual.dom import DOMNode
from textual.scroll_view import ScrollView

from gulagreader.ui.looks.late_styles import EARLY, read_late_styles
from gulagreader.ui.looks.legibility import least_contrast, legible

_UPRIGHT = Style(reverse=False)

_WHOLE_ROW = frozenset({"posts--cursor", "rows--cursor", "thread--focused"})
"""Looks of a whole row, which without hues is turned round."""


class StyledView(ScrollView):
    """A view that is painted in the looks of a style sheet."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._styles: dict[tuple[str, ...], Style] = {}
        self._styled_by: Sequence[object] = ()
        """The rules that the kept styles were made of."""
        self._styled_on: tuple[object, ...] = ()
        """The theme, the colours and the weight below them."""

    def style_of(self, looks: tuple[str, ...]) -> Style:
        """The style of looks laid over one another on this view's own."""
        style = self._styles.get(looks)
        if style is None:
            style = self._mixed(looks)
            self._styles[looks] = style
        return style

    @classmethod
    @cache
    def _get_component_classes(cls) -> frozenset[str]:
        """None that Textual works out by itself, whenever anything is styled anew.

        The panes have a hundred looks, of which the first picture needs six.
        """
        return frozenset()

    def get_component_styles(self, *names: str) -> RenderStyles:
        """The styles of looks, worked out when one is first painted with."""
        for name in names:
            if name not in self._component_styles:
                self._component_styles[name] = self._worked_out(name)
        return super().get_component_styles(*names)

    def _worked_out(self, look: str) -> RenderStyles:
        """What the style sheet says of a look, as Textual itself asks it."""
        if not look.startswith(EARLY):
            read_late_styles(self.app)
        node = DOMNode(classes=look)
        node._attach(self)
        self.app.stylesheet.apply(node)
        return node.styles

    def _mixed(self, looks: tuple[str, ...]) -> Style:
        # Textual blends a component's colours with its widget's alone; here looks
        # lie over one another, so each is blended with what is below it.
        _, _, background, color = self.colors
        weight = self.styles.text_style
        ground = background
        for look in looks:
            own = self.get_component_styles(look)
            if own.has_rule("background"):
                # What is selected hides what is below: with a note's colour behind
                # it, it could not be read in every theme.
                below = ground if look == "text--selected" else background
                background = below + own.background
            if own.auto_color:
                color = background.get_contrast_text(own.color.a)
            elif own.has_rule("color"):
                color = own.color
            if own.has_rule("text_style"):
                if weight.reverse and own.text_style.reverse:
                    # Turned round twice it would not stand out where it lies.
                    weight += own.text_style + _UPRIGHT
                else:
                    weight += own.text_style
        if weight.reverse and not _WHOLE_ROW.isdisjoint(looks):
            # Turned round, each piece's own colour would be a ground of its own.
            color = self.colors[3]
        if self.app.no_color:
            return weight
        shown = background + color if color.a < 1 else color
        least = least_contrast(self.app.theme)
        shown, ground = legible(shown, background, least)
        return weight + Style.from_color(shown.rich_color, ground.rich_color)

    def notify_style_update(self) -> None:
        """Forget styles when a theme changes them, or what lies below."""
        super().notify_style_update()
        # The focus changes the border alone: no rule for a look asks for it.
        ground = self.app.theme, self.colors, self.styles.text_style
        rules = self.app.stylesheet.rules
        if rules is not self._styled_by or ground != self._styled_on:
            self._styled_by, self._styled_on = rules, ground
            self._component_styles.clear()
            self._styles.clear()
            self.looks_changed()

    def looks_changed(self) -> None:
        """Forget what was painted: it would look otherwise now."""
