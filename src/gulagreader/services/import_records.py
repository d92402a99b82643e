"""The record of each imported post: where it came from and what was decided.

It is kept as ``imports/<id>.json`` in the library, apart from the posts, and is
written only when its post is. It holds the lines of the source that are not
shown, the guesses, and two digests: of what the source said, so that the same
source changes nothing, and of what was written, so that a post that a person has
changed since is not written over.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, unquote

from gulagreader.domain.comments import Comment
from gulagreader.domain.errors import LibraryError
from gulagreader.domain.posts import Post
from gulagreader.importing.archive import ImportedPost
from gulagreader.services.import_digests import digest_of, given_fields, says_the_same
from gulagreader.services.import_given import each_once
from gulagreader.services.import_report import guess_as_json
from gulagreader.services.thread_joining import Origins
from gulagreader.storage.write_batch import WriteBatch

Joined = Mapping[str, Origins]
"""Where the comments of a thread came from, by sort of source."""
RECORDS_FOLDER = "imports"
_LARGEST = 32 * 1024 * 1024
_LONGEST_NAME = 200
_OTHER_FILES = frozenset(("decisions", "review"))
"""What else lies in the folder of the records, by its name."""


@dataclass(frozen=True, slots=True)
class Record:
    """What of a record is asked for at the next import."""

    source_digest: str
    written_digest: str
    fields: tuple[str, ...]
    """The optional fields that the source gave."""
    unfinished: bool = False
    """Whether writing the post had begun and was not seen to end."""
    identity: str = ""
    """What the source knows the post by; empty where it came from no source."""
    links: tuple[str, ...] = ()
    """Other addresses of the post than its permalink."""
    joined: Mapping[str, Origins] = field(default_factory=dict)
    """Which comments came from elsewhere than the post, by sort of source."""
    quotations: int | None = None
    """How many the source quotes; None where that was not counted."""


def record_path(library: Path, post_id: str) -> Path:
    """Where the record of a post is."""
    return library / RECORDS_FOLDER / f"{_name_of(post_id)}.json"


def can_be_recorded(post_id: str) -> bool:
    """Whether an id that a library was given can name a file."""
    return len(_name_of(post_id)) <= _LONGEST_NAME


def _name_of(post_id: str) -> str:
    """An id as a file's name: what is no letter, digit or hyphen is percent-encoded."""
    name = quote(post_id, safe="", errors="replace")
    return f"%{ord(name[0]):x}{name[1:]}" if name in _OTHER_FILES else name


def read_record(library: Path, post_id: str) -> Record | None:
    """The record of a post; None where there is none that can be read."""
    try:
        found = _read(record_path(library, post_id))
        joined = _joined_from(found.get("joined", {}))
        if found.get("unfinished"):
            return Record("", "", (), unfinished=True, joined=joined)
        return Record(
            str(found["source_digest"]),
            str(found["written_digest"]),
            tuple(str(name) for name in found["fields"]),
            identity=str(found.get("identity", "")),
            links=tuple(str(link) for link in found.get("links", ())),
            joined=joined,
            quotations=_count(found.get("quotations")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _read(path: Path) -> dict[str, Any]:
    if path.stat().st_size > _LARGEST:
        raise ValueError(path)
    found = json.loads(path.read_bytes())
    if not isinstance(found, dict):
        raise TypeError(path)
    return found


def _count(found: object) -> int | None:
    return found if isinstance(found, int) and found >= 0 else None


def _joined_from(found: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Joined:
    return {
        kind: Origins(
            {str(old): str(new) for old, new in ids.get("added", {}).items()},
            {str(old): str(new) for old, new in ids.get("same", {}).items()},
        )
        for kind, ids in found.items()
    }


def _joined_as_json(joined: Joined) -> dict[str, object]:
    return {
        kind: {"added": dict(one.added), "same": dict(one.same)}
        for kind, one in joined.items()
        if one.added or one.same
    }


def recorded_ids(library: Path) -> dict[str, str]:
    """The ids of all imported posts, by the digest of what their source said."""
    found: dict[str, str] = {}
    for path in sorted((library / RECORDS_FOLDER).glob("*.json")):
        post_id = unquote(path.stem)
        record = read_record(library, post_id)
        if record is not None and not record.unfinished:
            found.setdefault(record.source_digest, post_id)
    return found


def recorded_files(library: Path) -> dict[tuple[str, str], str]:
    """The ids of posts that are all there was in a file, by its name and sha256."""
    found: dict[tuple[str, str], set[str]] = {}
    for path in sorted((library / RECORDS_FOLDER).glob("*.json")):
        try:
            record = _read(path)
            key = str(record["file"]), str(record["sha256"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue
        found.setdefault(key, set()).add(unquote(path.stem))
    return {key: ids.pop() for key, ids in found.items() if len(ids) == 1}


def recorded_sources(library: Path, post_id: str) -> list[dict[str, object]]:
    """The sources beside a post's own from which something came, as they were given."""
    try:
        return _sources_in(_read(record_path(library, post_id)))
    except (OSError, ValueError, TypeError, RecursionError):
        return []


def _sources_in(record: Mapping[str, Any]) -> list[dict[str, object]]:
    found = record.get("sources")
    things = found if isinstance(found, list) else ()
    return [dict(one) for one in things if isinstance(one, dict)]


def _own_source(library: Path, post_id: str) -> dict[str, object] | None:
    """The source that a post has by its record."""
    try:
        found = _read(record_path(library, post_id))
        names = ("file", "path", "sha256", "importer")
        own = {name: found[name] for name in names if name in found}
        kind = str(own["importer"]).partition("/")[0]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return {"kind": kind, **own}


def begin_record(library: Path, post_id: str, batch: WriteBatch) -> None:
    """Note that a post is about to be written, right before it is.

    A post and its comments are two files. When an import is killed between them
    the next one knows by this that the post is to be completed, and that no
    person changed it.

    Raises:
        LibraryError: the file cannot be written.
    """
    begun: dict[str, object] = {"post": post_id, "unfinished": True}
    record = read_record(library, post_id)
    if record is not None and record.joined:
        # Without these the comments of other sources would seem to be the post's.
        begun["joined"] = _joined_as_json(record.joined)
    sources = recorded_sources(library, post_id)
    if sources:
        begun["sources"] = sources
    _write(library, post_id, begun, batch)


def write_joined(
    library: Path,
    post_id: str,
    joined: Joined,
    written_digest: str | None,
    batch: WriteBatch,
    *,
    sources: Sequence[Mapping[str, object]] = (),
    unfinished: bool = False,
) -> None:
    """Note in a post's record which comments came from elsewhere.

    ``written_digest`` is the new one of what was written; None keeps the old one, so
    that what a person changed before stays known as changed. ``sources`` are those
    the comments came from (``import_given``), put beside the earlier ones.
    ``unfinished`` says that the comments are about to be written: a run that is
    killed then did it, and no person.

    Raises:
        LibraryError: the file cannot be written.
    """
    try:
        found = _read(record_path(library, post_id))
    except (OSError, ValueError, TypeError, RecursionError):
        # A post that was never imported: no source may write over it.
        found = {"post": post_id, "identity": "", "source_digest": "", "fields": []}
        found["written_digest"] = ""
    found.pop("unfinished", None)
    if unfinished:
        found["unfinished"] = True
    found["joined"] = _joined_as_json(joined)
    if sources:
        found["sources"] = each_once((*_sources_in(found), *sources))
    if written_digest is not None:
        found["written_digest"] = written_digest
    _write(library, post_id, found, batch)


def _write(
    library: Path, post_id: str, record: Mapping[str, object], batch: WriteBatch
) -> None:
    path = record_path(library, post_id)
    if path.parent.is_symlink():
        raise LibraryError(f"{path.parent} leads elsewhere; remove that link.")
    # A record that is lost with the power is made again by the next import.
    batch.write(path, lines_of_json(record), durable=False)


def lines_of_json(record: Mapping[str, object]) -> str:
    """JSON with a line for each field, and for each thing in a list of things.

    ``json.dumps`` with an indentation does that in Python, ten times slower.
    """
    lines = []
    for key, value in record.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            inner = ",\n  ".join(_dumped(one) for one in value)
            lines.append(f"{_dumped(key)}: [\n  {inner}\n ]")
        else:
            lines.append(f"{_dumped(key)}: {_dumped(value)}")
    return "{\n " + ",\n ".join(lines) + "\n}\n"


_dumped = json.JSONEncoder(ensure_ascii=False).encode


def write_record(
    library: Path,
    post_id: str,
    imported: ImportedPost,
    written: tuple[Post, Sequence[Comment]],
    batch: WriteBatch,
    *,
    source_digest: str,
    quotations: int,
    now: datetime,
    path: str = "",
    joined: Joined = MappingProxyType({}),
) -> None:
    """Write the record of a post that was just written.

    ``source_digest`` is of what the source said, ``quotations`` how many it quotes,
    ``path`` is the source's as it was given.

    Raises:
        LibraryError: the file cannot be written.
    """
    fields = given_fields(imported)
    sources = recorded_sources(library, post_id)
    before = _own_source(library, post_id)
    if before is not None and before["kind"] != imported.origin.kind:
        sources.insert(0, before)  # its comments are in the thread
    record = {
        "post": post_id,
        "title": imported.title,
        "identity": imported.identity,
        "links": list(imported.links),
        "file": imported.origin.file,
        "path": path or imported.origin.file,
        "sha256": imported.origin.sha256,
        "importer": imported.origin.importer,
        "imported": now.isoformat(timespec="seconds"),
        "source_digest": source_digest,
        "written_digest": (
            source_digest
            if says_the_same(imported, written, fields)
            else digest_of(*written, fields)
        ),
        "fields": list(fields),
        "quotations": quotations,
        "joined": _joined_as_json(joined),
        "sources": each_once(sources),
        "guesses": [guess_as_json(guess) for guess in imported.guesses],
        "remarks": [{"line": one.line, "what": one.what} for one in imported.remarks],
        "left_out": [
            {"what": one.what, "count": one.count, "line": one.line, "text": one.text}
            for one in imported.left_out
        ],
    }
    _write(library, post_id, record, batch)
