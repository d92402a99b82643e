"""What must hold after every key, whatever the key was."""

from textual.widget import Widget

from gulagreader.ui.app import Gulagreader
from gulagreader.ui.keys.whole_footer import WholeFooter


def what_is_wrong(app: Gulagreader) -> str | None:
    """What a reader would notice to be broken now, in words; None for nothing.

    Somebody has the focus and is in view, the screen on top is drawn, and no key of
    its footer is cut.
    """
    if app._exception is not None:
        return f"failed: {app._exception!r}"
    screen = app.screen
    focused = screen.focused
    if focused is None:
        return f"nobody has the focus in {type(screen).__name__}"
    if not _is_in_view(focused):
        return f"{focused!r} has the focus and is not in view"
    for footer in screen.query(WholeFooter):
        if sum(key.width for key in footer.keys) > app.size.width:
            return f"{footer.keys[-1]!r} is cut"
    return None


def _is_in_view(widget: Widget) -> bool:
    shown = all(
        one.display for one in widget.ancestors_with_self if isinstance(one, Widget)
    )
    region = widget.region.intersection(widget.screen.region)
    return shown and widget.visible and bool(region)
