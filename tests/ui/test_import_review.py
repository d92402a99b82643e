"""The look before an import: guesses, decisions about them, the post as it would be."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from importing.dump_styles import PageModel, Said, resiliparse
from textual.pilot import Pilot
from ui.reading_room import (
    make_library,
    reader_on,
    reading,
    screen_text,
    type_text,
    until,
)

from gulagreader.domain.progress import finish
from gulagreader.services.import_deciding import REVIEW_FILE, ImportReview
from gulagreader.services.import_guesses import guessed_imports
from gulagreader.services.importing import import_sources
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.panes.guess_rows import GuessRow, PostRow
from gulagreader.ui.panes.guesses import GuessesPane
from gulagreader.ui.screens.import_choice import ImportChoiceScreen
from gulagreader.ui.screens.import_review import ImportReviewScreen
from gulagreader.ui.screens.name import NameScreen
from gulagreader.ui.screens.path import PathScreen

LONG = (
    "The stove of the barracks was lit in the evening only, and whoever came late from "
    "the works stood behind the others and waited for his turn to warm his hands."
)
SURE = (
    f"A winter\n\n{LONG}\n\nAnna at the stove\n\n{LONG}\n\n\n"
    f"  1. I like how you wrote: {LONG}\n\n\n"
    f"  2. And what do you think of this? {LONG}\n\n\n"
    f"  3. Thanks, I liked your words. {LONG}\n\n\nLeave a Reply"
)
LETTERS = resiliparse(
    PageModel(
        "Letters from the river",
        (LONG, f"“We are well,” he wrote. {LONG}", LONG),
        (
            Said("Vera", 3, (LONG,), (Said("Ivan", 4, (f"I disagree. {LONG}",)),)),
            Said("Olga", 5, (f"Thank you. {LONG}",)),
        ),
    )
)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "winter.txt").write_text(SURE, encoding="utf-8")
    (folder / "letters.txt").write_text(LETTERS, encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02")
    return folder


@pytest.fixture
def app(tmp_path: Path) -> Gulagreader:
    return reader_on(make_library(tmp_path / "library"), tmp_path)


async def look(pilot: Pilot[None], app: Gulagreader, path: Path) -> ImportReviewScreen:
    """Look at a path, until its guesses are listed."""
    await pilot.press("R")
    await until(pilot, lambda: isinstance(app.screen, PathScreen))
    app.screen.query_one("Input").value = str(path)  # type: ignore[attr-defined]
    await pilot.press("enter")
    return await looked(pilot, app)


async def looked(pilot: Pilot[None], app: Gulagreader) -> ImportReviewScreen:
    """The look, once its guesses are listed."""
    await until(pilot, lambda: isinstance(app.screen, ImportReviewScreen))
    screen = app.screen
    assert isinstance(screen, ImportReviewScreen)
    await until(pilot, lambda: screen.review is not None and screen.guesses.rows)
    await until(pilot, lambda: screen.preview.blocks)
    return screen


def listed(pane: GuessesPane) -> list[tuple[str, str]]:
    """The guesses listed: the title of the post and what was guessed."""
    return [
        (row.post.title, row.question.guess.what)
        for row in pane.rows
        if isinstance(row, GuessRow)
    ]


async def go_to(pilot: Pilot[None], screen: ImportReviewScreen, what: str) -> None:
    """Move the cursor to the first guess of a kind, from the top."""
    await pilot.press("g")
    for _ in range(50):
        question = screen.guesses.question_at_hand
        if question is not None and question.guess.what == what:
            return
        await pilot.press("j")
    raise AssertionError(f"no guess “{what}”")


def takes(review: ImportReview | None) -> dict[str, str]:
    assert review is not None
    return {what: take for (_, _, what), take in review.takes.items()}


def files_of(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def preview_text(screen: ImportReviewScreen) -> str:
    return "\n".join(block.text for block in screen.preview.blocks)


async def test_each_guess_is_shown_with_reason_confidence_and_lines(
    app: Gulagreader, sources: Path
) -> None:
    async with reading(app, size=(160, 50)) as pilot:
        await look(pilot, app, sources / "winter.txt")
        text = screen_text(app)
        assert "50%  [heading]  caption  paragraph" in text
        assert "a short line without a full stop" in text
        assert "▶   5  Anna at the stove" in text
        assert "    3  The stove of the barracks" in text
        assert "   10  1. I like how you wrote" in text
        assert "0 decided of 3 guesses (1 unsure) · 1 post · 3 comments" in text


async def test_the_least_sure_guess_is_first_and_d_restores_the_order(
    app: Gulagreader, sources: Path
) -> None:
    async with reading(app, size=(160, 50)) as pilot:
        screen = await look(pilot, app, sources)
        guesses = [
            row.question.guess.confidence
            for row in screen.guesses.rows
            if isinstance(row, GuessRow) and row.post.title == "A winter"
        ]
        assert guesses == sorted(guesses)
        first = next(row for row in screen.guesses.rows if isinstance(row, PostRow))
        assert first.title == "A winter"
        assert screen.guesses.question_at_hand is not None
        assert screen.guesses.question_at_hand.guess.what == "heading"
        await pilot.press("d")
        lines = [
            row.question.guess.line
            for row in screen.guesses.rows
            if isinstance(row, GuessRow) and row.post.title == "A winter"
        ]
        assert lines == [1, 5, 10]


async def test_enter_and_space_go_through_the_choices_and_the_post_follows(
    app: Gulagreader, sources: Path
) -> None:
    async with reading(app, size=(160, 50)) as pilot:
        screen = await look(pilot, app, sources / "winter.txt")
        await go_to(pilot, screen, "heading")
        assert any(
            block.text == "Anna at the stove" and block.level == 2
            for block in screen.preview.blocks
        )
        await pilot.press("enter")
        assert takes(screen.review) == {"heading": "caption"}
        assert "heading  [caption]  paragraph" in screen_text(app)
        await until(
            pilot,
            lambda: any(
                block.text == "Anna at the stove" and block.spans and not block.level
                for block in screen.preview.blocks
            ),
        )
        await pilot.press("space")
        assert takes(screen.review) == {"heading": "paragraph"}
        await pilot.press("enter")
        assert takes(screen.review) == {}
        await pilot.press("enter", "u")
        assert takes(screen.review) == {}


async def test_two_clicks_decide_and_one_on_a_post_folds_it(
    app: Gulagreader, sources: Path
) -> None:
    async with reading(app, size=(160, 50)) as pilot:
        screen = await look(pilot, app, sources / "winter.txt")
        await pilot.click("#guesses", offset=(10, 3), times=2)
        await until(pilot, lambda: takes(screen.review) == {"heading": "caption"})
        await pilot.click("#guesses", offset=(10, 1))
        await until(pilot, lambda: listed(screen.guesses) == [])


async def test_what_a_decision_brings_is_listed_and_leaves_with_it(
    app: Gulagreader, sources: Path
) -> None:
    (sources / "winter.txt").write_text(
        SURE.replace("A winter\n", f"A winter\n\n{LONG} {LONG}\n")
    )
    async with reading(app, size=(160, 50)) as pilot:
        screen = await look(pilot, app, sources / "winter.txt")
        before = listed(screen.guesses)
        await go_to(pilot, screen, "title")
        await pilot.press("enter")
        await until(pilot, lambda: len(listed(screen.guesses)) == len(before) + 1)
        assert "came up by what you decided" in screen_text(app)
        row = screen.guesses.rows[0]
        assert isinstance(row, PostRow)
        assert row.title == "winter"
        question = screen.guesses.question_at_hand
        assert question is not None
        assert question.guess.what == "title"
        await pilot.press("enter")
        await until(pilot, lambda: listed(screen.guesses) == before)


async def test_names_and_lines_that_hold_markup_are_shown_as_they_stand(
    app: Gulagreader, sources: Path
) -> None:
    text = SURE.replace("Anna at the stove", "[/b] Anna \x1b]0;x\x07 at [red]")
    (sources / "winter.txt").write_text(text.replace("A winter", "A [/winter]"))
    (sources / "[bold].txt").write_bytes(b"\x00")
    async with reading(app, size=(160, 50)) as pilot:
        await look(pilot, app, sources)
        text = screen_text(app)
        assert "A [/winter]" in text
        assert "[/b] Anna" in text
        assert "\x1b" not in text
        await pilot.press("G")
        assert "[bold].txt" in screen_text(app)


async def test_keys_of_a_russian_layout_do_the_same(
    app: Gulagreader, sources: Path
) -> None:
    async with reading(app) as pilot:
        screen = await look(pilot, app, sources / "winter.txt")
        here = screen.guesses.cursor
        await pilot.press("о")
        assert screen.guesses.cursor == here + 1
        await pilot.press("л")
        assert screen.guesses.cursor == here


async def test_comments_begin_at_the_line_that_is_typed(
    app: Gulagreader, sources: Path
) -> None:
    async with reading(app, size=(160, 50)) as pilot:
        screen = await look(pilot, app, sources / "winter.txt")
        await go_to(pilot, screen, "comments")
        await pilot.press("enter")
        await until(pilot, lambda: "Comments" not in preview_text(screen))
        assert "no comments" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, NameScreen))
        assert "Comments from line" in screen_text(app)
        await pilot.press("enter")
        assert takes(screen.review) == {"comments": "from line 13"}
        await until(pilot, lambda: "Comments 2" in preview_text(screen))
        assert "[from line 13]" in screen_text(app)
        row = screen.guesses.rows[0]
        assert isinstance(row, PostRow)
        assert row.comments == 2


async def test_what_is_no_number_of_a_line_is_said(
    app: Gulagreader, sources: Path
) -> None:
    async with reading(app, size=(160, 50)) as pilot:
        screen = await look(pilot, app, sources / "winter.txt")
        await go_to(pilot, screen, "comments")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, NameScreen))
        await pilot.press("ctrl+u")
        await type_text(pilot, "later")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen)
        assert "“later” is no number of a line" in screen_text(app)
        assert takes(screen.review) == {"comments": "no"}


async def test_a_guess_that_cannot_be_changed_says_so(
    app: Gulagreader, sources: Path
) -> None:
    (sources / "winter.txt").write_text(SURE.replace("Anna at", "Source: Anna at"))
    async with reading(app, size=(160, 50)) as pilot:
        screen = await look(pilot, app, sources / "winter.txt")
        await go_to(pilot, screen, "source")
        assert "source  cannot be changed here" in screen_text(app)
        await pilot.press("enter")
        assert takes(screen.review) == {}
        assert "This source cannot be changed here" in screen_text(app)


async def test_f_filters_by_confidence_and_by_what_can_be_decided(
    app: Gulagreader, sources: Path
) -> None:
    async with reading(app, size=(160, 50)) as pilot:
        screen = await look(pilot, app, sources)
        every = listed(screen.guesses)
        await pilot.press("f")
        assert listed(screen.guesses) == [("A winter", "heading")]
        assert "at most 60% sure" in screen_text(app)
        await pilot.press("f")
        assert set(listed(screen.guesses)) < set(every)
        await pilot.press("f")
        shown = [row for row in screen.guesses.rows if isinstance(row, GuessRow)]
        assert shown
        assert all(row.question.can_be_decided for row in shown)
        await pilot.press("f")
        assert listed(screen.guesses) == []
        assert "No guess is so; f shows others" in screen_text(app)
        await pilot.press("f")
        assert listed(screen.guesses) == every


async def test_the_lines_of_the_source_are_shown_with_the_one_at_hand(
    app: Gulagreader, sources: Path
) -> None:
    async with reading(app, size=(160, 50)) as pilot:
        screen = await look(pilot, app, sources / "winter.txt")
        await go_to(pilot, screen, "comments")
        await pilot.press("t")
        await until(pilot, lambda: "   10    1. I like" in preview_text(screen))
        assert "    5  Anna at the stove" in preview_text(screen)
        await pilot.press("escape")
        await until(pilot, lambda: "Comments 3" in preview_text(screen))
        assert app.screen is screen


async def test_refused_sources_are_listed_with_the_reason(
    app: Gulagreader, sources: Path
) -> None:
    async with reading(app, size=(160, 50)) as pilot:
        await look(pilot, app, sources)
        assert " · 1 refused · 2 posts" in screen_text(app)
        await pilot.press("G")
        text = screen_text(app)
        assert "Refused, and does not come in" in text
        assert "bad.txt" in text
        assert "holds zero bytes" in text


async def test_i_imports_as_it_was_decided_and_writes_the_review(
    app: Gulagreader, sources: Path, tmp_path: Path
) -> None:
    async with reading(app, size=(160, 50)) as pilot:
        screen = await look(pilot, app, sources)
        await go_to(pilot, screen, "heading")
        await pilot.press("enter", "i")
        await until(pilot, lambda: len(app.reader.posts.cards) == 5)
        assert app.screen is app.reader
        written = list((tmp_path / "library").rglob("*a-winter.md"))
        assert "*Anna at the stove*" in written[0].read_text(encoding="utf-8")
        review = json.loads(
            (tmp_path / "library" / "imports" / REVIEW_FILE).read_text()
        )
        taken = {
            one["what"]: one["take"]
            for source in review["sources"]
            for one in source["guesses"]
            if one["take"] != "yes"
        }
        assert taken == {"heading": "caption"}


async def test_escape_leaves_and_changes_nothing_and_r_goes_back(
    app: Gulagreader, sources: Path, tmp_path: Path
) -> None:
    async with reading(app, size=(160, 50)) as pilot:
        await until(pilot, lambda: not app.upkeep.is_busy)
        before = files_of(tmp_path / "library")
        screen = await look(pilot, app, sources)
        await go_to(pilot, screen, "heading")
        await pilot.press("enter", "escape")
        await until(pilot, lambda: app.screen is app.reader)
        assert files_of(tmp_path / "library") == before
        assert "R goes back to what you decided" in app.reader.status.words
        await pilot.press("R")
        again = await looked(pilot, app)
        assert again is not screen
        assert takes(again.review) == {"heading": "caption"}


async def test_an_import_says_how_many_guesses_are_unsure_and_r_shows_them(
    app: Gulagreader, sources: Path
) -> None:
    async with reading(app, size=(160, 50)) as pilot:
        app.upkeep.import_sources(sources / "winter.txt")
        await until(pilot, lambda: "R shows them" in app.reader.status.words)
        assert "3 guesses, 1 of them unsure" in app.reader.status.words
        await until(pilot, lambda: not app.upkeep.is_busy)
        await pilot.press("R")
        screen = await looked(pilot, app)
        assert "here already" in screen_text(app)
        await go_to(pilot, screen, "heading")
        await pilot.press("enter", "i")
        await until(
            pilot,
            lambda: any(
                "*Anna at the stove*" in path.read_text(encoding="utf-8")
                for path in app.reader._services.folder.rglob("*a-winter.md")
            ),
        )


async def test_the_path_that_is_asked_for_can_be_looked_at_first(
    app: Gulagreader, sources: Path
) -> None:
    async with reading(app, size=(160, 50)) as pilot:
        await pilot.press("ctrl+p")
        await type_text(pilot, "import files")
        await until(pilot, lambda: "import files into" in screen_text(app).lower())
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PathScreen))
        assert "Ctrl+l looks at it first" in screen_text(app)
        app.screen.query_one("Input").value = "/nowhere"  # type: ignore[attr-defined]
        await pilot.press("ctrl+l")
        assert "does not exist" in screen_text(app)
        app.screen.query_one("Input").value = str(sources)  # type: ignore[attr-defined]
        await pilot.press("ctrl+l")
        screen = await looked(pilot, app)
        assert (
            len([one for one in screen.guesses.rows if isinstance(one, PostRow)]) == 2
        )
        assert len(app.reader.posts.cards) == 3


async def test_a_source_that_changed_meanwhile_is_not_imported_and_said(
    app: Gulagreader, sources: Path
) -> None:
    async with reading(app, size=(160, 50)) as pilot:
        screen = await look(pilot, app, sources / "winter.txt")
        await go_to(pilot, screen, "heading")
        await pilot.press("enter")
        (sources / "winter.txt").write_text(SURE + "\n")
        await pilot.press("i")
        await until(pilot, lambda: "has changed since" in app.reader.status.words)
        assert "R goes back to what you decided" in app.reader.status.words
        assert len(app.reader.posts.cards) == 3
        await pilot.press("R")
        again = await looked(pilot, app)
        assert takes(again.review) == {}
        assert "1 decision fell away: a source has changed" in screen_text(app)


async def test_posts_are_folded_and_gone_through(
    app: Gulagreader, sources: Path
) -> None:
    async with reading(app, size=(160, 50)) as pilot:
        screen = await look(pilot, app, sources)
        await pilot.press("minus")
        assert listed(screen.guesses) == []
        await pilot.press("g", "J", "l")
        assert {title for title, _ in listed(screen.guesses)} == {
            "Letters from the river"
        }
        await pilot.press("j", "h")
        assert listed(screen.guesses) == []
        assert isinstance(screen.guesses.at_hand, PostRow)
        await pilot.press("enter")
        assert listed(screen.guesses)
        await pilot.press("equals_sign", "G", "K", "K")
        assert isinstance(screen.guesses.at_hand, PostRow)
        assert screen.guesses.at_hand.title == "A winter"


async def test_nothing_to_import_is_said(app: Gulagreader, sources: Path) -> None:
    async with reading(app, size=(100, 30)) as pilot:
        await pilot.press("R")
        await until(pilot, lambda: isinstance(app.screen, PathScreen))
        app.screen.query_one("Input").value = str(sources / "bad.txt")  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: "holds zero bytes" in screen_text(app))
        await pilot.press("i", "enter", "f", "d", "h", "t", "u", "minus", "J")
        assert isinstance(app.screen, ImportReviewScreen)
        await pilot.press("i")
        assert "There is nothing to import in it" in screen_text(app)


async def test_the_keys_of_the_look_are_in_its_help_and_in_the_palette(
    app: Gulagreader, sources: Path
) -> None:
    async with reading(app, size=(160, 50)) as pilot:
        screen = await look(pilot, app, sources)
        await pilot.press("question_mark")
        assert "Import all of it as it is decided" in screen_text(app)
        await pilot.press("escape", "ctrl+p")
        await type_text(pilot, "take the guess")
        await until(pilot, lambda: "next of its choices" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen)
        await until(pilot, lambda: takes(screen.review) == {"heading": "caption"})


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 50)])
async def test_guesses_and_post_have_room_at_every_size(
    app: Gulagreader, sources: Path, size: tuple[int, int]
) -> None:
    async with reading(app, size=size) as pilot:
        screen = await look(pilot, app, sources)
        guesses = screen.guesses
        assert (guesses.text_width >= 30, guesses.text_height >= 8) == (True, True)
        assert "[heading]" in screen_text(app)
        await pilot.press("tab")
        assert screen.preview.has_focus
        assert screen.preview.text_width >= 30
        assert screen.preview.text_height >= 6
        await pilot.press("j", "space", "b", "G", "g", "escape")
        assert guesses.has_focus
        assert app.screen is screen


WIDTHS: Sequence[int] = (1, 5, 40, 80, 132)
HEIGHTS: Sequence[int] = (1, 5, 18, 50)


@pytest.mark.parametrize("keys", [[], ["t"], ["tab"]])
async def test_the_look_fits_every_size(
    app: Gulagreader, sources: Path, keys: list[str]
) -> None:
    async with reading(app) as pilot:
        await look(pilot, app, sources)
        await pilot.press(*keys)
        for width in WIDTHS:
            for height in HEIGHTS:
                await pilot.resize_terminal(width, height)
                await pilot.pause()
                strips = app.screen._compositor.render_strips()
                assert len(strips) <= height
                assert all(strip.cell_length <= width for strip in strips)


async def test_a_long_list_of_guesses_is_gone_through_to_its_end(
    app: Gulagreader, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    body = "".join(f"Heading number {n}\n\n{LONG}\n\n" for n in range(50))
    for number in range(10):
        text = f"Post {number}\n\n{LONG} {number}\n\n{body}"
        (folder / f"{number:03}.txt").write_text(text)
    async with reading(app) as pilot:
        screen = await look(pilot, app, folder)
        assert len(listed(screen.guesses)) == 10 * 51
        lines = screen.guesses.virtual_size.height
        await pilot.press("enter", "G", "k", "enter")
        await until(pilot, lambda: "2 decided of" in screen_text(app))
        assert "heading  [caption]  paragraph" in screen_text(app)
        assert screen.guesses.virtual_size.height == lines
        await until(pilot, lambda: "Heading number 49" in screen_text(app))


async def test_imports_of_the_command_line_are_offered_with_their_open_guesses(
    tmp_path: Path, sources: Path
) -> None:
    library = make_library(tmp_path / "library")
    for number, name in enumerate(("letters.txt", "winter.txt"), 1):
        now = datetime(2024, 5, number, 9, 30, tzinfo=UTC)
        finish(import_sources([sources / name], library, now=now))
    app = reader_on(library, tmp_path)
    async with reading(app, size=(100, 30)) as pilot:
        await pilot.press("R")
        await until(pilot, lambda: isinstance(app.screen, ImportChoiceScreen))
        shown = screen_text(app)
        newest, older = shown.index("winter.txt"), shown.index("letters.txt")
        assert newest < older < shown.index("another file or folder")
        assert "2024-05-02 09:30" in shown
        await pilot.press("enter")
        screen = await looked(pilot, app)
        assert screen.review is not None
        assert [post.title for post in screen.review.look.posts] == ["A winter"]


async def test_an_import_whose_source_has_gone_says_so_and_another_can_be_named(
    tmp_path: Path, sources: Path
) -> None:
    library = make_library(tmp_path / "library")
    now = datetime(2024, 5, 1, tzinfo=UTC)
    finish(import_sources([sources / "winter.txt"], library, now=now))
    (sources / "winter.txt").unlink()
    app = reader_on(library, tmp_path)
    async with reading(app, size=(100, 30)) as pilot:
        await pilot.press("R")
        await until(pilot, lambda: isinstance(app.screen, ImportChoiceScreen))
        await pilot.press("enter")
        await until(pilot, lambda: "not there any more" in app.reader.status.words)
        await pilot.press("R")
        await until(pilot, lambda: isinstance(app.screen, ImportChoiceScreen))
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, PathScreen))
        await pilot.press("enter")
        await until(pilot, lambda: "Type a path" in screen_text(app))


def test_what_a_later_import_decided_is_not_open_any_more(
    tmp_path: Path, sources: Path
) -> None:
    library = make_library(tmp_path / "library")
    assert guessed_imports(library) == ()
    runs = library / "imports" / "runs"
    runs.mkdir(parents=True)
    guess = {"what": "title", "count": 2, "unsure": 1, "decided": 0}
    report = {"run": 1, "when": "2024-05-01T09:30:00+00:00", "sources": [str(sources)]}
    (runs / "1.json").write_text(json.dumps({**report, "guesses": [guess]}))
    (runs / "2.json").write_text("no report")
    (runs / "3.json").write_text(json.dumps({**report, "guesses": [{}]}))
    [one] = guessed_imports(library)
    assert (one.sources, one.guesses, one.unsure) == ((sources,), 2, 1)
    decided = {**guess, "unsure": 0, "decided": 2}
    (runs / "4.json").write_text(json.dumps({**report, "guesses": [decided]}))
    assert guessed_imports(library) == ()


SPOKEN = (
    f"A winter\n\n{LONG}\n\n2 Comments\n\n\n"
    f"  1. Ann Roe says:\n     March 3, 2014 at 5:04 pm\n\n     One. {LONG}\n\n"
    f"  2. Jo Lee says:\n     March 4, 2014 at 5:04 pm\n\n     Two. {LONG}\n\n"
    "Leave a Reply\n"
)


async def test_who_wrote_a_comment_and_when_is_what_is_typed(
    app: Gulagreader, sources: Path
) -> None:
    (sources / "spoken.txt").write_text(SPOKEN, encoding="utf-8")
    async with reading(app, size=(160, 50)) as pilot:
        screen = await look(pilot, app, sources / "spoken.txt")
        await go_to(pilot, screen, "who and when")
        await until(pilot, lambda: "Ann Roe" in preview_text(screen))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, NameScreen))
        assert "Ann Roe | 2014-03-03T17:04" in screen_text(app)
        await pilot.press("ctrl+u")
        await type_text(pilot, "Eva Kant | 2014-04-01")
        await pilot.press("enter")
        taken = {"who and when": "by Eva Kant | 2014-04-01"}
        assert takes(screen.review) == taken
        await until(pilot, lambda: "Eva Kant" in preview_text(screen))
        assert "Ann Roe" not in preview_text(screen)
        await pilot.press("u")
        await until(pilot, lambda: "Ann Roe" in preview_text(screen))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Eva Kant | tomorrow", "“tomorrow” is no date: write 2014-03-03 or"),
        ("Eva|Kant|2014-01-01", "Write one | only, between name and date"),
        ("", "Write a name, a date or both"),
    ],
)
async def test_who_and_when_that_cannot_be_taken_is_said_and_asked_for_again(
    app: Gulagreader, sources: Path, typed: str, said: str
) -> None:
    (sources / "spoken.txt").write_text(SPOKEN, encoding="utf-8")
    async with reading(app, size=(80, 24)) as pilot:
        screen = await look(pilot, app, sources / "spoken.txt")
        await go_to(pilot, screen, "who and when")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, NameScreen))
        asked = app.screen
        await pilot.press("ctrl+u")
        await type_text(pilot, typed)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is not asked)
        await until(pilot, lambda: isinstance(app.screen, NameScreen))
        await until(pilot, lambda: said in screen_text(app))
        assert (typed or "Ann Roe | 2014-03-03T17:04") in screen_text(app)
        assert takes(screen.review).get("who and when") == "no"
        await pilot.press("ctrl+u")
        await type_text(pilot, "Eva Kant | 1 April 2014")
        await pilot.press("enter")
        taken = {"who and when": "by Eva Kant | 1 April 2014"}
        await until(pilot, lambda: takes(screen.review) == taken)


async def test_the_post_to_come_shows_the_hours_of_its_comments(
    app: Gulagreader, sources: Path
) -> None:
    (sources / "spoken.txt").write_text(SPOKEN, encoding="utf-8")
    async with reading(app, size=(160, 50)) as pilot:
        screen = await look(pilot, app, sources / "spoken.txt")
        shown = "Jo Lee · 4 March 2014, 17:04"
        await until(pilot, lambda: shown in preview_text(screen))
