"""The files of a library as the reader reads them (``docs/library-format.md``).

Nothing is told apart from how ``storage`` reads them, so that a library that is
imported is the same: what a file leaves out is made in the same way, and keys that
this version does not know are kept.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import cast, get_args

from gulagreader.domain.comments import Comment, CommentKind
from gulagreader.domain.posts import CitedSource, Origin, Post
from gulagreader.importing.archive import ImportedLibrary, Remark, SourceLineError
from gulagreader.importing.own_exports.library_keys import Keys, Told
from gulagreader.text.clean import clean_line
from gulagreader.text.yaml_events import read_yaml, write_yaml
from gulagreader.text.yaml_values import (
    UNPRINTABLE,
    YamlError,
    YamlMapping,
    YamlSequence,
    YamlValue,
    cleaned_value,
)

_KINDS = frozenset(get_args(CommentKind))
_OPENING = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_DATE_IN_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-")
_ORIGIN = ("kind", "file", "sha256", "importer", "url")
_SOURCE = ("key", "text", "url")


def stable_id(*parts: str) -> str:
    """The id of a post whose file names none, as the reader derives it from a path."""
    data = "\0".join(parts).encode("utf-8", "surrogateescape")
    return sha256(data).hexdigest()[:16]


def post_in(text: str, relative: str, told: Told) -> Post:
    """Read a post's file, not cleaned; ``relative`` is its path in the library.

    Raises:
        SourceLineError: its front matter is no YAML.
    """
    mapping, body = _parted(text, told)
    keys = Keys(mapping, told)
    identity = keys.words("id")
    origin, more_origin = _origin(keys)
    sources, more_sources = _sources(keys)
    post = Post(
        identity or stable_id(relative),
        keys.words("title") or _title_of(relative),
        told.clean(body).removeprefix("\n").removesuffix("\n"),
        keys.words("author"),
        keys.date(),
        keys.list_of_words("tags"),
        keys.words("lang"),
        origin,
        sources,
    )
    return replace(post, extra=keys.rest() | more_origin | more_sources)


def _parted(text: str, told: Told) -> tuple[Mapping[str, object], str]:
    text = text.removeprefix("\ufeff")
    opening = _OPENING.match(text)
    if opening is None:
        return {}, text
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        what = "the fields above the text never end; the whole file was read as text"
        told.remarks.append(Remark(1, what))
        return {}, text
    front, body = text[opening.end() : closing.start()], text[closing.end() :]
    value = _yaml(front, told, 2)
    if isinstance(value, YamlMapping):
        return value, body
    if value == "":
        return {}, body
    what = "what stands between the lines --- is no fields; it was read as text"
    told.remarks.append(Remark(1, what))
    return {}, text


def _yaml(text: str, told: Told, first_line: int = 1) -> YamlValue:
    # Only what YAML cannot hold goes before it is read: escapes stand for characters
    # by which those beside them are judged.
    lines = text.removeprefix("\ufeff").split("\n")
    for number, line in enumerate(lines):
        if UNPRINTABLE.search(line.removesuffix("\r")) is not None:
            lines[number] = told.clean(line).replace("\n", " ")
    text = "\n".join(lines)
    try:
        return read_yaml(text, first_line=first_line)
    except YamlError as error:
        raise SourceLineError(error.line, error.reason) from None


def _title_of(relative: str) -> str:
    stem = PurePosixPath(relative).stem
    words = clean_line(_DATE_IN_NAME.sub("", stem, count=1).replace("-", " "))
    return words[:1].upper() + words[1:] or "Untitled"


def _origin(keys: Keys) -> tuple[Origin | None, dict[str, object]]:
    value = keys.take("source")
    if value is None:
        return None, {}
    if not isinstance(value, dict):
        keys.doubt("source", "source is no list of fields and is kept as it stands")
        return None, {}
    more = _unknown(value, _ORIGIN)
    origin = Origin(*(_line(value.get(key)) for key in _ORIGIN))
    return origin, {"source": more} if more else {}


def _sources(keys: Keys) -> tuple[tuple[CitedSource, ...], dict[str, object]]:
    value = keys.take("sources")
    given = value if isinstance(value, list) else [value] if value else []
    if any(isinstance(one, list) for one in given):
        keys.doubt("sources", "sources are kept as they stand: one is a list")
        return (), {}
    sources: list[CitedSource] = []
    more: list[object] = []
    for one in given:
        fields = one if isinstance(one, dict) else {"text": one}
        key, words, url = (_line(fields.get(name)) for name in _SOURCE)
        sources.append(CitedSource(key, words, url or None))
        unknown = _unknown(fields, _SOURCE)
        if unknown:
            more.append({"key": key, "text": words, **unknown})
    return tuple(sources), {"sources": more} if more else {}


def _line(value: object) -> str:
    return clean_line(value) if isinstance(value, str) else ""


def _unknown(
    mapping: Mapping[str, object], known: tuple[str, ...]
) -> dict[str, object]:
    return {
        clean_line(key): cleaned_value(value)
        for key, value in mapping.items()
        if key not in known or not isinstance(value, str)
    }


def comments_in(text: str, told: Told) -> tuple[Comment, ...]:
    """Read a comments file, not cleaned.

    Raises:
        SourceLineError: it is no YAML, or no list.
    """
    value = _yaml(text, told)
    if value == "":
        return ()
    if not isinstance(value, YamlSequence):
        raise SourceLineError(1, "is no list of comments")
    given = frozenset(
        clean_line(str(one["id"]))
        for one in value
        if isinstance(one, dict) and isinstance(one.get("id"), str)
    )
    comments: list[Comment] = []
    used: set[str] = set()
    for position, (one, line) in enumerate(zip(value, value.lines, strict=True), 1):
        if isinstance(one, dict):
            comment = _comment(Keys(one, told))
        else:
            told.remarks.append(
                Remark(line, "a comment has no fields; it is its own text")
            )
            comment = Comment("", told.clean(_as_written(one)))
        name = _unique(comment.id, f"c{position}", used, given)
        used.add(name)
        comments.append(replace(comment, id=name))
    return tuple(comments)


def _unique(wanted: str, otherwise: str, used: set[str], given: frozenset[str]) -> str:
    name = wanted or otherwise
    if name not in used and (wanted or name not in given):
        return name
    number = 2
    while f"{name}-{number}" in used or f"{name}-{number}" in given:
        number += 1
    return f"{name}-{number}"


def _comment(keys: Keys) -> Comment:
    kind = keys.words("kind") or "comment"
    if kind not in _KINDS:
        keys.doubt("kind", f"the kind “{kind[:40]}” is unknown; taken as a comment")
        kind = "comment"
    text = keys.take("text")
    return Comment(
        keys.words("id") or "",
        "" if text is None else keys.told.clean(_as_written(text)),
        keys.words("parent"),
        keys.words("author"),
        keys.date(),
        cast("CommentKind", kind),
        url=keys.words("url"),
        extra=keys.rest(),
    )


def _as_written(value: object) -> str:
    if isinstance(value, str):
        return str(value)
    return write_yaml(cleaned_value(value)).strip()


def about_library(text: str, told: Told) -> ImportedLibrary | None:
    """Read ``library.yaml``; nothing of it where it names nothing.

    Raises:
        SourceLineError: it is no YAML.
    """
    value = _yaml(text, told)
    if not isinstance(value, YamlMapping):
        return None
    keys = Keys(value, told)
    keys.take("id")
    library = ImportedLibrary(
        keys.words("name") or "",
        keys.words("lang"),
        tuple(_groups(keys.take("aliases"))),
        keys.list_of_words("teachers"),
    )
    known = sorted(keys.rest())
    if known:
        what = f"keys of library.yaml that are not known here: {', '.join(known)}"
        told.remarks.append(Remark(None, what))
    return library


def _groups(value: object) -> Iterator[tuple[str, ...]]:
    for group in value if isinstance(value, list) else ():
        words = group if isinstance(group, list) else [group]
        names = [clean_line(str(word)) for word in words if isinstance(word, str)]
        if len(names) > 1:
            yield tuple(name for name in names if name)
