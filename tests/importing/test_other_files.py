"""Files that are no posts, and what is said of them."""

from pathlib import Path

import pytest

from gulagreader.importing.formats.text_dump import IMPORTER
from gulagreader.importing.importer import importers, unknown_format
from gulagreader.importing.other_files import other_file
from gulagreader.importing.sources import SourceFile

POST = "Freedom\n\nA million people came home that summer.\n\nLeave a Reply\n"


def source(name: str, text: str | bytes, *, in_folder: bool = False) -> SourceFile:
    data = text if isinstance(text, bytes) else text.encode()
    root = Path("blog") if in_folder else None
    return SourceFile(Path("blog") / name, data, root)


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.pdf", b"%PDF-1.4\n\0", "a PDF"),
        ("a", b"\x89PNG\r\n\x1a\n\0", "a picture"),
        ("a.rtf", "{\\rtf1 hello}", "RTF"),
        ("a.txt", "#!/bin/sh\necho\n", "a script"),
        ("a.txt", "-- Dump\n\nCREATE TABLE `wp_posts` (\n", "a dump of a database"),
        ("a.tex", "\\documentclass{article}\n", "LaTeX"),
        ("a", "From jane@example.org Mon Mar  3 17:04:00 2014\n", "a mailbox"),
        ("a.tsv", "item\tquotes\n1\t2\n3\t4\n", "a table"),
        ("a.txt", "item\tquotes\n1\t2\n3\t4\n", "a table"),
        ("a.csv", "item,quotes\n1,2\n", "a table"),
        ("a.json", '[{"id": 1, "name": "x"}]', "a list of things with “id”, “name”"),
        ("a.json", '{"a": {"b": [1]}}', "JSON with “a”"),
        ("a.json", "null", "JSON"),
        ("a.json", "{", "damaged or cut off"),
        ("a.yml", "name: x\n", "YAML"),
        ("a.css", "p { color: red }\n", "a program or its settings"),
    ],
)
def test_what_is_no_post_is_known(name: str, content: str | bytes, what: str) -> None:
    found = other_file(source(name, content))

    assert found is not None
    assert what in found.what
    assert IMPORTER.recognises(source(name, content)) == 0


@pytest.mark.parametrize(
    "text",
    [
        POST,
        "[Photo]\n\nIt shows a camp.\n",
        "From the camps they came.\n\nAnd went.\n",
        "One line with a\ttab in it.\n\nAnd one without.\n\nA third.\n",
    ],
)
def test_a_dump_stays_a_dump(text: str) -> None:
    assert other_file(source("000_x.txt", text, in_folder=True)) is None
    assert IMPORTER.recognises(source("000_x.txt", text, in_folder=True)) > 0


@pytest.mark.parametrize("name", ["LICENSE", "README", "readme.md", "CHANGELOG.txt"])
def test_a_file_about_its_folder_is_one_where_the_folder_was_named(name: str) -> None:
    assert other_file(source(name, POST, in_folder=True)) is not None
    assert other_file(source(name, POST)) is None


def test_a_person_is_told_how_to_force_it() -> None:
    error = unknown_format(source("a.tsv", "a\tb\n" * 4), importers())

    assert "looks like a table (CSV or TSV)" in str(error)
    assert "--as text-dump" in str(error)


def test_xml_is_named_by_its_first_element() -> None:
    known = importers()
    opml = source("a.opml", '<?xml version="1.0"?>\n<opml version="2.0"/>')
    odd = source("a.xml", "<!-- made -->\n<inventory><a/></inventory>")

    assert "a list of feeds (OPML)" in str(unknown_format(opml, known))
    assert "<inventory>" in str(unknown_format(odd, known))
