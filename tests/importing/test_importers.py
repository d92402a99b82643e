import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gulagreader.domain.errors import SourceError
from gulagreader.importing import formats
from gulagreader.importing.archive import ImportedPost
from gulagreader.importing.importer import (
    FolderImporter,
    Importer,
    UnknownFormatError,
    importer_for,
    importer_named,
    importers,
    unknown_format,
)
from gulagreader.importing.sources import SourceFile

DOCS = Path(__file__).parents[2] / "docs" / "importing.md"


@pytest.fixture
def format_from_the_docs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Put the example of the documentation beside the formats, as one file."""
    (example,) = re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    (tmp_path / "one_line_posts.py").write_text(example)
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path)])
    yield
    sys.modules.pop(f"{formats.__name__}.one_line_posts", None)


def test_every_format_keeps_the_contract() -> None:
    for importer in importers():
        assert isinstance(importer, Importer | FolderImporter)
        assert re.fullmatch(r"[a-z0-9-]+", importer.name)
        if not isinstance(importer, Importer):
            continue
        for data in (b"\x00\x01", b"x", b"{", "текст".encode("utf-16")):
            assert 0 <= importer.recognises(SourceFile(Path("x"), data)) <= 1


@pytest.mark.usefixtures("format_from_the_docs")
def test_a_format_is_added_with_one_file() -> None:
    source = SourceFile(Path("any-name"), b"%one-line-posts\nThe Thaw | It began.\n")

    importer = importer_for(source, importers())
    assert importer is not None
    (post,) = importer.read(source)

    assert importer.name == "one-line-posts"
    assert isinstance(post, ImportedPost)
    assert (post.title, post.body) == ("The Thaw", "It began.")


def test_an_unknown_name_tells_the_known_ones() -> None:
    with pytest.raises(SourceError, match="text-dump"):
        importer_named("wxr-2")


@pytest.mark.parametrize(
    "text",
    [
        "<?xml version='1.0'?><rss/>",
        "<!DOCTYPE html><p>x",
        '{"posts": []}',
        "---\ntitle: x\n---\n",
        "# Readme\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    ],
)
def test_a_richer_format_is_not_taken_for_a_dump(text: str) -> None:
    dump = importer_named("text-dump")
    source = SourceFile(Path("dump.txt"), text.encode())

    assert importer_for(source, [dump]) is None
    error = unknown_format(source, [dump])
    assert isinstance(error, UnknownFormatError)
    assert "--as" in str(error)
