"""Libraries for the tests: made in a temporary folder, by hand or by program."""

from pathlib import Path

from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder

MADE_UP_POST = """---
title: A made-up post
id: 0123456789abcdef
author: Jane Doe
date: "2014-03-03T17:04:00-05:00"
tags: [gulag, amnesty]
---

First paragraph.

Second paragraph.
"""
MADE_UP_COMMENTS = """- id: c1
  author: Reader 3
  date: "2014-03-03T18:10"
  text: |-
    One.

    Two.
- id: c2
  parent: c1
  text: An answer.
"""


def empty_library(folder: Path) -> LibraryFolder:
    """A library without posts."""
    create_library(folder, "Made up", library_id="made-up")
    return LibraryFolder.open(folder)


def put(library: LibraryFolder, name: str, content: str | bytes) -> Path:
    """Lay a file into the library's posts."""
    path = library.path / "posts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
