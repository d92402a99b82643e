"""Every format that this file names, against sources that nobody meant to write.

A reader promises: no traceback, no hang, nothing that acts on a terminal. What is
damaged is a ``SourceError`` or a ``Refusal``, and tells.
"""

import random
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import (
    Found,
    ImportedComments,
    ImportedPost,
    LeftOut,
)
from gulagreader.importing.folders import SourceFolder
from gulagreader.importing.formats import (
    atom,
    blogger,
    disqus,
    hugo,
    isso,
    isso_database,
    jekyll,
    library,
    markdown,
    pelican,
    rss,
    staticman,
    text_dump,
)
from gulagreader.importing.importer import Importer
from gulagreader.importing.sources import SourceFile
from gulagreader.importing.stored import InMemory, Stored
from gulagreader.text.clean import cleaned

Site = (
    jekyll.JekyllImporter
    | hugo.HugoImporter
    | pelican.PelicanImporter
    | markdown.MarkdownImporter
    | staticman.StaticmanImporter
    | library.LibraryImporter
)

ATTACK = "\x1b]52;c;aGk=\x07\x1b[31m\x9b2J\u202e\u2066\u200b"
"""What would act on a terminal, or hide."""
ESCAPED = "".join(f"&#{ord(one)};" for one in ATTACK)
QUOTED = '"' + "".join(f"\\u{ord(one):04x}" for one in ATTACK) + '"'

SPACE = "http://www.w3.org/2005/Atom"
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"
 xmlns:thr="http://purl.org/syndication/thread/1.0"
 xmlns:blogger="http://schemas.google.com/blogger/2018"><title>{ESCAPED}</title>
<entry><id>tag:blogger.com,1999:blog-1.post-11{ESCAPED}</id><title>T{ESCAPED}</title>
<blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status>
<blogger:filename>/x{ESCAPED}.html</blogger:filename>
<published>2014-03-03T10:00:00Z</published><author><name>A{ESCAPED}</name></author>
<category term="c{ESCAPED}"/><link rel="alternate" href="http://b.example/{ESCAPED}"/>
<content type="html">&lt;p&gt;Words{ESCAPED} &amp;#27;]0;x&amp;#7;&lt;/p&gt;</content>
</entry><entry><id>tag:blogger.com,1999:blog-1.post-12</id>
<blogger:type>COMMENT</blogger:type><blogger:status>LIVE</blogger:status>
<blogger:parent>11</blogger:parent><author><name>B{ESCAPED}</name></author>
<published>2014-03-04T10:00:00Z</published><content>C{ESCAPED}</content>
<thr:in-reply-to ref="tag:blogger.com,1999:blog-1.post-11"/></entry>
<entry><id>lost{ESCAPED}</id><content>D</content><blogger:type>COMMENT</blogger:type>
<thr:in-reply-to ref="r{ESCAPED}" href="http://b.example/{ESCAPED}"/></entry></feed>"""
RSS = f"""<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<item><title>T{ESCAPED}</title><link>http://b.example/1{ESCAPED}</link>
<dc:creator>A{ESCAPED}</dc:creator><pubDate>Mon, 03 Mar 2014 22:04:00 GMT</pubDate>
<category>c{ESCAPED}</category><guid>g{ESCAPED}</guid>
<description>&lt;b&gt;W{ESCAPED}&lt;/b&gt; &amp;#27;[31m</description></item>
<item><title>By: B</title><link>http://b.example/1#comment-3</link>
<description>C{ESCAPED}</description></item></channel></rss>"""
DISQUS = f"""<disqus xmlns="http://disqus.com"
 xmlns:dsq="http://disqus.com/disqus-internals"><thread dsq:id="1">
<link>http://b.example/{ESCAPED}</link><title>T{ESCAPED}</title></thread>
<post dsq:id="2{ESCAPED}"><message>M{ESCAPED} &amp;#x9b;2J</message>
<createdAt>2013-10-10T19:20:29Z</createdAt><author><name>N{ESCAPED}</name></author>
<thread dsq:id="1"/><parent dsq:id="9{ESCAPED}"/></post></disqus>"""
ISSO = (
    f'[{{"id": {QUOTED}, "title": {QUOTED}, "comments": [{{"id": {QUOTED},'
    f' "author": {QUOTED}, "remote_addr": "", "created": {QUOTED}, "text": "a",'
    f' "parent": {QUOTED}, "website": {QUOTED}}}]}}]'
)
POST = (
    f"---\ntitle: {QUOTED}\nauthor: {QUOTED}\ndate: {QUOTED}\ntags: [{QUOTED}, a]\n"
    f"permalink: {QUOTED}\nslug: {QUOTED}\nlang: {QUOTED}\nmood: {QUOTED}\n"
    f"{QUOTED}: b\n"
    f"comments:\n- id: {QUOTED}\n  author: {QUOTED}\n  content: {QUOTED}\n  kind: x\n"
    f"- content: a {ESCAPED} b\n---\n"
    f"Words {ATTACK} {ESCAPED} <b>{ESCAPED}</b> {{{{< figure src={QUOTED} >}}}}\n"
)
COMMENT = f"_id: {QUOTED}\nname: {QUOTED}\nmessage: {QUOTED}\n_parent: /{ESCAPED}/\n"
LISTED = f"""# T{ATTACK}

Posted on March 1, 2014 by A{ATTACK} in b{ATTACK} | 3 Comments

{"Words that are many enough to be a paragraph of a text. " * 4}{ATTACK}

3 thoughts on “T{ATTACK}”

  1. [1]A{ATTACK} says:
    March 3, 2014 at 5:04 pm{ATTACK}

    “C{ATTACK}” ann@x.example

    Reply

      * Jo replied to A{ATTACK}
        March 4, 2014 at 9:15 am

        @A{ATTACK}: D [2]link

Leave a Reply

References

   1. http://b.example/{ATTACK}
   2. http://b.example/2
"""
HEADED = f"""T{ATTACK}
Mon, March 3, 2014
{"Words that are many enough to be a paragraph of a text. " * 4}
2 Comments{ATTACK}
A B{ATTACK} says:
March 3, 2014 at 5:04 pm
In reply to A B: C{ATTACK}
Reply
Jo Lee March 4, 2014 9:15 am
In reply to A B{ATTACK}
D
Leave a Reply
"""
NOTEBOOK = (
    '{"cells": [{"cell_type": "markdown", "source": ["- title: T",'
    f' {QUOTED}, "\\n- date: 2014-03-03\\n- tags: a"]}},'
    f' {{"cell_type": "code", "source": {QUOTED}, "outputs": ['
    f'{{"output_type": "stream", "text": [{QUOTED}]}},'
    ' {"output_type": "display_data",'
    f' "data": {{"text/html": "<b>x</b>{ESCAPED}"}}}}]}}]}}'
)
SITES: dict[Site, dict[str, str]] = {
    jekyll.IMPORTER: {
        "_config.yml": f"url: {QUOTED}\npermalink: {QUOTED}\n",
        "_posts/2014-01-01-a.md": POST,
        "_data/comments/a/1.yml": COMMENT + "text: x\n",
        "_data/comments/b/1.yml": COMMENT,
    },
    hugo.IMPORTER: {
        "hugo.toml": "",
        "content/post/a.md": f"+++\ntitle = {QUOTED}\n+++\nWords {ESCAPED}\n",
        "data/comments/a/1.yml": COMMENT,
    },
    pelican.IMPORTER: {
        "pelicanconf.py": "",
        "content/a.md": f"Title: a{ATTACK}\n\nb\n",
        "content/b.ipynb": NOTEBOOK,
    },
    markdown.IMPORTER: {"a.md": POST, "b.md": f"# {ESCAPED}\n\nx\n"},
    staticman.IMPORTER: {"c/a/1.yml": COMMENT, "c/a/2.yml": "name: a\nmessage: b\n"},
    library.IMPORTER: {
        "library.yaml": "",
        "posts/a.md": POST,
        "posts/a.comments.yaml": f"- id: {QUOTED}\n  text: {QUOTED}\n  x: {QUOTED}\n",
    },
}
FILES: tuple[tuple[Importer, str], ...] = (
    (atom.IMPORTER, ATOM),
    (blogger.IMPORTER, ATOM),
    (rss.IMPORTER, RSS),
    (disqus.IMPORTER, DISQUS),
    (isso.IMPORTER, ISSO),
    (markdown.IMPORTER, POST),
    (text_dump.IMPORTER, LISTED),
    (text_dump.IMPORTER, HEADED),
)
NAMES = [f"{importer.name}-{at}" for at, (importer, _) in enumerate(FILES)]
FOLDERS = [importer.name for importer in SITES]


class InTest:
    """Files of a test, in memory."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.names = tuple(sorted(files))
        self._files = files

    def stored(self, name: str) -> Stored:
        return InMemory(self._files[name])


def strings_in(found: object) -> Iterator[str]:
    """Every string of a value, however deep it lies."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for key, value in found.items():
            yield from (*strings_in(key), *strings_in(value))
    elif isinstance(found, list | tuple):
        for one in found:
            yield from strings_in(one)
    elif hasattr(found, "__slots__"):
        names = getattr(found, "__dataclass_fields__", {})
        for name in names:
            yield from strings_in(getattr(found, name))


def hold(found: Iterable[Found]) -> list[Found]:
    """Read everything; only a ``SourceError`` may end it early."""
    given: list[Found] = []
    with suppress(SourceError):
        given.extend(found)
    for one in given:
        for text in strings_in(one):
            assert not cleaned(text).removed, repr(text)
        if isinstance(one, ImportedPost | ImportedComments):
            ids = [comment.id for comment in one.comments]
            assert len(set(ids)) == len(ids)
            assert all(ids)
    return given


def read_file(importer: Importer, data: bytes) -> list[Found]:
    source = SourceFile(Path("x"), data)
    assert 0 <= importer.recognises(source) <= 1
    return hold(importer.read(source))


def read_site(importer: Site, files: dict[str, bytes]) -> list[Found]:
    folder = SourceFolder(Path("x"), InTest(files))
    assert 0 <= importer.recognises_folder(folder) <= 1
    return hold(importer.read_folder(folder))


@pytest.mark.parametrize(("importer", "text"), FILES, ids=NAMES)
def test_nothing_of_a_file_can_act_on_a_terminal(importer: Importer, text: str) -> None:
    found = read_file(importer, text.encode())
    assert any(isinstance(one, ImportedPost | ImportedComments) for one in found)


@pytest.mark.parametrize("importer", SITES, ids=FOLDERS)
def test_nothing_of_a_folder_can_act_on_a_terminal(importer: Site) -> None:
    files = {name: text.encode() for name, text in SITES[importer].items()}
    found = read_site(importer, files)
    assert any(isinstance(one, ImportedPost | ImportedComments) for one in found)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Cut, double, swap or break a few pieces."""
    pieces = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(pieces) + 1)
        end = min(len(pieces), start + chance.choice((1, 3, 20, 200)))
        match chance.randrange(5):
            case 0:
                del pieces[start:end]
            case 1:
                pieces[start:start] = pieces[start:end] * 3
            case 2:
                pieces[start:end] = chance.randbytes(end - start)
            case 3:
                pieces[start:start] = chance.choice(
                    (b"<", b"&", b"]]>", b"---\n", b'"', b"{{", b"\xff", b"\x00", b"*a")
                )
            case _:
                pieces = pieces[:start] or pieces
    return bytes(pieces)


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(seed=st.integers(0, 2**32), number=st.integers(0, len(FILES) - 1))
def test_a_damaged_file_is_read_or_refused(seed: int, number: int) -> None:
    importer, text = FILES[number]
    read_file(importer, mutated(text.encode(), random.Random(seed)))


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(seed=st.integers(0, 2**32), number=st.integers(0, len(SITES) - 1))
def test_a_damaged_folder_is_read_or_refused(seed: int, number: int) -> None:
    chance = random.Random(seed)
    importer, files = [*SITES.items()][number]
    damaged = {
        name: mutated(text.encode(), chance) if chance.random() < 0.6 else text.encode()
        for name, text in files.items()
    }
    read_site(importer, damaged)


@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for importer, _ in FILES:
        read_file(importer, data)
    read_file(isso_database.IMPORTER, b"SQLite format 3\x00" + data)


@pytest.mark.parametrize(
    ("importer", "text"),
    [
        (rss.IMPORTER, "<rss>" + "<a>" * 100_000),
        (atom.IMPORTER, f"<feed xmlns='{SPACE}'>" + "<entry>" * 50_000),
        (isso.IMPORTER, '[{"comments": [' + "[" * 200_000),
        (markdown.IMPORTER, "---\ncomments:\n" + "- a: b\n" * 20_000 + "---\n"),
        (markdown.IMPORTER, "---\na: " + "{a: " * 100_000 + "\n---\n"),
        (markdown.IMPORTER, "---\n" + "a: b\n" * 100_000),
        (markdown.IMPORTER, "title: x\n" + "a: b\n" * 100_000),
        (markdown.IMPORTER, "# x\n" + "{: .a }" * 50_000),
        (markdown.IMPORTER, "# x\n" + "```\n" * 50_000 + "{"),
        (text_dump.IMPORTER, f"T\n\n{'3 Comments' * 40}\n" + "3 Comments\n" * 10_000),
        (text_dump.IMPORTER, "T\n\n" + "3 thoughts on “The Thaw”\n" * 10_000),
        (text_dump.IMPORTER, "T\n\nx\n\n" + "March 3, 2014\nAnn\n" * 8_000),
        (text_dump.IMPORTER, "T\n\nx\n\n" + "1. Ann says:\n" * 8_000),
        (text_dump.IMPORTER, "T\n\nx\n\n" + "[12] [x](y\n" * 10_000),
        (text_dump.IMPORTER, "T\n\nx\n\n2 Comments\n" + "Ann says: " * 300_000),
    ],
)  # fmt: skip
def test_a_file_that_is_made_to_be_slow_is_not(importer: Importer, text: str) -> None:
    start = time.process_time()
    read_file(importer, text.encode())
    assert time.process_time() - start < 10


def test_long_chains_and_rings_of_replies_end() -> None:
    entries = "".join(
        f"<entry><id>e{n}</id><content>c</content>"
        f"<link href='http://b.example/1#comment-{n + 100}'/>"
        f"<thr:in-reply-to ref='e{(n + 1) % 3000}'/></entry>"
        for n in range(3_000)
    )
    head = (
        "<feed xmlns='http://www.w3.org/2005/Atom'"
        " xmlns:thr='http://purl.org/syndication/thread/1.0'>"
    )
    start = time.process_time()
    found = read_file(atom.IMPORTER, f"{head}{entries}</feed>".encode())
    comments = [
        one.id
        for thread in found
        if isinstance(thread, ImportedComments)
        for one in thread.comments
    ]
    assert len(comments) == 3_000
    assert not any(isinstance(one, LeftOut) for one in found)
    assert time.process_time() - start < 10
