"""Every theme can be read, and tells apart what has to be told apart."""

from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import combinations
from pathlib import Path

import pytest
import pytest_asyncio
from rich.segment import Segment
from rich.style import Style
from textual.theme import Theme
from textual.widgets import Input, TextArea
from ui.colour_vision import apart, seen_by
from ui.reading_room import make_library, reader_on, reading

from gulagreader.domain.notes import COLOURS
from gulagreader.domain.session import Leading
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.looks.paint import TEXT_LOOKS
from gulagreader.ui.looks.themes import (
    BLUE_ORANGE,
    OFFERED_THEMES,
    OWN_THEMES,
    RED_CYAN,
    WITHOUT_HUES,
    theme_names,
)
from gulagreader.ui.views.lines_view import LinesView

Dressed = tuple[Gulagreader, Callable[[str], Awaitable[None]]]
# WCAG 2.2, 1.4.3 (AA) and 1.4.6 (AAA): the least contrast of text.
LEAST = 4.5
ENHANCED = 7.0
MIXED_THEMES = tuple(name for name in OFFERED_THEMES if not name.startswith("ansi"))
"""Of the terminal's own colours nobody knows what they look like."""
TOLD_APART = (
    ("text--quotation",),
    ("text--citation",),
    ("text--match",),
    ("text--current-match",),
    ("text--selected",),
    (),
)


@pytest_asyncio.fixture
async def dressed(tmp_path: Path) -> AsyncIterator[Dressed]:
    folder = make_library(tmp_path / "library")
    made = reader_on(folder, tmp_path / "own")
    async with reading(made) as pilot:

        async def dress(theme: str) -> None:
            made._dress(theme)
            await pilot.pause()

        yield made, dress


def luminance(channels: tuple[int, ...]) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    parts = []
    for channel in channels:
        share = channel / 255
        parts.append(
            share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        )
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(style: Style) -> float:
    """The contrast of a text with what is behind it, 1 to 21."""
    assert style.color is not None
    assert style.bgcolor is not None
    lights = [
        luminance(tuple(colour.get_truecolor()))
        for colour in (style.color, style.bgcolor)
    ]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def least_contrast(theme: str) -> float:
    """What a theme promises of each of its texts."""
    return ENHANCED if theme.startswith("high-contrast") else LEAST


def seen(style: Style) -> tuple[object, ...]:
    """What an eye has to tell a text by."""
    marks = (style.bold, style.italic, style.underline, style.reverse, style.dim)
    return (style.color, style.bgcolor, *(bool(mark) for mark in marks))


async def test_every_text_stands_out_from_what_is_behind_it(dressed: Dressed) -> None:
    app, dress = dressed
    pale = []
    for theme in OWN_THEMES:
        await dress(theme.name)
        least = least_contrast(theme.name)
        views = app.reader.query(LinesView)  # type: ignore[type-abstract]
        for view in views:
            for look in sorted(type(view).COMPONENT_CLASSES):
                ratio = contrast(view.style_of((look,)))
                if ratio < least:
                    pale.append(f"{theme.name} {look} {ratio:.1f}")
    assert "\n".join(pale) == ""


async def test_a_selection_can_be_read_over_whatever_it_is_laid(
    dressed: Dressed,
) -> None:
    app, dress = dressed
    pale = []
    for theme in OWN_THEMES:
        await dress(theme.name)
        least = least_contrast(theme.name)
        for view in (app.reader.post_pane, app.reader.thread_pane):
            bare = view.style_of(("text--selected",))
            for look in sorted(TEXT_LOOKS - {"text--selected"}):
                style = view.style_of((look, "text--selected"))
                if contrast(style) < least or style.bgcolor != bare.bgcolor:
                    pale.append(f"{theme.name} {look} {contrast(style):.1f}")
    assert "\n".join(pale) == ""


LAID_OVER = ("text--match", "text--passage", "text--quotation", "rows--cursor")


async def test_every_text_can_be_read_whatever_is_laid_over_it(
    dressed: Dressed,
) -> None:
    app, dress = dressed
    pale = []
    view = app.reader.post_pane
    for theme in MIXED_THEMES:
        await dress(theme)
        least = least_contrast(theme)
        for look in sorted(TEXT_LOOKS):
            for over in LAID_OVER:
                for looks in ((look, over), (over, look)):
                    ratio = contrast(view.style_of(looks))
                    if ratio < least:
                        pale.append(f"{theme} {looks} {ratio:.1f}")
    assert "\n".join(pale) == ""


async def test_the_footer_can_be_read_in_every_theme_that_is_offered(
    dressed: Dressed,
) -> None:
    app, dress = dressed
    pale = []
    for theme in MIXED_THEMES:
        await dress(theme)
        footer = app.reader.query_one(WholeFooter)
        least = least_contrast(theme)
        for segment in footer.render_line(0):
            assert segment.style is not None
            if segment.text.strip() and contrast(segment.style) < least:
                pale.append(f"{theme} {segment.text} {contrast(segment.style):.1f}")
    assert pale == []


async def test_the_months_can_be_read_in_every_theme_that_is_offered(
    dressed: Dressed,
) -> None:
    app, dress = dressed
    pale = []
    for theme in MIXED_THEMES:
        await dress(theme)
        least = least_contrast(theme)
        ratio = contrast(app.reader.query_one("#months").rich_style)
        if ratio < least:
            pale.append(f"{theme} {ratio:.1f}")
    assert pale == []


@pytest.mark.parametrize("field", [Input, TextArea])
async def test_what_a_line_waits_for_can_be_read(
    dressed: Dressed, field: type[Input | TextArea]
) -> None:
    app, dress = dressed
    pale = []
    await app.reader.mount(field(placeholder="a word", id="tried"))
    line = app.reader.query_one("#tried", field)
    for theme in OWN_THEMES:
        await dress(theme.name)
        least = least_contrast(theme.name)
        name = "input" if field is Input else "text-area"
        for part in ("placeholder", "selection"):
            ratio = contrast(line.get_component_rich_style(f"{name}--{part}"))
            if ratio < least:
                pale.append(f"{theme.name} {part} {ratio:.1f}")
    assert pale == []


@pytest.mark.parametrize("theme", sorted(WITHOUT_HUES))
async def test_a_match_stands_out_in_the_row_that_is_chosen(
    dressed: Dressed, theme: str
) -> None:
    app, dress = dressed
    await dress(theme)
    view = app.reader.post_pane
    for row in ("rows--cursor", "thread--focused"):
        chosen, match = view.style_of((row,)), view.style_of((row, "text--match"))
        assert bool(chosen.reverse) != bool(match.reverse)


async def test_what_has_to_be_told_apart_is_in_every_theme(dressed: Dressed) -> None:
    app, dress = dressed
    for theme in OWN_THEMES:
        await dress(theme.name)
        view = app.reader.post_pane
        looks = [seen(view.style_of(look)) for look in TOLD_APART]
        assert len(set(looks)) == len(looks), theme.name


async def test_without_hues_no_colour_has_to_be_known(dressed: Dressed) -> None:
    app, dress = dressed
    for name in WITHOUT_HUES:
        await dress(name)
        view = app.reader.post_pane
        looks = [seen(view.style_of(look))[2:] for look in TOLD_APART]
        assert len(set(looks)) == len(looks), name


FAR = 10.0
"""Five times what is just noticed (CIE 1976)."""
SAFE_FOR = [
    (BLUE_ORANGE, "no red"),
    (BLUE_ORANGE, "no green"),
    (RED_CYAN, "no blue"),
]


@pytest.mark.parametrize(("theme", "eyes"), SAFE_FOR)
async def test_the_safe_themes_tell_apart_what_they_are_for(
    dressed: Dressed, theme: Theme, eyes: str
) -> None:
    app, dress = dressed
    await dress(theme.name)
    view = app.reader.post_pane
    noted = [(f"text--noted-{colour}",) for colour in COLOURS]
    styles = {look: view.style_of(look) for look in (*TOLD_APART, *noted)}
    near = [
        f"{one} {other}"
        for one, other in combinations(styles, 2)
        if seen(styles[one])[2:] == seen(styles[other])[2:]
        and distance(styles[one], styles[other], eyes) < FAR
    ]
    assert near == []


def distance(one: Style, other: Style, eyes: str) -> float:
    """How far two looks are apart: the farther of their letters and grounds."""
    pairs = ((one.color, other.color), (one.bgcolor, other.bgcolor))
    return max(
        apart(seen_by(a.get_truecolor(), eyes), seen_by(b.get_truecolor(), eyes))
        for a, b in pairs
        if a is not None and b is not None
    )


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_nothing_is_written_in_the_colour_that_is_behind_it(
    dressed: Dressed, theme: str
) -> None:
    app, dress = dressed
    await dress(theme)
    unseen = [
        look
        for view in app.reader.query(LinesView)  # type: ignore[type-abstract]
        for look in sorted(type(view).COMPONENT_CLASSES)
        if (style := view.style_of((look,))).color == style.bgcolor
        and style.color is not None
        and not style.color.is_default
    ]
    assert unseen == []


@pytest.mark.parametrize("theme", sorted(WITHOUT_HUES))
async def test_without_hues_the_row_at_hand_has_one_ground(
    dressed: Dressed, theme: str
) -> None:
    app, dress = dressed
    app.reader.lead(Leading.THREAD)
    await dress(theme)
    for view, line in (
        (app.reader.thread_pane, app.reader.thread_pane.line_of_focus),
        (app.reader.posts, 0),
    ):
        looks = view.line_look(line)
        shown = [*view.segments_of(line), Segment(" ", view.style_of(looks))]
        turned = [one.style for one in shown if one.style and one.style.reverse]
        assert len(turned) > 2
        # What is turned round has the colour of its letters for its ground.
        assert len({(style.color, style.bgcolor) for style in turned}) == 1


async def test_a_match_on_a_dark_page_has_light_letters_and_on_a_light_one_dark(
    dressed: Dressed,
) -> None:
    app, dress = dressed
    turned = []
    for name in theme_names():
        if name.startswith("ansi"):
            continue
        await dress(name)
        match = app.reader.post_pane.style_of(("text--match",))
        assert match.color is not None
        assert match.bgcolor is not None
        letters, ground = (
            luminance(tuple(one.get_truecolor()))
            for one in (match.color, match.bgcolor)
        )
        if (letters > ground) != app.current_theme.dark:
            turned.append(name)
    assert turned == []
