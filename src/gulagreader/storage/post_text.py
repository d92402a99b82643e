"""A post as the text of its file, and back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gulagreader.domain.errors import Damage, DamagedFileError
from gulagreader.domain.posts import CitedSource, Origin, Post
from gulagreader.storage.fields import Doubts, Fields, stable_id
from gulagreader.storage.file_text import printable
from gulagreader.storage.front_matter import (
    Parted,
    frameless,
    join_front_matter,
    split_front_matter,
)
from gulagreader.text.clean import clean, clean_line, cleaned
from gulagreader.text.yaml_events import read_yaml, write_yaml
from gulagreader.text.yaml_values import (
    YamlError,
    YamlMapping,
    YamlSequence,
    YamlValue,
    cleaned_value,
)

_DATE_IN_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-")
_ORIGIN = ("kind", "file", "sha256", "url", "importer")
_SOURCE = ("key", "text", "url")


@dataclass(frozen=True, slots=True)
class PostRead:
    """A post and what is doubtful about its file."""

    post: Post
    doubts: tuple[Damage, ...] = ()


def read_post_text(text: str, path: Path, relative: str) -> PostRead:
    """Read the text of a post's file.

    ``relative`` is the file's path in the library with ``/``: a post without an
    id has one derived from it, a post without a title is named after it.

    Raises:
        DamagedFileError: the front matter cannot be read.
    """
    doubts = Doubts(path)
    parted = split_front_matter(text)
    if parted.doubt is not None:
        doubts.add(1, parted.doubt)
    mapping, body = _front(parted, text, doubts)
    tidy = cleaned(body)
    if tidy.removed:
        doubts.add(
            None,
            f"{tidy.removed} characters that could act on a terminal or cannot be"
            " seen were left out of the body",
        )
    fields = Fields(mapping, doubts)
    origin, more_origin = _origin(fields)
    sources, more_sources = _sources(fields, doubts)
    post = Post(
        id=fields.words("id") or stable_id(relative),
        title=fields.words("title") or _title_of(fields, relative),
        body=frameless(tidy.text),
        author=fields.words("author"),
        date=fields.date(),
        tags=fields.list_of_words("tags"),
        lang=fields.words("lang"),
        origin=origin,
        sources=sources,
        extra=fields.rest() | more_origin | more_sources,
    )
    return PostRead(post, tuple(doubts.found))


def _front(parted: Parted, text: str, doubts: Doubts) -> tuple[YamlMapping, str]:
    """The front matter as a mapping, and the body that goes with it."""
    nothing = YamlMapping(1)
    if parted.front is None:
        return nothing, parted.body
    front = printable(parted.front)
    if front.line is not None:
        line = front.line + parted.first_line - 1
        doubts.add(line, "control characters were left out of the front matter")
    try:
        value = read_yaml(front.text, first_line=parted.first_line)
    except YamlError as error:
        raise DamagedFileError(Damage(doubts.path, error.line, error.reason)) from None
    if isinstance(value, YamlMapping):
        return value, parted.body
    if value == "":
        return nothing, parted.body
    doubts.add(
        1,
        "what stands between the lines --- is not a list of fields such as"
        " title: …, so that the whole file is read as the body",
    )
    return nothing, text


def _title_of(fields: Fields, relative: str) -> str:
    """Name a post after its file."""
    stem = PurePosixPath(relative).stem
    words = clean_line(_DATE_IN_NAME.sub("", stem, count=1).replace("-", " "))
    title = words[:1].upper() + words[1:] or "Untitled"
    fields.doubt("title", f'the post has no title; it is called "{title}"')
    return title


def _origin(fields: Fields) -> tuple[Origin | None, dict[str, object]]:
    """Where the post came from, and what else ``source`` says."""
    value = fields.take("source")
    if value is None:
        return None, {}
    if not isinstance(value, YamlMapping):
        fields.keep("source")
        return None, {}
    known = {key: _plain(value.get(key)) for key in _ORIGIN}
    more = _unknown(value, _ORIGIN)
    return Origin(**known), {"source": more} if more else {}


def _sources(
    fields: Fields, doubts: Doubts
) -> tuple[tuple[CitedSource, ...], dict[str, object]]:
    """What the post cites, and what else its ``sources`` say."""
    value = fields.take("sources")
    given: YamlSequence = YamlSequence(fields.line_of("sources"))
    if isinstance(value, YamlSequence):
        given = value
    elif value:
        given.append(value)
        given.lines.append(given.line)
    sources = []
    more = []
    for item, line in zip(given, given.lines, strict=True):
        if isinstance(item, YamlSequence):
            doubts.add(line, "a source is neither words nor key, text and url")
            fields.keep("sources")
            return (), {}
        fields_of = item if isinstance(item, YamlMapping) else {"text": item}
        known = {key: _plain(fields_of.get(key)) for key in _SOURCE}
        url = known["url"] or None
        sources.append(CitedSource(known["key"], known["text"], url))
        unknown = _unknown(fields_of, _SOURCE)
        if unknown:
            more.append({"key": known["key"], "text": known["text"], **unknown})
    return tuple(sources), {"sources": more} if more else {}


def _plain(value: YamlValue | None) -> str:
    return clean_line(str(value)) if isinstance(value, str) else ""


def _unknown(
    mapping: Mapping[str, YamlValue], known: tuple[str, ...]
) -> dict[str, object]:
    return {
        clean_line(key): cleaned_value(value)
        for key, value in mapping.items()
        if key not in known or not isinstance(value, str)
    }


def text_of_post(post: Post) -> str:
    """Write a post as the text of its file; what is empty is left out."""
    extra = dict(post.extra)
    front: dict[str, object] = {
        "title": clean_line(post.title),
        "id": clean_line(post.id),
        "author": clean_line(post.author or ""),
        "date": clean_line(post.date or ""),
        "tags": [clean_line(tag) for tag in post.tags],
        "lang": clean_line(post.lang or ""),
    }
    if post.origin is not None:
        front["source"] = _origin_fields(post.origin, extra.pop("source", None))
    if post.sources:
        more = extra.pop("sources", None)
        front["sources"] = [_source_fields(source, more) for source in post.sources]
    front = {key: value for key, value in front.items() if value}
    for key, value in extra.items():
        front.setdefault(clean_line(key), cleaned_value(value))
    return join_front_matter(write_yaml(front), clean(post.body))


def _origin_fields(origin: Origin, more: object) -> dict[str, object]:
    written: dict[str, object] = {
        key: clean_line(str(getattr(origin, key))) for key in _ORIGIN
    }
    written = {key: value for key, value in written.items() if value}
    if isinstance(more, Mapping):
        written |= {key: value for key, value in more.items() if key not in written}
    return written


def _source_fields(source: CitedSource, more: object) -> dict[str, object]:
    known = {"key": source.key, "text": source.text, "url": source.url or ""}
    written: dict[str, object] = {
        key: clean_line(value) for key, value in known.items() if value
    }
    for leftover in more if isinstance(more, list) else ():
        if (leftover.get("key"), leftover.get("text")) == (source.key, source.text):
            written |= {k: v for k, v in leftover.items() if k not in _SOURCE}
            break
    return written
