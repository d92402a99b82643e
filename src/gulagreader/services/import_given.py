"""Where a source lay, as it may be kept in a library that others will read."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from gulagreader.domain.posts import Origin
from gulagreader.text.clean import clean_line

_HOME = re.compile(r"(?<![\w./:~-])/(?:(?:home|Users)/[^/\s“”]+|root)(?![\w.-])")
"""The folder of a person on this machine, where it begins a path."""
_AT_HOME = re.compile(r"^/(?:(?:home|Users)/[^/]+|root)(?=/|$)")


def without_home(words: str) -> str:
    """Words in which a person's folder on the machine is only ``~``.

    A library is passed on; the name that somebody has on a computer is not in it.

    >>> without_home("/home/ann/blog.xml")
    '~/blog.xml'
    >>> without_home("https://x.example/home/ann/")
    'https://x.example/home/ann/'
    """
    return _HOME.sub("~", _AT_HOME.sub("~", words))


def kept_words(words: str) -> str:
    """Words as they may be kept: the name of a file may hold anything."""
    return without_home(clean_line(words))


def given_source(origin: Origin, file: Path) -> dict[str, object]:
    """A source of a post as its record names it: sort, name, path as given, sha256."""
    return {
        "kind": origin.kind,
        "file": origin.file,
        "path": kept_words(str(file)),
        "sha256": origin.sha256,
        "importer": origin.importer,
    }


def each_once(sources: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """Sources without those that are the same file in the same sort."""
    found: dict[tuple[str, str, str], dict[str, object]] = {}
    for one in sources:
        key = str(one.get("kind")), str(one.get("file")), str(one.get("sha256"))
        found.setdefault(key, dict(one))
    return list(found.values())
