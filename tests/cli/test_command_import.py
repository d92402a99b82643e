"""gulagreader import: what comes in, and what a person decides about it."""

import json
from pathlib import Path

import pytest
from cli.small_library import Ask
from importing.wordpress_site import item, wxr

DUMP = (
    "Freedom\n\nOn March 27 the Presidium issued an amnesty, and people came home.\n\n"
    "The Thaw\n\nIt was long before anyone spoke of where they had been, or why.\n"
)


@pytest.mark.parametrize(
    ("include", "count"),
    [
        ("", 1),
        ("drafts", 2),
        ("draft,private", 3),
        ("type:podcast", 2),
        ("drafts, private, type:podcast", 4),
    ],
)
def test_drafts_and_private_posts_come_in_when_asked_for(
    ask: Ask, tmp_path: Path, include: str, count: int
) -> None:
    export = tmp_path / "blog.xml"
    export.write_text(
        wxr(
            item(1),
            item(2, wp__status="draft"),
            item(3, wp__status="private"),
            item(4, wp__post_type="podcast"),
        )
    )
    asked = ["--include", include] if include else []
    into = str(tmp_path / "new")

    reply = ask("import", str(export), "--into", into, *asked, "--json")

    assert (reply.status, reply.json["posts"]) == (0, count)


def test_what_can_be_included_is_named(ask: Ask, tmp_path: Path) -> None:
    reply = ask("import", "x", "--into", str(tmp_path / "l"), "--include", "all")

    assert reply.status == 2
    assert "drafts, private and type:NAME" in reply.err


def test_a_review_is_written_first_and_done_second(ask: Ask, tmp_path: Path) -> None:
    dump, review = tmp_path / "dump.txt", tmp_path / "review.json"
    dump.write_text(DUMP)
    command = ["import", str(dump), "--into", str(tmp_path / "new")]

    first = ask(*command, "--review", str(review))
    assert first.status == 0
    assert "would be written" in first.out
    assert not (tmp_path / "new").exists()

    found = json.loads(review.read_text())
    for guess in found["sources"][0]["guesses"]:
        if guess["what"] == "heading":
            guess["take"] = "caption"
    review.write_text(json.dumps(found))
    second = ask(*command, "--review", str(review), "--json")

    (path,) = second.json["written"]
    assert "*The Thaw*" in Path(path).read_text()
    assert ask(*command, "--json").json["written"] == []


def test_a_review_that_is_none_changes_nothing(ask: Ask, tmp_path: Path) -> None:
    dump, review = tmp_path / "dump.txt", tmp_path / "review.json"
    dump.write_text(DUMP)
    review.write_text("{")

    reply = ask(
        "import", str(dump), "--into", str(tmp_path / "new"), "--review", str(review)
    )

    assert reply.status == 2
    assert "not JSON" in reply.err
    assert not (tmp_path / "new").exists()
