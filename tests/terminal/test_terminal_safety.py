"""Nothing that a library holds may act on the terminal it is read in."""

import re
import sys
from pathlib import Path

import pytest
from terminal.terminal import terminal

ATTACK = (
    "A\x1b]0;PWNED-TITLE\x07B\x1b]52;c;UFdORUQ=\x07C\x1b[31mD\x9b32mE"
    "\x9d2;PWNED\x9cF\u202eG\u2066H\x1b[6nI\x1bPq\x1b\\J\u200bK\x1b[2J"
)
FORBIDDEN = (b"PWNED", b"UFdORUQ", b"\x1b]52", b"\x1b]0;", b"\x1b[6n")
# Commands to the terminal, beside the shape of the pointer: only its title, and with
# nothing inside that acts.
COMMAND = re.compile(rb"\x1b\](?!22;default\x07)")
TITLE = re.compile(rb"\x1b\]2;([^\x00-\x1f\x7f]*)\x1b\\")
# In UTF-8: C1 controls, and the bidi overrides and isolates.
C1 = re.compile(rb"\xc2[\x80-\x9f]")
BIDI = re.compile(rb"\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")


def attack_library(folder: Path) -> Path:
    """Write a library by hand, as an attacker would: every field is hostile."""
    posts = folder / "posts" / "2014"
    posts.mkdir(parents=True)
    escaped = ATTACK.encode("unicode_escape").decode().replace('"', '\\"')
    (folder / "library.yaml").write_text(f'id: attack\nname: "{escaped}"\n')
    (posts / "attack.md").write_text(
        f'---\ntitle: "Title {escaped}"\nid: aaaaaaaaaaaaaaaa\nauthor: "{escaped}"\n'
        f'date: "2014"\ntags: ["{escaped}"]\n---\n\nBody {ATTACK} “quoted {ATTACK}” '
        f"&#27;[31m [link](https://example.org/{ATTACK}) zebra\n",
        encoding="utf-8",
        errors="surrogateescape",
    )
    (posts / "attack.comments.yaml").write_text(
        f'- id: c1\n  author: "{escaped}"\n  text: "zebra {escaped}"\n'
        f'- id: c2\n  parent: c1\n  author: "[/b][@click=app.quit]x"\n'
        f'  text: "[/oops] {escaped}"\n',
    )
    return folder


def assert_harmless(written: bytes) -> None:
    for forbidden in FORBIDDEN:
        assert forbidden not in written, forbidden
    assert C1.search(written) is None
    assert BIDI.search(written) is None
    assert len(COMMAND.findall(written)) == len(TITLE.findall(written))
    for title in TITLE.findall(written):
        assert all(char.isprintable() for char in title.decode())


def titles(written: bytes) -> list[str]:
    return [title.decode() for title in TITLE.findall(written)]


def test_an_attack_library_reaches_no_terminal(tmp_path: Path) -> None:
    folder = attack_library(tmp_path / "library")
    with terminal([str(folder)], tmp_path) as screen:
        screen.shows("Body A")
        for keys in ("\r", "3", "j", "\r", "\r", "/"):
            screen.press(keys)
        screen.shows("Esc Close")
        screen.press("zebra")
        screen.shows("1/2")
        screen.press("\r")
        screen.until(lambda: "Esc Close" not in screen.screen)
        screen.press("?")
        screen.shows("Keys")
        screen.press("\x1b")
        screen.until(lambda: "Keys" not in screen.screen)
        screen.press("s")
        screen.shows("Search")
        screen.press("zebra")
        screen.shows("Hits: 2")
        screen.press("\x1b")
        screen.until(lambda: "Hits: " not in screen.screen)
        screen.press("Q")
        assert screen.ended() == 0
    assert_harmless(screen.written)


def test_the_terminal_is_called_by_what_is_read_until_the_end(tmp_path: Path) -> None:
    folder = attack_library(tmp_path / "library")
    with terminal([str(folder)], tmp_path) as screen:
        screen.shows("Body A")
        screen.until(lambda: titles(screen.written))
        # Before it the terminal is asked to keep the title that it has.
        before = screen.written.partition(b"\x1b]2;")[0]
        assert before.endswith(b"\x1b[22;2t")
        screen.press("2")
        screen.until(lambda: titles(screen.written)[-1].startswith("Title AB"))
        screen.press("1")
        screen.until(lambda: titles(screen.written)[-1].endswith(" — GulagReader"))
        screen.press("Q")
        assert screen.ended() == 0
    assert titles(screen.written)[-1] == ""
    assert screen.written.rfind(b"\x1b[23;2t") > screen.written.rfind(b"\x1b]2;")
    assert screen.written.count(b"\x1b[22;2t") == screen.written.count(b"\x1b[23;2t")
    assert_harmless(screen.written)


@pytest.mark.parametrize("name", ["linux", "vt220"])
def test_a_terminal_that_may_know_no_title_is_given_none(
    tmp_path: Path, name: str
) -> None:
    folder = attack_library(tmp_path / "library")
    with terminal([str(folder)], tmp_path, environ={"TERM": name}) as screen:
        screen.shows("Body A")
        screen.press("1")
        screen.press("Q")
        assert screen.ended() == 0
    assert COMMAND.search(screen.written) is None
    assert b"2;2t" not in screen.written


def test_who_wants_no_title_gets_none(tmp_path: Path) -> None:
    folder = attack_library(tmp_path / "library")
    (tmp_path / "config.yaml").write_text("terminal-title: no\n")
    with terminal([str(folder)], tmp_path) as screen:
        screen.shows("Body A")
        screen.press("Q")
        assert screen.ended() == 0
    assert COMMAND.search(screen.written) is None


def test_sigterm_gives_the_terminal_back(tmp_path: Path) -> None:
    folder = attack_library(tmp_path / "library")
    with terminal([str(folder)], tmp_path) as screen:
        screen.shows("Body A")
        screen.process.terminate()
        screen.ended()
    assert screen.written.rfind(b"\x1b[?1049l") > screen.written.rfind(b"\x1b[?1049h")
    assert screen.written.rfind(b"\x1b[?1000l") > screen.written.rfind(b"\x1b[?1000h")
    assert screen.written.rfind(b"\x1b[?25h") > screen.written.rfind(b"\x1b[?25l")
    assert screen.written.count(b"\x1b[22;2t") == screen.written.count(b"\x1b[23;2t")


def test_q_in_the_list_quits_and_a_second_start_is_where_the_first_was(
    tmp_path: Path,
) -> None:
    folder = attack_library(tmp_path / "library")
    with terminal([str(folder)], tmp_path) as screen:
        screen.shows("Body A")
        screen.press("1")
        screen.press("q")
        assert screen.ended() == 0
    with terminal([str(folder)], tmp_path) as screen:
        screen.shows("Body A")
        screen.press("Q")
        assert screen.ended() == 0


def test_ctrl_z_goes_to_the_shell_and_fg_comes_back(tmp_path: Path) -> None:
    folder = attack_library(tmp_path / "library")
    shell = {"PS1": "shell> ", "ENV": "", "HISTFILE": ""}
    with terminal(["-i"], tmp_path, environ=shell, program=["sh"]) as screen:
        screen.shows("shell>")
        screen.press(f"'{sys.executable}' -m gulagreader '{folder}'\r")
        screen.shows("Body A")
        screen.press("\x1a")
        screen.until(lambda: screen.written.rstrip().endswith(b"shell>"))
        assert titles(screen.written)[-1] == ""
        left = screen.written.rfind(b"\x1b[?1049l")
        assert left > screen.written.rfind(b"\x1b[?1049h")
        screen.press("fg\r")
        screen.until(lambda: screen.written.rfind(b"\x1b[?1049h") > left)
        screen.shows("Body A")
        screen.until(lambda: titles(screen.written)[-1] != "")
        screen.press("Q")
        screen.until(lambda: screen.written.rstrip().endswith(b"shell>"))


def test_no_color_means_no_colour(tmp_path: Path) -> None:
    folder = attack_library(tmp_path / "library")
    with terminal([str(folder)], tmp_path, environ={"NO_COLOR": "1"}) as screen:
        screen.shows("Body A")
        screen.press("3")
        screen.press("Q")
        assert screen.ended() == 0
    colours = re.findall(
        rb"\x1b\[(?:[0-9:]+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;:]*)?m",
        screen.written,
    )
    assert colours == []


def test_a_terminal_of_sixteen_colours_is_painted_in_its_own(tmp_path: Path) -> None:
    folder = attack_library(tmp_path / "library")
    few = {"TERM": "xterm", "COLORTERM": ""}
    with terminal([str(folder)], tmp_path, environ=few) as screen:
        screen.shows("Body A")
        screen.press("Q")
        assert screen.ended() == 0
    # Its own ground is left as it is: no black or white is laid behind the words.
    assert re.findall(rb"\x1b\[(?:[0-9]+;)*(?:40|47|100|107)m", screen.written) == []
    assert re.search(rb"\x1b\[(?:[0-9]+;)*3[1-6][;m]", screen.written)
