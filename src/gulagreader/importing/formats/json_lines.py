"""JSON Lines as ``gulagreader export`` writes them: a post with its thread a line.

The shape is that of ``docs/command-line.md`` (``show POST --json``) with what a library
has beside it. A line that is no such post is refused, and the others come in.
"""

import json
import re
from collections.abc import Iterator, Mapping

from gulagreader.domain.errors import SourceError
from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import (
    Found,
    ImportedLibrary,
    ImportedPost,
    Refusal,
    SourceLineError,
)
from gulagreader.importing.own_exports.posts import own_thread, post_with
from gulagreader.importing.own_exports.values import (
    OwnPost,
    Shape,
    own_library,
    own_post,
)
from gulagreader.importing.sources import SourceFile
from gulagreader.text.clean import clean, clean_line

_LARGEST_LINE = 64 * 1024 * 1024
"""Bytes of one line; a post with its comments has at most a quarter of them."""
_BEGINS = re.compile(r'\s*\{\s*"id"\s*:\s*"')
_KEYS = ('"title"', '"body"')


class JsonLinesImporter:
    """Reads a library that was exported as JSON Lines."""

    name = "jsonl"
    version = 1

    def recognises(self, sample: SourceFile) -> float:
        """By the keys of the first line, which may go on beyond the head."""
        head = sample.head
        if not _BEGINS.match(head):
            return 0.0
        first, line_end, _ = head.lstrip().partition("\n")
        if line_end:
            try:
                shape = json.loads(first)
            except (ValueError, RecursionError):
                return 0.0
            return 1.0 if _is_post(shape) else 0.0
        return 0.9 if all(key in head for key in _KEYS) else 0.0

    def read(self, source: SourceFile) -> Iterator[Found]:
        """Yield the post of each line.

        Raises:
            SourceError: it cannot be read, or has a line without an end.
        """
        found = False
        lang: str | None = None
        with source.open() as stream:
            number = 0
            while line := stream.readline(_LARGEST_LINE):
                number += 1
                if len(line) >= _LARGEST_LINE:
                    raise SourceLineError(number, "has a line of more than 64 MiB")
                if not line.strip():
                    continue
                for one in self._line(line, number, source, lang):
                    found = found or isinstance(one, ImportedPost)
                    lang = one.lang if isinstance(one, ImportedLibrary) else lang
                    yield one
        if not found:
            raise SourceError(
                "holds no post that gulagreader export could have written"
            )

    def _line(
        self, line: bytes, number: int, source: SourceFile, lang: str | None
    ) -> Iterator[Found]:
        try:
            shape = json.loads(line.decode("utf-8-sig"), parse_int=str, parse_float=str)
        except UnicodeDecodeError:
            yield Refusal(number, "is not UTF-8")
            return
        except (ValueError, RecursionError) as error:
            why = getattr(error, "msg", "it is nested too deep")
            yield Refusal(number, f"is not JSON: {why}")
            return
        own = own_post(shape) if _is_post(shape) else None
        if own is None:
            yield Refusal(number, "is no post: it needs id, title, body and comments")
            return
        about = shape.get("library")
        library = own_library(about) if isinstance(about, dict) else None
        if library is not None:
            yield library
            lang = library.lang
        yield self._post(shape, own, source, lang)

    def _post(
        self, shape: Shape, own: OwnPost, source: SourceFile, lang: str | None
    ) -> ImportedPost:
        thread = own_thread(_comment_shape(one) for one in _mappings(shape["comments"]))
        importer = f"{self.name}/{self.version}"
        file = clean_line(source.name)
        origin = Origin(self.name, file, source.sha256, importer)
        body = clean(str(shape["body"]))
        return post_with(own, body, thread, origin, library_lang=lang)


def _is_post(shape: object) -> bool:
    return (
        isinstance(shape, dict)
        and isinstance(shape.get("title"), str)
        and isinstance(shape.get("body"), str)
        and isinstance(shape.get("comments"), list)
    )


def _mappings(given: object) -> list[Mapping[str, object]]:
    return (
        [one for one in given if isinstance(one, dict)]
        if isinstance(given, list)
        else []
    )


def _comment_shape(shape: Shape) -> tuple[Shape, str]:
    """A comment's fields, with what it says that it answers, and its text."""
    text = shape.get("text")
    if "answers" in shape:
        shape = {**shape, "parent": shape["answers"]}
    return shape, text if isinstance(text, str) else ""


IMPORTER = JsonLinesImporter()
"""JSON Lines of this program's own export."""
