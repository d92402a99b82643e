"""A library of this program: its posts and threads with their ids.

The files are those of ``docs/library-format.md``. What a person added to a post that
the format does not know is told of and not carried over; of a comment it is.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import cast, get_args

from gulagreader.domain.comments import Comment, CommentKind
from gulagreader.domain.dates import parse_date
from gulagreader.domain.errors import SourceError
from gulagreader.domain.posts import CitedSource, Origin
from gulagreader.importing.archive import (
    Found,
    ImportedPost,
    Refusal,
    Remark,
    SourceLineError,
)
from gulagreader.importing.folders import SourceFolder
from gulagreader.importing.front_matter.decoding import yaml_fields
from gulagreader.importing.front_matter.fields import Fields
from gulagreader.importing.front_matter.parting import part
from gulagreader.importing.sources import SourceFile
from gulagreader.text.clean import clean, clean_line
from gulagreader.text.yaml_events import read_yaml
from gulagreader.text.yaml_values import YamlError, YamlMapping, YamlSequence

_SETTINGS = "library.yaml"
_COMMENTS = ".comments.yaml"
_KINDS = frozenset(get_args(CommentKind))
_OF_COMMENT = frozenset({"id", "parent", "author", "date", "kind", "url", "text"})


class LibraryImporter:
    """Reads a library's folder."""

    name = "library"
    version = 1

    def recognises_folder(self, folder: SourceFolder) -> float:
        """Posts, and the file or the threads that only a library has."""
        if "posts" not in folder.folders:
            return 0.0
        posts = folder.under("posts")
        if not any(name.endswith(".md") for name in posts):
            return 0.0
        if _SETTINGS in folder:
            return 1.0
        return 0.9 if any(name.endswith(_COMMENTS) for name in posts) else 0.0

    def read_folder(self, folder: SourceFolder) -> Iterator[Found]:
        """Yield the posts of a library, each with its thread and its id."""
        posts = [name for name in folder.under("posts") if name.endswith(".md")]
        threads = {name for name in folder.under("posts") if name.endswith(_COMMENTS)}
        lang = _language(folder)
        for name in posts:
            beside = f"{name.removesuffix('.md')}{_COMMENTS}"
            comments: tuple[Comment, ...] = ()
            if beside in threads:
                threads.discard(beside)
                try:
                    comments = _comments(folder.open(beside))
                except SourceError as error:
                    yield _refused(error, beside)
            try:
                yield self._post(folder.open(name), name, comments, lang)
            except SourceError as error:
                yield _refused(error, name)
        for name in sorted(threads):
            yield Refusal(None, "holds comments, and no post lies beside it", name)

    def _post(
        self,
        source: SourceFile,
        name: str,
        comments: tuple[Comment, ...],
        lang: str | None,
    ) -> ImportedPost:
        decoded = source.text()
        parted = part(decoded.text)
        fields = Fields(parted.fields.values, parted.fields.lines)
        title = fields.words("title") or PurePosixPath(name).stem.replace("-", " ")
        post_id = fields.words("id")
        importer = f"{self.name}/{self.version}"
        own = Origin(self.name, clean_line(name), source.sha256, importer)
        origin = _origin(fields, own)
        author = fields.words("author")
        date, remarks = _date(fields)
        body = parted.body.removeprefix("\n").removesuffix("\n")
        identity = f"library\n{post_id}" if post_id else f"{clean_line(name)}\n{title}"
        return ImportedPost(
            origin.url or identity,
            title,
            body,
            origin,
            author,
            date,
            fields.list_of_words("tags"),
            fields.words("lang"),
            _sources(fields.take("sources")),
            comments,
            identity_is_sure=bool(origin.url or post_id),
            remarks=(*decoded.remarks, *parted.fields.remarks, *remarks),
            left_out=(*decoded.left_out, *fields.rest()),
            links=(origin.url,) if origin.url else (),
            library_id=post_id,
            library_lang=lang,
        )


def _language(folder: SourceFolder) -> str | None:
    """What ``library.yaml`` says; None where it is missing or damaged."""
    try:
        text = folder.open(_SETTINGS).text().text
        found = yaml_fields(text, 1)
    except SourceError:
        return None
    lang = found.values.get("lang") if found is not None else None
    return clean_line(lang) or None if isinstance(lang, str) else None


def _refused(error: SourceError, name: str) -> Refusal:
    return Refusal(getattr(error, "line", None), str(error), name)


def _date(fields: Fields) -> tuple[str | None, tuple[Remark, ...]]:
    written = fields.words("date")
    if written is None or parse_date(written) is not None:
        return written, ()
    what = f"the date “{written[:60]}” is not understood"
    return None, (Remark(fields.line_of("date"), what),)


def _origin(fields: Fields, own: Origin) -> Origin:
    """Where the post came from first, which stays what it was."""
    given = fields.take("source")
    if not isinstance(given, dict):
        return own
    words = {key: clean_line(str(value)) for key, value in given.items()}
    if not words.get("kind"):
        return own
    return Origin(
        words["kind"],
        words.get("file", ""),
        words.get("sha256", ""),
        words.get("importer", ""),
        words.get("url", ""),
    )


def _sources(given: object) -> tuple[CitedSource, ...]:
    sources = []
    for one in given if isinstance(given, list) else []:
        fields = Fields(one if isinstance(one, dict) else {"text": str(one)})
        key, text, url = (fields.words(name) for name in ("key", "text", "url"))
        sources.append(CitedSource(key or "", text or "", url))
    return tuple(sources)


def _comments(source: SourceFile) -> tuple[Comment, ...]:
    """The comments of a file, with their ids.

    Raises:
        SourceError: it cannot be read, or is no list.
    """
    try:
        value = read_yaml(source.text().text)
    except YamlError as error:
        raise SourceLineError(error.line, error.reason) from None
    if value == "":
        return ()
    if not isinstance(value, YamlSequence):
        raise SourceLineError(1, "is no list of comments")
    comments: list[Comment] = []
    taken: set[str] = set()
    for position, (one, line) in enumerate(
        zip(value, value.lines, strict=True), start=1
    ):
        if not isinstance(one, YamlMapping):
            raise SourceLineError(line, "a comment has no fields")
        comment = _comment(one, f"c{position}")
        name, number = comment.id, 2
        while name in taken:
            name, number = f"{comment.id}-{number}", number + 1
        taken.add(name)
        comments.append(comment if name == comment.id else _comment(one, name, name))
    return tuple(comments)


def _comment(given: YamlMapping, otherwise: str, name: str = "") -> Comment:
    fields = Fields({key: one for key, one in given.items() if key in _OF_COMMENT})
    kind = fields.words("kind") or "comment"
    written = fields.words("date")
    extra = {
        clean_line(key): _plain(one)
        for key, one in given.items()
        if key not in _OF_COMMENT
    }
    return Comment(
        name or fields.words("id") or otherwise,
        fields.text("text"),
        fields.words("parent"),
        fields.words("author"),
        written if parse_date(written) is not None else None,
        cast("CommentKind", kind) if kind in _KINDS else "comment",
        extra,
        fields.words("url"),
    )


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {clean_line(str(key)): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return clean(value) if isinstance(value, str) else str(value)


IMPORTER = LibraryImporter()
