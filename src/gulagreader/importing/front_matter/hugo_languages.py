"""Which language a text of a Hugo site is in: its file's name or its folder says it.

``three.de.md`` is ``three.md`` in German, and so is ``content/de/three.md`` where
the settings give German that folder. https://gohugo.io/content-management/multilingual/
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from gulagreader.domain.errors import SourceError
from gulagreader.importing.folders import SourceFolder
from gulagreader.importing.front_matter.decoding import (
    json_fields,
    toml_fields,
    yaml_fields,
)
from gulagreader.importing.front_matter.site_files import POSTS, ending
from gulagreader.importing.language_tags import language_of

_ENDINGS = ("toml", "yaml", "yml", "json")
_FOLDERS = ("", "config/_default/", "config/production/")
_USUAL = "en"


@dataclass(frozen=True, slots=True)
class HugoLanguages:
    """The languages of a site as its settings name them."""

    default: str = _USUAL
    """That of a text whose name says none."""
    names: frozenset[str] = frozenset()
    """All of them, in small letters; empty where the settings name none."""
    folders: Mapping[str, str] = field(default_factory=dict)
    """Folders below ``content`` that are one language's, each with ``/`` at its end."""

    def suffix(self, name: str) -> str:
        """The language in a file's name, as it is written there; empty if none."""
        said = PurePosixPath(PurePosixPath(name).stem).suffix[1:]
        return said if said.lower() in self.names else ""

    def of(self, name: str) -> str | None:
        """The language of a text; None where neither its name nor a setting says it."""
        said = self.suffix(name)
        if said:
            return language_of(said)
        for folder, language in self.folders.items():
            if name.startswith(folder):
                return language_of(language)
        return language_of(self.default) if len(self.names) > 1 else None

    def translates(self, name: str) -> bool:
        """Whether a text is in another language than that of the whole site."""
        spoken = self.of(name)
        return spoken is not None and spoken != language_of(self.default)

    def plain(self, name: str) -> str:
        """A text's name without its language, as its translations share it."""
        path = PurePosixPath(name)
        said = self.suffix(name)
        if said:
            path = path.with_name(path.stem.removesuffix(f".{said}") + path.suffix)
        for folder in self.folders:
            if name.startswith(folder):
                return f"content/{str(path).removeprefix(folder)}"
        return str(path)


def hugo_languages(folder: SourceFolder) -> HugoLanguages:
    """The languages that a site's settings name, or else that its files' names show."""
    default = ""
    tables: dict[str, object] = {}
    for place in _FOLDERS:
        for name in ("hugo", "config"):
            values = _values(folder, f"{place}{name}")
            default = default or str(values.get("defaultcontentlanguage") or "")
            found = values.get("languages")
            tables |= found if isinstance(found, dict) else {}
        tables |= _values(folder, f"{place}languages")
    default = default.lower() or _USUAL
    folders = {}
    for language, table in tables.items():
        said = _lowered(table).get("contentdir")
        if isinstance(said, str) and said.startswith("content/"):
            folders[f"{said.rstrip('/')}/"] = language
    names = {name.lower() for name in tables} or _shown(folder)
    return HugoLanguages(default, frozenset(names | {default}), folders)


def _shown(folder: SourceFolder) -> set[str]:
    """Languages by names alone: ``three.de.md`` beside ``three.md``."""
    stems: dict[str, set[str]] = {}
    for name in folder.under("content"):
        if ending(name) not in POSTS:
            continue
        path = PurePosixPath(name)
        stem = PurePosixPath(path.stem)
        said = stem.suffix[1:].lower()
        is_one = said.isalpha() and len(said) == 2
        key = f"{path.parent}/{stem.stem if is_one else path.stem}"
        stems.setdefault(key, set()).add(said if is_one else "")
    beside = (said for said in stems.values() if len(said) > 1)
    return {one for said in beside for one in said if one}


def _values(folder: SourceFolder, stem: str) -> dict[str, object]:
    """The settings of one file; none where there is none or it cannot be read."""
    for kind in _ENDINGS:
        name = f"{stem}.{kind}"
        if name not in folder:
            continue
        try:
            text = folder.open(name).text().text
            if kind == "toml":
                values = toml_fields(text, 1).values
            elif kind == "json":
                values = json_fields(text)[0].values
            else:
                read = yaml_fields(text, 1)
                values = read.values if read is not None else {}
        except SourceError:
            continue
        return _lowered(values)
    return {}


def _lowered(value: object) -> dict[str, object]:
    """A mapping with its keys in small letters, as Hugo reads them."""
    if not isinstance(value, dict):
        return {}
    return {str(key).lower(): one for key, one in value.items()}
