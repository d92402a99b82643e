"""Where things live: the reader's data, the cache, and the library to open."""

import os
from collections.abc import Mapping
from pathlib import Path

import gulagreader
from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.storage.folder_scan import POST_ENDING
from gulagreader.storage.library_file import POSTS_FOLDER

DATA_VARIABLE = "GULAGREADER_DATA"
CACHE_VARIABLE = "GULAGREADER_CACHE"
LIBRARY_VARIABLE = "GULAGREADER_LIBRARY"
CONFIG_VARIABLE = "GULAGREADER_CONFIG"
CONFIG_FILE = "config.yaml"
_NAME = "gulagreader"


@dataclass(frozen=True, slots=True)
class Folders:
    """The user's own folders; neither need exist."""

    data: Path
    """What the reader made: memory, notes, the user's own library."""
    cache: Path
    """What can be made again: catalogues and indexes."""
    temporary: Path | None = None
    """Where temporary files go, in the place of the system's own folder for them."""
    config: Path | None = None
    """The config file; None where there is none to look for."""

    @property
    def memory(self) -> Path:
        """The file of the reader's memory."""
        return self.data / "memory.sqlite"

    @property
    def library(self) -> Path:
        """The user's own library, which an import without a target fills."""
        return self.data / "library"


def folders(environ: Mapping[str, str]) -> Folders:
    """Say where the user's data and cache are.

    ``GULAGREADER_DATA`` and ``GULAGREADER_CACHE`` come first, then
    ``XDG_DATA_HOME`` and ``XDG_CACHE_HOME``, then what is usual on the system.
    ``TMPDIR`` names the folder of temporary files.
    """
    temporary = environ.get("TMPDIR")
    return Folders(
        data=_named(environ, DATA_VARIABLE, "XDG_DATA_HOME") or _usual("data"),
        cache=_named(environ, CACHE_VARIABLE, "XDG_CACHE_HOME") or _usual("cache"),
        temporary=Path(temporary) if temporary else None,
        config=config_path(environ),
    )


def config_path(environ: Mapping[str, str]) -> Path:
    """Say where the config file is, or would be.

    ``GULAGREADER_CONFIG`` names the file; else it lies in ``XDG_CONFIG_HOME`` or
    where configs usually are on the system.
    """
    named = environ.get(CONFIG_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    folder = _named(environ, "", "XDG_CONFIG_HOME") or _usual("config")
    return folder / CONFIG_FILE


def _named(environ: Mapping[str, str], own: str, general: str) -> Path | None:
    if own and environ.get(own):
        return Path(environ[own]).expanduser().absolute()
    base = Path(environ.get(general, ""))
    # A relative path there is to be passed over (XDG Base Directory, 0.8).
    return base / _NAME if base.is_absolute() else None


def _usual(kind: str) -> Path:
    # Needed only where neither variable is set, and not for nothing to import.
    import platformdirs  # noqa: PLC0415

    paths = {
        "data": platformdirs.user_data_path,
        "cache": platformdirs.user_cache_path,
        "config": platformdirs.user_config_path,
    }
    return paths[kind](_NAME, appauthor=False)


def shipped_library() -> Path:
    """The library that comes with the program: in the package, or the checkout."""
    package = Path(gulagreader.__file__).resolve().parent
    installed = package / "shipped_library"
    return installed if installed.is_dir() else package.parents[1] / "library"


def default_library(
    environ: Mapping[str, str], own: Folders, settled: Path | None = None
) -> Path:
    """The library to open where none is named.

    ``GULAGREADER_LIBRARY``; else the one ``settled`` in the config; else the
    user's own library as soon as it has a post; else the one that ships.
    """
    named = environ.get(LIBRARY_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    if settled is not None:
        return settled.absolute()
    return own.library if _has_a_post(own.library) else shipped_library()


def _has_a_post(library: Path) -> bool:
    posts = library / POSTS_FOLDER
    for _, _, names in os.walk(posts):
        if any(n.endswith(POST_ENDING) and not n.startswith(".") for n in names):
            return True
    return False


def private_folder(path: Path, *, tighten: bool = False) -> Path:
    """Make a folder that only its owner may enter, where it is missing.

    One that is there stays as it is, since it may hold other things; to
    ``tighten`` is for folders of our own inside it: they are closed to others,
    and must belong to the user.

    Raises:
        GulagreaderError: it cannot be made, or is somebody else's.
    """
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        if tighten:
            found = path.stat()
            if found.st_uid != os.geteuid():
                raise GulagreaderError(f"{path} belongs to another user; name another.")
            if found.st_mode & 0o077:
                path.chmod(0o700)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise GulagreaderError(f"{path} cannot be used: {reason}.") from None
    return path
