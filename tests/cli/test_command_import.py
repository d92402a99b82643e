"""gulagreader import: what comes in, and what a person decides about it."""

import json
import os
import signal
from pathlib import Path

import pytest
from cli.small_library import Ask
from importing.wordpress_site import item, wxr

from gulagreader.cli.console import Console
from gulagreader.domain.progress import Job
from gulagreader.services.import_report import ImportReport

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


def test_the_reports_of_imports_can_be_read_again(ask: Ask, tmp_path: Path) -> None:
    export, into = tmp_path / "blog.xml", tmp_path / "new"
    export.write_text(wxr(item(1), item(2, title="Not yet", wp__status="draft")))
    ask("import", str(export), "--into", str(into))

    told = ask("import", "--report", str(into))
    (shape,) = ask("import", "--report", "--into", str(into), "--json").json

    assert told.status == 0
    assert "1 new, 0 changed, 0 same" in told.out
    assert "drafts “Not yet”" in told.out
    assert shape["files"][0]["format"] == "wxr"
    assert Path(shape["report"]).is_file()


def test_a_report_of_a_stranger_may_hold_anything(ask: Ask, tmp_path: Path) -> None:
    export, into = tmp_path / "blog.xml", tmp_path / "new"
    export.write_text(wxr(item(1)))
    ask("import", str(export), "--into", str(into))
    runs = into / "imports" / "runs"
    (runs / "a.json").write_text("[" * 100_000)
    hostile = {
        "run": 1,
        "when": "\x1b]0;x\x07",
        "new": [],
        "files": ["x", {"size": "y"}],
    }
    (runs / "b.json").write_text(json.dumps({**hostile, "left_out": {"\x1b[2J": {}}}))

    told = ask("import", "--report", str(into))

    assert told.status == 0
    assert "\x1b" not in told.out + told.err
    assert "a.json: is not JSON" in told.err


def test_an_import_that_is_interrupted_says_what_came_in(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = tmp_path / "blog.xml"
    export.write_text(wxr(*(item(number) for number in range(1, 9))))
    run, rest = Console.run, []

    def interrupted(console: Console, job: Job[ImportReport]) -> ImportReport:
        def some() -> Job[ImportReport]:
            for _ in range(5):
                yield next(job)
            os.kill(os.getpid(), signal.SIGTERM)
            rest.append("went on")
            return (yield from job)

        try:
            return run(console, some())
        finally:
            job.close()

    monkeypatch.setattr(Console, "run", interrupted)
    with pytest.raises(SystemExit) as ended:
        ask("import", str(export), "--into", str(tmp_path / "new"))

    assert (ended.value.code, rest) == (128 + signal.SIGTERM, [])
    assert not [*(tmp_path / "new").rglob("*.tmp")]
    monkeypatch.undo()
    (told,) = ask("import", "--report", str(tmp_path / "new"), "--json").json
    assert "again completes it" in told["stopped"]
    assert told["new"] == len([*(tmp_path / "new").rglob("*.md")]) < 8
