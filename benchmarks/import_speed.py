"""How fast an export of WordPress comes in, beside a plain parse of the same file.

    python -m benchmarks import              10 MB, about a minute
    python -m benchmarks import --large      150 MB, 20,000 posts, some minutes

Each measure runs in a process of its own, which tells its processor time and its
largest memory. The peer parses the XML with the standard library (expat, in C), item
by item, and does nothing with it: nobody reads the file faster than that.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measuring import heading, row

_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>A made-up blog</title><link>https://blog.example</link>
<language>en-US</language>
<wp:author><wp:author_login>jdoe</wp:author_login>
<wp:author_display_name><![CDATA[Jane Doe]]></wp:author_display_name></wp:author>
"""
_ITEM = """<item><title>{title}</title>
<link>https://blog.example/2014/03/post-{number}/</link>
<pubDate>Mon, 03 Mar 2014 22:04:00 +0000</pubDate>
<dc:creator><![CDATA[jdoe]]></dc:creator>
<guid isPermaLink="false">https://blog.example/?p={number}</guid>
<content:encoded><![CDATA[{body}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id>
<wp:post_date>{year}-03-03 17:04:00</wp:post_date>
<wp:post_date_gmt>{year}-03-03 22:04:00</wp:post_date_gmt>
<wp:post_name>post-{number}</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="post_tag" nicename="thaw"><![CDATA[thaw]]></category>
{comments}</item>
"""
_COMMENT = """<wp:comment><wp:comment_id>{id}</wp:comment_id>
<wp:comment_author><![CDATA[{author}]]></wp:comment_author>
<wp:comment_author_email>reader@example.invalid</wp:comment_author_email>
<wp:comment_author_IP>192.0.2.1</wp:comment_author_IP>
<wp:comment_date>{date}:00</wp:comment_date>
<wp:comment_date_gmt>{date}:00</wp:comment_date_gmt>
<wp:comment_content><![CDATA[{text}]]></wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_type></wp:comment_type>
<wp:comment_parent>{parent}</wp:comment_parent></wp:comment>
"""
_DIFFERENT = 400
"""Items with words of their own; the others repeat them under other names."""
_NOW = datetime(2024, 5, 6, tzinfo=UTC)


def _items() -> Iterator[tuple[str, str, str]]:
    """Title, text and comments of items, over and over."""
    # Only where one is written: it brings numpy, which no import needs.
    from benchmarks.library_maker import (  # noqa: PLC0415 - its memory is not measured
        Prose,
        thread,
    )

    prose = Prose()
    chance = random.Random(1)
    made = []
    for _ in range(_DIFFERENT):
        count = min(int(chance.paretovariate(0.9)) - 1, 60)
        comments = "".join(
            _COMMENT.format(
                id=one.id[1:],
                author=one.author,
                date=(one.date or "").replace("T", " "),
                text=one.text,
                parent=(one.parent or "c0")[1:],
            )
            for one in thread(prose, count, chance)
        )
        title = prose.words(chance, 6).capitalize()
        text = prose.text(chance, 500).replace(" za", " <em>za</em>")
        made.append((title, text, comments))
    while True:
        yield from made


def write_export(path: Path, size: int) -> int:
    """Write an export of about ``size`` bytes; give the number of its posts."""
    number = written = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        for title, body, comments in _items():
            number += 1
            item = _ITEM.format(
                number=number,
                title=f"{title} {number}",
                body=f"{body}\n\nThis is post {number}.",
                year=1995 + number % 30,
                comments=comments,
            )
            file.write(item)
            written += len(item.encode())
            if written > size:
                break
        file.write("</channel></rss>\n")
    return number


def parse(export: Path, library: Path) -> None:  # noqa: ARG001 - one of three ways
    """Parse the XML and drop it."""
    from xml.etree.ElementTree import iterparse  # noqa: PLC0415 - each process imports only its own

    for _, element in iterparse(export):
        if element.tag == "item":
            element.clear()


def read(export: Path, library: Path) -> None:  # noqa: ARG001 - one of three ways
    """Read the posts as the import does, and drop them."""
    from gulagreader.importing.formats.wxr import IMPORTER  # noqa: PLC0415 - as above
    from gulagreader.importing.sources import open_source  # noqa: PLC0415 - as above

    for _ in IMPORTER.read(open_source(export)):
        pass


def take_in(export: Path, library: Path) -> None:
    """Import into a library."""
    from gulagreader.services.importing import import_sources  # noqa: PLC0415 - as above

    for _ in import_sources([export], library, now=_NOW):
        pass


_WAYS = {"parse": parse, "read": read, "import": take_in}


def measured(way: str, export: Path, library: Path) -> tuple[float, float, float]:
    """Seconds, seconds of the processor, and megabytes at most, of a child process."""
    begun = time.perf_counter()
    child = subprocess.run(
        [sys.executable, "-m", "benchmarks.import_speed", way, export, library],
        check=True,
        stdout=subprocess.PIPE,  # what goes wrong is to be seen
        text=True,
    )
    seconds = time.perf_counter() - begun
    processor, memory = child.stdout.split()
    return seconds, float(processor), float(memory)


def _measured_here(way: str, export: Path, library: Path) -> None:
    _WAYS[way](export, library)
    # What getrusage says of memory begins with that of the process it was forked from.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    kilobytes = int(status.partition("VmHWM:")[2].split()[0])
    print(time.process_time(), kilobytes / 1024)


def run(megabytes: int) -> None:
    """Measure reading, importing, and importing again."""
    with tempfile.TemporaryDirectory() as place:
        export, library = Path(place) / "export.xml", Path(place) / "library"
        posts = write_export(export, megabytes * 1_000_000)
        heading(
            f"Import: an export of {megabytes} MB, {posts:,} posts",
            *("what", "s", "processor s", "posts a second", "memory, MB"),
        )
        for name, way in (
            ("parse the XML, nothing else (expat)", "parse"),
            ("read its posts and comments", "read"),
            ("import it", "import"),
            ("import it again", "import"),
        ):
            seconds, processor, memory = measured(way, export, library)
            row(name, seconds, processor, posts / seconds, memory)


if __name__ == "__main__":
    _measured_here(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
