"""Measure the first index of a library's files, and what keeps it in step.

Each engine runs in a process of its own and is fed by the same reader of the same
files; its time and its largest memory are printed. Then one post is changed, and then
nothing.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.library_maker import make_library
from benchmarks.measuring import heading, row
from benchmarks.search_peers import Fts5, Peer, Tantivy, Texts
from gulagreader.domain.progress import finish
from gulagreader.services.finding import Finder
from gulagreader.services.indexable import documents_of
from gulagreader.services.indexing import update_index
from gulagreader.services.reading import OpenLibrary


def _opened(library: Path, cache: Path) -> OpenLibrary:
    opened = OpenLibrary.open(library, cache)
    finish(opened.refresh())
    return opened


def _texts(opened: OpenLibrary) -> Texts:
    for file in opened.post_files():
        yield from documents_of(*opened.read_post(file.path))


def _one(engine: str, library: Path, work: Path) -> dict[str, float]:
    """Build one index, in this process."""
    opened = _opened(library, work / "catalogue")
    start = time.perf_counter()
    if engine == "GulagReader":
        finish(update_index(opened, work / "cache"))
    elif engine == "reading alone":
        for _ in _texts(opened):
            pass
    else:
        peer: Peer = Fts5() if engine == "FTS5" else Tantivy()
        peer.build(work / engine, _texts(opened))
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": took, "peak": peak}


def _child(engine: str, library: Path, work: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.search_files", engine, library, work],
        capture_output=True,
        check=True,
        text=True,
    )
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def run(posts: int, comments: int) -> None:
    """Print what a first index costs, and a changed post."""
    with tempfile.TemporaryDirectory() as folder:
        library, work = Path(folder) / "library", Path(folder) / "work"
        make_library(library, posts, comments)
        heading(
            f"The first index, from the files of {posts:,} posts with {comments:,}"
            " comments",
            *("engine", "s", "of FTS5's", "largest memory, MB"),
        )
        engines = ("FTS5", "tantivy", "GulagReader", "reading alone")
        measured = {engine: _child(engine, library, work) for engine in engines}
        for engine, found in measured.items():
            ratio = found["seconds"] / measured["FTS5"]["seconds"]
            row(engine, found["seconds"], ratio, found["peak"])
        _keeping(library, work)


def _keeping(library: Path, work: Path) -> None:
    """Print what a changed post costs until it is found, and an unchanged library."""
    opened = _opened(library, work / "catalogue")
    finish(update_index(opened, work / "cache"))
    post = next(iter(opened.post_files())).path
    heading("Keeping the index in step", "what", "ms, median of 5")
    changed, unchanged = [], []
    for number in range(5):
        post.write_text(post.read_text() + f"\n\nbrandnewword{number}\n")
        opened = OpenLibrary.open(library, work / "catalogue")
        finish(opened.refresh())
        start = time.perf_counter()
        state = finish(update_index(opened, work / "cache"))
        finder = Finder.open(opened.info, state.folder)
        found = finder.answer(f"brandnewword{number}", typing=False).total
        changed.append((time.perf_counter() - start) * 1000)
        finder.close()
        assert found == 1
        start = time.perf_counter()
        finish(update_index(opened, work / "cache"))
        unchanged.append((time.perf_counter() - start) * 1000)
    row("one post changed: until it is found", sorted(changed)[2])
    row("nothing changed: the look at all files", sorted(unchanged)[2])


if __name__ == "__main__":
    print(json.dumps(_one(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))))
