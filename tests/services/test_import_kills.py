"""An import that is killed at any of its file operations, and the one after it."""

import os
import shutil
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from importing.wordpress_site import comment, item, wxr

from gulagreader.domain.progress import finish
from gulagreader.services.importing import import_sources
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.survey import check

NOW = datetime(2024, 5, 6, tzinfo=UTC)
POSTS = 6
STEP = 7
"""Only every seventh moment is tried: there are some ninety, all alike."""
OPERATIONS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.chmod"})


def comments_of(number: int, words: str) -> list[str]:
    """Every second post has two comments."""
    return [f"{words} 1", f"{words} 2"] if number % 2 else []


def blog(words: str) -> str:
    items = []
    for number in range(1, POSTS + 1):
        texts = comments_of(number, words)
        comments = [comment(at, text) for at, text in enumerate(texts, 1)]
        items.append(item(number, f"{words} {number}.", *comments))
    return wxr(*items)


def killed_at(moment: int, export: Path, library: Path) -> bool:
    """Import in a child that kills itself before a file operation in the library.

    False where the import was done before that.
    """
    child = os.fork()
    if not child:
        count = 0

        def audit(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal count
            if event in OPERATIONS and str(arguments[0]).startswith(str(library)):
                count += 1
                if count == moment:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(audit)
            finish(import_sources([export], library, now=NOW))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def words_of(library: Path) -> dict[str, tuple[str, list[str], int]]:
    """The text, the comments and the damages of every post, by its title."""
    folder = LibraryFolder.open(library)
    read = [folder.read(file.path) for file in folder.post_files()]
    return {
        one.post.title: (
            one.post.body,
            [each.text for each in one.comments],
            len(one.damages),
        )
        for one in read
    }


def expected(words: str) -> dict[str, tuple[str, list[str], int]]:
    return {
        f"Post {n}": (f"{words} {n}.", comments_of(n, words), 0)
        for n in range(1, POSTS + 1)
    }


def test_a_new_library_has_the_first_posts_whole_wherever_it_was_killed(
    tmp_path: Path,
) -> None:
    export = tmp_path / "blog.xml"
    export.write_text(blog("One"))
    whole = expected("One")
    counts = set()
    moment = 1
    while killed_at(moment, export, tmp_path / f"{moment}"):
        library = tmp_path / f"{moment}"
        moment += STEP
        if not (library / "posts").exists():
            continue
        found = words_of(library)
        counts.add(len(found))
        assert found == dict(list(whole.items())[: len(found)])
        astray = check(LibraryFolder.open(library))
        assert [one for one in astray if "without their post" not in one.reason] == []
        assert len(astray) <= 1
        again = finish(import_sources([export], library, now=NOW))
        assert (again.posts, again.refused, again.warnings) == (POSTS, [], [])
        assert words_of(library) == whole
        assert check(LibraryFolder.open(library)) == ()
    assert len(counts) > 2


def test_a_changed_library_has_old_and_new_posts_wherever_it_was_killed(
    tmp_path: Path,
) -> None:
    export = tmp_path / "blog.xml"
    old, new = expected("One"), expected("Two")
    before = tmp_path / "before"
    export.write_text(blog("One"))
    finish(import_sources([export], before, now=NOW))
    export.write_text(blog("Two"))
    moment = 1
    mixed = 0
    while True:
        library = tmp_path / f"{moment}"
        shutil.copytree(before, library)
        was_killed = killed_at(moment, export, library)
        moment += STEP
        found = words_of(library)
        between = [
            title for title, one in found.items() if one not in (old[title], new[title])
        ]
        # Its comments came, and it itself did not.
        assert len(between) <= 1
        assert all(
            found[title] == (old[title][0], *new[title][1:]) for title in between
        )
        mixed += found not in (old, new)
        again = finish(import_sources([export], library, now=NOW))
        assert (again.refused, again.warnings) == ([], [])
        assert words_of(library) == new
        if not was_killed:
            break
    assert mixed > 2
