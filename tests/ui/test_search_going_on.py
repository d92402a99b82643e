"""The search goes on: after a fault, after a fast hand, in another alphabet."""

import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot
from ui.reading_room import make_library, reader_on, reading, screen_text, until
from ui.search_room import ask, counted

from gulagreader.domain.comments import Comment
from gulagreader.domain.hits import Answer
from gulagreader.domain.posts import Post
from gulagreader.services.finding import Finder
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.panes.hit_rows import ChoiceRow
from gulagreader.ui.program.search_thread import Question, SearchThread

Reader = tuple[Gulagreader, Pilot[None]]

_SECONDS = 20


class _Faulty:
    """A finder that has a fault in it which one query meets."""

    def answer(self, text: str, **_how: object) -> Answer:
        if text == "fault":
            raise ZeroDivisionError("in the scores")
        return Answer(text)

    def close(self) -> None:
        raise OSError("closed already")


def test_a_fault_is_told_and_the_next_question_answered() -> None:
    told: list[str] = []
    stumbled, answered = threading.Event(), threading.Event()

    def note(words: str) -> None:
        told.append(words)
        stumbled.set()

    def take(_question: Question, answer: Answer) -> None:
        told.append(answer.query)
        answered.set()

    thread = SearchThread(
        lambda: cast("Finder", _Faulty()),
        take,
        lambda _why, _explanation: None,
        told.append,
        note,
    )
    thread.ask(Question("fault", typing=False))
    assert stumbled.wait(_SECONDS)
    thread.ask(Question("bread", typing=False))
    assert answered.wait(_SECONDS)
    thread.stop()
    assert told == ["ZeroDivisionError: in the scores", "bread"]


class _Counted:
    """Stands for a search that says when it is given a rest, and when it is closed."""

    def __init__(self, acts: list[str]) -> None:
        self._acts = acts
        self._acts.append("opened")
        self.closed = threading.Event()

    def answer(self, text: str, **_how: object) -> Answer:
        return Answer(text)

    def rest(self) -> None:
        self._acts.append("rested")

    def close(self) -> None:
        self._acts.append("closed")
        self.closed.set()


def test_a_search_that_nobody_asks_any_more_is_closed_and_answers_again() -> None:
    acts: list[str] = []
    finders: list[_Counted] = []
    answered = threading.Event()

    def opened() -> Finder:
        finders.append(_Counted(acts))
        return cast("Finder", finders[-1])

    thread = SearchThread(
        opened,
        lambda _question, _answer: answered.set(),
        lambda _why, _explanation: None,
        acts.append,
        acts.append,
        rest_seconds=0.01,
        close_seconds=0.01,
    )
    for number in range(2):
        thread.ask(Question("bread", typing=False))
        assert answered.wait(_SECONDS)
        assert finders[number].closed.wait(_SECONDS)
        answered.clear()
    thread.stop()
    assert acts == ["opened", "rested", "closed"] * 2


def _two_alphabets(folder: Path) -> Path:
    make_library(folder)
    post = Post("4" * 16, "A speech", "Хрущёв spoke.", date="2014-05-01")
    quoting = Comment(
        "c1",
        "First a paragraph.\n\n" * 30
        + "It ends so: “the stove draws and the bread is enough” (Orlova 1957).",
        author="reader 9",
    )
    LibraryFolder.open(folder).write_post(post, (quoting,))
    return folder


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    app = reader_on(_two_alphabets(tmp_path / "library"), tmp_path)
    async with reading(app, size=(150, 24)) as pilot:
        yield app, pilot


async def test_a_missing_index_is_said_to_be_on_its_way(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("s")
    await until(pilot, lambda: app.screen is app.search)
    app.search.post_message(app.search.Failed("There is none"))
    await until(pilot, lambda: "There is none" in screen_text(app))
    assert "is answered then" in screen_text(app)


async def test_a_fault_is_told_on_the_screen(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("s")
    await until(pilot, lambda: app.screen is app.search)
    app.search.post_message(app.search.Stumbled("ZeroDivisionError: in the scores"))
    await until(pilot, lambda: "fault of the program" in screen_text(app))


async def test_tab_before_the_answer_waits_for_it_in_the_hits(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("s", *"bread", "tab", "j")
    await counted(app, pilot, "bread")
    assert app.search.line.value == "bread"
    assert app.focused is app.search.hits


async def test_tab_before_an_answer_without_hits_leaves_the_line(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("s", *"qqqq", "tab")
    await until(pilot, lambda: "Nothing found" in screen_text(app))
    await until(pilot, lambda: app.focused is app.search.line)


async def test_words_are_found_in_the_other_alphabet_on_request(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("s", *"khrushchev")
    await until(pilot, lambda: "Nothing found" in screen_text(app))
    await pilot.press("ctrl+l")
    await until(pilot, lambda: app.search.answer.total == 1)
    assert "both alphabets" in screen_text(app)
    await pilot.press("tab", "L")
    await until(pilot, lambda: app.search.answer.total == 0)


async def test_a_quotation_is_shown_and_gone_to_where_it_stands_in_a_comment(
    reader: Reader,
) -> None:
    app, pilot = reader
    await ask(app, pilot, "in:quotations author:orlova in:comments bread")
    await ask(app, pilot, "in:quotations stove")
    rows = app.search.hits.rows
    hits = [hit for hit in app.search.answer.hits if hit.post == "4" * 16]
    assert len(hits) == 1
    number = app.search.answer.hits.index(hits[0])
    await pilot.press("tab", "g", *["j"] * number)
    assert app.search.hits.under_cursor == hits[0]
    assert rows
    preview = app.search.preview
    await until(pilot, lambda: preview.top > 0)
    await pilot.press("enter")
    await until(pilot, lambda: app.screen is app.reader)
    assert app.reader.thread_pane.focused_comment == "c1"
    assert app.reader.thread_pane.top > 0
    assert "It ends so" in screen_text(app)


async def test_a_saved_search_is_removed_from_within_the_search(
    reader: Reader,
) -> None:
    app, pilot = reader
    memory = app._services.memory
    for name in ("First", "Second"):
        memory.save_search(name, name.lower(), "date")
    saved = memory.saved_searches()
    await pilot.press("s", "tab", "D")
    await until(pilot, lambda: memory.saved_searches() == saved[1:])
    row = app.search.hits.at_hand
    assert isinstance(row, ChoiceRow)
    assert row.name == saved[1].name
    await pilot.press("U")
    await until(pilot, lambda: len(memory.saved_searches()) == 2)
    assert set(memory.saved_searches()) == set(saved)


async def test_what_is_no_saved_search_is_not_removed(reader: Reader) -> None:
    app, pilot = reader
    await ask(app, pilot, "bread")
    await pilot.press("tab", "D")
    assert "Only a saved search can be removed" in screen_text(app)


async def test_who_has_asked_nothing_yet_is_shown_how(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("s")
    await until(pilot, lambda: "What can be asked" in screen_text(app))
    assert "these words in a row" in screen_text(app)
    await pilot.press("tab", "x")
    # Nothing there is to be chosen, so the keys stay with the line.
    assert app.search.line.value == "x"


async def test_no_key_of_the_footer_is_cut_after_another_screen(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(60, 24)) as pilot:
        await ask(app, pilot, "bread")
        await pilot.press("tab", "f1", "escape")
        await until(pilot, lambda: app.screen is app.search)
        footer = screen_text(app).splitlines()[-1]
        assert "? Help" in footer
        keys = app.search.query_one(WholeFooter).keys
        assert sum(key.width for key in keys) <= 60
        assert all(key.words in footer for key in keys)
