"""The parts that the reader's screen is made of do not get into each other's way."""

import inspect
from collections import defaultdict

from textual.screen import Screen

from gulagreader.ui.screens.reader import ReaderScreen

TOOLKIT = set(vars(Screen))
"""What Textual sets on every class of a screen."""


def meant_to_be_replaced(part: type, name: str) -> bool:
    """Whether a part only says that another one has it."""
    return "raise NotImplementedError" in inspect.getsource(getattr(part, name))


def goes_on(part: type, name: str) -> bool:
    """Whether a part's own also does what those before it do."""
    return f"super().{name}(" in inspect.getsource(getattr(part, name))


def test_no_private_name_is_of_two_parts_unless_one_goes_on_to_the_other() -> None:
    # Last comes what stands lowest, first what takes its place.
    parts = [one for one in ReaderScreen.__mro__ if one.__module__.startswith("gula")]
    named = defaultdict(list)
    for part in parts:
        for name in vars(part):
            if name.startswith("_") and not name.endswith("__") and name not in TOOLKIT:
                named[name].append(part)
    shared = {name: of for name, of in named.items() if len(of) > 1}
    assert "_show" in shared
    clashes = {
        name: [one.__name__ for one in of]
        for name, of in shared.items()
        if not all(goes_on(one, name) for one in of[:-1])
        and not all(meant_to_be_replaced(one, name) for one in of[1:])
    }
    assert clashes == {}
