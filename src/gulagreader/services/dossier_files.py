"""A dossier in a file of JSON, to be given to another reader, and back.

No file is trusted: texts are cleaned and bounded as those of notes are, and what is no
entry is refused with its number while the rest comes in.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gulagreader.domain.citing import Cited, CitedComment
from gulagreader.domain.dossier import Dossier, DossierError, Entry, EntryKind
from gulagreader.domain.errors import SourceError
from gulagreader.services.dossier import DossierShelf
from gulagreader.services.export_target import export_target, new_file
from gulagreader.services.note_values import (
    NoAnnotationError,
    line_of,
    mapping_of,
    parse_json,
    selector_of,
    text_of,
    time_of,
)
from gulagreader.storage.dossier_shape import entry_shape

FORMAT = "gulagreader-dossier/1"
_LARGEST = 64 * 2**20
_MOST = 20_000
_MOST_WORDS = 500


@dataclass(frozen=True, slots=True)
class DossierTaken:
    """What the import of a dossier did."""

    dossier: Dossier
    added: int
    unchanged: int
    """Entries that were there already."""
    refused: tuple[tuple[int, str], ...] = ()
    """Numbers of entries in the file, from 1, and why they were not taken in."""
    library: str = ""
    """The id of the library that it was gathered in; empty where it is this one."""


def export_dossier(
    shelf: DossierShelf, dossier: Dossier, target: Path, *, force: bool = False
) -> Path:
    """Write a dossier for another reader; give its full path.

    Raises:
        ExportError: it cannot be written there; nothing was changed.
    """
    library = shelf.library
    path = export_target(target, library.folder, folder=False, force=force)
    shape = {
        "format": FORMAT,
        "library": {"id": library.info.id, "name": library.info.name},
        "id": dossier.id,
        "name": dossier.name,
        "created": dossier.created.isoformat(),
        "entries": [entry_shape(entry) for entry in dossier.entries],
    }
    text = json.dumps(shape, ensure_ascii=False, indent=1)
    with new_file(path) as file:
        file.write(f"{text}\n".encode("utf-8", "replace"))
    return path


def import_dossier(shelf: DossierShelf, file: Path, now: datetime) -> DossierTaken:
    """Take a dossier in, under a free name; one that is there gets what it lacks.

    A dossier is known by its id, and so is an entry: importing twice adds nothing.

    Raises:
        SourceError: the file cannot be read, or holds no dossier.
        MemoryUnavailableError: it cannot be kept.
    """
    shape = _shape_of(file)
    given, refused = _entries(shape.get("entries"), now)
    known = {one.id: one for one in shelf.dossiers()}
    dossier_id = line_of(shape.get("id"))
    home = line_of(mapping_of(shape.get("library")).get("id"))
    elsewhere = "" if home == shelf.library.info.id else home
    before = known.get(dossier_id)
    if before is not None:
        after = shelf.put(before, given)
        added = len(after.entries) - len(before.entries)
        unchanged = len(given) - added
        return DossierTaken(after, added, unchanged, refused, elsewhere)
    name = line_of(shape.get("name"))[:80].strip() or line_of(file.stem) or "Dossier"
    if any(one.dossier.id == dossier_id for one in shelf.dropped()):
        raise DossierError(
            "This dossier was dropped here. Take it back: gulagreader dossier restore"
            f" {name}"
        )
    created = time_of(shape.get("created"), now)
    taken = shelf.begin_with(Dossier(dossier_id, name, created, tuple(given)))
    return DossierTaken(taken, len(given), 0, refused, elsewhere)


def _shape_of(file: Path) -> Mapping[str, Any]:
    try:
        with file.open("rb") as opened:
            data = opened.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise SourceError(f"{file} is larger than {_LARGEST // 2**20} MiB.")
        shape = parse_json(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise SourceError(f"{file} is no text in UTF-8, as JSON has to be.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not possible"
        raise SourceError(f"{file} cannot be read: {reason}.") from None
    except NoAnnotationError as error:
        raise SourceError(f"{file} {error}.") from None
    if not isinstance(shape, dict) or shape.get("format") != FORMAT:
        raise SourceError(
            f"{file} is no dossier of this kind ({FORMAT}). One is written by:"
            " gulagreader dossier export"
        )
    if not line_of(shape.get("id")):
        raise SourceError(f"{file} names no dossier: its id is missing.")
    return shape


def _entries(
    value: object, now: datetime
) -> tuple[list[Entry], tuple[tuple[int, str], ...]]:
    given: dict[str, Entry] = {}
    refused: list[tuple[int, str]] = []
    for number, shape in enumerate(value if isinstance(value, list) else [], 1):
        if number > _MOST:
            refused.append((number, f"comes after {_MOST} others"))
            break
        try:
            entry = _entry(mapping_of(shape), now)
            if entry.id in given:
                raise NoAnnotationError("has the id of another")
            given[entry.id] = entry
        except NoAnnotationError as error:
            refused.append((number, str(error)))
    return list(given.values()), tuple(refused)


def _entry(shape: Mapping[str, Any], now: datetime) -> Entry:
    try:
        kind = EntryKind(line_of(shape.get("kind")))
    except ValueError:
        raise NoAnnotationError("is no entry: its kind is not known") from None
    entry_id, post = line_of(shape.get("id")), line_of(shape.get("post"))
    selector = mapping_of(shape.get("selector"))
    entry = Entry(
        id=entry_id,
        kind=kind,
        gathered=time_of(shape.get("gathered"), now).astimezone(UTC),
        post=post,
        comment=line_of(shape.get("comment")) or None,
        selector=selector_of(selector, selector),
        note=line_of(shape.get("note")),
        words=text_of(shape.get("words")),
        text=text_of(shape.get("text")),
        remark=text_of(shape.get("remark")),
        cited=_cited(mapping_of(shape.get("cited"))),
    )
    if not entry_id:
        raise NoAnnotationError("is no entry: it has no id")
    if kind.is_own and not entry.text.strip():
        raise NoAnnotationError(f"is a {kind.value} without words")
    if kind is EntryKind.PASSAGE and (entry.selector is None or not post):
        raise NoAnnotationError("is a passage of no text")
    if kind in (EntryKind.COMMENT, EntryKind.POST) and not post:
        raise NoAnnotationError(f"is a {kind.value} of no library")
    return entry


def _cited(shape: Mapping[str, Any]) -> Cited | None:
    if not line_of(shape.get("post")):
        return None
    comment = mapping_of(shape.get("comment"))
    paragraph = shape.get("paragraph")
    counted = isinstance(paragraph, int) and 0 < paragraph < 10**6
    return Cited(
        post=line_of(shape.get("post")),
        title=line_of(shape.get("title")),
        container=line_of(shape.get("container")),
        author=line_of(shape.get("author")) or None,
        date=line_of(shape.get("date")) or None,
        url=_address(shape.get("url")),
        lang=line_of(shape.get("lang"))[:40] or "en",
        names=_words(shape.get("names")),
        common=_words(shape.get("common")),
        comment=_comment(comment),
        paragraph=int(paragraph) if counted and paragraph else None,
    )


def _comment(shape: Mapping[str, Any]) -> CitedComment | None:
    if not line_of(shape.get("id")):
        return None
    return CitedComment(
        id=line_of(shape.get("id")),
        beginning=line_of(shape.get("beginning")),
        author=line_of(shape.get("author")) or None,
        date=line_of(shape.get("date")) or None,
        url=_address(shape.get("url")),
    )


def _address(value: object) -> str | None:
    url = line_of(value)
    return url if url.startswith(("http://", "https://")) else None


def _words(value: object) -> frozenset[str]:
    given = value[:_MOST_WORDS] if isinstance(value, list) else []
    return frozenset(filter(None, map(line_of, given)))
