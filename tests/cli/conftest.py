"""The command line, asked as a person asks it."""

import io
import sys
from pathlib import Path

import pytest
from cli.small_library import LIBRARY, Ask, Reply, write_library

from gulagreader.cli import main


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "small", LIBRARY)


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """An environment that leads nowhere but into the test's own folder."""
    return {
        "GULAGREADER_DATA": str(tmp_path / "data"),
        "GULAGREADER_CACHE": str(tmp_path / "cache"),
        "GULAGREADER_CONFIG": str(tmp_path / "config.yaml"),
        "TMPDIR": str(tmp_path),
        "TERM": "xterm",
    }


@pytest.fixture
def ask(
    library: Path,
    surroundings: dict[str, str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Ask:
    """Ask the command line about the small library, or another one."""

    def asked(
        *arguments: str, given: bytes = b"", where: Path | None = library
    ) -> Reply:
        environ = dict(surroundings)
        if where is not None:
            environ["GULAGREADER_LIBRARY"] = str(where)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        capsys.readouterr()
        status = main(arguments, environ=environ)
        out, err = capsys.readouterr()
        return Reply(status, out, err)

    return asked
