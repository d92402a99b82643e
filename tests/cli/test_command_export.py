"""gulagreader export."""

import json
import os
import signal
from pathlib import Path

import pytest
from cli.small_library import Ask


def test_the_whole_library_is_written_and_counted(ask: Ask, tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    reply = ask("export", "--to", str(target))
    assert reply.status == 0
    assert reply.out == f"written: {target}\n"
    assert "3 posts, 3 comments as html" in reply.err
    assert "Whom the amnesty left out" in target.read_text(encoding="utf-8")


def test_the_report_is_given_as_json(ask: Ask, tmp_path: Path) -> None:
    reply = ask("export", "--to", str(tmp_path / "o"), "--as", "markdown", "--json")
    assert reply.json == {
        "target": str(tmp_path / "o"),
        "format": "markdown",
        "posts": 3,
        "comments": 3,
        "left_out": [],
        "anonymised": None,
    }


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["aa11"], ["aa11"]),
        (["b333", "aa11"], ["aa11", "b333"]),
        (["ab22", "aa11"], ["aa11", "ab22"]),
        (["tag:camps"], ["aa11"]),
        (["-errata"], ["aa11", "b333"]),
        (["author:chalk", "OR", "amnesty"], ["aa11", "ab22"]),
    ],
)
def test_ids_or_a_query_choose_the_posts(
    ask: Ask, tmp_path: Path, words: list[str], ids: list[str]
) -> None:
    target = tmp_path / "out.jsonl"
    assert ask("export", *words, "--to", str(target)).status == 0
    lines = target.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ids


def test_each_line_has_what_show_says_and_more(ask: Ask, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    ask("export", "--to", str(target))
    lines = target.read_text(encoding="utf-8").splitlines()
    posts = [json.loads(line) for line in lines]
    assert posts
    for post in posts:
        shown = ask("show", post["id"], "--json").json
        threads = shown.pop("comments"), post["comments"]
        assert {key: post[key] for key in shown} == shown
        for comment, more in zip(*threads, strict=True):
            assert {key: more[key] for key in comment} == comment


def test_a_query_that_fits_nothing_writes_nothing_and_gives_one(
    ask: Ask, tmp_path: Path
) -> None:
    reply = ask("export", "nowhere", "--to", str(tmp_path / "out.html"))
    assert reply.status == 1
    assert not (tmp_path / "out.html").exists()


def test_what_cannot_be_read_is_named_and_gives_three(
    ask: Ask, library: Path, tmp_path: Path
) -> None:
    (library / "posts/2015/2015-01-02-errata.md").write_text("---\ntitle: [\n---\n")
    reply = ask("export", "--to", str(tmp_path / "out.html"))
    assert reply.status == 3
    assert "errata.md" in reply.err
    assert (tmp_path / "out.html").exists()


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ([], "--to FILE-OR-DIR"),
        (["--to", "-"], "needs a name"),
        (["--to", "out"], "--as FORMAT"),
        (["--to", "out", "--as", "pdf"], "no format"),
        (["--to", "out.html", "--key", "k"], "--anonymise"),
        (["--to", "out.html", "--keep-teachers"], "--anonymise"),
        (["--to", "/no/such/folder/out.html"], "no folder"),
    ],
)
def test_what_cannot_be_done_is_refused_with_what_to_do(
    ask: Ask,
    words: list[str],
    what: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    reply = ask("export", *words)
    assert (reply.status, reply.out) == (2, "")
    assert what in reply.err
    assert set(tmp_path.iterdir()) - set(before) <= {tmp_path / "cache"}


def test_an_older_export_stays_without_force(ask: Ask, tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    target.write_text("older")
    assert ask("export", "--to", str(target)).status == 2
    assert target.read_text() == "older"
    assert ask("export", "--to", str(target), "--force").status == 0
    assert target.read_text() != "older"


def test_people_are_hidden_and_what_is_doubtful_is_told(
    ask: Ask, library: Path, tmp_path: Path
) -> None:
    comments = library / "posts/2014/2014-03-03-amnesty.comments.yaml"
    said = "- id: c9\n  author: Stalin\n  text: Stalin had died.\n"
    comments.write_text(comments.read_text(encoding="utf-8") + said, encoding="utf-8")
    reply = ask("export", "--to", str(tmp_path / "out"), "--as=markdown", "--anonymise")
    assert reply.status == 0
    assert "hidden: 5 people" in reply.err
    assert "aa11#c9: ⟦Stalin⟧ had died." in reply.err
    reply = ask(
        *("export", "--to", str(tmp_path / "two"), "--as=markdown", "--anonymise"),
        *("--json", "--key", str(tmp_path / "key.json")),
    )
    doubts = reply.json["anonymised"]["doubts"]
    assert [one["comment"] for one in doubts] == ["c1", "c9"]
    assert "night_shift" in (tmp_path / "key.json").read_text(encoding="utf-8")
    files = (path for path in (tmp_path / "two").rglob("*") if path.is_file())
    written = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert "night_shift" not in written
    assert "corridor_notes" not in written


def _keys(value: object) -> object:
    if isinstance(value, dict):
        return {key: _keys(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_keys(one) for one in value[:1]] if value else []
    return None


def test_the_documented_report_has_the_keys_of_a_real_one(
    ask: Ask, library: Path, tmp_path: Path
) -> None:
    page = (Path(__file__).parents[2] / "docs/command-line.md").read_text("utf-8")
    part = page.partition("\n## `gulagreader export ")[2].partition("\n## ")[0]
    example = json.loads(part.partition("```json\n")[2].partition("```")[0])
    (library / "posts/2015/2015-01-02-errata.md").write_text("---\ntitle: [\n---\n")
    comments = library / "posts/2014/2014-03-03-amnesty.comments.yaml"
    said = "- id: c9\n  author: Stalin\n  text: Stalin had died.\n"
    comments.write_text(comments.read_text(encoding="utf-8") + said, encoding="utf-8")
    words = ("--as", "markdown", "--anonymise", "--json")
    reply = ask("export", "--to", str(tmp_path / "o"), *words)
    assert _keys(reply.json) == _keys(example)


def test_a_request_to_end_takes_away_what_is_half_done(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(_: int) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(os, "fsync", ended)
    (tmp_path / "made").mkdir()
    reply = ask("export", "--to", str(tmp_path / "made" / "out.html"))
    assert reply.status == 130
    assert list((tmp_path / "made").iterdir()) == []
    assert signal.getsignal(signal.SIGTERM) == before
