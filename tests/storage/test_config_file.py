"""A config is read whole, or as far as it makes sense, with every mistake named."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.domain.config import FIELDS, Config, Motion, Signs
from gulagreader.storage.config_file import (
    named_library,
    read_config,
    usual_config,
)
from gulagreader.storage.folders import Folders


def put(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_all_is_as_usual(tmp_path: Path) -> None:
    found = read_config(tmp_path / "config.yaml")
    assert found.config == Config()
    assert found.problems == ()


def test_every_field_is_taken(tmp_path: Path) -> None:
    path = put(
        tmp_path,
        "library: ~/archive\ntheme: paper\nsigns: ascii\nmotion: reduced\n"
        "editor: nano -w\nmeasure: 60\nlayouts: [greek]\n"
        "keys:\n  thread.fold-all: [Z, F5]\n  anywhere.quit-now: none\n",
    )
    found = read_config(path)
    assert found.problems == ()
    config = found.config
    assert config.library == Path("~/archive").expanduser()
    assert (config.signs, config.motion) == (Signs.ASCII, Motion.REDUCED)
    assert (config.editor, config.layouts) == ("nano -w", ("greek",))
    assert config.settings == {"theme": "paper", "measure": "60"}
    assert config.keys == {"thread.fold-all": ("Z", "F5"), "anywhere.quit-now": ()}
    assert config.lines["keys.anywhere.quit-now"] == 10


def test_the_default_config_is_read_without_a_mistake(tmp_path: Path) -> None:
    found = read_config(put(tmp_path, usual_config()))
    assert found.problems == ()
    assert all(f"\n{field.name}:" in usual_config() for field in FIELDS)


def test_its_examples_hold_as_well_once_they_are_uncommented(tmp_path: Path) -> None:
    text = usual_config().replace("#  ", "  ")
    assert dict(read_config(put(tmp_path, text)).config.keys) == {
        "thread.fold-all": ("Z", "F5"),
        "anywhere.quit-now": (),
    }


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("theme: paper\ncolour: red\n", 2, "there is no colour"),
        ("theme:\n  dark: yes\n", 1, "theme is words on one line"),
        ("\nsigns: fancy\n", 2, "auto or unicode or ascii, not “fancy”"),
        ("measure: 5\n", 1, "a whole number from 20 to 200"),
        ("measure: 72.5\n", 1, "a whole number from 20 to 200"),
        ("keys: j\n", 1, "thread.fold-all: Z"),
        ("keys:\n  list.open:\n    a: b\n", 2, "list.open takes a key"),
        ("layouts:\n  a: b\n", 1, "layouts is a list of words"),
        ("- theme\n", 1, "write fields"),
        ("theme: [a\n", 1, "this is not YAML"),
        ("a: 1\na: 2\n", 2, "a"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    problems = read_config(put(tmp_path, text)).problems
    assert words in problems[0].reason
    assert problems[0].line == line


def test_a_mistake_costs_its_own_field_alone(tmp_path: Path) -> None:
    found = read_config(put(tmp_path, "signs: fancy\nmotion: reduced\nmeasure: 9\n"))
    assert len(found.problems) == 2
    assert found.config.motion is Motion.REDUCED
    assert found.config.settings == {}


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_bytes(b"theme: \xff\xfe\n")
    assert read_config(path).problems
    path.unlink()
    path.mkdir()
    assert read_config(path).problems


@given(st.text(max_size=80))
def test_no_text_makes_the_reading_fail(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("config")
    path = folder / "config.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    found = read_config(path)
    assert isinstance(found.config, Config)


def test_the_library_named_is_opened_unless_the_surroundings_name_one(
    tmp_path: Path,
) -> None:
    own = Folders(
        tmp_path / "data",
        tmp_path / "cache",
        config=put(tmp_path, f"library: {tmp_path / 'mine'}\n"),
    )
    assert named_library({}, own) == tmp_path / "mine"
    environ = {"GULAGREADER_LIBRARY": str(tmp_path / "other")}
    assert named_library(environ, own) == tmp_path / "other"
