"""What hostile files say reaches no terminal, however they came into the library."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.small_library import Ask, write_library
from terminal.terminal import terminal

# What acts: controls but tab, line feed and what ends a line; bidi; what no eye sees.
_ACTS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_RAW = (
    "\x1b]0;PWNED\x07\x1b[31m\x9b2J\x9d2;PWNED\x9c\x1bPq\x1b\\\u202eevil\u2066\u200b"
    "[/b][@click=app.quit]x"
)
_LONG = "long" * 3_000
_JSON = json.dumps(_RAW + "\x00")
_ENTITIES = "".join(f"&#{ord(one)};" for one in _RAW[:24])
_PROSE = f"The zebra came in March {_RAW} and nobody knew where it would end; " * 4


def _dump(mark: str, inner: str, gap: str) -> str:
    """A page's text whose every field is hostile, with three comments."""
    heads = [
        (f"Ann {_RAW}", f"March 3, 2014 at 5:04 pm{_RAW}"),
        ("Jo\x1b[31m Lee", "March 4, 2014 at 9:15\u202e am"),
        ("Max Orr", "March 5, 2014 at 10:00 am"),
    ]
    items = [
        f"{mark.format(n=n)}{name} says:\n{inner}{day}\n{inner}@Ann {_RAW} zebra "
        f"“quoted {_RAW} zebra” [words{_RAW}](http://x.example/{_RAW})\n{inner}Reply"
        for n, (name, day) in enumerate(heads, 1)
    ]
    above = [
        f"# The zebra {_RAW}",
        f"Posted on March 1, 2014 by Ida {_RAW} in {_RAW} | 3 Comments",
        _PROSE,
        f"{_LONG}{_RAW}",
        f"Works Cited\n\nRoe, Ann. {_RAW}. http://x.example/{_RAW}",
        f"3 thoughts on “The zebra {_RAW}”",
    ]
    return gap.join([*above, gap.join(items), f"Leave a Reply{_RAW}"]) + "\n"


def _notebook() -> str:
    fields = (
        f"---\ntitle: {_JSON}\nauthor: {_JSON}\ntags: [{_JSON}]\nlang: {_JSON}\n---"
    )
    cells: list[dict[str, object]] = [
        {"cell_type": "raw", "metadata": {}, "source": [fields]},
        {"cell_type": "markdown", "metadata": {}, "source": [_PROSE, _ENTITIES, _RAW]},
        {
            "cell_type": "code",
            "metadata": {"name": _RAW},
            "source": [f"zebra{_RAW}\x00"],
            "outputs": [
                {"output_type": "stream", "name": "stdout", "text": [_RAW, _LONG]},
                {
                    "output_type": "execute_result",
                    "data": {"text/html": f"<b>{_ENTITIES}{_RAW}</b>"},
                },
            ],
        },
    ]
    language = {"language_info": {"name": f"py`{_RAW}"}}
    return json.dumps({"cells": cells, "metadata": language, "nbformat": 4})


_FIELDS = (
    f"---\ntitle: {_JSON}\nauthor: {_JSON}\ntags: [{_JSON}]\nmood: {_JSON}\n"
    f"permalink: {_JSON}\ndate: 2014-03-03\n---\n{_PROSE} {_ENTITIES}\n"
)
_COMMENT = (
    f"_id: {_JSON}\nname: {_JSON}\nurl: {_JSON}\nmessage: {_JSON}\ndate: {_JSON}\n"
)
_SOURCES = {
    "listed": {f"a\x1b[31m\u202e{n}.txt": text for n, text in enumerate((
        _dump("  {n}. ", "    ", "\n\n"),
        _dump("    {n}. ", "       ", "\n\n").replace("zebra", "gnu"),
    ))},
    "flat": {"b.txt": _dump("", "", "\n")},
    "notebook": {
        "pelicanconf.py": "",
        "content/a.ipynb": _notebook(),
    },
    "jekyll": {
        "_config.yml": f"url: {_JSON}\n",
        "_posts/2014-03-03-zebra.md": _FIELDS,
        "_data/comments/zebra/1.yml": _COMMENT,
        "_data/comments/zebra/2.yml": f"name: Jo\nmessage: zebra {_ENTITIES}\n",
    },
    "staticman": {
        "zebra/1.yml": _COMMENT,
        "zebra/2.yml": f"_id: b\nname: Jo\nreplying_to: {_JSON}\nmessage: zebra\n",
    },
}  # fmt: skip


def _strings(value: object) -> Iterator[str]:
    """Every string of an answer in JSON: its escapes hide what others would print."""
    if isinstance(value, str):
        yield value
    for one in value if isinstance(value, list) else ():
        yield from _strings(one)
    for key, one in value.items() if isinstance(value, dict) else ():
        yield from (key, *_strings(one))


_COMMENTS = {"listed": 6, "flat": 3, "notebook": 0, "jekyll": 2, "staticman": 2}


@pytest.mark.parametrize("kind", _SOURCES)
def test_an_import_and_all_that_is_shown_of_it_is_clean(
    ask: Ask, tmp_path: Path, kind: str
) -> None:
    source = write_library(tmp_path / "source", _SOURCES[kind])
    into = tmp_path / "library"
    review = tmp_path / "review.json"
    told = [
        ask("import", str(source), "--into", str(into), *way)
        for way in (("--review", str(review)), ("--dry-run",), ("--dry-run", "--json"))
    ]
    told.append(ask("import", str(source), "--into", str(into)))
    posts = ask("list", "--json", where=into).json
    assert posts
    told += [
        ask(*words, *way, where=into)
        for words in (("list",), ("search", "zebra"), ("check",), ("quotations",))
        for way in ((), ("--json",))
    ]
    told += [
        ask("show", one["id"], *way, where=into)
        for one in posts
        for way in ((), ("--json",), ("--plain",), ("--markdown",))
    ]
    read = [ask("show", one["id"], "--json", where=into).json for one in posts]
    assert [one for one in _strings(read) if _ACTS.search(one)] == []
    assert sum(one["comments"] for one in posts) == _COMMENTS[kind]
    for reply in told:
        assert _ACTS.findall(reply.out + reply.err) == []
    for file in into.rglob("*"):
        assert _ACTS.findall(file.name) == []
        if file.suffix in {".md", ".yaml", ".json"}:
            assert _ACTS.findall(file.read_text(encoding="utf-8")) == []


def test_a_name_in_a_zip_file_is_clean_too(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("x\x1b]0;PWNED\x07\u202e\x9b.txt", _SOURCES["flat"]["b.txt"])
    reply = ask("import", str(path), "--into", str(tmp_path / "library"), "--json")
    assert reply.json["posts"] == 1
    assert _ACTS.findall(reply.out + reply.err) == []


def test_an_import_on_a_terminal_writes_no_more_than_bold_and_progress(
    tmp_path: Path,
) -> None:
    source = write_library(
        tmp_path / "source", {**_SOURCES["listed"], **_SOURCES["flat"]}
    )
    into = tmp_path / "library"
    for words in (["import", str(source), "--into", str(into)], ["search", "zebra"]):
        own = {"GULAGREADER_LIBRARY": str(into)}
        with terminal(words, tmp_path, environ=own) as screen:
            assert screen.ended() == 0
        written = screen.written.decode("utf-8")
        plain = re.sub(r"\x1b\[[0-9;]*[mK]|[\r\n]", "", written)
        assert "ebra" in plain or "posts" in plain
        assert _ACTS.findall(plain) == []
