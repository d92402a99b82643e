"""What ``library.yaml`` says of a library, and how it is made."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from gulagreader.domain.errors import Damage, DamagedFileError, LibraryError
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.late_patterns import late_pattern
from gulagreader.domain.posts import LibraryInfo
from gulagreader.storage.fields import Doubts, Fields, stable_id
from gulagreader.storage.file_text import damaged, printable, read_text
from gulagreader.storage.safe_write import write_file
from gulagreader.text.clean import clean_line
from gulagreader.text.yaml_light import read_light
from gulagreader.text.yaml_values import YamlError, YamlMapping

LIBRARY_FILE = "library.yaml"
POSTS_FOLDER = "posts"
JOURNAL = ".unfinished-import.json"
"""What an import notes while it gives files their names (``write_journal``)."""
_ID_LINE = late_pattern(r"""^id:[ \t]*["']?([\w.-]+)["']?[ \t]*$""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class InfoRead:
    """What a library says of itself, and what is wrong with its file."""

    info: LibraryInfo
    damages: tuple[Damage, ...] = ()


def read_info(folder: Path) -> InfoRead:
    """Read ``library.yaml``; a damaged or missing one makes way for defaults.

    Then the name is the folder's, and the id is the one that can still be seen
    in the file, else derived from where the folder lies.
    """
    path = folder / LIBRARY_FILE
    usual = LibraryInfo(stable_id(str(folder)), clean_line(folder.name) or "Library")
    if not path.exists():
        return InfoRead(usual)
    text = ""
    try:
        text = read_text(path)
        mapping = _mapping(text, path)
    except DamagedFileError as error:
        seen = _ID_LINE.search(text)
        info = LibraryInfo(seen[1], usual.name) if seen else usual
        return InfoRead(info, (error.damage,))
    doubts = Doubts(path)
    fields = Fields(mapping, doubts)
    info = LibraryInfo(
        id=fields.words("id") or usual.id,
        name=fields.words("name") or usual.name,
        lang=fields.words("lang") or usual.lang,
        aliases=_aliases(fields),
        teachers=fields.list_of_words("teachers"),
    )
    return InfoRead(info, tuple(doubts.found))


def _mapping(text: str, path: Path) -> YamlMapping:
    light = read_light(text)
    if light is not None:
        return light
    from gulagreader.text.yaml_events import read_yaml  # noqa: PLC0415 - start-up

    try:
        value = read_yaml(printable(text).text)
    except YamlError as error:
        raise damaged(path, error.line, error.reason) from None
    if value == "":
        return YamlMapping(1)
    if not isinstance(value, YamlMapping):
        raise damaged(path, 1, "this is not a list of fields such as name: …")
    return value


def _aliases(fields: Fields) -> tuple[tuple[str, ...], ...]:
    value = fields.take("aliases")
    if not value:
        return ()
    groups = []
    whole = isinstance(value, list)
    for group in value if isinstance(value, list) else ():
        words = group if isinstance(group, list) else [group]
        names = [clean_line(str(word)) for word in words if isinstance(word, str)]
        whole = whole and isinstance(group, list) and len(names) == len(words)
        if len(names) > 1:
            groups.append(tuple(name for name in names if name))
    if not whole:
        fields.doubt(
            "aliases",
            "aliases are lists of names in a list, such as [[Solzhenitsyn,"
            " Solzhenitsin]]; what is none is passed over",
        )
    return tuple(groups)


def create_library(
    folder: Path,
    name: str,
    *,
    lang: str = "en",
    library_id: str | None = None,
    aliases: Iterable[Iterable[str]] = (),
    teachers: Iterable[str] = (),
) -> LibraryInfo:
    """Make a folder a library: write ``library.yaml`` and make ``posts``.

    ``library_id`` names the library for good; by default it is drawn by lot. An
    existing ``library.yaml`` is not overwritten.

    Raises:
        LibraryError: the folder is a library already, or cannot be written.
    """
    path = folder / LIBRARY_FILE
    if path.exists():
        raise LibraryError(f"{folder} is a library already; open it, or take another.")
    info = LibraryInfo(
        id=clean_line(library_id or os.urandom(8).hex()),
        name=clean_line(name) or "Library",
        lang=clean_line(lang) or "en",
        aliases=tuple(tuple(clean_line(n) for n in group) for group in aliases),
        teachers=tuple(clean_line(teacher) for teacher in teachers),
    )
    fields: dict[str, object] = {"id": info.id, "name": info.name, "lang": info.lang}
    if info.aliases:
        fields["aliases"] = info.aliases
    if info.teachers:
        fields["teachers"] = info.teachers
    from gulagreader.text.yaml_events import write_yaml  # noqa: PLC0415 - start-up

    write_file(path, write_yaml(fields))
    try:
        (folder / POSTS_FOLDER).mkdir(exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"{folder / POSTS_FOLDER} cannot be made: {error.strerror}."
        ) from None
    return info
