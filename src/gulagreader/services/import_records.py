"""The record of each imported post: where it came from and what was decided.

It is kept as ``imports/<id>.json`` in the library, apart from the posts, and is
written only when its post is. It holds the lines of the source that are not
shown, the guesses, and two digests: of what the source said, so that the same
source changes nothing, and of what was written, so that a post that a person has
changed since is not written over.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gulagreader.domain.comments import Comment
from gulagreader.domain.errors import LibraryError
from gulagreader.domain.posts import Post
from gulagreader.importing.archive import ImportedPost
from gulagreader.services.import_report import guess_as_json
from gulagreader.storage.safe_write import write_file

RECORDS_FOLDER = "imports"
_OPTIONAL = ("author", "date", "tags", "lang", "sources")
_LARGEST = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Record:
    """What of a record is asked for at the next import."""

    source_digest: str
    written_digest: str
    fields: tuple[str, ...]
    """The optional fields that the source gave."""
    unfinished: bool = False
    """Whether writing the post had begun and was not seen to end."""


def record_path(library: Path, post_id: str) -> Path:
    """Where the record of a post is."""
    return library / RECORDS_FOLDER / f"{post_id}.json"


def read_record(library: Path, post_id: str) -> Record | None:
    """The record of a post; None where there is none that can be read."""
    path = record_path(library, post_id)
    try:
        if path.stat().st_size > _LARGEST:
            return None
        found = json.loads(path.read_bytes())
        if found.get("unfinished"):
            return Record("", "", (), unfinished=True)
        return Record(
            str(found["source_digest"]),
            str(found["written_digest"]),
            tuple(str(name) for name in found["fields"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def recorded_ids(library: Path) -> dict[str, str]:
    """The ids of all imported posts, by the digest of what their source said."""
    found: dict[str, str] = {}
    for path in sorted((library / RECORDS_FOLDER).glob("*.json")):
        record = read_record(library, path.stem)
        if record is not None and not record.unfinished:
            found.setdefault(record.source_digest, path.stem)
    return found


def given_fields(post: ImportedPost | Post) -> tuple[str, ...]:
    """The optional fields that a post has."""
    return tuple(name for name in _OPTIONAL if getattr(post, name))


def digest_of(
    post: ImportedPost | Post, comments: Sequence[Comment], fields: Sequence[str]
) -> str:
    """A fingerprint of a post's words, the named fields and its comments.

    White space is not told apart, since files may change it on the way.
    """
    parts: list[object] = [_plain(post.title), _plain(post.body)]
    parts.extend(_field(post, name) for name in _OPTIONAL if name in fields)
    for one in comments:
        head = [one.id, one.parent, one.author, one.date, one.kind]
        if one.url:
            head.append(one.url)
        parts.append([*head, _plain(one.text)])
    data = json.dumps(parts, ensure_ascii=False).encode("utf-8", "replace")
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _field(post: ImportedPost | Post, name: str) -> object:
    value = getattr(post, name)
    if name == "sources":
        return [[_plain(one.key), _plain(one.text), one.url] for one in post.sources]
    return list(value) if isinstance(value, tuple) else value


def _plain(text: str) -> str:
    return " ".join(text.split())


def begin_record(library: Path, post_id: str) -> None:
    """Note that a post is about to be written.

    A post and its comments are two files. When an import is killed between them
    the next one knows by this that the post is to be completed, and that no
    person changed it.

    Raises:
        LibraryError: the file cannot be written.
    """
    _write(library, post_id, {"post": post_id, "unfinished": True})


def _write(library: Path, post_id: str, record: Mapping[str, object]) -> None:
    path = record_path(library, post_id)
    if path.parent.is_symlink():
        raise LibraryError(f"{path.parent} leads elsewhere; remove that link.")
    write_file(path, json.dumps(record, ensure_ascii=False, indent=1) + "\n")


def write_record(
    library: Path,
    post_id: str,
    imported: ImportedPost,
    written: tuple[Post, Sequence[Comment]],
    *,
    now: datetime,
) -> None:
    """Write the record of a post that was just written.

    Raises:
        LibraryError: the file cannot be written.
    """
    fields = given_fields(imported)
    record = {
        "post": post_id,
        "title": imported.title,
        "identity": imported.identity,
        "file": imported.origin.file,
        "sha256": imported.origin.sha256,
        "importer": imported.origin.importer,
        "imported": now.isoformat(timespec="seconds"),
        "source_digest": digest_of(imported, imported.comments, fields),
        "written_digest": digest_of(*written, fields),
        "fields": list(fields),
        "guesses": [guess_as_json(guess) for guess in imported.guesses],
        "remarks": [{"line": one.line, "what": one.what} for one in imported.remarks],
        "left_out": [
            {"what": one.what, "count": one.count, "line": one.line, "text": one.text}
            for one in imported.left_out
        ],
    }
    _write(library, post_id, record)
