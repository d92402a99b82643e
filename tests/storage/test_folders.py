"""Where the user's data, the cache and the library are."""

import stat
from pathlib import Path

import pytest
from storage.library_room import MADE_UP_POST, empty_library, put

from gulagreader.domain.errors import GulagreaderError
from gulagreader.storage.folders import (
    Folders,
    default_library,
    folders,
    private_folder,
    shipped_library,
)


def test_own_variables_come_before_the_general_ones(tmp_path: Path) -> None:
    environ = {
        "GULAGREADER_DATA": str(tmp_path / "d"),
        "XDG_DATA_HOME": "/general/data",
        "XDG_CACHE_HOME": "/general/cache",
        "XDG_CONFIG_HOME": "/general/config",
    }
    found = folders(environ)
    assert found == Folders(
        tmp_path / "d",
        Path("/general/cache/gulagreader"),
        config=Path("/general/config/gulagreader/config.yaml"),
    )
    own_config = {**environ, "GULAGREADER_CONFIG": str(tmp_path / "c.yaml")}
    assert folders(own_config).config == tmp_path / "c.yaml"
    assert found.memory == tmp_path / "d" / "memory.sqlite"


def test_without_variables_the_usual_places_are_taken() -> None:
    found = folders({"XDG_DATA_HOME": "relative", "XDG_CACHE_HOME": ""})
    assert found.data.name == found.cache.name == "gulagreader"
    assert found.data.is_absolute()
    assert found.data != found.cache


def test_a_library_ships_with_the_program() -> None:
    assert (shipped_library() / "library.yaml").is_file()


def test_the_users_own_library_is_opened_as_soon_as_it_has_a_post(
    tmp_path: Path,
) -> None:
    own = Folders(tmp_path / "data", tmp_path / "cache")
    assert default_library({}, own) == shipped_library()
    library = empty_library(own.library)
    put(library, "2014/.hidden.md", "x")
    assert default_library({}, own) == shipped_library()
    put(library, "2014/a.md", MADE_UP_POST)
    assert default_library({}, own) == own.library
    named = {"GULAGREADER_LIBRARY": str(tmp_path / "other")}
    assert default_library(named, own) == tmp_path / "other"


def test_a_private_folder_is_made_closed_to_others(tmp_path: Path) -> None:
    path = private_folder(tmp_path / "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_a_folder_that_is_there_keeps_its_permissions_unless_it_is_our_own(
    tmp_path: Path,
) -> None:
    path = tmp_path / "open"
    path.mkdir()
    path.chmod(0o755)
    private_folder(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o755
    private_folder(path, tighten=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_a_file_in_the_way_of_a_private_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(GulagreaderError, match="cannot be used"):
        private_folder(tmp_path / "file")
