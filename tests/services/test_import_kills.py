"""An import that is killed at any of its file operations, and the opening after it.

The promise: the library is as it was before, plus whole posts, each of them the old one
or the new one with all its comments.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from importing.test_disqus import export, thread
from importing.test_disqus import post as disqus_comment
from importing.wordpress_site import comment, item, wxr

from gulagreader.domain.progress import finish
from gulagreader.services.import_records import RECORDS_FOLDER
from gulagreader.services.importing import import_sources
from gulagreader.storage.library_file import JOURNAL
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.survey import check

NOW = datetime(2024, 5, 6, tzinfo=UTC)
CHANGING = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir"})
Words = tuple[str, tuple[str, ...]]
"""What a post says, and what its comments say."""
Blog = Mapping[int, Words]

OLD: Blog = {
    1: ("One.", ("First.", "Second.")),
    2: ("Two.", ()),
    3: ("Three.", ("Third.",)),
    4: ("Four.", ("Fourth.",)),
    5: ("Five.", ("Fifth.", "Sixth.")),
}
CHANGES: Mapping[str, Blog] = {
    "bodies and comments": {
        number: (f"{body} New.", tuple(f"{one} New." for one in comments))
        for number, (body, comments) in OLD.items()
    },
    "comments that go and comments that come": {
        1: ("One. New.", ()),
        2: ("Two. New.", ("The first one here.",)),
        3: ("Three.", ()),
        4: ("Four.", ("Fourth.", "One more.")),
        5: ("Five. New.", ("Sixth.",)),
    },
}


def written(blog: Blog) -> str:
    return wxr(
        *(
            item(number, body, *(comment(at, one) for at, one in enumerate(said, 1)))
            for number, (body, said) in blog.items()
        )
    )


def titled(blog: Blog) -> dict[str, Words]:
    return {f"Post {number}": words for number, words in blog.items()}


def changes(event: str, arguments: tuple[object, ...], folder: Path) -> bool:
    """Whether a file operation changes a folder; reading leaves all as it was."""
    if not str(arguments[0]).startswith(str(folder)):
        return False
    if event == "open":
        flags = arguments[2]
        return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))
    return event in CHANGING


def stopped_at(
    moment: int,
    library: Path,
    work: Callable[[], object],
    how: signal.Signals = signal.SIGKILL,
) -> int | None:
    """Work in a child that stops itself right before a file operation in a library.

    Gives the child; None where it was done before that.
    """
    child = os.fork()
    if not child:
        count = 0

        def audit(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal count
            if arguments and changes(event, arguments, library):
                count += 1
                if count == moment:
                    os.kill(os.getpid(), how)

        try:
            # What a kill leaves is in the system's memory; no disk is waited for.
            os.fsync = lambda _: None  # type: ignore[assignment]
            sys.addaudithook(audit)
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, os.WUNTRACED)
    return child if os.WIFSIGNALED(status) or os.WIFSTOPPED(status) else None


def importing(sources: Sequence[Path], library: Path) -> Callable[[], object]:
    return lambda: finish(import_sources(sources, library, now=NOW))


def words_of(library: Path) -> dict[str, Words]:
    """What the reader finds: every post with its comments, by its title."""
    folder = LibraryFolder.open(library)
    read = [folder.read(file.path) for file in folder.post_files()]
    assert [one.damages for one in read if one.damages] == []
    assert check(folder) == ()
    assert not (library / JOURNAL).exists()
    return {
        one.post.title: (one.post.body, tuple(each.text for each in one.comments))
        for one in read
    }


def test_a_new_library_has_the_first_posts_whole_wherever_it_was_killed(
    tmp_path: Path,
) -> None:
    source = tmp_path / "blog.xml"
    source.write_text(written(OLD))
    whole = titled(OLD)
    counts = set()
    moment = 1
    while stopped_at(
        moment,
        library := tmp_path / f"{moment}",
        lambda: finish(import_sources([source], library, now=NOW)),
    ):
        moment += 1
        if not (library / "library.yaml").exists():
            continue
        found = words_of(library)
        counts.add(len(found))
        assert found == dict(list(whole.items())[: len(found)])
    # Batches grow: of one post, of two, of those that are left.
    assert counts == {0, 1, 3, 5}
    for at in (moment // 3, moment // 2, moment - 1):
        again = finish(import_sources([source], tmp_path / f"{at}", now=NOW))
        assert (again.posts, again.refused, again.warnings) == (len(OLD), [], [])
        assert words_of(tmp_path / f"{at}") == whole


@pytest.mark.parametrize("change", CHANGES)
def test_a_post_is_the_old_or_the_new_one_wherever_its_import_was_killed(
    tmp_path: Path, change: str
) -> None:
    source, before = tmp_path / "blog.xml", tmp_path / "before"
    source.write_text(written(OLD))
    finish(import_sources([source], before, now=NOW))
    source.write_text(written(CHANGES[change]))
    old, new = titled(OLD), titled(CHANGES[change])
    seen = set()
    moment = 0
    killed: int | None = 0
    while killed is not None:
        moment += 1
        library = tmp_path / f"{moment}"
        shutil.copytree(before, library)
        killed = stopped_at(moment, library, importing([source], library))
        found = words_of(library)
        assert found.keys() == old.keys()
        for title, words in found.items():
            assert words in (old[title], new[title])
        seen.add(
            sum(words == new[title] != old[title] for title, words in found.items())
        )
        if moment % 16 == 0 or killed is None:
            again = finish(import_sources([source], library, now=NOW))
            assert again.refused == []
            assert [one for one in again.warnings if "by hand" in one.what] == []
            assert words_of(library) == new
        shutil.rmtree(library)
    assert len(seen) == 4


def test_comments_of_a_second_source_come_all_at_once_or_not_at_all(
    tmp_path: Path,
) -> None:
    # The post stands as its own source gives it until all sources are read; then the
    # comments that another one has join it. A kill can leave either, and no third.
    blog, disqus = tmp_path / "blog.xml", tmp_path / "disqus.xml"
    blog.write_text(written(OLD))
    more = [
        part
        for number in (1, 2)
        for part in (
            thread(number, f"https://blog.example/2014/03/post-{number}/"),
            *(disqus_comment(10 * number + at, number) for at in range(3)),
        )
    ]
    lost = (thread(9, "https://elsewhere.example/x/", "Lost"), disqus_comment(99, 9))
    disqus.write_text(export(*more, *lost))
    alone = titled(OLD)
    joined = {
        "Post 1": (*alone["Post 1"], ("text 10", "text 11", "text 12")),
        "Post 2": (*alone["Post 2"], ("text 20", "text 21", "text 22")),
    }
    seen = set()
    moment = 1
    while stopped_at(
        moment,
        library := tmp_path / f"{moment}",
        importing([disqus, blog], tmp_path / f"{moment}"),
    ):
        moment += 1
        found = words_of(library) if (library / "library.yaml").exists() else {}
        for title, (body, comments) in found.items():
            if title == "Comments on Lost":
                assert comments in ((), ("text 99",))
                continue
            own, theirs = alone[title], joined.get(title, ("", (), ()))[2]
            assert body == own[0]
            assert set(comments) in ({*own[1]}, {*own[1], *theirs})
            seen.add((title in joined, len(comments) > len(own[1])))
        shutil.rmtree(library, ignore_errors=True)
    assert seen == {(False, False), (True, False), (True, True)}


def test_what_completes_a_killed_import_may_be_killed_itself(tmp_path: Path) -> None:
    source, before = tmp_path / "blog.xml", tmp_path / "before"
    source.write_text(written(OLD))
    finish(import_sources([source], before, now=NOW))
    new = titled(CHANGES["comments that go and comments that come"])
    source.write_text(written(CHANGES["comments that go and comments that come"]))
    left = tmp_path / "left"
    moment = 0
    while not (left / JOURNAL).exists() or "post-5" not in (left / JOURNAL).read_text():
        # The last batch, and none of its files has its name yet.
        moment += 1
        shutil.rmtree(left, ignore_errors=True)
        shutil.copytree(before, left)
        assert stopped_at(moment, left, importing([source], left))
    library = tmp_path / "library"
    tried = 0
    killed: int | None = 0
    while killed is not None:
        tried += 1
        shutil.rmtree(library, ignore_errors=True)
        shutil.copytree(left, library)
        killed = stopped_at(tried, library, partial(LibraryFolder.open, library))
        assert words_of(library) == new
    assert tried > 8
    assert list(library.rglob("*.tmp")) == []


def test_a_reader_leaves_an_import_alone_that_is_still_at_it(tmp_path: Path) -> None:
    source, library = tmp_path / "blog.xml", tmp_path / "library"
    source.write_text(written(OLD))
    moment = 0
    child: int | None = None
    while child is None or not (library / JOURNAL).exists():
        if child is not None:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        shutil.rmtree(library, ignore_errors=True)
        moment += 1
        child = stopped_at(
            moment, library, importing([source], library), signal.SIGSTOP
        )
        assert child is not None
    LibraryFolder.open(library).scan()
    assert (library / JOURNAL).exists()

    os.kill(child, signal.SIGCONT)
    _, status = os.waitpid(child, 0)

    assert status == 0
    assert words_of(library) == titled(OLD)


def test_an_import_completes_what_was_killed_before_it_reads_the_library(
    tmp_path: Path,
) -> None:
    source, library = tmp_path / "blog.xml", tmp_path / "library"
    source.write_text(written(OLD))
    moment = 0
    while not (library / JOURNAL).exists():
        shutil.rmtree(library, ignore_errors=True)
        moment += 1
        assert stopped_at(moment, library, importing([source], library))

    again = finish(import_sources([source], library, now=NOW))

    assert len(again.unchanged) == 1
    assert len(again.written) == len(OLD) - 1
    assert words_of(library) == titled(OLD)
    assert len(list((library / RECORDS_FOLDER).glob("*.json"))) == len(OLD)
