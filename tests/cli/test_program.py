"""The program as a process: what it imports, and how it ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

_HEAVY = {"textual", "rich", "whoosh"}
_PROBE = """
import sys
from gulagreader.cli import main
status = main(sys.argv[1:])
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
raise SystemExit(status)
"""


@pytest.fixture
def environ(library: Path, surroundings: dict[str, str]) -> dict[str, str]:
    return {**os.environ, **surroundings, "GULAGREADER_LIBRARY": str(library)}


def _run(
    environ: dict[str, str], *words: str, given: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "gulagreader", *words],
        env=environ,
        input=given,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "words", [("--version",), ("list", "--json"), ("show", "aa11", "--json"), ("help",)]
)
def test_no_toolkit_is_imported_that_is_not_needed(
    environ: dict[str, str], words: tuple[str, ...]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, *words],
        env=environ,
        capture_output=True,
        timeout=60,
        check=True,
    )
    imported = set(done.stderr.decode().split())
    assert "gulagreader" in imported
    assert imported & _HEAVY == set()


def test_without_a_terminal_no_screen_is_started(environ: dict[str, str]) -> None:
    done = _run(environ)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"gulagreader show ab22" in done.stdout


def test_a_reader_that_goes_away_ends_it_quietly(environ: dict[str, str]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "gulagreader", "show", "aa11"],
            env=environ,
            stdout=write,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_full_disk_is_said_in_one_line(environ: dict[str, str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gulagreader", "list"],
            env=environ,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


def test_output_is_utf8_whatever_the_locale(environ: dict[str, str]) -> None:
    environ |= {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = _run(environ, "quotations", "--json")
    assert done.returncode == 0
    assert "“".encode() in done.stdout


def test_an_argument_that_is_no_text_is_no_traceback(environ: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gulagreader", "search", b"\xff\xfe", "--json"],
        env=environ,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == b""
    assert b'"total": 0' in done.stdout


def test_streams_that_are_closed_are_no_traceback(environ: dict[str, str]) -> None:
    command = f"exec {sys.executable} -m gulagreader list <&- >&-"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        env=environ,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_interrupt_ends_it_without_a_traceback(environ: dict[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "gulagreader", "search", "--stdin"],
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"gulag\n")
    process.stdin.flush()
    assert process.stdout.readline().startswith(b'{"query": "gulag"')
    process.send_signal(signal.SIGINT)
    # Its input stays open: an end of input that came first would end it in peace.
    process.wait(timeout=60)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, b"")
