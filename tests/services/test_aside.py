"""Long jobs in another program: the same outcome, and nothing left behind."""

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.progress import finish
from gulagreader.services import aside
from gulagreader.services.aside import Order, run_aside
from gulagreader.services.wiring import Services
from gulagreader.storage import catalogue
from gulagreader.storage.folders import Folders

_POSTS = 12


def _library(folder: Path, posts: int = _POSTS) -> Path:
    (folder / "posts").mkdir(parents=True)
    (folder / "library.yaml").write_text("id: made\nname: Made\n", encoding="utf-8")
    for number in range(posts):
        text = f"---\ntitle: Post {number}\n---\n\nThe train number {number} left.\n"
        (folder / "posts" / f"{number:02}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Services]:
    """Open a library that counts as large, as often as wanted."""
    monkeypatch.setattr(catalogue, "_MANY", 5)
    library = _library(tmp_path / "library")
    own = Folders(tmp_path / "data", tmp_path / "cache")
    return lambda: Services.open(library, own, lambda: datetime.now(UTC))


@pytest.fixture
def orders(monkeypatch: pytest.MonkeyPatch) -> list[Order]:
    """What other programs were ordered to do."""
    given: list[Order] = []
    real = aside.run_aside

    def noted(order: Order, outcome_of: Callable[..., object]) -> object:
        given.append(order)
        return real(order, outcome_of)

    monkeypatch.setattr(aside, "run_aside", noted)
    return given


@pytest.fixture
def many_open_files() -> Iterator[None]:
    """More open files than ``select.select`` can count."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 1200
    if before[0] != resource.RLIM_INFINITY and before[0] < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, before[1]))
    with ExitStack() as opened:
        for _ in range(1050):
            opened.enter_context(Path(os.devnull).open("rb"))
        yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.mark.usefixtures("many_open_files")
def test_another_program_is_heard_by_one_with_a_thousand_open_files(
    opened: Callable[[], Services], orders: list[Order]
) -> None:
    with closing(opened()) as services:
        assert len(finish(services.refresh()).cards) == _POSTS
    assert orders


def test_another_program_fills_the_list_and_the_index(
    opened: Callable[[], Services], orders: list[Order]
) -> None:
    with closing(opened()) as services:
        state = finish(services.refresh())
        assert len(state.cards) == _POSTS
        indexed = finish(services.update_index())
        assert (indexed.documents, indexed.rebuilt) == (_POSTS, True)
        assert finish(services.update_passages()).texts == _POSTS
        with closing(services.open_finder()) as finder:
            assert finder.answer("train 7", typing=False).total == 1
    assert [order.job for order in orders] == ["refresh", "index", "passages"]


def test_a_look_that_finds_nothing_new_gives_the_same_cards(
    opened: Callable[[], Services],
) -> None:
    with closing(opened()) as services:
        first = finish(services.refresh())
        assert finish(services.refresh()) is first


def test_what_another_program_finds_changed_is_in_the_list(
    opened: Callable[[], Services],
) -> None:
    with closing(opened()) as services:
        finish(services.refresh())
        posts = services.folder / "posts"
        (posts / "00.md").write_text("---\ntitle: Anew\n---\n\nText.\n", "utf-8")
        (posts / "01.md").unlink()
        (posts / "alone.comments.yaml").write_text("[]\n", "utf-8")
        finish(services.refresh())
        titles = {card.title for card in services.cards}
        assert "Anew" in titles
        assert len(titles) == _POSTS - 1
        assert [damage.path.name for damage in services.damages] == [
            "alone.comments.yaml"
        ]


def test_two_posts_of_one_id_are_told_apart_in_either_program(
    opened: Callable[[], Services],
) -> None:
    with closing(opened()) as services:
        for name in ("a", "b"):
            text = f"---\nid: same\ntitle: Twin {name}\n---\n\nText.\n"
            (services.folder / "posts" / f"{name}.md").write_text(text, "utf-8")
        finish(services.refresh())
        twins = [card for card in services.cards if card.title.startswith("Twin")]
        assert sorted(card.id == "same" for card in twins) == [False, True]
        assert "the id same is that of posts/a.md" in services.damages[0].reason


def test_where_nothing_can_be_kept_the_list_is_read_here(
    opened: Callable[[], Services], tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("no folder", encoding="utf-8")
    with closing(opened()) as services:
        assert len(finish(services.refresh()).cards) == _POSTS


def test_a_reason_is_told_by_the_other_program(tmp_path: Path) -> None:
    order = Order("index", tmp_path / "none", tmp_path, tmp_path, {})
    with pytest.raises(IndexUnavailableError, match="does not exist"):
        finish(run_aside(order, dict))


def test_a_program_that_ends_early_is_told_of(tmp_path: Path) -> None:
    order = Order(
        "index", _library(tmp_path / "library"), tmp_path, tmp_path, {"": True}
    )
    with pytest.raises(IndexUnavailableError, match="ended early"):
        finish(run_aside(order, dict))


def _programs() -> list[str]:
    """The programs aside that this one began and that still run."""
    found = []
    for about in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = int(about.read_text().rpartition(")")[2].split()[1])
            words = (about.parent / "cmdline").read_bytes()
            if parent == os.getpid() and b"aside_program" in words:
                found.append(about.parent.name)
    return found


def test_a_job_that_is_given_up_leaves_no_program_behind(tmp_path: Path) -> None:
    library, cache = _library(tmp_path / "library", 300), tmp_path / "cache"
    order = Order("index", library, cache, cache, {"rebuild": True})
    job = run_aside(order, dict)
    next(job)
    assert len(_programs()) == 1
    job.close()
    assert _programs() == []
    assert not list(cache.rglob("*.tmp"))


def test_an_unchanged_library_starts_no_other_program(
    opened: Callable[[], Services], orders: list[Order]
) -> None:
    with closing(opened()) as services:
        made = finish(services.refresh())
    with closing(opened()) as services:
        again = finish(services.refresh())
        assert list(again.cards) == list(made.cards)
        assert finish(services.refresh()) is again
    assert [order.job for order in orders] == ["refresh"]


@pytest.mark.parametrize("change", ["written", "removed", "added", "commented"])
def test_a_library_that_changed_is_read_by_another_program(
    opened: Callable[[], Services], orders: list[Order], change: str
) -> None:
    with closing(opened()) as services:
        finish(services.refresh())
        posts = services.folder / "posts"
        if change == "written":
            (posts / "03.md").write_text("---\ntitle: Other\n---\n\nOther.\n")
        elif change == "removed":
            (posts / "03.md").unlink()
        elif change == "added":
            (posts / "99.md").write_text("---\ntitle: Other\n---\n\nOther.\n")
        else:
            (posts / "03.comments.yaml").write_text("- id: c1\n  text: yes\n")
        state = finish(services.refresh())
        titles = [card.title for card in state.cards]
        assert ("Other" in titles) == (change in ("written", "added"))
        assert ("Post 3" in titles) == (change in ("added", "commented"))
        assert finish(services.refresh()) is state
    assert [order.job for order in orders] == ["refresh", "refresh"]


def test_what_is_wrong_beside_the_posts_is_told_of_an_unchanged_library(
    opened: Callable[[], Services], orders: list[Order]
) -> None:
    with closing(opened()) as services:
        (services.folder / "posts/lost.comments.yaml").write_text("- id: c1\n")
        made = finish(services.refresh())
        assert [damage.path.name for damage in made.damages] == ["lost.comments.yaml"]
    with closing(opened()) as services:
        assert finish(services.refresh()).damages == made.damages
    assert len(orders) == 1


def test_the_first_list_fills_in_while_another_program_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The other program counts as it always does; so here are more posts than it does.
    library = _library(tmp_path / "library", 2_200)
    own = Folders(tmp_path / "data", tmp_path / "cache")
    with closing(Services.open(library, own, lambda: datetime.now(UTC))) as services:
        assert not services.listed
        seen = set()
        for _ in services.refresh():
            listed = services.listed
            seen.add(len(listed))
            if listed:
                post = listed[0].id
                assert services.card(post) == listed[0]
                assert services.read(post).post.id == post
        assert len(services.cards) == len(services.listed) == 2_200
        assert seen & set(range(1, 2_200))  # some were shown before all were there
