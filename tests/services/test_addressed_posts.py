"""A web address leads to the post of the library that came from there."""

from pathlib import Path

import pytest

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import PostCard
from gulagreader.services.addressed_posts import addressed_posts, comment_at, post_at

ADDRESS = "https://blog.example.org/2014/amnesty/"


def card(folder: Path, name: str, text: str | None) -> PostCard:
    path = folder / f"{name}.md"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    return PostCard(name, name.title(), None, None, (), 0, str(path))


@pytest.mark.parametrize(
    "source",
    [
        f'source: {{kind: rss, file: a.xml, url: "{ADDRESS}"}}',
        f"source:\n  kind: rss\n  url: {ADDRESS}\n  file: a.xml",
        f"source:\n  url: '{ADDRESS}'",
    ],
    ids=["flow", "block", "quoted"],
)
@pytest.mark.parametrize(
    "asked",
    [
        ADDRESS,
        "http://blog.example.org/2014/amnesty",
        "https://www.blog.example.org/2014/amnesty/#comment-3",
    ],
)
def test_an_address_leads_to_its_post(tmp_path: Path, source: str, asked: str) -> None:
    text = f"---\ntitle: Amnesty\n{source}\nlang: en\n---\nText.\n"
    posts = addressed_posts([card(tmp_path, "amnesty", text)])
    assert post_at(asked, posts) == "amnesty"
    assert post_at("https://blog.example.org/2014/thaw/", posts) is None


def test_only_what_a_file_says_of_its_source_is_its_address(tmp_path: Path) -> None:
    posts = addressed_posts(
        [
            card(tmp_path, "body", f"---\ntitle: A\n---\nsource:\n  url: {ADDRESS}\n"),
            card(tmp_path, "title", f"---\ntitle: 'url: {ADDRESS}'\n---\nText.\n"),
            card(tmp_path, "bare", "Text without any fields.\n"),
            card(tmp_path, "gone", None),
        ]
    )
    assert posts == {}


def test_of_two_posts_from_one_address_it_is_the_first(tmp_path: Path) -> None:
    text = f"---\nsource: {{url: {ADDRESS}}}\n---\nText.\n"
    cards = [card(tmp_path, "new", text), card(tmp_path, "old", text)]
    assert post_at(ADDRESS, addressed_posts(cards)) == "new"


@pytest.mark.parametrize(
    ("fragment", "found"),
    [
        ("comment-17", "c17"),
        ("li-comment-17", "c17"),
        ("c900", "c4"),
        ("comment-18", None),
        ("respond", None),
        ("", None),
    ],
)
def test_an_address_leads_to_its_comment(fragment: str, found: str | None) -> None:
    blogger = f"{ADDRESS}?showComment=900#c900"
    comments = [Comment("c17", "One."), Comment("c4", "Two.", url=blogger)]
    assert comment_at(f"{ADDRESS}#{fragment}", comments) == found


def test_ids_that_only_count_the_comments_are_no_numbers_of_a_site() -> None:
    comments = [Comment("c1", "One."), Comment("c2", "Two.")]
    assert comment_at(f"{ADDRESS}#comment-2", comments) is None
    assert comment_at("http://[::1#comment-2", comments) is None
