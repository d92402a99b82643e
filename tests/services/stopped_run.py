"""A program that indexes a made-up library and stops at a moment that it is told.

    python -m services.stopped_run CACHE LIBRARY

For each line of JSON (``state``, ``rebuild``, ``which``, ``moment``) it forks, and the
fork brings the index up to date with that state of the library. It stops itself right
before its so-many-th file operation in the cache, or report of progress; the answer is
then ``stopped``, and after the next line it is killed. A run that ends before that
moment answers with how many moments it had. So that nothing but the fork takes time,
everything is imported once.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from services.shelf import Shelf

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.search.engines import engine_for
from gulagreader.services.indexing import update_index

POSTS = 30
COMMENTS = 10
CHANGED = 4
"""Posts that differ between one state and the next."""


def library_in_state(folder: Path, state: int) -> Shelf:
    """A library of some hundred comments; every state has other texts."""
    shelf = Shelf(folder)
    for number in range(POSTS):
        own = state if number < CHANGED else 0
        comments = [
            Comment(f"c{at}", f"gamma word{at} state{own}") for at in range(COMMENTS)
        ]
        post = Post(f"p{number}", f"Post {number}", f"alpha beta{number} state{own}")
        shelf.put(post, *comments)
        path = folder / f"p{number}.md"
        shelf.posts[path] = (*shelf.posts[path][:2], own)
    return shelf


class _Moments:
    """Counts moments, and stops the process at one of them."""

    def __init__(self, cache: Path, which: str, at: int) -> None:
        self.cache, self.which, self.at = str(cache), which, at
        self.count = 0

    def file_operation(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.which != "operation" or event not in {
            *("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link"),
            *("os.truncate", "os.scandir", "os.listdir"),
        }:
            return
        if any(str(one).startswith(self.cache) for one in arguments[:2]):
            self._pass()

    def progressed(self) -> None:
        if self.which == "progress":
            self._pass()

    def _pass(self) -> None:
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGSTOP)


def _run(cache: Path, shelf: Shelf, moments: _Moments, *, rebuild: bool) -> None:
    sys.addaudithook(moments.file_operation)
    for _ in update_index(shelf, cache, rebuild=rebuild):
        moments.progressed()


def _say(answer: str) -> None:
    sys.stdout.write(f"{answer}\n")
    sys.stdout.flush()


def _fork(cache: Path, folder: Path, asked: dict[str, Any], report: int) -> int:
    """Begin a run in a process of its own; it writes how many moments it had."""
    child = os.fork()
    if not child:
        moments = _Moments(cache, asked["which"], asked["moment"])
        shelf = library_in_state(folder, asked["state"])
        _run(cache, shelf, moments, rebuild=asked["rebuild"])
        os.write(report, str(moments.count).encode())
        os._exit(0)
    return child


def main(cache: Path, folder: Path) -> None:
    """Carry out the lines of the input."""
    engine_for(0)
    for line in sys.stdin:
        read, write = os.pipe()
        child = _fork(cache, folder, json.loads(line), write)
        os.close(write)
        _, status = os.waitpid(child, os.WUNTRACED)
        if os.WIFSTOPPED(status):
            _say("stopped")
            sys.stdin.readline()
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            _say("killed")
        else:
            _say(os.read(read, 20).decode() or f"failed {status}")
        os.close(read)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
