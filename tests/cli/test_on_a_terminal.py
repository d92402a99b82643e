"""What a terminal gets: bold type, progress, and the screen."""

import os
import pty
import re
import select
import subprocess
import sys
import types
from pathlib import Path

import pytest
from cli.small_library import Ask

from gulagreader.cli import console, opening


def _on_a_terminal(environ: dict[str, str], *words: str, typed: bytes = b"") -> str:
    """What a terminal gets on both streams, with what is typed at once."""
    ours, theirs = pty.openpty()
    os.write(ours, typed)
    process = subprocess.Popen(
        [sys.executable, "-m", "gulagreader", *words],
        env=environ,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    seen = bytearray()
    try:
        while select.select([ours], [], [], 60)[0]:
            try:
                some = os.read(ours, 65536)
            except OSError:  # how Linux says that the other side was closed
                break
            if not some:
                break
            seen += some
        process.wait(timeout=60)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    return seen.decode()


@pytest.fixture
def environ(library: Path, surroundings: dict[str, str]) -> dict[str, str]:
    own = {**os.environ, **surroundings, "GULAGREADER_LIBRARY": str(library)}
    own.pop("NO_COLOR", None)
    return own


def test_matches_are_marked_and_progress_is_wiped_away(environ: dict[str, str]) -> None:
    seen = _on_a_terminal(environ, "search", "mercy")
    assert "no \x1b[1;4mmercy\x1b[0m in" in seen
    assert "Looking for changes" in seen
    assert seen.count("\r\x1b[K") >= 2


def test_a_bar_shows_how_much_of_an_index_is_done(environ: dict[str, str]) -> None:
    seen = _on_a_terminal(environ, "index")
    shares = [int(share) for share in re.findall(r"\r\[[#.]{20}\] +(\d+)%  ", seen)]
    assert "  Reading 2/3" in seen
    assert "  Reading quotations 2/3" in seen
    texts, quotations = shares[: shares.index(0, 1)], shares[shares.index(0, 1) :]
    for one in (texts, quotations):
        assert one == sorted(one)
        assert one[-1] >= 98
    assert seen.endswith("can be found (built anew)\r\n")


@pytest.mark.parametrize("more", [{"TERM": "dumb"}, {}])
def test_progress_is_told_in_lines_where_lines_are_wanted(
    environ: dict[str, str], more: dict[str, str]
) -> None:
    words = ("index",) if more else ("index", "--plain")
    seen = _on_a_terminal({**environ, **more}, *words)
    assert re.search(r"^\d0%: Reading 2/3\r\n", seen, re.MULTILINE)
    assert "#" not in seen


@pytest.mark.parametrize(
    ("more", "words"),
    [({"NO_COLOR": "1"}, ()), ({"TERM": "dumb"}, ()), ({}, ("--plain",))],
)
def test_whoever_wants_it_plain_has_it_plain(
    environ: dict[str, str], more: dict[str, str], words: tuple[str, ...]
) -> None:
    seen = _on_a_terminal({**environ, **more}, "search", "mercy", *words)
    assert "\x1b[1" not in seen
    assert "no mercy in" in seen


def test_a_dumb_terminal_gets_the_list(environ: dict[str, str]) -> None:
    seen = _on_a_terminal({**environ, "TERM": "dumb"})
    assert "gulagreader show ab22" in seen
    assert "\x1b" not in seen


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
@pytest.mark.parametrize("end", [b"q\n", b"\x04"])
def test_the_line_reader_draws_over_nothing(
    environ: dict[str, str], term: str, end: bytes
) -> None:
    environ |= {"TERM": term, "COLUMNS": "40"}
    typed = b"2\nall\nt\nby time\nfold all\nsearch mercy\nwhere\n" + end
    seen = _on_a_terminal(environ, "read", "--plain", typed=typed)
    assert "Comments are read in the order of time" in " ".join(seen.split())
    assert "In the hits: 1 of 1 said." in seen
    assert "\x1b" not in seen
    assert "\r" not in seen.replace("\r\n", "")
    lines = re.sub(r"(?m)^\w+> ", "", seen).splitlines()
    assert max(map(len, lines)) <= 40


def test_json_on_a_terminal_is_indented(environ: dict[str, str]) -> None:
    assert '\r\n  {\r\n    "id": "ab22"' in _on_a_terminal(environ, "list", "--json")


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """Take note of the libraries that a screen is opened on, and open none."""
    opened: list[Path | None] = []
    start = types.ModuleType("gulagreader.ui.program.start")

    def run(library: Path | None, **_: object) -> int:
        opened.append(library)
        return 0

    monkeypatch.setattr(start, "run", run, raising=False)
    monkeypatch.setitem(sys.modules, "gulagreader.ui.program.start", start)
    monkeypatch.setattr(opening, "is_terminal", lambda _: True)
    monkeypatch.setattr(console, "is_terminal", lambda _: False)
    return opened


def test_the_bare_command_opens_the_screen(
    ask: Ask, screen: list[Path | None], library: Path
) -> None:
    assert ask().status == 0
    assert ask(str(library)).status == 0
    assert ask("--library", str(library)).status == 0
    assert screen == [None, library, library]


def test_a_command_never_opens_the_screen(ask: Ask, screen: list[Path | None]) -> None:
    ask("list")
    ask("--plain")
    assert screen == []
