"""Four hundred keys in a row, over all panes and screens, at four sizes."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.keys import _character_to_key
from ui.key_script import what_is_wrong
from ui.reading_room import make_library, reader_on, reading

_WRITTEN = """
# The list: moving, turning, marking, tags, sorting, filtering.
j j k g G space b v j v U r u * * * S
escape t j k escape B B
f 'stove enter j escape escape
# The post: turning pages, parts, outline, links, measure, numbers, pin.
g enter j j k space b ctrl+d ctrl+u G g } } { T
down escape T enter L down up escape
) ) ( ( # # + + z z ; ; : enter down escape
# Selecting, noting, quoting, citing, gathering.
v l l s S p P w W o v v y v j k escape v s a
'why tab escape escape
y Y c escape d x x m a ` a ` `
# The thread: moving, folding, time, peeking, narrowing, what is new.
3 j j k k J K } { p P space b G g l h h enter enter < < > > - =
t j J t i j k enter backspace i escape
F 'bread enter j k enter escape escape
A j A I down escape . . , , O L escape v l y escape
backspace backspace alt+right # # ( )
# Finding in the text.
/ 'stove enter n n N n escape
/ 'nothing space 'of space 'this escape escape
# Other posts and back; panes; zen in each.
] ] [ [ tab tab tab shift+tab 1 z z 2 z 3 z escape 1
ctrl+right ctrl+left ctrl+up ctrl+down
# Search: line, hits, counts, years, back, again.
s 'bread space 'author:kettle_on down up ctrl+t ctrl+g ctrl+y
tab j k x x t t d d - = h l g G J K space b
tab j k enter enter tab l h enter enter tab
shift+tab tab escape escape escape
4 escape s 'snow enter n backspace escape escape
# Help, palette, damage.
? down up 'fold escape escape escape
ctrl+p 'theme down up escape escape ! escape
# Notes, quotations, dossier, people, concordance.
H j k t t / escape escape escape
" j k o o o G g } { / w escape escape escape
E j k J K tab tab i 'head escape escape escape
w j k o O u u r j escape escape escape
1 3 W j escape escape
C 'bread enter tab o O j k escape escape
1 2 3 q q j enter
"""
"""Keys by their signs or names; after an apostrophe what is typed letter by letter."""


def _keys(written: str) -> Iterator[str]:
    for line in written.splitlines():
        for word in [] if line.startswith("# ") else line.split():
            if len(word) > 1 and word[0] == "'":
                yield from map(_character_to_key, word[1:])
            else:
                yield _character_to_key(word) if len(word) == 1 else word


SCRIPT = tuple(_keys(_WRITTEN))
_SIZES = ((60, 18), (80, 24), (160, 50), (250, 70))


_KEYS_A_SIZE = 60
_TURNS = range(4) if "GULAGREADER_ALL_SIZES" in os.environ else (0,)
"""In one turn the keys are pressed at the four sizes by turns, with what is open made
wider and narrower between them; in all four every key is pressed at every size, which
takes minutes."""


@pytest.mark.timeout(400)  # a quarter of a minute of work; a busy machine takes longer
@pytest.mark.parametrize("turn", _TURNS)
async def test_no_key_of_hundreds_fails_or_loses_the_focus(
    tmp_path: Path, turn: int
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=_SIZES[turn]) as pilot:
        for number, key in enumerate(SCRIPT):
            if number % _KEYS_A_SIZE == 0:
                size = _SIZES[(number // _KEYS_A_SIZE + turn) % len(_SIZES)]
                await pilot.resize_terminal(*size)
            await pilot.press(key)
            for _ in range(100):
                # A screen that is just opened or closed gets its focus a turn later.
                if not what_is_wrong(app):
                    break
                await pilot.pause(0.01)
            assert what_is_wrong(app) is None, f"after key {number}, {key!r}"
            assert app.is_running, f"after key {number}, {key!r}"
