"""The comments of a post as the text of their file, and back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast, get_args

from gulagreader.domain.comments import Comment, CommentKind, thread_of
from gulagreader.domain.errors import Damage, DamagedFileError
from gulagreader.storage.fields import Doubts, Fields, as_written
from gulagreader.storage.file_text import printable
from gulagreader.text.clean import clean, clean_line, cleaned
from gulagreader.text.yaml_events import read_yaml, write_yaml
from gulagreader.text.yaml_values import (
    YamlError,
    YamlMapping,
    YamlSequence,
    YamlValue,
    cleaned_value,
)

_KINDS = frozenset(get_args(CommentKind))


@dataclass(frozen=True, slots=True)
class CommentsRead:
    """Comments in the order of their file, and what is doubtful about it."""

    comments: tuple[Comment, ...] = ()
    doubts: tuple[Damage, ...] = ()


def read_comments_text(text: str, path: Path) -> CommentsRead:
    """Read the text of a comments file.

    Ids are made unique: a comment without one is named after its position, a
    repeated one gets a number behind it.

    Raises:
        DamagedFileError: the file is not YAML or not a list.
    """
    doubts = Doubts(path)
    allowed = printable(text)
    if allowed.line is not None:
        doubts.add(allowed.line, "control characters were left out")
    try:
        value = read_yaml(allowed.text)
    except YamlError as error:
        raise DamagedFileError(Damage(path, error.line, error.reason)) from None
    if value == "":
        return CommentsRead((), tuple(doubts.found))
    if not isinstance(value, YamlSequence):
        raise DamagedFileError(
            Damage(path, 1, 'this is not a list; begin each comment with "- id: c1"')
        )
    comments = _comments(value, doubts)
    _doubt_places(comments, value.lines, doubts)
    return CommentsRead(comments, tuple(doubts.found))


def _comments(items: YamlSequence, doubts: Doubts) -> tuple[Comment, ...]:
    names = _Names(
        clean_line(str(item["id"]))
        for item in items
        if isinstance(item, YamlMapping) and isinstance(item.get("id"), str)
    )
    comments = []
    for position, (item, line) in enumerate(zip(items, items.lines, strict=True), 1):
        comment = _comment(Fields(_mapping(item, line, doubts), doubts), line, doubts)
        name = names.unique(comment.id, f"c{position}")
        if comment.id and name != comment.id:
            doubts.add(line, f"the id {comment.id} stands twice; this one is {name}")
        comments.append(comment if name == comment.id else replace(comment, id=name))
    return tuple(comments)


class _Names:
    """Gives each comment of a file an id of its own."""

    def __init__(self, given: Iterable[str]) -> None:
        self._given = frozenset(given)
        self._used: set[str] = set()
        self._last: dict[str, int] = {}

    def unique(self, given: str, otherwise: str) -> str:
        """The id that is given, where it is free; else one made from it."""
        name = given or otherwise
        if name in self._used or (not given and name in self._given):
            name = self._numbered(name)
        self._used.add(name)
        return name

    def _numbered(self, name: str) -> str:
        number = self._last.get(name, 1) + 1
        while f"{name}-{number}" in self._used or f"{name}-{number}" in self._given:
            number += 1
        self._last[name] = number
        return f"{name}-{number}"


def _mapping(item: YamlValue, line: int, doubts: Doubts) -> YamlMapping:
    """A comment's fields; what stands there without any is its text."""
    if isinstance(item, YamlMapping):
        return item
    doubts.add(line, "this comment has no fields; begin its words with text: |-")
    mapping = YamlMapping(line)
    mapping["text"] = as_written(item)
    mapping.lines["text"] = line
    return mapping


def _comment(fields: Fields, line: int, doubts: Doubts) -> Comment:
    """One comment; its id is empty where the file gives none."""
    kind = fields.words("kind") or "comment"
    if kind not in _KINDS:
        fields.doubt("kind", f'the kind "{kind[:40]}" is unknown; read as a comment')
        fields.keep("kind")
        kind = "comment"
    return Comment(
        id=fields.words("id") or "",
        text=_text(fields, line, doubts),
        parent=fields.words("parent"),
        author=fields.words("author"),
        date=fields.date(),
        kind=cast("CommentKind", kind),
        url=fields.words("url"),
        extra=fields.rest(),
    )


def _text(fields: Fields, line: int, doubts: Doubts) -> str:
    value = fields.take("text")
    if value is None or value == "":
        doubts.add(line, "this comment has no text")
        return ""
    if not isinstance(value, str):
        fields.doubt("text", "the text is not words; begin it with text: |-")
    tidy = cleaned(as_written(value))
    if tidy.removed:
        fields.doubt(
            "text",
            f"{tidy.removed} characters that could act on a terminal or cannot be"
            " seen were left out",
        )
    return tidy.text


def _doubt_places(
    comments: tuple[Comment, ...], lines: list[int], doubts: Doubts
) -> None:
    """Name the comments that a thread cannot place where they say they stand."""
    notes = {row.comment.id: row.note for row in thread_of(comments).rows if row.note}
    for comment, line in zip(comments, lines, strict=True):
        if comment.id in notes:
            doubts.add(
                line,
                f"comment {comment.id} {notes[comment.id]}; shown at the top level",
            )


def text_of_comments(comments: tuple[Comment, ...]) -> str:
    """Write comments as the text of their file; what is empty is left out."""
    return write_yaml([_fields_of(comment) for comment in comments])


def _fields_of(comment: Comment) -> dict[str, object]:
    written: dict[str, object] = {
        "id": clean_line(comment.id),
        "parent": clean_line(comment.parent or ""),
        "author": clean_line(comment.author or ""),
        "date": clean_line(comment.date or ""),
        "kind": "" if comment.kind == "comment" else comment.kind,
        "url": clean_line(comment.url or ""),
    }
    written = {key: value for key, value in written.items() if value}
    for key, value in comment.extra.items():
        if key != "text":
            written.setdefault(clean_line(key), cleaned_value(value))
    written["text"] = clean(comment.text)
    return written
