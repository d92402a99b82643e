"""Measure the text layer: parsing, wrapping, laying a thread out, quotations."""

import random
import textwrap
from io import StringIO

from rich.console import Console
from rich.text import Text

from benchmarks.library_maker import Prose, thread
from benchmarks.measuring import heading, in_turns, row
from gulagreader.domain.comments import thread_of
from gulagreader.text.markdown import parse_blocks
from gulagreader.text.page import lay_out_page
from gulagreader.text.quotations import find_quotations
from gulagreader.text.thread_page import ThreadPage
from gulagreader.text.wrap import wrap

_WIDTH = 72


def run(comments: int) -> None:
    """Print what ``comments`` comments cost."""
    given = tuple(thread(Prose(), comments, random.Random(comments)))
    texts = [comment.text for comment in given]
    letters = sum(len(text) for text in texts)
    paragraphs = [part for text in texts for part in text.split("\n\n")]
    console = Console(file=StringIO(), width=_WIDTH)
    heading(
        f"Text: {comments:,} comments, {letters / 1e6:.1f} million letters",
        "what",
        "ms",
        "of textwrap's",
    )
    times = in_turns(
        {
            "wrap": lambda: [wrap(part, _WIDTH) for part in paragraphs],
            "textwrap.wrap": lambda: [textwrap.wrap(p, _WIDTH) for p in paragraphs],
            "rich Text.wrap, one in ten, times ten": lambda: [
                Text(part).wrap(console, _WIDTH) for part in paragraphs[::10]
            ],
            "parse Markdown": lambda: [parse_blocks(text) for text in texts],
            "parse and lay out each": lambda: [
                lay_out_page(parse_blocks(text), _WIDTH) for text in texts
            ],
        },
        rounds=5,
    )
    peer = times["textwrap.wrap"]
    for name, took in times.items():
        whole = took * 10 if "one in ten" in name else took
        row(name, whole, whole / peer)

    whole_thread = thread_of(given)
    fold = frozenset(row.comment.id for row in whole_thread.rows if row.depth == 0)
    opened = ThreadPage(whole_thread, 100)
    opened.settle(0, 40)
    times = in_turns(
        {
            "put the thread in order": lambda: thread_of(given),
            "open it: estimate, make one screen exact": lambda: ThreadPage(
                whole_thread, 100
            ).settle(0, 40),
            "fold all": lambda: opened.with_folded(fold),
            "unfold all": lambda: opened.with_folded(frozenset()),
        }
    )
    for name, took in times.items():
        row(name, took, took / peer)

    took = in_turns({"q": lambda: [find_quotations(text) for text in texts]}, 5)["q"]
    size = sum(len(text.encode()) for text in texts) / 1e6
    found = sum(len(find_quotations(text)) for text in texts)
    row(f"find {found:,} quotations: {size / took * 1000:.1f} MB/s", took, took / peer)
