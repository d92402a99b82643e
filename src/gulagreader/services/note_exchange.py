"""Notes in files: read from any that hold annotations, and written for other programs.

Read are JSON Lines with an annotation on each line, and JSON documents that hold one,
a list of them, a W3C AnnotationPage or AnnotationCollection, the answer of Hypothesis'
API (``rows``) or its client's export (``annotations``).
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from gulagreader.domain.errors import SourceError
from gulagreader.domain.notes import Note
from gulagreader.services.note_hypothesis import from_hypothesis, to_hypothesis
from gulagreader.services.note_values import (
    NoAnnotationError,
    Shape,
    list_of,
    mapping_of,
    parse_json,
)
from gulagreader.services.note_w3c import from_w3c, to_w3c

Form = Literal["w3c", "hypothesis"]
_LARGEST = 128 * 2**20
_MOST = 200_000
_LONGEST_LINE = 4 * 2**20


@dataclass(frozen=True, slots=True)
class RefusedNote:
    """What of a file was not taken in, and why."""

    line: int | None
    """From 1; None for the file, or where it is no JSON Lines."""
    why: str


@dataclass(frozen=True, slots=True)
class NoteFile:
    """The notes of a file."""

    notes: tuple[Note, ...]
    refused: tuple[RefusedNote, ...]


def read_notes(file: Path, now: datetime) -> NoteFile:
    """Read the notes of a file; ``now`` stands for times that are missing.

    Raises:
        SourceError: the file cannot be read, is too large or no text.
    """
    notes: dict[str, Note] = {}
    refused: list[RefusedNote] = []
    for line, shape in _shapes(_text_of(file)):
        if len(notes) >= _MOST:
            refused.append(RefusedNote(line, f"comes after {_MOST} others; split it"))
            break
        try:
            if isinstance(shape, NoAnnotationError):
                raise shape
            note = note_of(shape, now)
            notes[note.id] = note
        except NoAnnotationError as error:
            refused.append(RefusedNote(line, str(error)))
    return NoteFile(tuple(notes.values()), tuple(refused))


def note_of(shape: object, now: datetime) -> Note:
    """A note out of an annotation of the W3C or of Hypothesis.

    Raises:
        NoAnnotationError: it is neither.
    """
    if not isinstance(shape, dict):
        raise NoAnnotationError("is no JSON object")
    if "@context" in shape or "Annotation" in list_of(shape.get("type")):
        return from_w3c(shape, now)
    if "uri" in shape or ("user" in shape and "target" in shape):
        return from_hypothesis(shape, now)
    if "target" in shape:
        return from_w3c(shape, now)
    raise NoAnnotationError("is no annotation: it names no target")


def _text_of(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            data = opened.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not possible"
        raise SourceError(f"{file} cannot be read: {reason}.") from None
    if len(data) > _LARGEST:
        raise SourceError(f"{file} is larger than {_LARGEST // 2**20} MiB; split it.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SourceError(f"{file} is no text in UTF-8, as JSON has to be.") from None


def _shapes(text: str) -> Iterator[tuple[int | None, object]]:
    """The annotations of a text, or why there is none, with their lines."""
    if not text.strip():
        return
    try:
        whole = parse_json(text)
    except NoAnnotationError as error:
        if "\n" not in text.strip():
            yield 1, error
            return
    else:
        yield from ((None, one) for one in _gathered(whole))
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            if len(line) > _LONGEST_LINE:
                raise NoAnnotationError(f"is longer than {_LONGEST_LINE} characters")
            yield number, parse_json(line)
        except NoAnnotationError as error:
            yield number, error


def _gathered(whole: Any) -> list[Any]:
    """The annotations of a document: of a list, a page, a collection, or itself."""
    if isinstance(whole, list):
        return whole
    if isinstance(whole, dict) and "target" not in whole:
        first = mapping_of(whole.get("first"))
        for part, name in (
            (whole, "annotations"),
            (whole, "rows"),
            (whole, "items"),
            (first, "items"),
        ):
            if isinstance(part.get(name), list):
                found: list[Any] = part[name]
                return found
    return [whole]


def w3c_lines(notes: Iterable[Note], library: str) -> Iterator[str]:
    """Notes as JSON Lines, without the line ends."""
    for note in notes:
        yield json.dumps(to_w3c(note, library), ensure_ascii=False)


def hypothesis_document(
    notes: Iterable[Note],
    library: str,
    pages: Mapping[str, tuple[str, str]],
    now: datetime,
) -> Shape:
    """Notes as the client of Hypothesis exports them.

    ``pages`` are title and address of the posts, or of a comment (``POST#COMMENT``).
    """
    rows = []
    for note in notes:
        title, page = pages.get(note.post, ("", ""))
        if note.comment is not None:
            _, page = pages.get(f"{note.post}#{note.comment}", ("", page))
        rows.append(to_hypothesis(note, library, title, page))
    return {
        "export_date": now.isoformat(timespec="seconds"),
        "export_userid": "",
        "client_version": "gulagreader",
        "annotations": rows,
    }
