"""gulagreader dossier."""

import json
from pathlib import Path

import pytest
from cli.small_library import Ask


def gather(ask: Ask) -> None:
    ask("dossier", "add", "aa11", "--quote", "more than five years")
    ask("dossier", "add", "aa11#c2", "--remark", "Who *said* so?")
    ask("dossier", "heading", "The", "amnesty", "--at", "1")


def kinds(ask: Ask, *words: str) -> list[str]:
    return [row["kind"] for row in ask("dossier", *words, "--json").json["entries"]]


def test_without_dossiers_there_is_none(ask: Ask) -> None:
    reply = ask("dossier")
    assert (reply.status, reply.out) == (0, "")
    assert "There is no dossier yet" in reply.err
    assert ask("dossier", "--json").json is None
    assert ask("dossier", "list", "--json").json == []


def test_things_are_gathered_and_shown(ask: Ask) -> None:
    reply = ask("dossier", "add", "aa11", "--quote", "more than five years")
    assert (reply.status, reply.out) == (0, "gathered: 1 in “Dossier”\n")
    reply = ask("dossier", "add", "aa11", "--quote", "more than five years")
    assert reply.out == "there already: 1 in “Dossier”\n"
    row = ask("dossier", "add", "aa11", "--paragraph", "2", "--json").json
    assert (row["number"], row["words"], row["again"]) == (
        2,
        "Nobody had asked them.",
        False,
    )
    note = ask("notes", "add", "aa11#c2", "--quote", "no mercy", "--note", "Why?",
               "--json").json["id"]  # fmt: skip
    ask("dossier", "add", "--note", note[:8])
    ask("dossier", "add", "aa11#c1", "--remark", "Mine\nand more")
    ask("dossier", "add", "ab22")
    ask("dossier", "heading", "*Stars*", "--at", "1")
    ask("dossier", "paragraph", "So *far*.")
    shown = ask("dossier", "--json").json
    assert (shown["name"], shown["current"]) == ("Dossier", True)
    rows = shown["entries"]
    assert [row["number"] for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert [row["kind"] for row in rows] == [
        "heading",
        "passage",
        "passage",
        "note",
        "comment",
        "post",
        "paragraph",
    ]
    body = ask("show", "aa11", "--json").json["body"]
    assert body[rows[1]["start"] : rows[1]["end"]] == "more than five years"
    assert (rows[3]["note"], rows[3]["text"], rows[3]["words"]) == (
        note,
        "Why?",
        "no mercy",
    )
    assert (rows[4]["author"], rows[4]["remark"]) == ("reader 12", "Mine\nand more")
    out = ask("dossier").out
    assert out.startswith(
        "Dossier: 7 entries\n\n  1  heading\n     *Stars*\n\n  2  pass"
    )
    assert "\n     “more than five years”\n" in out
    assert "  4  note · night_shift, comment on corridor_notes" in out


def test_entries_are_ordered_removed_and_had_back(ask: Ask) -> None:
    gather(ask)
    assert kinds(ask) == ["heading", "passage", "comment"]
    assert ask("dossier", "move", "3", "1").out == "moved: 1 in “Dossier”\n"
    assert kinds(ask) == ["comment", "heading", "passage"]
    reply = ask("dossier", "remove", "2")
    assert reply.out == "removed: 2 from “Dossier”\n"
    assert "dossier restore" in reply.err
    assert kinds(ask) == ["comment", "passage"]
    (gone,) = ask("dossier", "--removed", "--json").json
    assert (gone["kind"], gone["text"], gone["place"]) == ("heading", "The amnesty", 2)
    assert ask("dossier", "--removed").out == "heading  The amnesty\n"
    assert ask("dossier", "restore").out == "restored: 2 in “Dossier”\n"
    assert kinds(ask) == ["comment", "heading", "passage"]
    assert ask("dossier", "restore").status == 2


def test_the_readers_own_words_are_changed(ask: Ask) -> None:
    gather(ask)
    row = ask("dossier", "change", "1", "--text", "Decree", "--remark", "r", "--json")
    assert (row.json["text"], row.json["remark"]) == ("Decree", "r")
    row = ask("dossier", "change", "3", "--remark", "-", "--json")
    assert row.json["remark"] is None
    assert "not yours" in ask("dossier", "change", "2", "--text", "forged").err


def test_there_are_several_dossiers(ask: Ask) -> None:
    gather(ask)
    assert ask("dossier", "new", "My", "seminar").out == "begun: My seminar\n"
    ask("dossier", "add", "ab22")
    ask("dossier", "add", "b333", "--in", "dossier")
    rows = ask("dossier", "list", "--json").json
    assert [(row["name"], row["current"], row["entries"]) for row in rows] == [
        ("Dossier", False, 4),
        ("My seminar", True, 1),
    ]
    assert ask("dossier", "list").out == "  Dossier  4\n* My seminar  1\n"
    assert kinds(ask, "my") == ["post"]
    assert ask("dossier", "rename", "Essay").out == "renamed: Essay\n"
    assert ask("dossier", "use", "doss").out == "gathering into: Dossier\n"
    reply = ask("dossier", "drop", "Essay")
    assert reply.out == "dropped: Essay\n"
    assert "thirty days: gulagreader dossier restore Essay" in reply.err
    assert ask("dossier", "restore", "essay").out == "restored: Essay\n"
    assert kinds(ask) == ["post"]


def test_what_was_done_with_a_dossier_comes_as_json(ask: Ask) -> None:
    ask("dossier", "new", "Bread")
    first = ask("dossier", "new", "Frost", "--json").json
    assert (first["name"], first["current"]) == ("Frost", True)
    dropped = ask("dossier", "drop", "Frost", "--json").json
    assert (dropped["id"], dropped["current"]) == (first["id"], False)


def test_a_dossier_is_written(ask: Ask, tmp_path: Path) -> None:
    gather(ask)
    target = tmp_path / "out.md"
    reply = ask("dossier", "write", "--to", str(target))
    assert (reply.status, reply.out) == (0, f"written: {target}\n")
    assert "3 entries as markdown" in reply.err
    text = target.read_text("utf-8")
    assert "> more than five years\n" in text
    assert "\nWho *said* so?\n" in text
    assert "[^1]: corridor_notes, “Whom the Amnesty Left Out,” " in text
    assert ask("dossier", "write", "--to", str(target)).status == 2
    done = ask("dossier", "write", "--to", str(target), "--format", "pandoc",
               "--style", "apa", "--force", "--json").json  # fmt: skip
    assert done == {
        "target": str(target),
        "format": "pandoc",
        "style": "apa",
        "entries": 3,
        "notes": 2,
        "works": 2,
        "unplaced": 0,
        "references": str(tmp_path / "out.references.json"),
    }
    reply = ask("dossier", "write", "--to", str(tmp_path / "a.html"), "--in", "Dossier")
    assert reply.status == 0
    assert (tmp_path / "a.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    reply = ask(
        "dossier", "write", "--to", str(tmp_path / "b.md"), "--format", "pandoc"
    )
    assert "pandoc --citeproc b.md -o b.docx" in reply.err


def test_what_changed_in_the_library_is_told(
    ask: Ask, library: Path, tmp_path: Path
) -> None:
    gather(ask)
    path = library / "posts/2014/2014-03-03-amnesty.md"
    path.write_text(path.read_text("utf-8").partition("Article")[0] + "Gone.", "utf-8")
    reply = ask("dossier")
    assert "has no place: the passage is not in the text any more" in reply.out
    assert "“more than five years”" in reply.out
    assert "1 entry has no place any more; the words are kept." in reply.err
    reply = ask("dossier", "write", "--to", str(tmp_path / "x.md"))
    assert "Of 1 entry the library has other words now, or none" in reply.err


def test_a_dossier_is_given_to_another(ask: Ask, tmp_path: Path) -> None:
    gather(ask)
    before = ask("dossier", "--json").json["entries"]
    file = str(tmp_path / "seminar.json")
    assert ask("dossier", "export", "--to", file).out == f"written: {file}\n"
    assert ask("dossier", "export", "--to", file).status == 2
    reply = ask("dossier", "import", file)
    assert reply.out == "“Dossier”: 0 entries added, 3 unchanged, 0 refused\n"
    shape = json.loads(Path(file).read_text("utf-8"))
    shape["id"] = "of-another"
    shape["entries"].append({"kind": "song"})
    Path(file).write_text(json.dumps(shape), "utf-8")
    done = ask("dossier", "import", file, "--json")
    assert done.status == 3
    assert done.json["name"] == "Dossier (2)"
    assert (done.json["added"], done.json["refused"][0]["entry"]) == (3, 4)
    assert ask("dossier", "--json").json["entries"] == before
    assert "refused: entry 4 " in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add",), "needs an ID"),
        (("add", "zz99"), "No post has the id"),
        (("add", "aa11", "--quote", "not there"), "do not stand in the text"),
        (("add", "aa11", "--paragraph", "9"), "no paragraph 9"),
        (("add", "aa11", "--paragraph", "1", "--quote", "x"), "one of --quote"),
        (("add", "aa11", "--note", "x"), "leave out the rest"),
        (("add", "--note", "nothing"), "There is no note"),
        (("heading",), "needs TEXT"),
        (("move", "1", "1"), "no dossier yet"),
        (("move", "1"), "needs two numbers"),
        (("write", "--to", "x.docx"), "--format FORMAT"),
        (("write", "--to", "x.md", "--style", "harvard"), "chicago, mla, apa"),
        (("write",), "--to FILE"),
        (("write", "Name", "--to", "x.md"), "with --in"),
        (("import", "nowhere.json"), "cannot be read"),
        (("drop", "x"), "There is no dossier"),
        (("restore", "x"), "Nobody dropped a dossier"),
        (("x",), "There is no dossier “x”"),
        (("add", "aa11", "--to", "x"), "does not belong to “dossier add”"),
        (("--quote", "x"), "does not belong to showing"),
    ],
)
def test_what_makes_no_sense_is_told(
    ask: Ask, words: tuple[str, ...], said: str
) -> None:
    reply = ask("dossier", *words)
    assert (reply.status, reply.out) == (2, "")
    assert said in reply.err


@pytest.mark.parametrize("word", ["0", "4", "-1", "x", "٣"])
def test_a_number_that_is_none_is_told(ask: Ask, word: str) -> None:
    gather(ask)
    reply = ask("dossier", "remove", word)
    assert (reply.status, reply.out) == (2, "")
    assert "no number of an entry" in reply.err or "has 3 entries" in reply.err


def test_what_could_not_be_kept_is_not_gathered(
    ask: Ask, surroundings: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    surroundings["GULAGREADER_DATA"] = str(tmp_path / "file" / "data")
    reply = ask("dossier", "add", "aa11")
    assert reply.status == 2
    assert "could not be kept" in reply.err


def test_the_example_has_the_keys_of_the_real_answer(ask: Ask) -> None:
    page = (Path(__file__).parents[2] / "docs/command-line.md").read_text("utf-8")
    part = page.partition("\n## `gulagreader dossier [NAME] | ACTION ...`\n")[2]
    example = json.loads(part.partition("```json\n")[2].partition("```")[0])
    ask("dossier", "add", "aa11", "--quote", "five years")
    answer = ask("dossier", "--json").json
    assert list(example) == list(answer)
    assert list(example["entries"][0]) == list(answer["entries"][0])


def test_nothing_that_acts_on_a_terminal_is_printed(ask: Ask) -> None:
    ask("dossier", "new", "a\x1b[2Jb")
    ask("dossier", "heading", "x\x1b]0;y\x07z")
    ask("dossier", "paragraph", "x\u202ez")
    for option in ((), ("--json",), ("list",)):
        reply = ask("dossier", *option)
        assert "\x1b" not in reply.out + reply.err
        assert "\u202e" not in reply.out
