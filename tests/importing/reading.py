"""Reading a dump in a test."""

from pathlib import Path

from gulagreader.importing.archive import ImportedPost
from gulagreader.importing.formats.text_dump import IMPORTER
from gulagreader.importing.sources import SourceFile


def read_dump(text: str | bytes, *, name: str = "dump.txt") -> ImportedPost:
    data = text.encode() if isinstance(text, str) else text
    found = list(IMPORTER.read(SourceFile(Path(name), data)))
    assert len(found) == 1
    (post,) = found
    assert isinstance(post, ImportedPost)
    return post


def texts(post: ImportedPost) -> list[str]:
    return [comment.text for comment in post.comments]


def guessed(post: ImportedPost, what: str) -> list[int | None]:
    return [guess.line for guess in post.guesses if guess.what == what]
