"""gulagreader notes."""

import json
from pathlib import Path

import pytest
from cli.small_library import Ask

ADDED = (
    "notes",
    "add",
    "aa11",
    "--quote",
    "more than five years",
    "--note",
    "Compare 1945",
)


def add(ask: Ask, *more: str) -> str:
    reply = ask(*ADDED, *more)
    assert reply.status == 0
    return reply.out.removeprefix("noted: ").strip()


def test_without_notes_there_is_none(ask: Ask) -> None:
    reply = ask("notes")
    assert (reply.status, reply.out) == (0, "")
    assert "There are no notes yet." in reply.err
    assert ask("notes", "amnesty").status == 1
    assert ask("notes", "--json").json == []


def test_a_note_is_taken_and_listed(ask: Ask) -> None:
    one = add(ask, "--tag", "amnesty, decree", "--by", "Ann Lee")
    (row,) = ask("notes", "--json").json
    assert row == {
        "id": one,
        "post": "aa11",
        "title": "Whom the amnesty left out",
        "comment": None,
        "passage": "more than five years",
        "start": row["start"],
        "end": row["start"] + 20,
        "sure": 1.0,
        "changed": False,
        "unplaced": None,
        "text": "Compare 1945",
        "tags": ["amnesty", "decree"],
        "colour": "yellow",
        "author": "Ann Lee",
        "created": row["created"],
        "modified": row["created"],
        "layer": None,
    }
    body = ask("show", "aa11", "--json").json["body"]
    assert body[row["start"] : row["end"]] == "more than five years"
    out = ask("notes").out
    assert out.splitlines()[0].startswith("yellow · Ann Lee · ")
    assert "  “more than five years”\n  Compare 1945\n  tags: amnesty, decree\n" in out
    # Whoever has signed once signs the next ones.
    ask("notes", "add", "aa11#c2", "--note", "x")
    assert {one["author"] for one in ask("notes", "--json").json} == {"Ann Lee"}


def test_a_passage_is_listed_as_it_was_read(ask: Ask) -> None:
    ask("notes", "add", "aa11", "--quote", "*asked* them", "--note", "so *many*")
    out = ask("notes").out
    assert "  “asked them”\n" in out
    assert "  so *many*\n" in out
    assert ask("notes", "--json").json[0]["passage"] == "*asked* them"


def test_notes_are_searched_and_chosen(ask: Ask) -> None:
    one = add(ask, "--tag", "decree")
    two = ask(
        "notes", "add", "aa11#c2", "--quote", "no mercy", "--colour", "red", "--json"
    ).json

    def found(*asked: str) -> list[str]:
        return [row["id"] for row in ask("notes", *asked, "--json").json]

    assert found() == [two["id"], one]
    assert found("compare") == found("--tag", "Decree") == found("-mercy") == [one]
    assert (
        found("mercy")
        == found("--post", "aa11#c2")
        == found("--colour", "red")
        == [two["id"]]
    )
    assert found("--post", "aa11", "five") == [one]
    assert found("--post", "ab22") == []
    reply = ask("search", "in:notes mercy", "--json")
    (hit,) = reply.json["hits"]
    assert (hit["kind"], hit["post"], hit["comment"], hit["depth"]) == (
        "note",
        "aa11",
        "c2",
        1,
    )
    hits = ask("search", "has:note", "--json").json["hits"]
    assert {hit["comment"] for hit in hits} == {None, "c2"}
    assert "note" in ask("search", "in:notes", "mercy").out


def test_a_note_is_changed_removed_and_had_back(ask: Ask) -> None:
    one = add(ask)
    row = ask("notes", "change", one[:8], "--note", "New", "--tag", "", "--json")
    assert row.status == 2  # an empty value is refused, as everywhere
    row = ask(
        "notes", "change", one[:8], "--note", "New", "--colour", "blue", "--json"
    ).json
    assert (row["id"], row["text"], row["colour"]) == (one, "New", "blue")
    reply = ask("notes", "remove", one)
    assert reply.out == f"removed: {one}\n"
    assert f"notes restore {one}" in reply.err
    assert ask("notes", "--json").json == []
    assert [gone["id"] for gone in ask("notes", "--removed", "--json").json] == [one]
    assert ask("notes", "restore", one).out == f"restored: {one}\n"
    assert [row["text"] for row in ask("notes", "--json").json] == ["New"]


def test_notes_without_a_place_are_told(ask: Ask, library: Path) -> None:
    one = add(ask)
    path = library / "posts/2014/2014-03-03-amnesty.md"
    path.write_text(path.read_text("utf-8").partition("Article")[0] + "Gone.", "utf-8")
    reply = ask("notes")
    assert reply.status == 0
    assert "has no place: the passage is not in the text any more" in reply.out
    assert "1 note has no place any more" in reply.err
    (row,) = ask("notes", "--lost", "--json").json
    assert (row["id"], row["start"], row["changed"]) == (one, None, None)


@pytest.mark.parametrize("form", ["w3c", "hypothesis"])
def test_notes_go_to_a_file_and_come_back(ask: Ask, tmp_path: Path, form: str) -> None:
    one = add(ask, "--tag", "decree")
    before = ask("notes", "--json").json
    file = str(tmp_path / "notes.json")
    reply = ask("notes", "export", "--to", file, "--as", form)
    assert (reply.status, reply.out) == (0, f"written: {file}\n")
    assert ask("notes", "export", "--to", file).status == 2
    assert ask("notes", "export", "nothing", "--to", file, "--force").status == 1
    assert ask("notes", "import", file, "--json").json["unchanged"] == 1
    ask("notes", "remove", one)
    assert ask("notes", "import", file, "--json").json == {
        "added": [one],
        "changed": [],
        "unchanged": 0,
        "homeless": 0,
        "refused": [],
    }
    assert ask("notes", "--json").json == before


def test_lines_of_json_are_web_annotations(ask: Ask) -> None:
    one = add(ask)
    shape = json.loads(ask("notes", "--jsonl").out)
    assert (shape["id"], shape["type"]) == (f"urn:uuid:{one}", "Annotation")


def test_what_cannot_be_imported_gives_three_and_the_rest_comes_in(
    ask: Ask, tmp_path: Path
) -> None:
    file = tmp_path / "mixed.jsonl"
    good = {"type": "Annotation", "target": "gulagreader:small/aa11", "bodyValue": "ok"}
    away = {**good, "target": "https://example.org/elsewhere"}
    file.write_text("{\n" + json.dumps(good) + "\n" + json.dumps(away) + "\n", "utf-8")
    reply = ask("notes", "import", str(file))
    assert reply.status == 3
    assert reply.out == "2 notes added, 0 changed, 0 unchanged, 1 refused\n"
    assert f"refused: {file}:1: is no JSON" in reply.err
    assert "1 note on pages that this library does not have" in reply.err
    assert ask("notes", "import", str(tmp_path / "none")).status == 3


def test_another_readers_file_is_laid_over_and_lifted(ask: Ask, tmp_path: Path) -> None:
    one = add(ask)
    file = str(tmp_path / "ann.jsonl")
    ask("notes", "export", "--to", file)
    ask("notes", "remove", one)
    (laid,) = ask(
        "notes", "lay", file, "--colour", "green", "--by", "Ann", "--json"
    ).json
    assert (laid["name"], laid["colour"], laid["notes"]) == ("Ann", "green", 1)
    (row,) = ask("notes", "--json").json
    assert (row["layer"], row["colour"], row["start"]) == (
        "Ann",
        "green",
        row["end"] - 20,
    )
    assert file in ask("notes", "layers").out
    assert ask("notes", "remove", one).status == 2
    assert ask("notes", "lift", file, "--json").json == []
    assert ask("notes", "lift", file).status == 1
    assert ask("notes", "--json").json == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "aa11", "--quote", "not there"), "do not stand in the text"),
        (("add", "aa11"), "needs words or a tag"),
        (("add", "zz99", "--note", "x"), "No post has the id"),
        (("add", "aa11", "--note", "x", "--colour", "mauve"), "yellow, green, blue"),
        (("add", "--note", "x"), "needs an ID"),
        (("remove", "nothing"), "There is no note"),
        (("restore", "nothing"), "thirty days"),
        (("change", "a", "b"), "needs the id"),
        (("export",), "--to FILE"),
        (("export", "--to", "x", "--as", "pdf"), "w3c or hypothesis"),
        (("import",), "needs FILE"),
        (("lay", "nowhere.jsonl"), "cannot be read"),
        (("layers", "--quote", "x"), "does not belong to “notes layers”"),
        (("--quote", "x"), "does not belong to a list of notes"),
    ],
)
def test_what_makes_no_sense_is_told(
    ask: Ask, words: tuple[str, ...], said: str
) -> None:
    reply = ask("notes", *words)
    assert (reply.status, reply.out) == (2, "")
    assert said in reply.err


def test_a_note_that_could_not_be_kept_is_not_taken(
    ask: Ask, surroundings: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    surroundings["GULAGREADER_DATA"] = str(tmp_path / "file" / "data")
    reply = ask(*ADDED)
    assert reply.status == 2
    assert "could not be kept" in reply.err


def test_nothing_that_acts_on_a_terminal_is_printed(ask: Ask) -> None:
    add(ask, "--tag", "a\x1b[2Jb", "--by", "x\x1b]0;y\x07z")
    for option in ((), ("--json",), ("--jsonl",)):
        assert "\x1b" not in ask("notes", *option).out
